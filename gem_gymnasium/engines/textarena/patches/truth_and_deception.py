"""Patches of TruthAndDeception."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from gem_gymnasium.engines.textarena.patches.kinds import Edit, Patch, Replace

__all__ = ["PATCHES"]


class _Facts(tuple[Any, ...]):
    """The pairs of facts that are the game's own: the same in all copies of it."""

    __slots__ = ()

    def __deepcopy__(self, memo: dict[int, Any]) -> _Facts:
        return self

    def __reduce__(self) -> Any:
        return _facts, ()


@cache
def _facts() -> _Facts:
    folder = files(f"{__name__.rpartition('.patches')[0]}.upstream.envs.TruthAndDeception")
    return _Facts(json.loads((folder / "facts.json").read_text("utf-8")))


def _truth_load(self: Any, data_path: str | None) -> None:
    if data_path is None:
        self.facts_data = _facts()
    else:
        with open(data_path, encoding="utf-8") as file:
            self.facts_data = json.load(file)


PATCHES: Mapping[str, tuple[Patch, ...]] = {
    "envs.TruthAndDeception.env": (
        Edit(
            "conversation for {self.state.max_turns} turns",
            "conversation for {self.state.max_turns - 1} turns",
            "The guess is the last of the turns.",
        ),
        Edit(
            "player for {self.state.max_turns} turns",
            "player for {self.state.max_turns - 1} turns",
            "The guess is the last of the turns.",
        ),
        Edit(
            "if self.guess_fact1_pattern.search(action) or self.guess_fact2_pattern."
            "search(action):",
            "if bool(self.guess_fact1_pattern.search(action)) "
            "!= bool(self.guess_fact2_pattern.search(action)):",
            "Who guesses both facts always wins.",
        ),
        Replace(
            "TruthAndDeceptionEnv._load_facts",
            _truth_load,
            "The file is read anew for each game, in the locale's encoding, and copied with it.",
            "d451a09c8776",
        ),
    ),
}
