"""Whether two strings are isomorphic."""

from gem_gymnasium.engines.reasoning_gym.tasks._letters import LetterTask


class IsomorphicStrings(LetterTask):
    """Whether the letters of a string can be replaced to get another."""

    name = "isomorphic_strings"
    example = "False"
    pattern = "True|False"
    chance = 0.5
