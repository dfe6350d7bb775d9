"""`UnicodeText`: the one space of observations and actions.

Gymnasium's own ``Text`` keeps its whole character set in every instance. For text written by a
language model that set is all of Unicode, which takes seconds to build and megabytes to pickle.
`UnicodeText` bounds the length only, and brings its own handlers for vector environments.
"""

from __future__ import annotations

import copy
import ctypes
import multiprocessing
import random
import string
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from types import ModuleType
from typing import Any, SupportsIndex

import numpy as np
import rstr
from gymnasium.spaces import Box, Text
from gymnasium.spaces.utils import (
    _flat_dtype,
    flatdim,
    flatten,
    flatten_space,
    is_space_dtype_shape_equiv,
    unflatten,
)
from gymnasium.vector.utils import (
    concatenate,
    create_empty_array,
    create_shared_memory,
    read_from_shared_memory,
    write_to_shared_memory,
)
from numpy.typing import NDArray

__all__ = ["UnicodeText"]

_PRINTABLE = "".join(sorted(string.digits + string.ascii_letters + string.punctuation + " "))
_NOT_IN_WORDS = "".join(char for char in string.printable if not (char.isalnum() or char == "_"))
_SAMPLE_LENGTH = 64  # characters at most that `sample` draws where there is no pattern
_MOST_DRAWS = 100  # from a pattern, until one is within the bounds
_PAD = -1  # in a flattened text, the value behind the last code point
_LAST_CODE_POINT = 0x10FFFF


class _Samples(rstr.Rstr):
    """Samples of regular expressions, of negated sets too without regard to the hash seed."""

    def __init__(self, source: random.Random) -> None:
        super().__init__(source, nonword=_NOT_IN_WORDS)

    def _handle_in(self, value: Any) -> Any:
        candidates = list(chain.from_iterable(map(self._handle_state, value)))
        if candidates[0] is False:
            candidates = [char for char in string.printable if char not in candidates[1:]]
        return self._random.choice(candidates)


