"""Every change that we make to the engine's games, each with its reason.

A patch names the text of the installed module that it stands on. The tests check that the text is
there, so that a release of TextArena that mends an error makes the test of its patch fail.
"""

from __future__ import annotations

from collections.abc import Mapping

from gem_gymnasium.engines.textarena.patches import (
    boards,
    cards,
    kuhn_poker,
    puzzles,
    solitaires,
    talk,
    words,
)
from gem_gymnasium.engines.textarena.patches.kinds import Edit, Patch, Replace

__all__ = ["PATCHES", "Edit", "Patch", "Replace"]

PATCHES: Mapping[str, tuple[Patch, ...]] = {
    **words.PATCHES,
    **puzzles.PATCHES,
    **solitaires.PATCHES,
    **boards.PATCHES,
    **cards.PATCHES,
    **kuhn_poker.PATCHES,
    **talk.PATCHES,
}
"""By module of the engine, such as ``envs.KuhnPoker.env``."""
