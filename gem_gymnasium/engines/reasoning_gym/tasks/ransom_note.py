"""Whether a magazine has the letters of a note."""

from gem_gymnasium.engines.reasoning_gym.tasks._letters import LetterTask


class RansomNote(LetterTask):
    """Whether a note can be cut out of a magazine, letter by letter."""

    name = "ransom_note"
    example = "False"
    pattern = "True|False"
    chance = 0.5
