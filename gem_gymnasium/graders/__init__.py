"""Graders: pure functions from an answer and a reference to a `Grade`.

They know nothing of environments. An answer is any text, however hostile: a grader never raises,
hangs, evaluates code, or pays for anything but a right answer.
"""

from gem_gymnasium.graders import code, math, qa
from gem_gymnasium.graders.grade import Grade

__all__ = ["Grade", "code", "math", "qa"]
