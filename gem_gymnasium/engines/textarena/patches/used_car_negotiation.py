"""Patches of UsedCarNegotiation."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from gem_gymnasium.engines.textarena.data import used_car_text
from gem_gymnasium.engines.textarena.patches import shared
from gem_gymnasium.engines.textarena.patches.kinds import Edit, Patch, Replace
from gem_gymnasium.engines.textarena.state import ObservationType, no_forged_lines
from gem_gymnasium.engines.textarena.streams import CURRENT

__all__ = ["PATCHES"]

_SAID = ObservationType.GAME_ACTION_DESCRIPTION

_PRICE = re.compile(r"\d[\d,]{0,11}")


def _car_init(self: Any, max_rounds: int = 10, batna: Any = None) -> None:
    self.max_rounds, self.min_price, self.max_price = max_rounds, 7_000, 10_000
    self.drawn_batna = self.batna = batna
    self.player_roles = {}
    self.player_instructions = {}
    self.blue_book = used_car_text("blue_book")


def _car_reset(self: Any, num_players: int, seed: int | None = None) -> None:
    self.state = shared.module_of(self).ta.TwoPlayerState(
        num_players=num_players, max_turns=self.max_rounds, seed=seed
    )
    stream = CURRENT.get()
    buyer = stream.randint(0, 1)
    self.player_roles = {buyer: "buyer", 1 - buyer: "seller"}
    pairs = [("strong", "weak"), ("weak", "strong"), ("strong", "strong")]
    self.drawn_batna = self.batna or stream.choice(pairs)
    strengths = dict(zip(("buyer", "seller"), self.drawn_batna, strict=True))
    self.player_instructions = {
        player: used_car_text(f"{role}_{strengths[role]}").strip()
        for player, role in self.player_roles.items()
    }
    self.state.reset(
        game_state={"negotiation_history": [], "current_offer": {0: None, 1: None}},
        player_prompt_function=self._generate_player_prompt,
    )


def _car_step(self: Any, action: str) -> Any:
    state, game = self.state, self.state.game_state
    player, offers = state.current_player_id, game["current_offer"]
    action, role = action.strip(), self.player_roles[player]
    state.add_observation(f"Your action: {action}", shared.ECHO, player, player)
    head, pending = action[:9].upper(), offers[1 - player]
    kind, said = "", ""
    if head.startswith("[OFFER:"):
        match = _PRICE.search(action)
        price = int(match[0].replace(",", "")) if match else 0
        if price:
            kind, said = "OFFER", f"proposed a price of ${price}."
            offers[player] = price
        else:
            state.set_invalid_move("You were not specifying a valid price.")
    elif action.upper() in ("[ACCEPT]", "[REJECT]"):
        word = action[1:-1].lower()
        if pending is None:
            state.set_invalid_move(f"There is no offer to {word}.")
        else:
            kind, said = word.upper(), f"{word}ed the offer."
    elif head == "[DISCUSS:":
        words = no_forged_lines(action[9:].removesuffix("]").strip())
        kind, said = "DISCUSS", f"says: {words}"
    else:
        state.set_invalid_move("You were not specifying a valid action.")
    if kind:
        _car_tell(self, player, kind, f"The {role} {said}")
    return state.step(rotate_player=kind in ("OFFER", "DISCUSS"))


def _car_tell(self: Any, player: int, kind: str, message: str) -> None:
    """Make an action known, and see whether it was the last."""
    state, game = self.state, self.state.game_state
    game["negotiation_history"].append(
        {"player_id": player, "action_type": kind, "content": message, "round": state.turn}
    )
    state.add_observation(message, _SAID)
    if kind == "ACCEPT":
        price = game["current_offer"][1 - player]
        rewards = {one: self._reward_func(price, role) for one, role in self.player_roles.items()}
        state.set_game_outcome(rewards, f"The car is sold for ${price}.")
    elif kind == "REJECT":
        game["current_offer"][1 - player] = None
    if not state.done and state.turn + 1 >= self.max_rounds:
        state.set_draw(f"No agreement was reached in {self.max_rounds} rounds.")


PATCHES: Mapping[str, tuple[Patch, ...]] = {
    "envs.UsedCarNegotiation.env": (
        Edit(
            "return max(0.0, (self.max_price-price) / (self.max_price-self.min_price))",
            "return min(1.0, max(0.0, (self.max_price-price) / (self.max_price-self.min_price)))",
            "A share of the range of prices that can be far more than all of it.",
        ),
        Edit(
            "return max(0.0, (price-self.min_price) / (self.max_price-self.min_price))",
            "return min(1.0, max(0.0, (price-self.min_price) / (self.max_price-self.min_price)))",
            "A share of the range of prices that can be far more than all of it.",
        ),
        Replace(
            "UsedCarNegotiationEnv.__init__",
            _car_init,
            "The release lacks the texts; and a draw here repeats the draw of the roles.",
            "13fe1f46cc34",
        ),
        Replace(
            "UsedCarNegotiationEnv.reset",
            _car_reset,
            "Strong buyer means that Player 0 is strong, who is the seller in half of the games.",
            "828c8ac4069f",
        ),
        Replace(
            "UsedCarNegotiationEnv.step",
            _car_step,
            "Accepting nothing ends the game; at the limit a standing offer counts as accepted; "
            "the limit comes a round late; $8,500 is read as 8; talk is told with its brackets.",
            "c82b684f4873",
        ),
    ),
}
