"""Patches of Golf."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from gem_gymnasium.engines.textarena.patches import shared
from gem_gymnasium.engines.textarena.patches.kinds import Edit, Patch, Replace
from gem_gymnasium.engines.textarena.state import Info

__all__ = ["PATCHES"]


def _golf_step(self: Any, action: str) -> tuple[bool, Info]:
    state, game = self.state, self.state.game_state
    player = state.current_player_id
    result: tuple[bool, Info] = self._move(action)
    if state.done or player not in state.elimination_order:
        return result
    if "drawn_card" in game:
        game["discard_pile"].append(game.pop("drawn_card"))
    game["took_from_discard"] = False
    state.current_player_id = player
    if not shared.left_alone(self, player):
        _golf_go_on(self)
    return state.done, result[1]


def _golf_next_turn(self: Any) -> tuple[bool, Info]:
    _golf_go_on(self)
    result: tuple[bool, Info] = self.state.step(rotate_player=False)
    return result


def _golf_go_on(self: Any) -> None:
    state, game = self.state, self.state.game_state
    game["turn_phase"] = "draw"
    last = game["triggering_player"] if game["current_phase"] == "final_round" else None
    following = shared.next_of(
        self, [*shared.still_in(self), *([last] if last is not None else [])]
    )
    if following == last:
        self._end_game()
        return
    state.manually_set_current_player_id(following, force=True)
    self._announce_turn_options(following)


def _golf_settle(self: Any) -> None:
    players = self.state.game_state["players"]
    alive = shared.still_in(self)
    best = min(players[one]["score"] for one in alive)
    winners = [one for one in alive if players[one]["score"] == best]
    scores = "".join(
        f"Player {one}: {players[one]['score']} points\n"
        for one in sorted(players, key=lambda one: players[one]["score"])
    )
    shared.end_with(
        self,
        winners,
        f"Game Over! {shared.said_to_win(winners)} a score of {best} points!\n\n"
        f"Final Scores:\n{scores}",
    )


_GOLF = (
    Edit(r"\[swap (\d+) (\d+)\]", r"\[swap ([0-9]{1,3}) ([0-9]{1,3})\]", shared.DIGITS),
    Edit(r"\[peek (\d+) (\d+)\]", r"\[peek ([0-9]{1,3}) ([0-9]{1,3})\]", shared.DIGITS),
    Edit(
        "[swap X Y], [discard], [knock], or [peek X Y]",
        "[swap X Y], or [discard]",
        "It names actions that are refused.",
    ),
    Edit(
        "You must first [draw], [take], [knock], or [peek X Y]",
        "You must first [draw] or [take]",
        "It names actions that are refused.",
    ),
    Edit(
        "        winner_id = min(self.state",
        "        self._settle()\n        return\n        winner_id = min(self.state",
        shared.TIE,
    ),
    Replace("GolfEnv._settle", _golf_settle, shared.TIE, shared.NEW),
    Edit("def step(", "def _move(", "It gets a name for ours to call."),
    Replace("GolfEnv.step", _golf_step, shared.NOT_ALIVE, "ccba3af5e28e"),
    Replace(
        "GolfEnv._next_turn",
        _golf_next_turn,
        f"After the first hand is open, one player too few gets the turn that is promised. "
        f"{shared.NOT_ALIVE}",
        "b2ca043b5ae9",
    ),
)

PATCHES: Mapping[str, tuple[Patch, ...]] = {
    "envs.Golf.env": _GOLF,
}
