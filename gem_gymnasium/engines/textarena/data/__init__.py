"""Texts and numbers of games whose own data TextArena's release leaves out; written for this."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

__all__ = ["scorable_game", "used_car_text"]


@cache
def scorable_game(name: str) -> dict[str, Any]:
    """A negotiation of ScorableGames, to be read and not to be changed.

    Args:
        name: The name of one in ``data/scorable_games``, or the path of a file of the same form;
            a path ends in ``.json``.

    Returns:
        ``scenario``, ``issues`` by letter, and ``parties``, the first of which proposes first.

    Raises:
        ValueError: If there is no such negotiation.
    """
    own = files(__name__) / "scorable_games"
    if name.endswith(".json"):
        found = Path(name).read_text("utf-8")
    else:
        known = sorted(file.name.removesuffix(".json") for file in own.iterdir())
        if name not in known:
            raise ValueError(
                f"game_config must be one of {', '.join(known)}, or the path of a .json file; "
                f"got {name!r}."
            )
        found = (own / f"{name}.json").read_text("utf-8")
    game: dict[str, Any] = json.loads(found)
    return game


@cache
def used_car_text(name: str) -> str:
    """A text of UsedCarNegotiation: ``blue_book``, or ``buyer_strong``, ``seller_weak``, ..."""
    return (files(__name__) / "used_car" / f"{name}.txt").read_text("utf-8")
