"""Patches of WordLadder."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from gem_gymnasium.engines.textarena.games._ladders import reachable
from gem_gymnasium.engines.textarena.patches import shared
from gem_gymnasium.engines.textarena.patches.kinds import Patch, Replace
from gem_gymnasium.engines.textarena.streams import CURRENT

__all__ = ["PATCHES"]


def _ladder(self: Any) -> tuple[str, str]:
    stream = CURRENT.get()
    for _ in range(shared.MOST_TRIES):
        start = stream.choice(self.word_list)
        ends = [
            word
            for word, steps in reachable(start, self.max_distance).items()
            if steps >= max(self.min_distance, 1)
        ]
        if ends:
            return start, stream.choice(ends)
    raise shared.no_instance(f"ladder of {self.min_distance} to {self.max_distance} steps")


PATCHES: Mapping[str, tuple[Patch, ...]] = {
    "envs.WordLadder.env": (
        Replace(
            "WordLadderEnv._sample_start_target",
            _ladder,
            "All pairs of words are searched for each game.",
            "15c29706390f",
        ),
    ),
}
