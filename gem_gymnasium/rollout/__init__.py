"""Rollouts: run episodes, measure a policy, save episodes as JSON lines and replay them.

Example:
    >>> from gem_gymnasium.rollout import evaluate
    >>> result = evaluate("gem/GuessTheNumber-v0", "oracle", episodes=3, seed=0)
    >>> result.success_rate, result.mean_turns
    (1.0, 1.0)
"""

from gem_gymnasium.rollout.episode import Episode, Turn, load_episodes, save_episodes
from gem_gymnasium.rollout.replaying import Report, remake, replay
from gem_gymnasium.rollout.running import Result, evaluate, run_episode

__all__ = [
    "Episode",
    "Report",
    "Result",
    "Turn",
    "evaluate",
    "load_episodes",
    "remake",
    "replay",
    "run_episode",
    "save_episodes",
]
