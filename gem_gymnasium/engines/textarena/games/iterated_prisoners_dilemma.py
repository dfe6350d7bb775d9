"""IteratedPrisonersDilemma: cooperate or defect, after some talk."""

from __future__ import annotations

from gem_gymnasium.engines.textarena.games._dilemmas import Dilemma

__all__ = ["IteratedPrisonersDilemma"]


class IteratedPrisonersDilemma(Dilemma):
    """Whoever doesn't defect cooperates."""

    choices = ("Cooperate", "Defect")
