"""A palindrome of given letters."""

from gem_gymnasium.engines.reasoning_gym.task import Item, Task


class PalindromeGeneration(Task):
    """Any palindrome that uses all letters."""

    name = "palindrome_generation"
    example = "abcba"
    pattern = r"[a-z]{3,10}"
    changes = (
        "Only a palindrome of all letters earns: reasoning-gym pays 0.02 for any text and 0.05 for "
        "any palindrome.",
    )

    def score(self, answer: str, item: Item) -> float:
        letters: list[str] = item["metadata"]["letters"]
        if len(answer) != len(letters):
            return 0.0
        answer = answer.lower()
        return float(answer == answer[::-1] and sorted(answer) == sorted(letters))
