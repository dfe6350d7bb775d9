"""Programs of A::B."""

import re
from itertools import count

from gem_gymnasium.engines.reasoning_gym.task import Item, Task
from gem_gymnasium.engines.reasoning_gym.tasks._upstream import replaced

_EMPTY = "empty"
_MOST_STEPS = 99  # of a program
_DRAWS = 20
_BETWEEN = re.compile(r"[\s,\\`]+")  # "\#" is LaTeX's "#"


class Ab(Task):
    """The final state of a program of four tokens that swap or vanish."""

    name = "ab"
    example = "#A #B A#"
    pattern = r"(?:A#|B#|#A|#B)(?: (?:A#|B#|#A|#B)){0,9}|empty"
    form = f'Write the tokens with spaces between them, or "{_EMPTY}" if none is left.'
    changes = (
        f'The answer to a program that leaves no token is "{_EMPTY}", which can be told from no '
        "answer; reasoning-gym's is an empty text.",
        f"After {_DRAWS} programs that take over {_MOST_STEPS} steps the next one is taken: "
        "reasoning-gym draws for ever when programs are long.",
    )

    def item(self, index: int) -> Item:
        draws = count()

        def compute_steps(program: list[str]) -> tuple[list[list[str]], bool]:
            final, steps = _run(program)
            return [program, final], steps > _MOST_STEPS and next(draws) < _DRAWS

        dataset = self.dataset
        make = replaced(type(dataset).__getitem__, compute_steps=compute_steps)
        item: Item = make(dataset, index)
        return {**item, "answer": item["answer"] or _EMPTY}

    def score(self, answer: str, item: Item) -> float:
        gold: str = item["answer"]
        if len(answer) > 4 * len(gold) + 100:
            return 0.0
        return float(_BETWEEN.sub("", answer) == _BETWEEN.sub("", gold))


def _run(program: list[str]) -> tuple[list[str], int]:
    """The final state and the number of steps; neither depends on the order of the steps."""
    left: list[str] = []  # tokens that face left, and have passed all before them
    right: list[str] = []
    steps = 0
    for token in program:
        if token[0] != "#":
            right.append(token)
            continue
        for place in range(len(right) - 1, -1, -1):
            steps += 1
            if right[place][0] == token[1]:
                del right[place]
                break
        else:
            left.append(token)
    return left + right, steps
