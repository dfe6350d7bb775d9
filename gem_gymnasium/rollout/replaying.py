"""Play a saved episode again and verify that the same comes of it, byte for byte."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import gymnasium
from gymnasium.envs.registration import WrapperSpec

from gem_gymnasium.policies import Quit
from gem_gymnasium.rollout.episode import Episode, to_json
from gem_gymnasium.rollout.running import run_episode
from gem_gymnasium.version import __version__

__all__ = ["Report", "remake", "replay"]

_KNOWN_WRAPPERS = ("gymnasium.wrappers.", "gem_gymnasium.wrappers.")
_RENDERING = "gymnasium.wrappers.rendering"  # these write to the disk and the screen
_SHOWN = 40  # characters of a difference that are shown


@dataclass(frozen=True, slots=True)
class Report:
    """What came of a replay; it is true where the episode was the same.

    Attributes:
        same: Whether everything was the same.
        difference: The first thing that differs, in words; empty where nothing does.
    """

    same: bool
    difference: str = ""

    def __bool__(self) -> bool:
        return self.same


def replay(episode: Episode, env: gymnasium.Env[Any, Any] | None = None) -> Report:
    """Reset with the episode's seed, play its actions again, and compare all that came of it.

    Args:
        episode: A saved episode.
        env: The environment to play it in; None makes it anew, see `remake`.

    Returns:
        A report, which is true where observations, rewards, ends and infos are the same.

    Raises:
        ValueError: If the episode has no seed, or was wrapped in something that is not made here.
        gymnasium.error.Error: If the environment can't be made.
    """
    if episode.seed is None:
        raise ValueError("An episode without a seed can't be replayed; run it with one.")
    used = remake(episode) if env is None else env
    actions = iter([turn.action for turn in episode.turns])

    def policy(observation: str, info: dict[str, Any]) -> str:
        for action in actions:
            return action
        raise Quit

    try:
        again = run_episode(used, policy, episode.seed, episode.options)
    finally:
        if env is None:
            used.close()
    for where, was, now in _pairs(episode, again):
        if (old := to_json(was)) != (new := to_json(now)):
            difference = f"{where} was {_excerpt(old, new)}, is {_excerpt(new, old)}"
            if episode.version != __version__:
                difference += f" (saved with version {episode.version}, this is {__version__})"
            return Report(False, difference)
    return Report(True)


def remake(episode: Episode) -> gymnasium.Env[Any, Any]:
    """The environment that an episode was played in, wrappers included.

    A file of episodes may come from anywhere: the environment is looked up by its id among those
    that are registered, and only the wrappers of Gymnasium and of this package are made, without
    rendering, so that nothing is written, and with no tool but Python in the sandbox.

    Raises:
        ValueError: If it was wrapped in anything else; make the environment yourself then.
        gymnasium.error.Error: If the id is not registered.
    """
    wrappers = []
    for wrapper in episode.wrappers:
        entry_point = str(wrapper.get("entry_point"))
        if not entry_point.startswith(_KNOWN_WRAPPERS) or entry_point.startswith(_RENDERING):
            raise ValueError(
                f"The episode was played in the wrapper {entry_point!r}, which is not made from a "
                "file; make the environment and pass it: replay(episode, env)."
            )
        if entry_point.endswith(":ToolCalls"):
            _refuse_other_tools((wrapper.get("kwargs") or {}).get("tools"))
        wrappers.append(WrapperSpec(str(wrapper.get("name")), entry_point, wrapper.get("kwargs")))
    if episode.kwargs.get("sandbox") == "unsafe":
        raise ValueError(
            'The episode was played with sandbox="unsafe", and its actions may be programs; make '
            "the environment and pass it: replay(episode, env)."
        )
    spec = gymnasium.spec(episode.env_id)
    kwargs = {key: value for key, value in episode.kwargs.items() if key != "render_mode"}
    return gymnasium.make(
        dataclasses.replace(
            spec,
            kwargs={**spec.kwargs, **kwargs},
            max_episode_steps=episode.max_episode_steps,
            additional_wrappers=tuple(wrappers),
        )
    )


def _refuse_other_tools(tools: Any) -> None:
    """Of the tools that a file names, only Python in the sandbox is made."""
    for tool in tools if isinstance(tools, list | tuple) else [tools]:
        options = tool if isinstance(tool, dict) else {"name": tool}
        if options.get("name") != "python" or options.get("level", "auto") == "unsafe":
            raise ValueError(
                f"The episode was played with the tool {tool!r}; from a file only Python in the "
                "sandbox is made, since others may run anything. Make the environment and pass it: "
                "replay(episode, env)."
            )


def _pairs(was: Episode, now: Episode) -> Iterator[tuple[str, Any, Any]]:
    """Everything that must be the same, with the place where it stands."""
    yield "the first observation", was.observation, now.observation
    yield "the first info", _lasting(was.info), _lasting(now.info)
    for number, (old, new) in enumerate(zip(was.turns, now.turns, strict=False), 1):
        for name in ("observation", "reward", "terminated", "truncated"):
            yield f"turn {number}: {name}", getattr(old, name), getattr(new, name)
        yield f"turn {number}: info", _lasting(old.info), _lasting(new.info)
    yield "the number of turns", was.length, now.length


def _lasting(info: dict[str, Any]) -> dict[str, Any]:
    """``info`` without what the episode doesn't decide: seconds, and counters of the one before."""
    kept = {key: value for key, value in info.items() if not key.startswith("prev_ep_")}
    statistics = kept.get("episode")
    if isinstance(statistics, dict):  # of Gymnasium's RecordEpisodeStatistics
        kept["episode"] = {key: value for key, value in statistics.items() if key != "t"}
    return kept


def _excerpt(text: str, other: str) -> str:
    """A few characters of ``text`` from shortly before the place where it leaves ``other``."""
    pairs = enumerate(zip(text, other, strict=False))
    common = next((i for i, (one, two) in pairs if one != two), min(len(text), len(other)))
    start = max(0, common - _SHOWN // 2) if len(text) > _SHOWN else 0
    end = start + _SHOWN
    return f"{'...' if start else ''}{text[start:end]}{'...' if end < len(text) else ''}"
