"""Games in which two players talk in turn, then choose together and unseen."""

from __future__ import annotations

from typing import Any, ClassVar

from gem_gymnasium.engines.textarena.rules import Rules

__all__ = ["Dilemma"]


class Dilemma(Rules):
    """Free talk, then one of two choices."""

    seeded = False
    choices: ClassVar[tuple[str, str]]

    @property
    def pattern(self) -> str:
        """A choice; before, it is a word like any other."""
        return rf"\[({'|'.join(self.choices)})\]"

    @property
    def example(self) -> str:
        """The first choice."""
        return f"[{self.choices[0]}]"

    def together(self, engine: Any) -> bool:
        """Whether they choose."""
        return bool(engine.state.game_state["phase"] == "decision")

    def legal(self, engine: Any) -> list[str] | None:
        """Both choices; None while they talk."""
        return [f"[{choice}]" for choice in self.choices] if self.together(engine) else None
