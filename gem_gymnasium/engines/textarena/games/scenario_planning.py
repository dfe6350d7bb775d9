"""ScenarioPlanning: two plans to survive, and a jury that prefers one."""

from __future__ import annotations

from gem_gymnasium.engines.textarena.games._judged import Judged

__all__ = ["ScenarioPlanning"]


class ScenarioPlanning(Judged):
    """Each player submits one plan, unseen by the other."""

    simultaneous = True
    example = "I would look for fresh water first and then build a shelter near it."
