"""The Tower of Hanoi."""

import re
from typing import Any

from gem_gymnasium.engines.reasoning_gym.task import Item, Task

_LONGEST = 50_000  # characters, or twice the answer of an item with many disks
_MOVE = re.compile(r"move disk ([0-9]{1,4}) from peg ([0-9]{1,4}) to peg ([0-9]{1,4})\.?", re.I)
_BREAK = re.compile(r"\n|\\\\")  # LaTeX's too

_LINE = "Move disk [1-9] from Peg [1-9] to Peg [1-9]"
# A sample takes each "?" by half: long answers are well-formed, but hardly ever drawn.
_MORE = "(?:" * 16 + rf"(?:\n{_LINE})+" + ")?" * 16


class TowerOfHanoi(Task):
    """Moves that bring all disks to the target peg."""

    name = "tower_of_hanoi"
    chance = 0.04  # the plan of three disks between the first pegs
    example = "Move disk 1 from Peg 1 to Peg 2\nMove disk 2 from Peg 1 to Peg 3"
    pattern = rf"{_LINE}(?:\n{_LINE}){{0,40}}{_MORE}"
    changes = (
        "Any moves by the rules that end with all disks on the target peg score 1, up to about "
        "twice the text of the answer: the question doesn't ask for the fewest.",
        "Moves that don't solve the puzzle earn nothing; reasoning-gym pays 0.05 for them.",
        "The parameter visualize has no effect: what it draws is in no question.",
    )

    def make_dataset(self, **extra: Any) -> Any:
        return super().make_dataset(**extra, visualize=False)

    def score(self, answer: str, item: Item) -> float:
        if len(answer) > max(_LONGEST, 2 * len(item["answer"])):
            return 0.0
        puzzle = item["metadata"]
        disks = list(range(puzzle["num_disks"], 0, -1))
        pegs: dict[int, list[int]] = {peg: [] for peg in range(1, puzzle["num_pegs"] + 1)}
        pegs[puzzle["start_peg"]] = disks.copy()
        for line in _BREAK.split(answer):
            if not line.strip():
                continue
            parts = _MOVE.fullmatch(line.strip())
            if parts is None:
                return 0.0
            disk, source, target = map(int, parts.groups())
            if source not in pegs or target not in pegs or pegs[source][-1:] != [disk]:
                return 0.0
            if pegs[target] and pegs[target][-1] < disk:
                return 0.0
            pegs[target].append(pegs[source].pop())
        return float(pegs[puzzle["target_peg"]] == disks)
