"""One statement among many."""

from gem_gymnasium.engines.reasoning_gym.task import Item, Task

_LONGEST = 200


class NeedleHaystack(Task):
    """Who is said to do something."""

    name = "needle_haystack"
    example = "Nobody"
    pattern = r"[A-Z][A-Za-z'’-]{0,24}"
    changes = ("Every name solves of which the statements say what is asked for.",)

    def score(self, answer: str, item: Item) -> float:
        if len(answer) > _LONGEST:
            return 0.0
        statements, _, question = item["question"].rpartition("\n")
        asked = question.removeprefix("Who").removesuffix("? Reply only with a name.")
        names = {
            statement.removesuffix(asked).lower()
            for statement in statements.split(". ")
            if statement.endswith(asked)
        }
        return float(answer.lower() in names)
