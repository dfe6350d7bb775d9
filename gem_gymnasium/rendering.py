"""Frames of text: for `rgb_array` with Pillow, for `human` with rich."""

from __future__ import annotations

import functools

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont
from rich.console import Console
from rich.panel import Panel
from rich.text import Text

__all__ = ["frame", "show"]

WIDTH, HEIGHT = 640, 480
_MARGIN = 16
_LARGEST, _SMALLEST = 20, 6  # font sizes, in pixels
_INK, _TITLE, _PAPER = (30, 30, 40), (20, 80, 160), (250, 250, 245)


@functools.cache
def _font(size: int) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    return ImageFont.load_default(size)


def _wrap(text: str, columns: int) -> list[str]:
    """The lines of ``text``, those that are too long broken at ``columns``."""
    lines = []
    for line in text.split("\n"):
        lines += [line[i : i + columns] for i in range(0, len(line), columns)] or [""]
    return lines


def frame(title: str, text: str) -> NDArray[np.uint8]:
    """Draw ``text`` on a grid of cells, as large as it fits.

    Args:
        title: A line above the text.
        text: Any text; what doesn't fit the frame in the smallest font is left out.

    Returns:
        An array (480, 640, 3) of uint8, the same size for every text, as videos need it.
    """
    image = Image.new("RGB", (WIDTH, HEIGHT), _PAPER)
    draw = ImageDraw.Draw(image)
    for size in range(_LARGEST, _SMALLEST - 1, -1):
        cell, height = size * 0.68, size * 1.3
        rows = int((HEIGHT - 2 * _MARGIN) / height) - 2
        lines = _wrap(text, int((WIDTH - 2 * _MARGIN) / cell))
        if len(lines) <= rows:
            break
    draw.text((_MARGIN, _MARGIN), title, fill=_TITLE, font=_font(size))
    for row, line in enumerate(lines[:rows]):
        for column, character in enumerate(line):
            if not character.isspace():
                x = _MARGIN + (column + 0.5) * cell
                y = _MARGIN + (row + 2.5) * height
                draw.text((x, y), character, fill=_INK, font=_font(size), anchor="mm")
    return np.asarray(image).copy()


def show(title: str, text: str) -> None:
    """Print ``text`` in a panel to the terminal."""
    Console().print(Panel(Text(text), title=title, title_align="left", expand=False))
