"""Sokoban: push boxes onto targets."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Unpack

from gem_gymnasium.core import Options, Outcome, TextEnv, illegal, ongoing, solved, whole
from gem_gymnasium.envs.games._counted import counted
from gem_gymnasium.envs.games._directions import DIRECTIONS, direction
from gem_gymnasium.envs.games._sokoban import draw_room, plan, steps_of

__all__ = ["Sokoban"]

_WALL, _FLOOR, _TARGET, _BOX, _BOX_ON_TARGET, _PLAYER, _PLAYER_ON_TARGET = "#_OX*P+"
_BOXES = _BOX + _BOX_ON_TARGET
_SHORTEST, _LONGEST = 5, 20  # sides
_TIERS = (((6, 6), 2, 20), ((8, 8), 5, 50))


class Sokoban(TextEnv[str]):
    r"""Walk through a room and push all boxes onto targets.

    Action: ``\boxed{up}``, ``down``, ``left`` or ``right``. A step into a wall is illegal, and one
    against a box that can't move. Reward (GEM's): 1 for all boxes on targets; when the turns are
    spent, the share of the boxes that are on targets.

    Every room can be solved within the turns, and as a rule all boxes start off the targets. The
    signs are GEM's, but a box on a target is ``*`` instead of a sign that ASCII lacks, and the
    target under the player is not hidden: ``+``.

    With ``randomize`` each reset draws a 6x6 room with 2 boxes and 20 turns, or an 8x8 room with 5
    boxes and 50 turns.

    Source: GEM's ``game:Sokoban``.

    Args:
        room_size: Rows and columns, from 5 to 20 each; the walls around the room are counted.
        num_boxes: Boxes, and as many targets: at most one for every four cells within the walls.
        max_turns: Turns of an episode.
        options: See `TextEnv`.
    """

    drawn: ClassVar[frozenset[str]] = frozenset({"room_size", "num_boxes", "max_turns"})

    def __init__(
        self,
        *,
        room_size: Sequence[int] = (6, 6),
        num_boxes: int = 3,
        max_turns: int = 100,
        **options: Unpack[Options],
    ) -> None:
        if not isinstance(room_size, list | tuple) or len(room_size) != 2:
            raise ValueError(f"room_size must be two numbers, rows and columns, got {room_size!r}.")
        rows, cols = (whole("each of room_size", side, _SHORTEST, _LONGEST) for side in room_size)
        self.room_size = rows, cols
        self.num_boxes = whole("num_boxes", num_boxes, 1, (rows - 2) * (cols - 2) // 4)
        super().__init__(max_turns=max_turns, **options)

    def _draw_difficulty(self) -> None:
        tier = _TIERS[int(self.np_random.integers(len(_TIERS)))]
        self.room_size, self.num_boxes, self.max_turns = tier

    def _generate(self) -> None:
        rows, cols = self.room_size
        room = draw_room(self.np_random, rows, cols, self.num_boxes, self.max_turns)
        self._floor, self._targets = room.floor, frozenset(room.targets)
        self._player = room.player
        self._board = [_WALL] * (rows * cols)
        for cell in room.floor:
            self._board[cell] = _TARGET if cell in self._targets else _FLOOR
        for cell in room.boxes:
            self._board[cell] = _BOX_ON_TARGET if cell in self._targets else _BOX
        self._board[room.player] = _PLAYER_ON_TARGET if room.player in self._targets else _PLAYER
        self._steps = dict(zip(DIRECTIONS, steps_of(cols), strict=True))
        self._follow(room.solution)

    def _rules(self) -> str:
        rows, cols = self.room_size
        return (
            f"You are playing Sokoban in a room of {rows} rows and {cols} columns with "
            f"{counted(self.num_boxes, 'box')}. Push every box onto a target within "
            f"{counted(self.max_turns, 'turn')}; any box may go to any target.\n"
            "Each turn you move one cell up, down, left or right. A box in your way is pushed one "
            "cell further, if neither a wall nor another box is behind it. You can't pull.\n"
            "The signs: # wall, _ floor, O target, X box, * box on a target, P you, + you on a "
            "target.\n"
            "Write your move in \\boxed{}: up, down, left or right, for example "
            f"{self.example_action}"
        )

    def _scoring(self) -> str:
        return (
            "All boxes on targets score 1; without that, the last turn scores the share of the "
            "boxes that are on targets."
        )

    def _state(self) -> str:
        board, cols = self._board, self.room_size[1]
        return "\n".join([" ".join(board[k : k + cols]) for k in range(0, len(board), cols)])

    @property
    def example(self) -> str:
        """The content of one fixed well-formed action."""
        return "up"

    def _pattern(self) -> str:
        return "|".join(DIRECTIONS)

    def _parse(self, content: str) -> str | None:
        return direction(content)

    def _play(self, move: str) -> Outcome:
        step = self._steps[move]
        refusal = self._refusal(step)
        if refusal:
            return illegal(f"You can't move {move}: {refusal}.")
        board, targets, there = self._board, self._targets, self._player + step
        pushed = board[there] in _BOXES
        if pushed:
            board[there + step] = _BOX_ON_TARGET if there + step in targets else _BOX
        board[there] = _PLAYER_ON_TARGET if there in targets else _PLAYER
        board[self._player] = _TARGET if self._player in targets else _FLOOR
        self._player = there
        if not pushed:
            return ongoing(f"You moved {move}.")
        if _BOX not in board:
            return solved(f"You pushed a box {move}. All boxes are on targets: the room is solved.")
        return ongoing(f"You pushed a box {move}.")

    def _refusal(self, step: int) -> str:
        """What is in the way of a step, or nothing."""
        board, there = self._board, self._player + step
        if board[there] == _WALL:
            return "a wall is there"
        if board[there] in _BOXES:
            if board[there + step] == _WALL:
                return "a wall is behind the box"
            if board[there + step] in _BOXES:
                return "another box is behind the box"
        return ""

    def _partial(self) -> float:
        return self._board.count(_BOX_ON_TARGET) / self.num_boxes

    def _legal(self) -> list[str] | None:
        return [name for name, step in self._steps.items() if not self._refusal(step)]

    def _oracle(self) -> str:
        places, turns = self._places(), self.max_turns - self.turn
        if places not in self._plan or self._plan[places][1] > turns:
            player, boxes = places
            steps = tuple(self._steps.values())
            self._follow(plan(self._floor, self._targets, boxes, player, turns, steps))
        if places in self._plan:
            return self._plan[places][0]
        # Nothing is to be gained, and every step would push a box.
        return next(iter(self._legal() or DIRECTIONS))

    def _places(self) -> tuple[int, frozenset[int]]:
        """The player's cell, and those of the boxes."""
        return self._player, frozenset(
            [cell for cell, sign in enumerate(self._board) if sign in _BOXES]
        )

    def _follow(self, path: Sequence[int]) -> None:
        """Note the moves of a plan, each with the state that it is for and how many are to go."""
        names = {step: name for name, step in self._steps.items()}
        player, boxes = self._places()
        self._plan: dict[tuple[int, frozenset[int]], tuple[str, int]] = {}
        for k, step in enumerate(path):
            self._plan[player, boxes] = names[step], len(path) - k
            player += step
            if player in boxes:
                boxes = boxes - {player} | {player + step}
        if boxes != self._targets:
            # The plan leads to less than a solution. There, walk to and fro and push nothing.
            for step, name in names.items():
                if player + step in self._floor and player + step not in boxes:
                    self._plan[player, boxes] = name, 0
                    self._plan[player + step, boxes] = names[-step], 0
                    break
