"""How fast are TextArena's games here, beside the installed TextArena in the same run?

python benchmarks/textarena_games.py [--pattern 'gem/Chess*'] [--json FILE]
"""

from __future__ import annotations

import contextlib
import copy
import functools
import io
import signal
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from typing import Any

import gymnasium
import pettingzoo
from common import parser, report, words_for_nltk
from textarena_records import Record, Setting, chosen, for_the_first, recorded

from gem_gymnasium.engines.textarena.language import Panel

ENOUGH = 60  # actions that the peer takes as our engine does, for a fair comparison
GOAL = 0.8  # of the peer's steps a second
PATIENCE = 60  # seconds for the peer, some of whose games hang
SLOW_MAKE = 0.05  # seconds; a peer's environment that takes longer is used again

clock = time.process_time  # so that other programs count for less


# Each of these plays the records once: seconds in steps, steps, seconds in resets.
Pass = tuple[float, int, float]


def play_engine(setting: Setting, records: list[Record]) -> Pass:
    stepping = resetting = 0.0
    steps = 0
    for record in records:
        start = clock()
        engine = setting.engine(record.engine_seed)
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


def made(make: Callable[[], Any]) -> Iterator[Any]:
    """The peer's environment for one game after another."""
    before = clock()
    env = make()
    again = clock() - before > SLOW_MAKE
    while True:
        if hasattr(env, "full_observations"):  # it would go on with those of the last game
            env.full_observations.clear()
        yield env
        if not again:  # some of its games can't be reset twice
            env = make()


def play_peer(make: Callable[[], Any], players: int, records: list[Record]) -> Pass:
    stepping = resetting = 0.0
    steps = 0
    for env, record in zip(made(make), records, strict=False):
        start = clock()
        env.reset(num_players=players, seed=record.engine_seed)
        if record.instance:
            env.state.game_state.update(copy.deepcopy(record.instance))
        begun = clock()
        for action in record.actions:
            steps += 1
            env.get_observation()
            if env.step(action)[0]:
                break
        stepping += clock() - begun
        resetting += begun - start
    return stepping, steps, resetting


def alike(setting: Setting, records: list[Record], make: Callable[[], Any]) -> list[Record]:
    """The records up to where the peer first refuses or ends what our engine doesn't, or fails.

    From there on the two play different games: the peer's instance may be another, or an error of
    its be mended here.
    """
    found = []
    for env, record in zip(made(make), records, strict=False):
        env.reset(num_players=setting.game.counts()[0], seed=record.engine_seed)
        if record.instance:
            env.state.game_state.update(copy.deepcopy(record.instance))
        engine = setting.engine(record.engine_seed)
        same = 0
        for action in record.actions:
            before = engine.state.refusals, _refusals(env)
            env.get_observation()
            try:
                over = env.step(action)[0]
            except Exception:  # whatever it is, the peer's game ends here
                break
            if engine.step(action) != over:
                break
            if (engine.state.refusals > before[0]) != (_refusals(env) > before[1]):
                break
            same += 1
        found.append(record._replace(actions=record.actions[:same]))
    return [record for record in found if record.actions]


def _refusals(env: Any) -> tuple[int, int]:
    """Something that grows when the peer refuses an action."""
    state = env.state
    return sum(info["invalid_move"] for info in state.game_info.values()), state.error_count


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


def peer_id(textarena: Any, setting: Setting) -> str | None:
    """The peer's plain id of a game, or another one of it where no id has our arguments."""
    game, registry = setting.game, textarena.envs.registration.ENV_REGISTRY
    entry = f"textarena.envs.{game.module}.env:{game.engine}"
    of_game = [name for name, spec in registry.items() if spec.entry_point == entry]
    plain = [name for name in of_game if not name.endswith(("-raw", "-train"))]
    alike = [name for name in plain if registry[name].kwargs == setting.arguments]
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


