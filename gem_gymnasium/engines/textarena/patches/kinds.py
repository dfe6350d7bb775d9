"""The kinds of patches: an edit of the source, and a function in place of another."""

from __future__ import annotations

import ast
import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from types import ModuleType
from typing import Any, Protocol

__all__ = ["Edit", "Patch", "Replace", "fingerprint"]


class Patch(Protocol):
    """A change of one module of the engine."""

    @property
    def reason(self) -> str:
        """What is wrong without it, in a sentence."""
        ...

    def edit(self, source: str) -> str:
        """The source with the change."""
        ...

    def apply(self, module: ModuleType) -> None:
        """Change the module that was made of the source."""
        ...

    def fits(self, source: str) -> bool:
        """Whether the installed source still is what the patch was written for."""
        ...


@dataclass(frozen=True)
class Edit:
    """Another text in place of one that stands ``count`` times in the source."""

    old: str
    new: str
    reason: str
    count: int = 1

    def edit(self, source: str) -> str:
        """The source with the new text; as it is where the old one is gone."""
        return source.replace(self.old, self.new)

    def apply(self, module: ModuleType) -> None:
        """Nothing: the source is changed already."""

    def fits(self, source: str) -> bool:
        """Whether the old text stands there as often as it did."""
        return source.count(self.old) == self.count


@dataclass(frozen=True)
class Replace:
    """A function of ours in place of one of the module, or of a class in it.

    Attributes:
        name: ``function`` or ``Class.method``.
        function: What takes its place.
        reason: What is wrong with theirs.
        fingerprint: `fingerprint` of theirs.
    """

    name: str
    function: Callable[..., Any]
    reason: str
    fingerprint: str

    def edit(self, source: str) -> str:
        """The source as it is."""
        return source

    def apply(self, module: ModuleType) -> None:
        """Put the function in its place."""
        holder, _, name = self.name.rpartition(".")
        setattr(getattr(module, holder) if holder else module, name, self.function)

    def fits(self, source: str) -> bool:
        """Whether their function is the one that ours was written for."""
        return fingerprint(source, self.name) == self.fingerprint


def fingerprint(source: str, name: str) -> str:
    """A hash of a function's lines in a source; of no lines where there is no such function.

    Args:
        source: The source of a module; it must be one that this Python can read.
        name: ``function`` or ``Class.method``.
    """
    node: ast.AST = ast.parse(source)
    for part in name.split("."):
        found = (child for child in ast.iter_child_nodes(node) if _name(child) == part)
        node = next(found, ast.Pass())
    text = ast.get_source_segment(source, node) if hasattr(node, "lineno") else ""
    return hashlib.sha256((text or "").encode()).hexdigest()[:12]


def _name(node: ast.AST) -> str | None:
    return getattr(node, "name", None)
