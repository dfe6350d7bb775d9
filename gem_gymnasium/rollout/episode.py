"""`Episode`: all that happened in an episode, and its form as one line of JSON."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from os import PathLike
from typing import Any

import gymnasium
import numpy as np

from gem_gymnasium.version import __version__

__all__ = ["Episode", "Turn", "load_episodes", "save_episodes", "to_json"]


@dataclass(slots=True)
class Turn:
    """An action, and what ``env.step`` returned for it."""

    action: str
    observation: Any
    reward: float
    terminated: bool
    truncated: bool
    info: dict[str, Any]


@dataclass(slots=True)
class Episode:
    """All that happened in an episode, and all that is needed to play it again.

    Attributes:
        env_id: The environment's id; of one that was not made by id, its class name.
        kwargs: The arguments that it was made with, those of the id included.
        max_episode_steps: The limit that ``gymnasium.make`` set, if any.
        wrappers: Name, entry point and arguments of each wrapper around it.
        seed: What ``reset`` got; None where the episode went on with the random stream.
        options: What ``reset`` got.
        policy: Who played.
        version: The version of this package that ran the episode.
        observation: What ``reset`` returned; a string, unless a wrapper makes it something else.
        info: What ``reset`` returned.
        turns: The actions, and what they brought.
    """

    env_id: str
    kwargs: dict[str, Any] = field(default_factory=dict)
    max_episode_steps: int | None = None
    wrappers: list[dict[str, Any]] = field(default_factory=list)
    seed: int | None = None
    options: dict[str, Any] | None = None
    policy: str = ""
    version: str = __version__
    observation: Any = ""
    info: dict[str, Any] = field(default_factory=dict)
    turns: list[Turn] = field(default_factory=list)

    @classmethod
    def of(cls, env: gymnasium.Env[Any, Any]) -> Episode:
        """An episode of ``env`` in which nothing has happened yet."""
        spec = env.spec
        if spec is None:
            return cls(type(env.unwrapped).__name__)
        return cls(
            env_id=spec.id,
            # How it was drawn is no part of what happened.
            kwargs={key: value for key, value in spec.kwargs.items() if key != "render_mode"},
            max_episode_steps=spec.max_episode_steps,
            wrappers=[dataclasses.asdict(wrapper) for wrapper in spec.additional_wrappers],
        )

    @property
    def length(self) -> int:
        """How many turns were played."""
        return len(self.turns)

    @property
    def total_reward(self) -> float:
        """The sum of all rewards."""
        return sum((turn.reward for turn in self.turns), 0.0)

    @property
    def done(self) -> bool:
        """Whether it came to its end."""
        return bool(self.turns) and (self.turns[-1].terminated or self.turns[-1].truncated)

    @property
    def success(self) -> bool:
        """Whether the task was solved."""
        return bool(self.turns) and bool(self.turns[-1].info.get("success", False))

    @property
    def stop_reason(self) -> str | None:
        """Why it ended; None where it was left before its end."""
        if not self.done:
            return None
        last = self.turns[-1]
        default = "time_limit" if last.truncated else "terminated"
        return str(last.info.get("stop_reason", default))

    def to_json(self) -> str:
        """The episode as one line of ASCII; ``success`` and the like are added for the reader.

        Raises:
            TypeError: If something in it has no form in JSON; the message names it.
        """
        data = {item.name: getattr(self, item.name) for item in dataclasses.fields(self)}
        turns = data.pop("turns")
        summary = {
            "success": self.success,
            "total_reward": self.total_reward,
            "stop_reason": self.stop_reason,
        }
        return to_json({**data, **summary, "turns": turns})

    @classmethod
    def from_json(cls, line: str) -> Episode:
        """The episode that `to_json` wrote.

        Raises:
            ValueError: If the line is anything else; the message says what is wrong with it.
        """
        data = _checked(json.loads(line), _EPISODE)
        if not all(isinstance(wrapper, dict) for wrapper in data["wrappers"]):
            raise ValueError("not an episode: 'wrappers' must hold objects")
        data["turns"] = [Turn(**_checked(turn, _TURN)) for turn in data["turns"]]
        return cls(**data)


def to_json(value: Any) -> str:
    """One line of JSON in ASCII, which holds any string, lone surrogates too."""
    return json.dumps(value, default=_plain)


def _plain(value: Any) -> Any:
    if isinstance(value, np.generic | np.ndarray):
        return value.tolist()
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {item.name: getattr(value, item.name) for item in dataclasses.fields(value)}
    raise TypeError(
        f"An episode with {value!r} ({type(value).__name__}) in it can't be saved as JSON; give "
        "the environment plain values."
    )


# The types of what a line holds.
_NONE = type(None)
_EPISODE: dict[str, tuple[type, ...]] = {
    "env_id": (str,),
    "kwargs": (dict,),
    "max_episode_steps": (int, _NONE),
    "wrappers": (list,),
    "seed": (int, _NONE),
    "options": (dict, _NONE),
    "policy": (str,),
    "version": (str,),
    "observation": (object,),
    "info": (dict,),
    "turns": (list,),
}
_TURN: dict[str, tuple[type, ...]] = {
    "action": (str,),
    "observation": (object,),
    "reward": (int, float),
    "terminated": (bool,),
    "truncated": (bool,),
    "info": (dict,),
}


def _checked(data: Any, types: dict[str, tuple[type, ...]]) -> dict[str, Any]:
    """The items of ``data`` that ``types`` names, or an error where one is not what it must be."""
    if not isinstance(data, dict):
        raise ValueError(f"not an episode: an object is needed, got {type(data).__name__}")
    for name, allowed in types.items():
        if name not in data:
            raise ValueError(f"not an episode: {name!r} is missing")
        if not isinstance(data[name], allowed):
            raise ValueError(f"not an episode: {name!r} can't be {type(data[name]).__name__}")
    return {name: data[name] for name in types}


def save_episodes(path: str | PathLike[str], episodes: Iterable[Episode]) -> int:
    """Write episodes to a file, one line of JSON each, replacing what it held.

    Args:
        path: The file.
        episodes: May be a generator; each is written before the next is asked for.

    Returns:
        How many were written.
    """
    count = 0
    with open(path, "w", encoding="ascii") as file:
        for episode in episodes:
            file.write(episode.to_json() + "\n")
            file.flush()
            count += 1
    return count


def load_episodes(path: str | PathLike[str]) -> Iterator[Episode]:
    """Read the episodes of a file, one after the other; empty lines are passed over.

    Raises:
        ValueError: At a line that is no episode; the message names the line.
        OSError: If the file can't be read.
    """
    with open(path, encoding="utf-8", errors="replace") as file:
        for number, line in enumerate(file, 1):
            if not line.strip():
                continue
            try:
                episode = Episode.from_json(line)
            except (ValueError, RecursionError) as error:
                raise ValueError(f"{path}, line {number}: {error}") from error
            yield episode
