"""The private copy of TextArena: its modules appear below this package as they are imported.

``upstream.envs.KuhnPoker.env`` is the installed ``textarena/envs/KuhnPoker/env.py`` with our edits
(`gem_gymnasium.engines.textarena.patches`) and with its imports led here: ``random`` and ``numpy``
to the streams, ``nltk`` to our words, ``textarena`` to this package, ``print`` to nothing. This
package itself stands for ``import textarena as ta``.
"""

from __future__ import annotations

import ast
import importlib.machinery
import importlib.util
import json
import sys
import warnings
from collections.abc import Sequence
from functools import cache
from importlib.abc import Loader, MetaPathFinder
from importlib.readers import FileReader
from pathlib import Path
from types import ModuleType
from typing import Any

from gymnasium.error import DependencyNotInstalled

from gem_gymnasium.engines.textarena import stand_ins as _stand_ins
from gem_gymnasium.engines.textarena import state as _state
from gem_gymnasium.engines.textarena.patches import patches_of

__all__ = ["VERSION", "data", "source_of"]

VERSION = "0.7.4"
"""The release that the edits were made for."""

_HERE = __name__
_FENCE = _HERE.rpartition(".")[0]
_LED_AWAY = {
    "random": f"{_FENCE}.streams",
    "numpy": f"{_FENCE}.streams",
    "nltk": f"{_FENCE}.stand_ins",
}


@cache
def _root() -> Path:
    """The folder of the installed ``textarena``, which is not imported."""
    spec = importlib.util.find_spec("textarena")
    if spec is None or spec.origin is None:
        raise DependencyNotInstalled(
            f"The TextArena games need textarena; run pip install textarena=={VERSION}."
        )
    return Path(spec.origin).parent


def _file(name: str) -> tuple[Path, bool]:
    """The file of a module of the engine, and whether it is a package."""
    path = _root().joinpath(*name.split("."))
    if path.is_dir():
        return path / "__init__.py", True
    return path.with_suffix(".py"), False


@cache
def data(path: str) -> Any:
    """The content of a JSON file of a game, such as ``Debate/topics.json``; don't change it.

    Games read theirs whenever they are made, so each file is read once.
    """
    return json.loads(_root().joinpath("envs", path).read_text("utf-8"))


def source_of(name: str) -> str:
    """The source of a module of the installed engine, such as ``envs.KuhnPoker.env``, unedited."""
    return _file(name)[0].read_text("utf-8")


class _Imports(ast.NodeTransformer):
    """Lead a module's imports to the fence."""

    def visit_Import(self, node: ast.Import) -> Any:
        return [self._one(alias, node) for alias in node.names]

    def _one(self, alias: ast.alias, node: ast.Import) -> ast.stmt:
        root, _, rest = alias.name.partition(".")
        bound = alias.asname or root
        if root == "textarena":
            whole = f"{_HERE}.{rest}" if rest else _HERE
            # `import a.b.c` binds `a`; the games use what they bind as `ta` alone.
            made: ast.stmt = ast.Import([ast.alias(whole, alias.asname or "_upstream")])
        elif root in _LED_AWAY and not rest:
            made = ast.ImportFrom(_LED_AWAY[root], [ast.alias(root, bound)], 0)
        else:
            made = ast.Import([alias])
        return ast.copy_location(made, node)

    def visit_ImportFrom(self, node: ast.ImportFrom) -> Any:
        root, _, rest = (node.module or "").partition(".")
        if node.level == 0 and root == "textarena":
            node.module = f"{_HERE}.{rest}" if rest else _HERE
        elif node.level == 0 and root in _LED_AWAY:
            node.module = _LED_AWAY[root]
        return node

    def visit_Constant(self, node: ast.Constant) -> Any:
        # The names of packages whose files are read with importlib.resources.
        if isinstance(node.value, str) and node.value.startswith("textarena.envs."):
            name = node.value.removeprefix("textarena")
            return ast.copy_location(ast.Constant(_HERE + name), node)
        return node


def _silent(*args: Any, **kwargs: Any) -> None:
    """Stands for ``print``."""


class _Loader(Loader):
    def __init__(self, name: str, package: bool) -> None:
        self._name = name
        self._package = package
        self.path = str(_file(name)[0])

    def get_resource_reader(self, name: str) -> FileReader:
        """For ``importlib.resources``, by which games read their files."""
        loader: Any = self  # it is asked for its path alone
        return FileReader(loader)

    def create_module(self, spec: importlib.machinery.ModuleSpec) -> ModuleType | None:
        return None

    def exec_module(self, module: ModuleType) -> None:
        if self._package:  # what a package of the engine does on import is register ids
            return
        path, _ = _file(self._name)
        source = path.read_text("utf-8")
        patches = patches_of(self._name)
        for patch in patches:
            source = patch.edit(source)
        with warnings.catch_warnings():  # of escape sequences in texts, which are not ours
            warnings.simplefilter("ignore")
            tree = ast.fix_missing_locations(_Imports().visit(ast.parse(source, str(path))))
        module.__dict__["print"] = _silent
        exec(compile(tree, str(path), "exec", dont_inherit=True), module.__dict__)  # noqa: S102
        for patch in patches:
            patch.apply(module)


class _Finder(MetaPathFinder):
    def find_spec(
        self, fullname: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        if not fullname.startswith(f"{_HERE}."):
            return None
        name = fullname.removeprefix(f"{_HERE}.")
        file, package = _file(name)
        if not package and not file.exists():
            return None
        spec = importlib.machinery.ModuleSpec(
            fullname, _Loader(name, package), origin=str(file), is_package=package
        )
        spec.has_location = True
        if package:
            spec.submodule_search_locations = [str(file.parent)]
        return spec


sys.meta_path.insert(0, _Finder())
# The parts of the engine that ours take the place of.
for _name, _module in {
    "core": _state,
    "state": _state,
    "envs.utils": _stand_ins,
    "envs.utils.jury": _stand_ins,
    "envs.utils.word_lists": _stand_ins,
}.items():
    sys.modules[f"{_HERE}.{_name}"] = _module
# What games read from `ta`; they do at every step, so that a module's __getattr__ would be slow.
globals().update({_name: getattr(_state, _name) for _name in _state.__all__}, agents=_stand_ins)


def __getattr__(name: str) -> Any:
    raise AttributeError(f"The fence around TextArena has no {name!r}.")