class UnicodeText(Text):
    r"""All strings with a length within bounds, over the whole of Unicode.

    Membership is ``isinstance(x, str)`` and the length, in O(1).

    Args:
        max_length: The most characters (Unicode code points) of a member.
        min_length: The least characters of a member.
        pattern: A regular expression of the *well-formed* members. It is not part of membership,
            since a model may say anything, nor of equality, so that different environments stack
            in one vector environment. `sample` draws from it, and a constrained decoder can use it
            as it is.
        seed: Seed of the space's random numbers.

    Raises:
        TypeError: If a length is not an integer.
        ValueError: If a length is negative, or the least is above the most.

    Example:
        >>> space = UnicodeText(100, pattern=r"\\boxed\{[1-9]\}", seed=0)
        >>> "Überraschung" in space
        True
        >>> space.sample()
        '\\boxed{3}'
    """

    def __init__(
        self,
        max_length: int,
        *,
        min_length: int = 0,
        pattern: str | None = None,
        seed: int | np.random.Generator | None = None,
    ) -> None:
        super().__init__(max_length, min_length=min_length, charset=_PRINTABLE, seed=seed)
        self.pattern = pattern

    def contains(self, x: Any) -> bool:
        """Whether ``x`` is a string with a length within the bounds."""
        return isinstance(x, str) and self.min_length <= len(x) <= self.max_length

    def sample(self, mask: Any = None, probability: Any = None) -> str:
        """Draw a text: from the pattern where there is one, else printable characters.

        Args:
            mask: ``(length, mask over the printable characters)`` as of Gymnasium's ``Text``;
                the pattern is then not used.
            probability: ``(length, probabilities of the printable characters)``, likewise.

        Returns:
            A member of the space.

        Raises:
            ValueError: If the pattern does not give texts within the bounds.
        """
        if mask is not None or probability is not None:
            return super().sample(mask, probability)
        if self.pattern is not None:
            return self._sample_pattern(self.pattern)
        most = max(self.min_length, min(self.max_length, _SAMPLE_LENGTH))
        length = int(self.np_random.integers(self.min_length, most + 1))
        return super().sample(mask=(length, None))

    def _sample_pattern(self, pattern: str) -> str:
        source = _Samples(random.Random(int(self.np_random.integers(2**63))))  # noqa: S311
        for _ in range(_MOST_DRAWS):
            text: str = source.xeger(pattern)
            if text in self:
                return text
        raise ValueError(
            f"{_MOST_DRAWS} texts drawn from the pattern {pattern!r} were not within the bounds of "
            f"{self.min_length} to {self.max_length} characters; change one of them."
        )

    def __repr__(self) -> str:
        pattern = "" if self.pattern is None else f", pattern={self.pattern!r}"
        return f"UnicodeText({self.max_length}, min_length={self.min_length}{pattern})"

    def __eq__(self, other: object, /) -> bool:
        return (
            isinstance(other, UnicodeText)
            and self.min_length == other.min_length
            and self.max_length == other.max_length
        )

    __hash__ = None  # type: ignore[assignment]  # a space is mutable, as all of Gymnasium's are

    def __deepcopy__(self, memo: dict[int, Any]) -> UnicodeText:
        twin = object.__new__(type(self))
        # Nothing else in it is ever changed in place, and the characters need not be sorted again.
        twin.__dict__.update(self.__dict__)
        twin._np_random = copy.deepcopy(self._np_random, memo)
        return twin

    def __reduce__(self) -> tuple[Any, ...]:
        return self._rebuild, (self.max_length, self.min_length, self.pattern, self._np_random)

    @classmethod
    def _rebuild(
        cls, max_length: int, min_length: int, pattern: str | None, rng: np.random.Generator | None
    ) -> UnicodeText:
        space = cls(max_length, min_length=min_length, pattern=pattern)
        if rng is not None:
            space._np_random = rng
        return space

    def fit(self, text: str) -> str:
        """``text`` itself, or an error where it is longer than the space allows.

        Raises:
            ValueError: If it is; the message says how long it is and what to do.
        """
        if len(text) > self.max_length:
            raise ValueError(
                f"A text of {len(text):,} characters is longer than the {self.max_length:,} that "
                f"{self!r} holds; nothing is cut silently. Raise `max_length`, or keep fewer turns "
                "of history."
            )
        return text


# --- batches -------------------------------------------------------------------------------------


class _Texts(tuple[str, ...]):
    """A batch of texts: a tuple that knows that copying it deeply is not needed."""

    __slots__ = ()

    def __deepcopy__(self, memo: dict[int, Any]) -> _Texts:
        return self


@concatenate.register(UnicodeText)
def _concatenate(space: UnicodeText, items: Iterable[str], out: Any) -> _Texts:
    return _Texts(items)


@create_empty_array.register(UnicodeText)
def _create_empty_array(
    space: UnicodeText, n: int = 1, fn: Callable[..., Any] = np.zeros
) -> _Texts:
    return _Texts((" " * space.min_length,) * n)


@is_space_dtype_shape_equiv.register(UnicodeText)
def _is_equivalent(space_1: UnicodeText, space_2: object) -> bool:
    return isinstance(space_2, UnicodeText) and space_1.max_length == space_2.max_length


# --- shared memory: every text in a slot of its own, UTF-8 behind its length in bytes ------------

_HEADER = 8  # bytes that hold the length


def _slot(space: UnicodeText) -> int:
    """Bytes of one text's slot; UTF-8 takes 4 bytes a code point at most."""
    return _HEADER + 4 * space.max_length


@create_shared_memory.register(UnicodeText)
def _create_shared_memory(
    space: UnicodeText, n: int = 1, ctx: ModuleType = multiprocessing
) -> ctypes.Array[ctypes.c_uint8]:
    memory: ctypes.Array[ctypes.c_uint8] = ctx.RawArray(ctypes.c_uint8, n * _slot(space))
    return memory


