"""Statements about how many of them are true."""

from gem_gymnasium.engines.reasoning_gym.task import NumberTask


class SelfReference(NumberTask):
    """The number of solutions."""

    name = "self_reference"
    example = "3"
    pattern = r"[0-7]"
    form = (
        "Write the number of ways to call each statement true or false so that exactly those are "
        "called true that are true."
    )
    changes = ("The question doesn't say what a solution is, so the form does.",)
    chance = 0.37  # two
