"""Plays in fresh interpreters end, whatever the environment does there."""

import sys

import gymnasium
import pytest

from gem_gymnasium.conformance import fresh

MODULE = """
import os
import signal
import time

from gem_gymnasium.envs.games.guess_the_number import GuessTheNumber


class Stuck(GuessTheNumber):
    def _generate(self):
        time.sleep(60)


class Killed(GuessTheNumber):
    def _generate(self):
        os.kill(os.getpid(), signal.SIGKILL)


class Fails(GuessTheNumber):
    def _generate(self):
        raise ValueError("no instance today")
"""


@pytest.mark.skipif(sys.platform == "win32", reason="There are no forks.")
@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("Stuck", "It ended without an answer, or took more than 5 s."),
        ("Killed", "The play ended with wait status 9."),
        ("Fails", "ValueError: no instance today"),
    ],
)
def test_a_play_that_gives_no_answer_is_an_error(name, message, tmp_path, monkeypatch):
    (tmp_path / "does_not_play.py").write_text(MODULE)
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(fresh, "_MOST_SECONDS", 5)
    gymnasium.register("broken/NoPlay-v0", entry_point=f"does_not_play:{name}")
    try:
        with pytest.raises(AssertionError, match="can't play broken/NoPlay-v0") as raised:
            fresh.digests_in_fresh_process("broken/NoPlay-v0", {}, [0], 1, hash_seed="1")
    finally:
        del gymnasium.registry["broken/NoPlay-v0"]
    assert message in str(raised.value)
