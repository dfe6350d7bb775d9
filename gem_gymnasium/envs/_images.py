"""Images in observations: arrays of bytes, each of its own height and width."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

import numpy as np
from gymnasium.spaces import Space
from numpy.typing import NDArray

from gem_gymnasium.envs._rows import DatasetError

__all__ = ["Image", "arrays"]

_SAMPLED = 32  # pixels of the longest side that is sampled


class Image(Space[NDArray[np.uint8]]):
    """All RGB images: arrays (height, width, 3) of uint8, with sides of 1 to ``max_side`` pixels.

    Args:
        max_side: Pixels of the longest side.
        seed: Seed of the space's random numbers.
    """

    def __init__(self, max_side: int = 2**14, seed: int | np.random.Generator | None = None):
        super().__init__(None, np.uint8, seed)
        self.max_side = max_side

    @property
    def is_np_flattenable(self) -> bool:
        """False: images have different sizes."""
        return False

    def contains(self, x: Any) -> bool:
        """Whether ``x`` is such an array."""
        return (
            isinstance(x, np.ndarray)
            and x.dtype == np.uint8
            and x.ndim == 3
            and x.shape[2] == 3
            and min(x.shape[:2]) > 0
            and max(x.shape[:2]) <= self.max_side
        )

    def sample(self, mask: Any = None, probability: Any = None) -> NDArray[np.uint8]:
        """A small image of random pixels."""
        if mask is not None or probability is not None:
            raise ValueError("Images can't be sampled with a mask or probabilities.")
        height, width = self.np_random.integers(1, min(_SAMPLED, self.max_side) + 1, size=2)
        return self.np_random.integers(0, 256, size=(height, width, 3), dtype=np.uint8)

    def __repr__(self) -> str:
        return f"Image({self.max_side})"

    def __eq__(self, other: object, /) -> bool:
        return isinstance(other, Image) and self.max_side == other.max_side

    __hash__ = None  # type: ignore[assignment]  # a space is mutable, as all of Gymnasium's are


def arrays(cell: Any, where: str) -> tuple[NDArray[np.uint8], ...]:
    """The images of a row.

    Args:
        cell: An image or a list of images, each a PIL image, an array, or ``{"bytes", "path"}`` as
            Hugging Face's data sets store them.
        where: What an error calls it.

    Raises:
        DatasetError: If one can't be read.
    """
    several = isinstance(cell, Sequence) and not isinstance(cell, str | bytes)
    return tuple(_array(image, where) for image in (cell if several else [cell]))


def _array(image: Any, where: str) -> NDArray[np.uint8]:
    from PIL import Image as Pillow  # needed by data sets with images alone

    try:
        if isinstance(image, dict):
            content: Any = image.get("bytes")
            image = Pillow.open(image["path"] if content is None else io.BytesIO(content))
        if isinstance(image, Pillow.Image):
            image = np.asarray(image.convert("RGB"))
    except (OSError, ValueError, TypeError, AttributeError, LookupError) as error:
        raise DatasetError(f"{where} can't be read as an image: {error}") from None
    if image not in Image():
        raise DatasetError(
            f"{where} must be a PIL image, an array (height, width, 3) of uint8, or a list of "
            f"those, got {type(image).__name__}."
        )
    found: NDArray[np.uint8] = image
    return found
