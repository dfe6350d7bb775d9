"""GEM, the gym for LLM agents, as official Gymnasium and PettingZoo environments.

Importing the package registers every id with Gymnasium::

    import gymnasium
    import gem_gymnasium

    env = gymnasium.make("gem/GuessTheNumber-v0")

Heavier parts (wrappers, the conformance checks) are imported where they are used:
``gem_gymnasium.wrappers``, ``gem_gymnasium.conformance``.
"""

from gem_gymnasium.core import NoOracle, Rewards, TextEnv
from gem_gymnasium.registration import gem_id, print_envs, register_envs
from gem_gymnasium.spaces import UnicodeText
from gem_gymnasium.version import __version__

__all__ = [
    "NoOracle",
    "Rewards",
    "TextEnv",
    "UnicodeText",
    "__version__",
    "gem_id",
    "print_envs",
    "register_envs",
]

register_envs()
