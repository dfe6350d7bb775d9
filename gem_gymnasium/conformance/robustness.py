"""The check that a model's text, whatever it is, gives a valid step in bounded time."""

from __future__ import annotations

import time
from typing import Any

from gem_gymnasium.conformance.subject import Subject, oracle_or_legal

_MOST_SECONDS = 2.0  # of one step, with a text of a megabyte
_MEGABYTE = 1_000_000
_LUCK = 5  # seeds that luck doesn't solve one after another

HOSTILE: tuple[str, ...] = (
    "",
    " ",
    "\x00",
    "\ud800",
    "\\boxed{\udfff}",
    "\\boxed{\x00}",
    "\\boxed",
    "\\boxed{",
    "\\boxed{}",
    "\\boxed{ }",
    "\\boxed{{}}",
    "\\boxed{\\boxed{1}}",
    "\\boxed{1",
    "}{",
    "\\boxed{-1}",
    "\\boxed{1e999}",
    "\\boxed{NaN}",
    "\\boxed{10**10**10}",
    "\\boxed{9" + "9" * 5000 + "}",
    "\\boxed{٣}",
    "\\boxed{²}",
    "\\boxed{１ １ １}",
    "\\boxed{ﬀ}",
    "\\boxed{ſ}",
    "\\boxed{İ}",
    "\\boxed{1 1 1 1 1 1 1 1 1 1}",
    "\\boxed{-1 -1 -1}",
    "\\boxed{999999999 999999999 999999999}",
    "\\boxed{1 1 \x00}",
    "\\boxed{__import__('os').system('true')}",
    "\\boxed{%s %d {0} {turn}}",
    "👩‍👩‍👧‍👦" * 100,
    "a" * _MEGABYTE,
    "9" * _MEGABYTE,
    "\\boxed{" + "9" * _MEGABYTE + "}",
    "\\boxed{" + " " * _MEGABYTE + "}",
    "\\boxed{" + "1 " * (_MEGABYTE // 2) + "}",
    "\\boxed{" + "1," * (_MEGABYTE // 2) + "}",
    "\\boxed{" + "a" * _MEGABYTE + "}",
    "\\boxed{" * (_MEGABYTE // 7),
    "\\boxed{1}" * (_MEGABYTE // 9),
    "\\boxed{" + "{" * (_MEGABYTE // 2) + "}" * (_MEGABYTE // 2) + "}",
    "{" * _MEGABYTE,
    "\\" * _MEGABYTE,
    "\\text{" * (_MEGABYTE // 6),
    "\\boxed{" + "\\text{" * (_MEGABYTE // 7) + "}",
    "\ud800" * (_MEGABYTE // 4),
)
"""Texts that have broken parsers before."""


def hostile_text(subject: Subject) -> str:
    """Any text gives a valid step in bounded time: any Unicode, any size, any nesting."""
    from hypothesis import HealthCheck, Phase, given, settings  # slow to import
    from hypothesis import strategies as st

    env = subject.make(**subject.accepts(on_format_error="continue"))
    slowest = 0.0

    def timed(text: str) -> tuple[Any, float]:
        start = time.perf_counter()
        result = env.step(text)
        return result, time.perf_counter() - start

    def attack(text: str) -> bool:
        nonlocal slowest
        result, seconds = timed(text)
        if seconds >= _MOST_SECONDS:  # a first use may load a library, and a machine be busy
            env.reset(seed=0)
            result, seconds = timed(text)
        slowest = max(slowest, seconds)
        assert seconds < _MOST_SECONDS, f"A text of {len(text)} characters took {seconds:.1f} s"
        _valid(env, text, result)
        if _over(result):
            env.reset()
        return bool(result[4]["success"])

    # Gymnasium's passive checker looks at the first results only, so every kind of text is shown
    # to a fresh environment too, and to one in mid-episode.
    for text in HOSTILE:
        for seed in range(_LUCK):
            env.reset(seed=seed)
            if not attack(text):
                break
        else:
            raise AssertionError(f"{_shown(text)} solves every one of {_LUCK} seeds")
        attack(text)
        env.reset(seed=1)
        if not _over(env.step(oracle_or_legal(env))):
            attack(text)

    anything = st.text(st.characters(), max_size=200)
    boxes = st.builds("{}\\boxed{{{}}}{}".format, anything, anything, anything)
    pieces = st.sampled_from(["\\boxed{", "}", "{", "\\text{", "1", "-", ",", " ", "a", "\n", "$"])
    soups = st.lists(pieces, max_size=60).map("".join)
    surrogates = st.text(st.characters(categories=("Cs", "Lu", "Nd", "Zs", "Cc")), max_size=50)
    env.reset(seed=2)

    @settings(
        max_examples=200,
        deadline=None,
        derandomize=True,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(anything | boxes | soups | surrogates)
    def hypothesis_attack(text: str) -> None:
        attack(text)

    hypothesis_attack()
    return f"slowest step {slowest * 1000:.0f} ms"


def _over(result: tuple[Any, ...]) -> bool:
    return bool(result[2] or result[3])


def _shown(text: str) -> str:
    return f"{text[:60]!r}{'...' if len(text) > 60 else ''}"


def _valid(env: Any, text: str, result: tuple[Any, ...]) -> None:
    shown = _shown(text)
    assert len(result) == 5, f"{shown} gave {len(result)} values"
    observation, reward, terminated, truncated, info = result
    assert observation in env.observation_space, f"{shown}: the observation is not in its space"
    low, high = env.get_wrapper_attr("reward_range")
    assert low <= reward <= high, f"{shown}: reward {reward} is not in [{low}, {high}]"
    assert isinstance(truncated, bool), f"{shown}: truncated is {truncated!r}"
    assert isinstance(terminated, bool), f"{shown}: terminated is {terminated!r}"
    assert info["error"] in (None, "format", "illegal"), f"{shown}: error {info['error']!r}"
