"""GEM, the gym for LLM agents, as official Gymnasium and PettingZoo environments.

Importing the package registers every single-agent id with Gymnasium::

    import gymnasium
    import gem_gymnasium

    env = gymnasium.make("gem/GuessTheNumber-v0")

and every multi-player id with PettingZoo::

    import pettingzoo

    env = pettingzoo.make("aec", "gem/KuhnPoker-v0")

Heavier parts (``gem_gymnasium.wrappers``, ``vector``, ``multiagent``, ``conformance``, ``graders``,
``policies``, ``rollout``, ``sandbox``, ``tools``) are imported when they are first used.
"""

import importlib
from types import ModuleType

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

_LATER = (
    "conformance",
    "graders",
    "multiagent",
    "policies",
    "rollout",
    "sandbox",
    "tools",
    "vector",
    "wrappers",
)


def __getattr__(name: str) -> ModuleType:
    if name in _LATER:
        return importlib.import_module(f"{__name__}.{name}")
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
