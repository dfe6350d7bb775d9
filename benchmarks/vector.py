"""How many steps a second do vector environments make, beside GEM's and Gymnasium's own Text?

python benchmarks/vector.py [--pattern gem/GuessTheNumber-Hard-v0] [--json FILE]
"""

from __future__ import annotations

import contextlib
import io
import string
import time
from functools import partial
from typing import Any

import gymnasium
from common import actions_for, best, chosen_ids, gem_make, load_gem, parser, report
from gymnasium.spaces import Text

from gem_gymnasium.registration import entries
from gem_gymnasium.vector import SyncVectorEnv


class StockText(gymnasium.Wrapper[str, str, str, str]):
    """The environment with Gymnasium's own Text for its observations."""

    def __init__(self, env: gymnasium.Env[str, str]) -> None:
        super().__init__(env)
        length = env.observation_space.max_length  # type: ignore[attr-defined]
        self.observation_space = Text(length, min_length=0, charset=string.printable)


def seconds_a_step(envs: Any, actions: Any, seconds: float) -> float:
    """Seconds of one step of all environments together."""
    envs.reset(seed=0)
    steps, start = 0, time.perf_counter()
    while time.perf_counter() - start < seconds:
        envs.step(actions)
        steps += 1
    return (time.perf_counter() - start) / steps


def rate(envs: Any, actions: list[str], seconds: float, repeats: int) -> float:
    """Environment steps a second."""
    batch = tuple(actions[: envs.num_envs])
    try:
        batch_seconds: float = best(partial(seconds_a_step, envs, batch, seconds), repeats)
        return float(envs.num_envs / batch_seconds)
    finally:
        with contextlib.suppress(AttributeError):  # GEM's have no close
            envs.close()


def ours(env_id: str, num_envs: int, mode: str, wrappers: Any = (), **options: Any) -> Any:
    """A vector environment as Gymnasium makes it."""
    return gymnasium.make_vec(
        env_id,
        num_envs=num_envs,
        vectorization_mode=mode,
        wrappers=wrappers,
        vector_kwargs=options,
    )


def batched(env_id: str, num_envs: int) -> SyncVectorEnv:
    """A synchronous vector environment of ours, with infos batched once a step."""
    return SyncVectorEnv([partial(gymnasium.make, env_id)] * num_envs)


def gems(gem: Any, gem_id: str, num_envs: int, async_mode: bool) -> Any:
    """A vector environment of GEM's, without what it prints."""
    with contextlib.redirect_stdout(io.StringIO()):
        return gem.make_vec([gem_id] * num_envs, async_mode=async_mode)


def main() -> None:
    arguments = parser(__doc__ or "")
    arguments.set_defaults(pattern="gem/GuessTheNumber-Hard-v0")
    arguments.add_argument("--num-envs", type=int, nargs="+", default=[8, 64])
    options = arguments.parse_args()
    gem = load_gem()
    rows = []
    for env_id in chosen_ids(options.pattern):
        actions = actions_for(env_id)
        (entry,) = entries(env_id)
        for n in options.num_envs:
            measure = partial(
                rate, actions=actions, seconds=options.seconds, repeats=options.repeats
            )
            row: dict[str, Any] = {"id": env_id, "envs": n}
            row["sync"] = measure(ours(env_id, n, "sync"))
            row["sync, batched infos"] = measure(batched(env_id, n))
            row["GEM sync"] = row["GEM async"] = row["sync/GEM"] = row["batched/GEM"] = None
            if gem is not None and not isinstance(gem_make(gem, entry.gem_ids[0]), Exception):
                row["GEM sync"] = measure(gems(gem, entry.gem_ids[0], n, False))
                row["GEM async"] = measure(gems(gem, entry.gem_ids[0], n, True))
                row["sync/GEM"] = row["sync"] / row["GEM sync"]
                row["batched/GEM"] = row["sync, batched infos"] / row["GEM sync"]
            row["async"] = measure(ours(env_id, n, "async"))
            row["async, pipes"] = measure(ours(env_id, n, "async", shared_memory=False))
            row["async, stock Text"] = measure(ours(env_id, n, "async", (StockText,)))
            row["async/stock"] = row["async"] / row["async, stock Text"]
            rows.append(row)
    report("Vector environments: environment steps a second", rows, options.json)


if __name__ == "__main__":
    main()
