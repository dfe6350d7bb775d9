"""A simultaneous game for the tests: everybody chooses a digit, and the highest earns it."""

import re
import sys
from types import ModuleType

from gem_gymnasium.engines.textarena.catalog import Game
from gem_gymnasium.engines.textarena.rules import Rules
from gem_gymnasium.engines.textarena.state import Env, FFAMultiPlayerState, ObservationType
from gem_gymnasium.engines.textarena.streams import random

GAME = Game("Toy", {"": {}}, players="2-16", turns="simultaneous", max_cycles=1000)


class ToyEnv(Env):
    """In each round players choose in turn, unseen; a choice may be announced, or flood all."""

    def __init__(self, rounds=2, decided=False, announce=False, leak=False, flood=0):
        self.rounds, self.decided, self.flood = rounds, decided, flood
        self.announce, self.leak = announce, leak

    def reset(self, num_players, seed=None):
        self.state = FFAMultiPlayerState(num_players=num_players, seed=seed)
        lucky = random.randrange(10)
        self.state.reset(
            game_state={"chosen": {}, "round": 1, "points": [0] * num_players, "lucky": lucky},
            player_prompt_function=lambda player_id, game_state: f"Choose, player {player_id}.",
        )
        if self.decided:
            self.state.set_winners([1], "The deal decides.")

    def step(self, action):
        state = self.state
        player = state.current_player_id
        state.add_observation(action, ObservationType.PLAYER_ACTION, from_id=player, to_id=player)
        if self.announce:
            state.add_observation(f"{player} has acted.")
        if self.leak:
            state.add_observation(f"{player} has chosen {action}.")
        if self.flood:
            state.add_observation("x" * self.flood)
        found = re.search(r"\[(\d)\]", action)
        if found is None:
            state.set_invalid_move("No digit.")
        else:
            state.game_state["chosen"][player] = int(found[1])
        alive = [other for other in range(state.num_players) if state.is_player_alive(other)]
        if len(alive) == 1:
            state.set_winners(alive, "All others are out.")
        elif all(other in state.game_state["chosen"] for other in alive):
            self._close_the_round(alive)
        return state.step()

    def _close_the_round(self, alive):
        state, game = self.state, self.state.game_state
        for other in alive:
            text = f"Player {other} chose {game['chosen'][other]}."
            state.add_observation(text, ObservationType.GAME_BOARD)
        best = max(game["chosen"].values())
        for other, digit in game["chosen"].items():
            game["points"][other] += digit == best
        game["chosen"] = {}
        game["round"] += 1
        if game["round"] > self.rounds:
            state.set_game_outcome(dict(enumerate(game["points"])), "All rounds are played.")


class Toy(Rules):
    """What is known of it."""

    pattern = r"\[\d\]"
    example = "[5]"
    simultaneous = True
    seeded = False

    def legal(self, engine):
        return [f"[{digit}]" for digit in range(10)]


def install(monkeypatch):
    """Put the game into the catalog for a test."""
    from gem_gymnasium.engines.textarena import GAMES

    package = "gem_gymnasium.engines.textarena"
    for name in (f"{package}.games.toy", f"{package}.upstream.envs.Toy.env"):
        module = ModuleType(name)
        module.Toy, module.ToyEnv = Toy, ToyEnv
        monkeypatch.setitem(sys.modules, name, module)
    monkeypatch.setitem(GAMES, "Toy", GAME)
