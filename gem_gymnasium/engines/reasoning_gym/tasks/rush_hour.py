"""Rush Hour."""

import re
from typing import TypeAlias

from gem_gymnasium.engines.reasoning_gym.task import Item, Task

Car: TypeAlias = tuple[str, int, int, int]
"""A car's letter, line (row, or 6 and column), place on the line, and length."""

_SIZE = 6
_LONGEST = 5000
_MOVE = re.compile(r"([A-Z])\s?([+−-])\s?([1-6])[\s,]*")


class RushHour(Task):
    """Moves that bring the red car to the exit."""

    name = "rush_hour"
    example = "B+1 C-2 A+3"
    pattern = r"[A-P][+-][1-4](?: [A-P][+-][1-4])*"
    form = (
        "Write the moves with spaces between them; every move must be possible as far as it goes."
    )
    changes = (
        "A move that is blocked on its way, or of no car, makes an answer wrong, and so does any "
        "other text: reasoning-gym moves as far as is possible and skips text, so that long random "
        "answers can solve.",
        "The red car may drive out through the exit, with one or two cells more.",
        "The answer is a solution of our own, as reasoning-gym's items have none.",
    )

    def score(self, answer: str, item: Item) -> float:
        cars = {car[0]: car for car in _cars(item["metadata"]["board_config"])}
        cells = _taken(item["metadata"]["board_config"])
        place = 0
        text = answer.strip() if len(answer) <= _LONGEST else ""
        while place < len(text):
            found = _MOVE.match(text, place)
            if found is None or found[1] not in cars:
                return 0.0
            place = found.end()
            name, line, start, length = cars[found[1]]
            forward = found[2] == "+"
            last = _SIZE - length
            end = start + (int(found[3]) if forward else -int(found[3]))
            if name == "A" and last < end <= last + 2:
                end = last
            if not 0 <= end <= last:
                return 0.0
            own = {_cell(line, start + offset) for offset in range(length)}
            sweep = range(min(start, end), max(start, end) + length)
            if any(_cell(line, there) in cells - own for there in sweep):
                return 0.0
            cells = cells - own | {_cell(line, end + offset) for offset in range(length)}
            cars[name] = name, line, end, length
        return float(cars["A"][2] == _SIZE - cars["A"][3])

    def gold(self, item: Item) -> str:
        return _solution(item["metadata"]["board_config"])


def _cell(line: int, place: int) -> int:
    """The cell of a place on a line; the lines are the rows, and then the columns."""
    return line * _SIZE + place if line < _SIZE else place * _SIZE + line - _SIZE


def _taken(board: str) -> set[int]:
    return {cell for cell, letter in enumerate(board) if letter != "o"}


def _cars(board: str) -> list[Car]:
    """The cars of a board, A first, with the letters that the question shows.

    Those have no gaps, unlike the letters of the board itself.
    """
    cars = []
    for number, theirs in enumerate(sorted(set(board) - {"o", "x"})):
        letter = chr(ord("A") + number)
        first = board.index(theirs)
        length = board.count(theirs)
        row, col = divmod(first, _SIZE)
        if board[first + 1 : first + 2] == theirs:
            cars.append((letter, row, col, length))
        else:
            cars.append((letter, _SIZE + col, row, length))
    return cars


def _solution(board: str) -> str:
    """Moves that solve a board, found breadth-first by steps of one cell.

    A position is a number of three bits for each car's place on its line.
    """
    cars = _cars(board)
    ways = []
    position = taken = 0
    for cell in _taken(board):
        taken |= 1 << cell
    for number, (_, line, place, length) in enumerate(cars):
        bits = [1 << _cell(line, there) for there in range(_SIZE)]
        last = _SIZE - length
        # By place: the cell that must be free, and those that change.
        forward = [(bits[p + length], bits[p] | bits[p + length]) for p in range(last)]
        backward = [(bits[p - 1], bits[p - 1] | bits[p + length - 1]) for p in range(1, last + 1)]
        ways.append((3 * number, 1 << 3 * number, [*forward, (0, 0)], [(0, 0), *backward]))
        position |= place << 3 * number
    goal = _SIZE - cars[0][3]
    came = {position: position}
    queue = [(position, taken)]
    for here, full in queue:
        if here & 7 == goal:
            return _written(here, came, [car[0] for car in cars])
        for shift, one, forward, backward in ways:
            place = here >> shift & 7
            free, change = forward[place]
            if free and not full & free and here + one not in came:
                came[here + one] = here
                queue.append((here + one, full ^ change))
            free, change = backward[place]
            if free and not full & free and here - one not in came:
                came[here - one] = here
                queue.append((here - one, full ^ change))
    raise RuntimeError(f"rush_hour: {board} has no solution.")


def _written(position: int, came: dict[int, int], names: list[str]) -> str:
    """The way to a position, with the steps of a car one after the other in one move."""
    moves: list[tuple[str, int]] = []
    while came[position] != position:
        change = position - came[position]
        name = names[(abs(change).bit_length() - 1) // 3]
        position = came[position]
        steps = 1 if change > 0 else -1
        if moves and moves[-1][0] == name:
            steps += moves.pop()[1]
        moves.append((name, steps))
    return " ".join(f"{name}{steps:+d}" for name, steps in reversed(moves))
