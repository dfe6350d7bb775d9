"""How fast are TextArena's games here, beside the installed TextArena in the same run?

python benchmarks/textarena_games.py [--pattern 'gem/Chess*'] [--json FILE]
"""

from __future__ import annotations

import contextlib
import fnmatch
import io
import signal
import sys
import time
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

import gymnasium
import pettingzoo
from common import parser, report, words_for_nltk
from gymnasium.utils import seeding

from gem_gymnasium.engines.textarena import GAMES, Engine, Game
from gem_gymnasium.spaces import UnicodeText

ACTIONS = 400  # that are played of every game, before they are timed
MOST = 80  # of one game
PATIENCE = 30  # seconds for the peer, some of whose games hang
SLOW_MAKE = 0.05  # seconds; a peer's environment that takes longer is used again

clock = time.process_time  # so that other programs count for less


class Record(NamedTuple):
    """Actions of a game."""

    seed: int
    engine_seed: int
    actions: list[str]


def chosen(pattern: str) -> Iterator[tuple[str, Game]]:
    for game in GAMES.values():
        for name in (f"gem/{game.name}-v0", f"gem/TextArena-{game.name}-v0"):
            known = gymnasium.registry if game.players == "1" else pettingzoo.aec_registry
            entry = known.get(name)
            # Where GEM has a game of the name, the plain id is not TextArena's.
            if entry and entry.kwargs.get("game") == game.name and fnmatch.fnmatch(name, pattern):
                yield name, game


def recorded(game: Game) -> list[Record]:
    """Legal actions, or well-formed ones; all environments are then given the same."""
    found: list[Record] = []
    single = game.players == "1"
    while sum(len(record.actions) for record in found) < ACTIONS and len(found) < ACTIONS:
        seed = len(found)
        random, _ = seeding.np_random(seed)
        engine_seed = int(random.integers(2**31))  # what an environment draws from its seed
        engine = Engine(game, game.variants[""], game.counts()[0], engine_seed)
        space = UnicodeText(10**6, pattern=engine.rules.pattern, seed=seed)
        most = min(MOST, engine.rules.max_turns()) if single else MOST
        actions: list[str] = []
        over = engine.state.done
        while not over and len(actions) < most:
            legal = engine.legal()
            draw = legal[int(random.integers(len(legal)))] if legal else space.sample()
            actions.append(draw)
            over = engine.step(draw)
        found.append(Record(seed, engine_seed, actions))
    return found


# Each of these plays the records once: seconds in steps, steps, seconds in resets.
Pass = tuple[float, int, float]


def play_engine(game: Game, records: list[Record]) -> Pass:
    stepping = resetting = 0.0
    steps = 0
    for record in records:
        start = clock()
        engine = Engine(game, game.variants[""], game.counts()[0], record.engine_seed)
        begun = clock()
        for action in record.actions:
            engine.step(action)
        stepping += clock() - begun
        resetting += begun - start
        steps += len(record.actions)
    return stepping, steps, resetting


def play_table(env: Any, records: list[Record]) -> Pass:
    stepping = resetting = 0.0
    steps = 0
    for record in records:
        start = clock()
        env.reset(seed=record.seed)
        begun = clock()
        for action in record.actions:
            env.observe(env.agent_selection)
            env.step(action)
        stepping += clock() - begun
        resetting += begun - start
        steps += len(record.actions)
    return stepping, steps, resetting


def play_single(env: Any, records: list[Record]) -> Pass:
    stepping = resetting = 0.0
    steps = 0
    for record in records:
        start = clock()
        env.reset(seed=record.seed)
        begun = clock()
        for action in record.actions:
            steps += 1
            _, _, terminated, truncated, _ = env.step(action)
            if terminated or truncated:
                break
        stepping += clock() - begun
        resetting += begun - start
    return stepping, steps, resetting


def play_peer(make: Callable[[], Any], players: int, records: list[Record]) -> Pass:
    stepping = resetting = 0.0
    steps = 0
    before = clock()
    env = make()
    again = clock() - before > SLOW_MAKE
    for record in records:
        if not again:  # some of its games can't be reset twice
            env = make()
        start = clock()
        env.reset(num_players=players, seed=record.engine_seed)
        begun = clock()
        for action in record.actions:
            steps += 1
            env.get_observation()
            if env.step(action)[0]:
                break
        stepping += clock() - begun
        resetting += begun - start
    return stepping, steps, resetting


def load_peer() -> Any:
    """The installed TextArena, with words and a language model that need no network."""
    words_for_nltk()
    import textarena

    class Agent:
        """Says yes to everything."""

        def __init__(self, *args: Any, **kwargs: Any) -> None: ...

        def __call__(self, observation: str) -> str:
            return "Yes"

    textarena.agents.OpenRouterAgent = Agent
    return textarena


