"""Debate: two sides of a question, and a jury that votes before and after."""

from __future__ import annotations

from gem_gymnasium.engines.textarena.games._judged import Judged

__all__ = ["Debate"]


class Debate(Judged):
    """Who gains votes wins."""

    example = "The costs are smaller than they seem because most of them are paid once."