def measure(env_id: str, setting: Setting, textarena: Any, seconds: float) -> dict[str, Any]:
    """Our times and the peer's: the best of several passes, which take turns."""
    game = setting.game
    single, players = game.players == "1", game.counts()[0]
    options = {"variant": setting.variant, **setting.services}
    env: Any
    if single:
        env = gymnasium.make(env_id, on_format_error="continue", **options).unwrapped
    else:
        env = pettingzoo.make("aec", env_id, **options).unwrapped
    records = recorded(setting)
    note, peer = "", peer_id(textarena, setting)
    peers: dict[str, Callable[[], Any]] = {}
    if peer is None:
        note = "not registered"
    else:
        jury = functools.partial(Panel, for_the_first)
        options = {"jury_class": jury} if game.asks == "jury" else {}
        peers = {
            "raw": lambda: textarena.make(f"{peer}-raw", **options),
            "default": lambda: textarena.make(peer, **options),
        }
        try:
            with patience():
                whole = sum(len(record.actions) for record in records)
                same = alike(setting, records, peers["raw"])
                count = sum(len(record.actions) for record in same)
            if count < whole:
                note = f"{count} of {whole} actions alike"
            if count >= ENOUGH:
                records = same
            else:
                note += ", all played"
            for make in peers.values():
                with patience():
                    play_peer(make, players, records)
        except (Exception, SystemExit) as error:  # whatever it is, there is nothing to compare with
            peers = {}
            note = f"{type(error).__name__}: {error}".partition("\n")[0][:40]
    plays: dict[str, Callable[[], Pass]] = {
        "engine": lambda: play_engine(setting, records),
        "env": lambda: (play_single if single else play_table)(env, records),
    }
    for name, make in peers.items():
        plays[name] = lambda make=make: play_peer(make, players, records)  # type: ignore[misc]
    best: dict[str, tuple[float, float]] = {}
    end = clock() + seconds * len(plays)
    while clock() < end or not best:
        for name, play in plays.items():
            with patience() if name in peers else contextlib.nullcontext():
                stepping, steps, resetting = play()
            now = stepping / max(steps, 1) * 1e6, resetting / len(records) * 1e6
            best[name] = tuple(map(min, zip(now, best.get(name, now), strict=True)))  # type: ignore[assignment]

    def ratio(peer: str, ours: str) -> float | None:
        return best[peer][0] / best[ours][0] if peer in best else None

    return {
        "id": env_id,
        **{f"{name} us": best[name][0] if name in best else None for name in ("engine", "raw")},
        "engine/raw": ratio("raw", "engine"),
        **{f"{name} us": best[name][0] if name in best else None for name in ("env", "default")},
        "env/default": ratio("default", "env"),
        "env/raw": ratio("raw", "env"),
        "reset us": best["env"][1],
        "raw reset us": best["raw"][1] if peers else None,
        "note": note,
    }


def summary(rows: list[dict[str, Any]], column: str) -> str:
    """How many games reach the goal, and which don't."""
    found = {row["id"]: row[column] for row in rows if row[column] is not None}
    if not found:
        return f"{column}: nothing to compare with"
    below = {name: value for name, value in found.items() if value < GOAL}
    names = ", ".join(f"{name} {below[name]:.2f}" for name in sorted(below, key=below.__getitem__))
    return (
        f"{column}: median {statistics.median(found.values()):.2f}, "
        f"{len(found) - len(below)} of {len(found)} at {GOAL} or more"
        + (f"; below: {names}" if names else "")
    )


def main() -> None:
    options = parser(__doc__ or "").parse_args()
    games = list(chosen(options.pattern))
    if not games:
        sys.exit(f"No id of TextArena's games matches {options.pattern!r}.")
    textarena = load_peer()
    rows = []
    for env_id, setting in games:
        rows.append(measure(env_id, setting, textarena, options.seconds))
        print(f"{env_id}: {rows[-1]['env us']:.1f} us a step", file=sys.stderr)
    report("TextArena's games: microseconds, and our steps/s over theirs", rows, options.json)
    for column in ("engine/raw", "env/default", "env/raw"):
        print(summary(rows, column))


if __name__ == "__main__":
    main()
