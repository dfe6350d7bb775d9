"""Wrappers for any Gymnasium environment whose observations and actions are text.

They say what an agent sees of the past, and complete Gymnasium's own wrappers:

- `ConcatObservations`: the past observations, joined.
- `ConcatHistory`: the past observations and actions, joined.
- `ChatMessages`: the past as messages, ``{"role": ..., "content": ...}``.
- `ChatTemplate`: the string that a chat template makes of those messages.
- `ToolCalls`: an agent that may call tools before it acts.
- `EpisodeTracking`: counters of the episode in ``info``.
- `from_names`: stacks of them by the names that GEM gives them.

All record their arguments, so ``gymnasium.make(env.spec)`` rebuilds a stack, from JSON too where
the arguments are plain values. ``copy.deepcopy(env)`` forks an episode with its history.

In a vector environment each environment is wrapped before they are put together::

    envs = gymnasium.make_vec(
        "gem/GuessTheNumber-v0",
        num_envs=8,
        vectorization_mode="async",
        wrappers=[gem_gymnasium.wrappers.ConcatHistory],
    )

`ChatMessages` needs ``vector_kwargs={"shared_memory": False}`` there, since Gymnasium keeps no
sequences in shared memory. For strings, shared memory takes 4 bytes a character of ``max_length``
and environment, 4 MiB each by default; a ``max_length`` that fits the task takes less.
"""

from gem_gymnasium.wrappers.chat import ChatMessages, ChatTemplate
from gem_gymnasium.wrappers.history import ConcatHistory, ConcatObservations
from gem_gymnasium.wrappers.names import apply_wrappers, from_names
from gem_gymnasium.wrappers.templates import ChatTemplateError
from gem_gymnasium.wrappers.tool_calls import ToolCalls
from gem_gymnasium.wrappers.tracking import EpisodeTracking

__all__ = [
    "ChatMessages",
    "ChatTemplate",
    "ChatTemplateError",
    "ConcatHistory",
    "ConcatObservations",
    "EpisodeTracking",
    "ToolCalls",
    "apply_wrappers",
    "from_names",
]
