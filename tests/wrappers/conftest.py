"""An environment that says what a test tells it to."""

import gymnasium
import pytest
from gymnasium.spaces import Text

from gem_gymnasium.spaces import UnicodeText


class Scripted(gymnasium.Env):
    """Says one text after the other, and ends with the last; `roles` are those of the steps."""

    def __init__(self, texts, roles=(), observation_space=None, action_space=None):
        self.texts, self.roles = list(texts), list(roles)
        self.observation_space = observation_space or UnicodeText(10**6)
        self.action_space = action_space or UnicodeText(10**6)
        self.heard = []

    def reset(self, *, seed=None, options=None):
        super().reset(seed=seed)
        self.heard = []
        return self.texts[0], {"seed": seed, "options": options}

    def step(self, action):
        self.heard.append(action)
        turn = len(self.heard)
        info = {"role": self.roles[turn - 1]} if turn <= len(self.roles) else {}
        return self.texts[turn], float(turn), turn == len(self.texts) - 1, False, info


@pytest.fixture(scope="session")
def scripted():
    return Scripted


@pytest.fixture(scope="session")
def plain_text():
    """One of Gymnasium's own text spaces."""
    return Text(min_length=0, max_length=1000, charset="abcdefgh ")
