"""NewRecruit: a recruiter and a candidate settle eight issues of a contract."""

from __future__ import annotations

from gem_gymnasium.engines.textarena.rules import Rules

__all__ = ["NewRecruit"]


class NewRecruit(Rules):
    """A proposal is a letter for each issue; there are 390,625, so moves are not listed."""

    seeded = False
    pattern = r"\[(Accept|Reject)\]|\[Propose\] [A-E]{8}"
    example = "[Propose] CCAACCCC"
