"""Matrices and lists as models write them, and shares of them. Nothing is evaluated."""

from __future__ import annotations

import re
from fractions import Fraction

from gem_gymnasium.engines.reasoning_gym.answers import number

__all__ = ["MATRIX_FORM", "beyond", "flat", "numbers", "rows", "same_rows"]

MATRIX_FORM = "Write the matrix row by row, a line each, with spaces between the elements."

_ROW = re.compile(r"\[([^\[\]]*)\]")
_LATEX = re.compile(r"\\(?:begin|end)\{[a-z]{1,12}\}")
_QUOTES = "\"'`"


def rows(text: str, longest: int) -> list[list[str]] | None:
    r"""Rows of cells without spaces in them: lines, JSON lists, or a matrix of LaTeX.

    Args:
        text: The text.
        longest: How many characters are looked into; a longer text gives None.

    Example:
        >>> rows("1 2\n3 4", 99) == rows("[[1, 2], [3, 4]]", 99) == [["1", "2"], ["3", "4"]]
        True
        >>> rows(r"\begin{bmatrix} 1 & 2 \\ 3 & 4 \end{bmatrix}", 99)
        [['1', '2'], ['3', '4']]
    """
    if len(text) > longest:
        return None
    text = _LATEX.sub("\n", text).replace("\\\\", "\n").replace("&", " ")
    text = text.replace("(", "[").replace(")", "]").strip()
    if "[" not in text:
        return [_cells(line) for line in text.split("\n") if line.strip()]
    if text[0] == "[" and text[-1] == "]" and text[1:].lstrip().startswith("["):
        text = text[1:-1]
    if _ROW.sub("", text).replace(",", "").strip():
        return None
    return [_cells(row) for row in _ROW.findall(text)]


def same_rows(answer: str, gold: str) -> bool:
    """Whether two matrices have the same cells."""
    longest = 8 * len(gold) + 1000
    return rows(answer, longest) == rows(gold, longest)


def _cells(row: str) -> list[str]:
    return [cell.strip(_QUOTES) for cell in row.replace(",", " ").split()]


def flat(text: str, longest: int) -> list[str] | None:
    """A list, with or without brackets, commas and quotes; ``[]`` is the empty one.

    Example:
        >>> flat("['1', '2.5']", 99), flat("1, 2.5", 99), flat("[]", 99), flat("", 99)
        (['1', '2.5'], ['1', '2.5'], [], None)
    """
    text = text.strip() if len(text) <= longest else ""
    if not text:
        return None
    if text[0] + text[-1] in ("[]", "()"):
        text = text[1:-1].strip()
    parts = text.split(",") if "," in text else text.split()
    return [part.strip().strip(_QUOTES).strip() for part in parts]


def numbers(text: str, longest: int) -> list[Fraction] | None:
    """A list of numbers, as `flat` reads it."""
    parts = flat(text, longest)
    if parts is None:
        return None
    found = [number(part) for part in parts]
    return None if None in found else [value for value in found if value is not None]


def beyond(share: float, echoed: float) -> float:
    """A share that is right as partial credit: 0 for what an echoed question has, below 0.9."""
    return 0.9 * (share - echoed) / (1 - echoed) if share > echoed else 0.0
