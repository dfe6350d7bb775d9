"""How fast are a step and a reset of every game, beside GEM's in the same run?

python benchmarks/steps.py [--pattern 'gem/Sokoban*'] [--json FILE]
"""

from __future__ import annotations

from typing import Any

import gymnasium
from common import actions_for, chosen_ids, gem_make, load_gem, parser, report, time_steps

from gem_gymnasium.registration import entries


def measure(env: Any, actions: list[str], seconds: float, repeats: int) -> tuple[float, float]:
    """The best times of a step and of a reset, in microseconds."""
    times = [time_steps(env, actions, seconds) for _ in range(repeats)]
    return min(step for step, _ in times), min(reset for _, reset in times)


def main() -> None:
    options = parser(__doc__ or "").parse_args()
    gem = load_gem()
    rows = []
    for env_id in chosen_ids(options.pattern):
        actions = actions_for(env_id)
        made = gymnasium.make(env_id)
        budget = options.seconds, options.repeats
        bare_step, reset = measure(made.unwrapped, actions, *budget)
        made_step, _ = measure(made, actions, *budget)
        (entry,) = entries(env_id)
        peer = gem_make(gem, entry.gem_ids[0]) if gem is not None else None
        theirs: tuple[float | None, float | None] = (None, None)
        if peer is not None and not isinstance(peer, Exception):
            theirs = measure(peer, actions, *budget)
        rows.append(
            {
                "id": env_id,
                "step us": bare_step,
                "made us": made_step,
                "GEM us": theirs[0],
                "bare/GEM": theirs[0] / bare_step if theirs[0] else None,
                "made/GEM": theirs[0] / made_step if theirs[0] else None,
                "reset us": reset,
                "GEM reset us": theirs[1],
            }
        )
    report("Steps: microseconds, and our steps/s over GEM's", rows, options.json)


if __name__ == "__main__":
    main()