@write_to_shared_memory.register(UnicodeText)
def _write_to_shared_memory(
    space: UnicodeText, index: int, value: str, shared_memory: ctypes.Array[ctypes.c_uint8]
) -> None:
    # Lone surrogates, which strict UTF-8 can't hold, survive the way there and back.
    data = space.fit(value).encode("utf-8", "surrogatepass")
    start = index * _slot(space)
    view = memoryview(shared_memory).cast("B")
    view[start : start + _HEADER] = len(data).to_bytes(_HEADER, "little")
    view[start + _HEADER : start + _HEADER + len(data)] = data


class _SharedTexts(tuple[str, ...]):
    """A live view of the texts in shared memory, as a NumPy array is one of its numbers.

    ``AsyncVectorEnv`` reads its shared memory once, when it is made, and copies that view at every
    step. A plain tuple would show the texts of that first moment for ever; this one decodes when
    it is looked at, and a deep copy of it is a plain batch.
    """

    _memory: memoryview
    _size: int

    def __new__(cls, memory: ctypes.Array[ctypes.c_uint8], n: int, size: int) -> _SharedTexts:
        self = super().__new__(cls, ("",) * n)
        self._memory = memoryview(memory).cast("B")
        self._size = size
        return self

    def _read(self, index: int) -> str:
        start = index * self._size
        view = self._memory
        length = int.from_bytes(view[start : start + _HEADER], "little")
        return str(
            view[start + _HEADER : start + _HEADER + length], "utf-8", errors="surrogatepass"
        )

    def __iter__(self) -> Iterator[str]:
        return map(self._read, range(len(self)))

    def __getitem__(self, key: SupportsIndex | slice) -> Any:
        return tuple(self)[key]

    def __eq__(self, other: object) -> bool:
        return tuple(self) == (tuple(other) if isinstance(other, tuple) else other)

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __contains__(self, text: object) -> bool:
        return any(text == other for other in self)

    def index(self, *arguments: Any) -> int:
        return tuple(self).index(*arguments)

    def count(self, text: Any) -> int:
        return tuple(self).count(text)

    def __add__(self, other: Any) -> Any:
        return tuple(self) + tuple(other)

    def __repr__(self) -> str:
        return repr(tuple(self))

    def __deepcopy__(self, memo: dict[int, Any]) -> _Texts:
        return _Texts(self)

    def __reduce__(self) -> tuple[type[_Texts], tuple[tuple[str, ...]]]:
        return _Texts, (tuple(self),)


@read_from_shared_memory.register(UnicodeText)
def _read_from_shared_memory(
    space: UnicodeText, shared_memory: ctypes.Array[ctypes.c_uint8], n: int = 1
) -> _SharedTexts:
    return _SharedTexts(shared_memory, n, _slot(space))


# --- flattening: the code points, padded to the space's length ------------------------------------


@flatdim.register(UnicodeText)
def _flatdim(space: UnicodeText) -> int:
    return space.max_length


@_flat_dtype.register(UnicodeText)
def _dtype(space: UnicodeText) -> np.dtype[Any]:
    return np.dtype(np.int32)


@flatten_space.register(UnicodeText)
def _flatten_space(space: UnicodeText) -> Box:
    return Box(_PAD, _LAST_CODE_POINT, (space.max_length,), np.int32)


@flatten.register(UnicodeText)
def _flatten(  # type: ignore[misc]
    space: UnicodeText, x: str
) -> NDArray[np.int32]:
    flat = np.full(space.max_length, _PAD, dtype=np.int32)
    points = np.frombuffer(space.fit(x).encode("utf-32-le", "surrogatepass"), dtype="<u4")
    flat[: len(points)] = points
    return flat


@unflatten.register(UnicodeText)
def _unflatten(  # type: ignore[misc]
    space: UnicodeText, x: NDArray[np.int32]
) -> str:
    points: bytes = x[x != _PAD].astype("<u4").tobytes()
    return points.decode("utf-32-le", "surrogatepass")
