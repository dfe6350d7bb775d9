"""Knights that change places."""

import copy
from functools import cache
from itertools import pairwise
from random import Random
from typing import TypeAlias

from gem_gymnasium.engines.reasoning_gym.answers import json_value
from gem_gymnasium.engines.reasoning_gym.task import MOST_ITEMS, Item, Task

Step: TypeAlias = tuple[str, str, str]
Position: TypeAlias = tuple[int, int]

_TRIES = 3  # seeds
_SQUARES = tuple(col + row for col in "ABCD" for row in "123")
_LEAPS = tuple(
    tuple(
        number
        for number, other in enumerate(_SQUARES)
        if {abs(ord(one[0]) - ord(other[0])), abs(ord(one[1]) - ord(other[1]))} == {1, 2}
    )
    for one in _SQUARES
)
_MOVE = r'"[wB],[A-D][1-3],[A-D][1-3]"'


class KnightSwap(Task):
    """Moves that swap the white and the black knights, or "No" where there are none."""

    name = "knight_swap"
    example = '["w,A1,B3", "B,C2,A1"]'
    pattern = rf"No|\[{_MOVE}(?:, {_MOVE})*\]"
    changes = (
        "Puzzles are impossible on the board that the question shows; reasoning-gym bans a move "
        "without showing it, and about half of its puzzles with the answer No have a solution.",
        "Any moves by the rules that swap the knights score 1: the question doesn't ask for the "
        "fewest.",
        "Moves that don't swap them earn nothing; reasoning-gym pays 0.05 for them.",
        "The solution is another one of the fewest moves, the same in every process, and found "
        "sooner.",
    )
    chance = 0.2  # impossible ones

    def item(self, index: int) -> Item:
        dataset = copy.copy(self.dataset)
        config = dataset.config
        for seed in range(_TRIES):
            place = index + seed * MOST_ITEMS
            # The first random number says whether the puzzle will be impossible.
            chosen = Random(dataset.seed + place).random()
            impossible = chosen < config.impossible_ratio
            dataset.game_logic = _Logic(None if impossible else config.max_steps)
            try:
                item: Item = dataset[place]
            except ValueError:
                continue
            item["metadata"]["source_index"] = index
            item["metadata"]["board"] = _graph(list(item["metadata"]["board"]))
            return item
        raise ValueError(f"knight_swap: no puzzle can be drawn for {self.config}.")

    def score(self, answer: str, item: Item) -> float:
        puzzle = item["metadata"]
        if not puzzle["is_possible"]:
            return float(answer.lower() == "no")
        moves = json_value(answer)
        if not isinstance(moves, list):
            return 0.0
        pieces: dict[str, str | None] = dict(puzzle["pieces"])
        turn: str = puzzle["start_turn"]
        for move in moves:
            if not isinstance(move, str) or move.count(",") != 2:
                return 0.0
            color, start, end = (part.strip().upper() for part in move.split(","))
            if color != turn.upper() or start not in pieces or end not in pieces:
                return 0.0
            if pieces[start] != turn or pieces[end] is not None:
                return 0.0
            if _SQUARES.index(end) not in _LEAPS[_SQUARES.index(start)]:
                return 0.0
            pieces[start], pieces[end] = None, turn
            turn = "B" if turn == "w" else "w"
        swapped = {"w": "B", "B": "w", None: None}
        return float(all(pieces[at] == swapped[piece] for at, piece in puzzle["pieces"].items()))


class _Logic:
    """What reasoning-gym's data set asks for, from the same random numbers.

    Args:
        most: The most moves of a solution that is of interest.
    """

    def __init__(self, most: int | None) -> None:
        self._most = most

    def generate_board(
        self, num_nodes: int, rng: Random, max_attempts: int
    ) -> dict[str, list[str]]:
        """Squares that a knight can go between, and the leaps from each."""
        for _ in range(max_attempts + 1):
            graph = _graph(rng.sample(_SQUARES, num_nodes))
            seen = [next(iter(graph))]
            for square in seen:
                seen += [other for other in graph[square] if other not in seen]
            if len(seen) == num_nodes:
                return graph
        raise ValueError("no connected board was drawn")

    def solve_swap(
        self, board: dict[str, list[str]], pieces: dict[str, str | None], start_turn: str
    ) -> list[Step] | None:
        """The fewest moves that swap the knights, whatever leaps the board has."""
        return _solution(tuple(sorted(board)), pieces, start_turn, self._most)


def _graph(squares: list[str]) -> dict[str, list[str]]:
    return {
        square: sorted(
            _SQUARES[other]
            for other in _LEAPS[_SQUARES.index(square)]
            if _SQUARES[other] in squares
        )
        for square in squares
    }


@cache
def _leaps(squares: tuple[str, ...]) -> list[tuple[int, list[int]]]:
    """Each square's bit and the bits of those that a knight leaps to from it."""
    numbers = [_SQUARES.index(square) for square in squares]
    return [
        (1 << one, [1 << other for other in _LEAPS[one] if other in numbers]) for one in numbers
    ]


def _solution(
    squares: tuple[str, ...], pieces: dict[str, str | None], turn: str, most: int | None
) -> list[Step] | None:
    """The fewest moves that swap the knights, found breadth-first, or None.

    A position is the bits of the mover's squares and of the other's. Every move from one to another
    is one between their mirror images, with the two exchanged, in the other direction. As the goal
    is the mirror image of the start, a solution is known half-way: where a position is reached and
    its mirror image too, with the same player's turn. There is an even number of moves, because
    each of them changes the color of a square.

    Args:
        squares: The squares of the board, sorted.
        pieces: What stands on each square.
        turn: Who begins.
        most: The most moves that are of interest.
    """
    leaps = _leaps(squares)
    board = sum(bit for bit, _ in leaps)
    mover, other = (
        sum(1 << _SQUARES.index(at) for at, piece in pieces.items() if piece == color)
        for color in ("wB" if turn == "w" else "Bw")
    )
    level = [(mover, other)]
    # By whose turn it is: each position with the one before.
    came: list[dict[Position, Position]] = [{level[0]: level[0]}, {}]
    depth = 0
    while level and (most is None or 2 * depth < most):
        depth += 1
        seen = came[depth % 2]
        following = []
        for position in level:
            moving, waiting = position
            free = board & ~(moving | waiting)
            for here, ends in leaps:
                if moving & here:
                    for there in ends:
                        moved = moving ^ here ^ there
                        if free & there and (waiting, moved) not in seen:
                            after = waiting, moved
                            seen[after] = position
                            following.append(after)
                            if (moved, waiting) in seen:
                                return _steps(after, came, depth, turn)
        level = following
    return None


def _steps(
    middle: Position, came: list[dict[Position, Position]], depth: int, turn: str
) -> list[Step]:
    """The moves to a position, and then those to its mirror image, mirrored, backwards."""
    ways = []
    for position in (middle, (middle[1], middle[0])):
        way = [position]
        for side in range(depth, 0, -1):
            way.append(came[side % 2][way[-1]])
        ways.append(way)
    positions = [*reversed(ways[0]), *[(other, mover) for mover, other in ways[1][1:]]]
    steps = []
    for (before, _), (_, after) in pairwise(positions):
        start, end = before & ~after, after & ~before
        steps.append((turn, _SQUARES[start.bit_length() - 1], _SQUARES[end.bit_length() - 1]))
        turn = "B" if turn == "w" else "w"
    return steps
