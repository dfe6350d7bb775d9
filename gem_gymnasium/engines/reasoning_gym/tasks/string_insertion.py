"""Letters that follow patterns."""

from random import Random

from gem_gymnasium.engines.reasoning_gym.task import Item, Task

_CYCLE = "ABCDE" * 3
_TRIES = 1000


class StringInsertion(Task):
    """A string with a letter inserted after each pattern."""

    name = "string_insertion"
    example = "ABCDAABCDA"
    pattern = r"[A-E]{6,24}"
    changes = (
        "Where no pattern is in the string, as in 9 of 10 of reasoning-gym's, another string of "
        "that length with patterns stands in its place: copying the string would solve those.",
        "A list of letters is no answer (reasoning-gym evaluates it, and pays a share).",
    )

    def item(self, index: int) -> Item:
        item = super().item(index)
        metadata = item["metadata"]
        given: str = metadata["string"]
        string, answer = given, item["answer"]
        rng = Random(f"{self.name} {index}")
        for _ in range(_TRIES):
            if answer != string:
                break
            string = _string(rng, len(given))
            answer = self.dataset._get_answer(string)
        start, _, end = item["question"].rpartition(given)
        return {
            "question": start + string + end,
            "answer": answer,
            "metadata": {**metadata, "string": string, "solution": answer},
        }


def _string(rng: Random, length: int) -> str:
    """A string of random letters, some of them in runs through the alphabet."""
    string = ""
    while len(string) < length:
        if rng.random() < 0.2:
            start = rng.randrange(5)
            string += _CYCLE[start : start + rng.randint(4, 8)]
        else:
            string += rng.choice("ABCDE")
    return string[:length]