def peer_id(textarena: Any, game: Game) -> str | None:
    """The peer's plain id of a game, or another one of it where no id has our arguments."""
    registry = textarena.envs.registration.ENV_REGISTRY
    entry = f"textarena.envs.{game.module}.env:{game.engine}"
    of_game = [name for name, spec in registry.items() if spec.entry_point == entry]
    plain = [name for name in of_game if not name.endswith(("-raw", "-train"))]
    alike = [name for name in plain if registry[name].kwargs == game.variants[""]]
    return min(alike or plain, key=len, default=None)


class Slow(Exception):  # noqa: N818 - what the peer is
    """The peer took too long."""


@contextlib.contextmanager
def patience() -> Iterator[None]:
    def ring(*args: Any) -> None:
        raise Slow(f"over {PATIENCE} s")

    signal.signal(signal.SIGALRM, ring)
    signal.alarm(PATIENCE)
    try:
        with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
            yield
    finally:
        signal.alarm(0)


def timed_make(make: Callable[[], Any]) -> tuple[Any, float]:
    start = time.perf_counter()
    env = make()
    return env, (time.perf_counter() - start) * 1000


def measure(env_id: str, game: Game, textarena: Any, seconds: float) -> dict[str, Any]:
    """Our times and the peer's: the best of several passes, which take turns."""
    single, players = game.players == "1", game.counts()[0]
    if single:
        env, make_ms = timed_make(lambda: gymnasium.make(env_id, on_format_error="continue"))
    else:
        env, make_ms = timed_make(lambda: pettingzoo.make("aec", env_id))
    records = recorded(game)
    plays: dict[str, Callable[[], Pass]] = {
        "engine": lambda: play_engine(game, records),
        "ours": lambda: (play_single if single else play_table)(env.unwrapped, records),
    }
    note, peer_ms, peer = "", None, peer_id(textarena, game)
    if peer is None:
        note = "not registered"
    else:
        try:
            with patience():
                _, peer_ms = timed_make(lambda: textarena.make(f"{peer}-raw"))
                for name, made in (("raw", f"{peer}-raw"), ("wrapped", peer)):
                    plays[name] = lambda made=made: play_peer(  # type: ignore[misc]
                        lambda: textarena.make(made), players, records
                    )
                    plays[name]()
        except (Exception, SystemExit) as error:  # whatever it is, there is nothing to compare with
            plays.pop("raw", None)
            plays.pop("wrapped", None)
            note = f"{type(error).__name__}: {error}".partition("\n")[0][:60]
    best: dict[str, tuple[float, float]] = {}
    played: dict[str, int] = {}
    end = clock() + seconds * len(plays)
    while clock() < end or not best:
        for name, play in plays.items():
            with patience() if name in ("raw", "wrapped") else contextlib.nullcontext():
                stepping, steps, resetting = play()
            now = stepping / max(steps, 1) * 1e6, resetting / len(records) * 1e6
            best[name] = tuple(map(min, zip(now, best.get(name, now), strict=True)))  # type: ignore[assignment]
            played[name] = steps
    raw, wrapped = best.get("raw"), best.get("wrapped")
    if raw and played["raw"] < played["ours"]:
        note = f"raw played {played['raw']} of {played['ours']} actions"
    return {
        "id": env_id,
        "engine us": best["engine"][0],
        "step us": best["ours"][0],
        "raw us": raw[0] if raw else None,
        "wrapped us": wrapped[0] if wrapped else None,
        "engine/raw": raw[0] / best["engine"][0] if raw else None,
        "ours/raw": raw[0] / best["ours"][0] if raw else None,
        "ours/wrapped": wrapped[0] / best["ours"][0] if wrapped else None,
        "reset us": best["ours"][1],
        "raw reset us": raw[1] if raw else None,
        "make ms": make_ms,
        "raw make ms": peer_ms,
        "note": note,
    }


def main() -> None:
    options = parser(__doc__ or "").parse_args()
    games = list(chosen(options.pattern))
    if not games:
        sys.exit(f"No id of TextArena's games matches {options.pattern!r}.")
    textarena = load_peer()
    rows = []
    for env_id, game in games:
        rows.append(measure(env_id, game, textarena, options.seconds))
        print(f"{env_id}: {rows[-1]['step us']:.1f} us a step", file=sys.stderr)
    report("TextArena's games: microseconds, and our steps/s over theirs", rows, options.json)


if __name__ == "__main__":
    main()
