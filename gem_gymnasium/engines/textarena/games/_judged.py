"""What Debate and ScenarioPlanning share: a jury, and actions of free text."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from gem_gymnasium.engines.textarena.language import Panel
from gem_gymnasium.engines.textarena.rules import Rules
from gem_gymnasium.engines.textarena.streams import Stream

__all__ = ["Judged"]


class Judged(Rules):
    """Any text is a legal action."""

    pattern = r"[A-Z][a-z]{0,9}( [a-z]{1,10}){3,30}\."

    def build(
        self, engine_class: Callable[..., Any], stream: Stream, services: Mapping[str, Any]
    ) -> Any:
        """Seat the jury: the caller's, or one of rules."""
        jury = self.arguments.get("jury_class") or partial(Panel, services.get("jury"))
        return engine_class(**{**self.arguments, "jury_class": jury})
