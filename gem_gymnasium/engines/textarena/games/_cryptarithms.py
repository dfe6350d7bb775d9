"""Sums of words that have exactly one solution, and the search for it."""

from __future__ import annotations

from collections.abc import Sequence

__all__ = ["EQUATIONS", "solutions"]

EQUATIONS = (
    "ANGLE + PEPPER = ANIMAL",
    "BAND + HAND = BEACH",
    "BEACH + BUTTER = ROBERT",
    "BREAD + READ = SILVER",
    "BUS + SEED = HOUSE",
    "DRY + NOON = PLANT",
    "FALSE + SAND = SEVEN",
    "GOOSE + RED = CHECK",
    "GREEN + GRASS = LETTER",
    "GREEN + SEA = TOAST",
    "HEAT + EAT = FLUTE",
    "HEAT + TEN = LUNCH",
    "LEAF + GRASS = SUMMER",
    "LINE + IRON = RIVER",
    "LOSE + MOUSE = LEMON",
    "LOSE + ROOT = METAL",
    "NINE + EYE = STORY",
    "PAPER + WET = WHITE",
    "PEPPER + LETTER = DONALD",
    "PLANE + LEG = NIGHT",
    "RAIN + FRUIT = BUTTER",
    "RIVER + SEA = HORSE",
    "ROOT + FIVE = BERRY",
    "SAND + ROADS = DINNER",
    "SEND + MORE = MONEY",
    "SHORE + HORSE = WINTER",
    "SONG + EGGS = SUGAR",
    "SPORT + POINT = URANUS",
    "STEEL + SLEET = ANGLE",
    "STONE + FOREST = COPPER",
    "STONE + ONE = CHESS",
    "TEN + NECK = PIANO",
    "TOWER + CORN = CROSS",
    "TOWER + FLOWER = TRAVEL",
    "TRAIN + TIN = EIGHT",
    "WEEK + ICE = PROOF",
    "WET + TEAM = SIXTY",
    "YEAR + EYE = BOARD",
    "ZOO + PETS = SCORE",
    "ZOO + ZERO = STAIR",
)
"""Each has 7 to 9 letters. With 10 there might be no room for letters to exchange their digits."""

_MOST = 100  # solutions that are looked for


def solutions(equation: str) -> Sequence[dict[str, int]]:
    """The digits by letter that make a sum right, column by column from the ones.

    Args:
        equation: Words, as in ``"SEND + MORE = MONEY"``.

    Returns:
        Up to 100 solutions, in a fixed order.
    """
    left, _, result = equation.upper().replace(" ", "").partition("=")
    addends = left.split("+")
    first = {word[0] for word in (*addends, result)}
    columns = max(map(len, (*addends, result)))
    # The letters of a column, the result's last; None where the word has no letter there.
    letters = [
        [word[-column] if column <= len(word) else None for word in (*addends, result)]
        for column in range(1, columns + 1)
    ]
    digits: dict[str, int] = {}
    found: list[dict[str, int]] = []

    def search(column: int, place: int, total: int) -> None:
        """Give digits from a place of a column on; ``total`` is the column's sum so far."""
        if len(found) == _MOST:
            return
        if column == columns:
            if not total:
                found.append(dict(digits))
            return
        letter = letters[column][place]
        last = place == len(addends)
        if letter is None:
            choices: Sequence[int] = (0,)
        elif letter in digits:
            choices = (digits[letter],)
        else:
            free = range(1 if letter in first else 0, 10)
            choices = [digit for digit in free if digit not in digits.values()]
        for digit in choices:
            if last and digit != total % 10:
                continue
            new = letter is not None and letter not in digits
            if letter is not None:
                digits[letter] = digit
            if last:
                search(column + 1, 0, total // 10)
            else:
                search(column, place + 1, total + digit)
            if new and letter is not None:
                del digits[letter]

    search(0, 0, 0)
    return found
