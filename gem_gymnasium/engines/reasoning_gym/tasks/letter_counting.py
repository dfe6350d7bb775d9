"""How often a letter appears."""

from gem_gymnasium.engines.reasoning_gym.task import NumberTask


class LetterCounting(NumberTask):
    """The number of times that a letter is in a text."""

    name = "letter_counting"
    example = "31"
    pattern = r"[1-9]\d?"
    form = "Count capital and small letters alike, and write the number."
    changes = (
        "The instruction says that capital letters count, as the answers have it.",
        "An answer must be the number; a text that contains it earns nothing.",
    )
    chance = 0.37  # 1
