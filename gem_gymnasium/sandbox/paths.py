"""Which files a program may read: the standard library, system libraries, preloaded packages.

Nothing else of ``site-packages``: this package's own data, hidden tests among them, lies there.
"""

from __future__ import annotations

import os
import sys
import sysconfig
from collections.abc import Iterable
from dataclasses import dataclass
from types import ModuleType

__all__ = ["Readable", "package_paths", "readable"]

_PACKAGES = ("site-packages", "dist-packages")
_LIBRARIES = ("/lib", "/lib64", "/usr/lib", "/usr/lib64")
_FILES = ("/etc/ld.so.cache", "/etc/localtime", "/usr/share/zoneinfo")
DEVICES = ("/dev/zero", "/dev/random", "/dev/urandom")


@dataclass(frozen=True)
class Readable:
    """Paths that a program may read.

    Attributes:
        trees: Folders, whole but for ``hidden``.
        hidden: Folders of packages within the trees.
        packages: Packages and modules, each in one of the hidden folders or anywhere.
    """

    trees: tuple[str, ...]
    hidden: tuple[str, ...]
    packages: tuple[str, ...]

    def unhidden(self) -> list[str]:
        """The trees taken apart, so that their parts hold all of them and nothing hidden."""
        parts: list[str] = []
        for tree in self.trees:
            parts += self._parts(tree)
        return parts

    def _parts(self, tree: str) -> list[str]:
        if tree in self.hidden:
            return []
        if not any(hidden.startswith(tree + "/") for hidden in self.hidden):
            return [tree]
        parts: list[str] = []
        for name in sorted(os.listdir(tree)):
            parts += self._parts(os.path.join(tree, name))
        return parts


def package_paths(modules: Iterable[ModuleType]) -> list[str]:
    """The packages and files that imported modules came from, outside the standard library."""
    roots = sorted(
        {os.path.realpath(path) for path in sys.path if os.path.isdir(path)}, key=len, reverse=True
    )
    standard = _standard()
    found: dict[str, None] = {}
    for module in modules:
        files = [getattr(module, "__file__", None) or "", *getattr(module, "__path__", [])]
        for file in map(os.path.realpath, filter(None, files)):
            root = next((root for root in roots if file.startswith(root + "/")), None)
            own = any(file.startswith(f"{folder}/") for folder in standard)
            if root is None or (own and not any(f"/{name}/" in file for name in _PACKAGES)):
                continue  # of the standard library
            top = os.path.join(root, file[len(root) + 1 :].split("/")[0])
            found[top] = None
            found[f"{top}.libs"] = None  # where wheels keep the libraries that they bring
    return [path for path in found if os.path.exists(path)]


def _standard() -> list[str]:
    names = ("stdlib", "platstdlib")
    return list(dict.fromkeys(os.path.realpath(sysconfig.get_path(name)) for name in names))


def readable(modules: Iterable[ModuleType]) -> Readable:
    """What programs need to run on this interpreter.

    Args:
        modules: Imported modules whose packages they may read too.
    """
    # The interpreter's shared libraries lie beside its standard library.
    own = [os.path.join(os.path.realpath(sys.base_prefix), "lib"), *_standard()]
    system = [path for path in _LIBRARIES if os.path.isdir(path) and not os.path.islink(path)]
    trees: list[str] = []
    for path in dict.fromkeys(sorted([*own, *system])):
        if os.path.isdir(path) and not any(path.startswith(f"{tree}/") for tree in trees):
            trees.append(path)
    hidden = {path for path in map(os.path.realpath, sys.path) if path.endswith(_PACKAGES)}
    for tree in trees:
        pythons = [name for name in os.listdir(tree) if name.startswith("python")]
        hidden.update(
            os.path.join(folder, name)
            for folder in [tree, *(os.path.join(tree, python) for python in pythons)]
            for name in _PACKAGES
        )
    return Readable(
        (*trees, *_FILES),
        tuple(sorted(filter(os.path.isdir, hidden))),
        tuple(package_paths(modules)),
    )
