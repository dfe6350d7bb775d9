"""Patches of Tak."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from gem_gymnasium.engines.textarena.games import (
    tak,
)
from gem_gymnasium.engines.textarena.patches import shared
from gem_gymnasium.engines.textarena.patches.kinds import Edit, Patch, Replace

__all__ = ["PATCHES"]


def _tak_can_place(self: Any, allocation: Any) -> bool:
    player = self.state.current_player_id
    if len(allocation) != 1:
        return False
    square, pieces = next(iter(allocation.items()))
    if len(pieces) != 1 or pieces[0] not in (f"F{player}", f"W{player}", f"C{player}"):
        return False
    left = self.players[player]["capstones" if pieces[0][0] == "C" else "stones"]
    return left > 0 and _tak_on_board(self, square) and not self.board[square[0]][square[1]]


def _tak_can_move(self: Any, source: Any, allocation: Any) -> bool:
    if source is None or not _tak_on_board(self, source):
        return False
    stack = self.board[source[0]][source[1]]
    drops = list(allocation.values())
    carried = [piece for pieces in drops for piece in pieces]
    if not stack or stack[-1][-1] != str(self.state.current_player_id) or not all(drops):
        return False
    if not carried or carried != stack[-len(carried) :]:
        return False
    step = None
    for distance, square in enumerate(allocation, 1):
        if not _tak_on_board(self, square):
            return False
        down, right = square[0] - source[0], square[1] - source[1]
        step = step or (down, right)  # of the first square, next to the source
        if abs(step[0]) + abs(step[1]) != 1 or (down, right) != (
            distance * step[0],
            distance * step[1],
        ):
            return False
        target = self.board[square[0]][square[1]]
        if target and not tak.can_enter(target[-1], carried):
            return False
    return True


def _tak_on_board(self: Any, square: Any) -> bool:
    return len(square) == 2 and all(
        isinstance(part, int) and 0 <= part < self.board_size for part in square
    )


def _tak_has_road(self: Any, player_id: int) -> bool:
    size = range(self.board_size)
    pieces = (f"F{player_id}", f"C{player_id}")
    road = {
        (row, column)
        for row in size
        for column in size
        if self.board[row][column] and self.board[row][column][-1] in pieces
    }
    return len(road) >= self.board_size and any(
        _tak_joins(road, {cell for cell in road if cell[axis] == 0}, axis, self.board_size - 1)
        for axis in (0, 1)
    )


def _tak_joins(road: set[tuple[int, int]], edge: set[tuple[int, int]], axis: int, far: int) -> bool:
    reached, new = set(edge), list(edge)
    while new:
        row, column = new.pop()
        if (row, column)[axis] == far:
            return True
        for cell in ((row + 1, column), (row - 1, column), (row, column + 1), (row, column - 1)):
            if cell in road and cell not in reached:
                reached.add(cell)
                new.append(cell)
    return False


def _tak_end(self: Any) -> None:
    state = self.state
    if state.done or state.made_invalid_move:
        return
    other = 1 - state.current_player_id
    if self._check_win(other):
        reason = f"Player {other} has connected two opposite edges of the board."
        state.set_winner(player_id=other, reason=reason)
        return
    stacks = [stack for row in self.board for stack in row]
    spent = any(not left["stones"] and not left["capstones"] for left in self.players.values())
    if all(stacks) or spent:
        flats = [sum(stack[-1:] == [f"F{player}"] for stack in stacks) for player in (0, 1)]
        if flats[0] == flats[1]:
            state.set_draw(reason=f"Both players have {flats[0]} flat stones on top.")
        else:
            winner = int(flats[1] > flats[0])
            reason = f"Player {winner} has more flat stones on top, {max(flats)} to {min(flats)}."
            state.set_winner(player_id=winner, reason=reason)


PATCHES: Mapping[str, tuple[Patch, ...]] = {
    "envs.Tak.env": (
        Edit(r"\((\d+,\d+|\s*)\)\s", r"\((\d\d?,\d\d?|\s*)\)\s", shared.DIGITS),
        Edit(r'r"({.*?})\]"', r'r"({[^{}\n]{0,999}})\]"', shared.QUADRATIC),
        Edit(
            "set_winner( player_ids=",
            "set_winner(player_id=",
            "TypeError when a player wins.",
        ),
        Edit(
            "result = self.state.step()",
            "self._end_otherwise()\n        result = self.state.step()",
            "A road that a move uncovers for the opponent doesn't win, and a full board or spent "
            "pieces don't end the game, which then may last for ever.",
        ),
        Edit(
            '"When submitting your move,',
            '"A stack moves along a straight line, and leaves at least one piece on each square '
            r'it enters.\n"'
            "\n            "
            '"If the board is full or a player has placed all pieces, the player with more flat '
            r'stones on top of stacks wins.\n\n"'
            "\n            "
            '"When submitting your move,',
            "The rules of stacks and of the other end aren't said.",
        ),
        Replace("TakEnv._end_otherwise", _tak_end, "There is no such end.", shared.NEW),
        Replace(
            "TakEnv._check_win",
            _tak_has_road,
            "Squares seen on the way from one edge are left out on the way from another.",
            "84c0e763cabc",
        ),
        Replace(
            "TakEnv._is_valid_placement",
            _tak_can_place,
            "Raises IndexError or TypeError for malformed pieces and squares, and places pieces "
            "such as Fxx0.",
            "7c60a41529be",
        ),
        Replace(
            "TakEnv._is_valid_movement",
            _tak_can_move,
            "Raises IndexError or ValueError for malformed squares, and lets a stack jump to "
            "squares that don't touch.",
            "486403063231",
        ),
    ),
}
