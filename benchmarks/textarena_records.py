"""The actions that `textarena_games.py` plays: made once, and given to all that it compares."""

from __future__ import annotations

import copy
import fnmatch
import functools
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import gymnasium
import pettingzoo
from gymnasium.utils import seeding

from gem_gymnasium.engines.textarena import GAMES, Engine, Game, Rules, rules_of
from gem_gymnasium.spaces import UnicodeText
from gem_gymnasium.words import dictionary

ACTIONS = 400  # that are played of every game, before they are timed
MOST = 80  # of one game
LONGEST_WORD = 10  # of the dictionary


class Record(NamedTuple):
    """Actions of a game.

    Attributes:
        seed: What an environment is given.
        engine_seed: What an engine is given then.
        actions: In the order in which they are played.
        instance: What the peer's game is given in place of its own, which it draws from another
            list of words.
    """

    seed: int
    engine_seed: int
    actions: list[str]
    instance: dict[str, Any]


class Setting(NamedTuple):
    """A game as it is played here.

    Attributes:
        game: The line of the catalog.
        variant: "Classic" where only that variant has TextArena's instance, else the plain game.
        rules: What we know of the game, made once as an environment does.
        services: What answers in place of a language model, as `load_peer` makes the peer's answer.
    """

    game: Game
    variant: str
    rules: Rules
    services: dict[str, Any]

    @property
    def arguments(self) -> Mapping[str, Any]:
        """Those of the game's class."""
        return self.game.variants[self.variant]

    def engine(self, seed: int) -> Engine:
        """A new game."""
        players = self.game.counts()[0]
        return Engine(self.game, self.arguments, players, seed, self.rules, self.services)


def for_the_first(context: str, options: Sequence[str]) -> dict[str, float]:
    """A jury without a model."""
    return {option: float(option == options[0]) for option in options}


def setting_of(game: Game) -> Setting:
    known: dict[str, Any] = {"gamemaster": lambda question, secret: "Yes", "jury": for_the_first}
    services: dict[str, Any] = {game.asks: known[game.asks]} if game.asks else {}
    variant = "Classic" if "Classic" in game.variants else ""
    return Setting(game, variant, rules_of(game.name)(game.variants[variant]), services)


def chosen(pattern: str) -> Iterator[tuple[str, Setting]]:
    for game in GAMES.values():
        for name in (f"gem/{game.name}-v0", f"gem/TextArena-{game.name}-v0"):
            known = gymnasium.registry if game.players == "1" else pettingzoo.aec_registry
            entry = known.get(name)
            # Where GEM has a game of the name, the plain id is not TextArena's.
            if entry and entry.kwargs.get("game") == game.name and fnmatch.fnmatch(name, pattern):
                yield name, setting_of(game)


def recorded(setting: Setting) -> list[Record]:
    """Legal actions, or well-formed ones; all environments are then given the same."""
    found: list[Record] = []
    single = setting.game.players == "1"
    words = WORDS.get(setting.game.name)
    while sum(len(record.actions) for record in found) < ACTIONS and len(found) < ACTIONS:
        seed = len(found)
        random, _ = seeding.np_random(seed)
        engine_seed = int(random.integers(2**31))  # what an environment draws from its seed
        engine = setting.engine(engine_seed)
        space = UnicodeText(10**6, pattern=setting.rules.pattern, seed=seed)
        most = min(MOST, engine.rules.max_turns()) if single else MOST
        actions: list[str] = []
        instance = copy.deepcopy(engine.state.game_state) if words else {}
        over = engine.state.done
        while not over and len(actions) < most:
            legal = words(engine.state.game_state) if words else engine.legal()
            draw = legal[int(random.integers(len(legal)))] if legal else space.sample()
            actions.append(draw)
            over = engine.step(draw)
        found.append(Record(seed, engine_seed, actions, instance))
    return found


# Samples of the patterns of these are no words: they would never get beyond refusals.
def of_the_length(game: dict[str, Any]) -> list[str]:
    return [f"[{word}]" for word in dictionary(game["word_length"])]


def next_in_chain(game: dict[str, Any]) -> list[str]:
    first, length = game["required_start_letter"], game["required_length"]
    words = dictionary(length) if length <= LONGEST_WORD else ()
    return [f"[{word}]" for word in words if word.startswith(first)]


def of_the_letters(game: dict[str, Any]) -> list[str]:
    used = game["word_history"]
    found = spelled(frozenset(game["allowed_letters"]))
    least = len(used[-1]) if used else 0
    return [f"[{word}]" for word in found if len(word) >= least and word not in used]


@functools.cache
def spelled(letters: frozenset[str]) -> list[str]:
    words = (word for length in range(3, LONGEST_WORD + 1) for word in dictionary(length))
    return [word for word in words if letters.issuperset(word)]


WORDS = {"Wordle": of_the_length, "WordChains": next_in_chain, "SpellingBee": of_the_letters}
