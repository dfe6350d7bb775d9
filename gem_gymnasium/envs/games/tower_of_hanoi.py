"""TowerOfHanoi: move a stack of disks from tower A to tower C."""

from __future__ import annotations

import re
from typing import ClassVar, Unpack

from gem_gymnasium.core import Options, Outcome, TextEnv, illegal, ongoing, solved, whole
from gem_gymnasium.envs.games._counted import counted

__all__ = ["TowerOfHanoi"]

_TOWERS = "ABC"
_TIERS = ((3, 10), (4, 20), (5, 35))  # disks and turns that `randomize` draws from
_ACTION = re.compile(
    r"(?:MOVE\s+)?(?:(?:DISK\s+)?FROM\s+)?([ABC])(?:[\s,]*|\s*(?:[-=]+>|→)\s*|\s+TO\s+)([ABC])"
)
_LONGEST = 50  # characters of the longest content that is looked into
_MOST_DISKS = 20


class TowerOfHanoi(TextEnv[tuple[int, int]]):
    r"""Bring all disks to tower C, one at a time and never a larger one on a smaller.

    The game begins with all disks on tower A and takes at least ``2 ** num_disks - 1`` moves.

    Action: ``\boxed{A C}`` moves the top disk of A to C (``A,C``, ``AC``, ``A->C``, ``a to c``,
    ``move disk from A to C`` are read too). Reward (GEM's): 1 when solved; when the turns are
    spent, the share of disks that are on C. A move from a tower to itself is illegal; GEM plays it.

    With ``randomize`` each reset draws 3, 4 or 5 disks (10, 20 or 35 turns) and, unlike GEM, each
    disk's tower, so that seeds give different games: any position that is not solved yet. None
    needs more moves than the classic one.

    Source: GEM's ``game:TowerofHanoi``.

    Args:
        num_disks: Disks, 1 to 20.
        max_turns: Moves of an episode, at least ``2 ** num_disks - 1``.
        options: See `TextEnv`.
    """

    drawn: ClassVar[frozenset[str]] = frozenset({"num_disks", "max_turns"})

    def __init__(
        self, *, num_disks: int = 3, max_turns: int = 100, **options: Unpack[Options]
    ) -> None:
        self.num_disks = whole("num_disks", num_disks, 1, _MOST_DISKS)
        super().__init__(max_turns=max_turns, **options)
        least = 2**self.num_disks - 1
        if least > self.max_turns:
            raise ValueError(
                f"num_disks={num_disks} needs {counted(least, 'move')}, and max_turns is "
                f"{max_turns}; raise max_turns or lower num_disks."
            )

    @property
    def seeded(self) -> bool:
        """Only drawn difficulties have more than the classic start."""
        return self.randomize

    def _draw_difficulty(self) -> None:
        self.num_disks, self.max_turns = _TIERS[int(self.np_random.integers(len(_TIERS)))]

    def _generate(self) -> None:
        count = self.num_disks
        where = [0] * count  # each disk's tower, the largest disk first
        if self.randomize:  # every number but the last, which has all disks on C
            number = int(self.np_random.integers(3**count - 1))
            where = [number // 3**disk % 3 for disk in range(count)]
        self._towers: list[list[int]] = [
            [count - index for index, on in enumerate(where) if on == tower] for tower in range(3)
        ]

    def _rules(self) -> str:
        start = "" if self.randomize else " from tower A"
        return (
            f"You are playing Tower of Hanoi with {counted(self.num_disks, 'disk')}; disk 1 is the "
            f"smallest, disk {self.num_disks} the largest. Bring all disks{start} to tower C "
            f"within {counted(self.max_turns, 'move')}. A move takes the top disk of one tower to "
            "the top of another; a disk may never lie on a smaller one.\n"
            "Each tower is shown from its bottom to its top.\n"
            "Write your move in \\boxed{}: the tower to take the disk from, then the tower to put "
            f"it on, for example {self.example_action}"
        )

    def _scoring(self) -> str:
        return (
            "You score 1 when all disks are on C, and the share of disks that are on C when the "
            "turns are spent."
        )

    @property
    def example(self) -> str:
        """The content of one fixed well-formed action."""
        return "A C"

    def _state(self) -> str:
        a, b, c = self._towers
        return f"A: {a}\nB: {b}\nC: {c}"

    def _pattern(self) -> str:
        return "A [BC]|B [AC]|C [AB]"

    def _parse(self, content: str) -> tuple[int, int] | None:
        move = _MOVES.get(content)
        if move is not None or len(content) > _LONGEST:
            return move
        text = content.strip("[]() ").upper().replace("\\RIGHTARROW", "->").replace("\\TO", "->")
        match = _ACTION.fullmatch(text)
        return None if match is None else (_TOWERS.index(match[1]), _TOWERS.index(match[2]))

    def _play(self, move: tuple[int, int]) -> Outcome:
        source, target = self._towers[move[0]], self._towers[move[1]]
        start, end = _TOWERS[move[0]], _TOWERS[move[1]]
        if source is target:
            return illegal(f"A move from tower {start} to itself moves nothing.")
        if not source:
            return illegal(f"Tower {start} is empty.")
        disk = source[-1]
        if target and target[-1] < disk:
            return illegal(f"Disk {disk} can't lie on disk {target[-1]}, which is smaller.")
        target.append(source.pop())
        if len(self._towers[2]) == self.num_disks:
            return solved(f"You moved disk {disk} from {start} to {end}. All disks are on tower C.")
        return ongoing(f"You moved disk {disk} from {start} to {end}.")

    def _partial(self) -> float:
        return len(self._towers[2]) / self.num_disks

    def _legal(self) -> list[str] | None:
        tops = [tower[-1] if tower else self.num_disks + 1 for tower in self._towers]
        return [content for content, (start, end) in _MOVES.items() if tops[start] < tops[end]]

    def _oracle(self) -> str:
        where = {disk: tower for tower, disks in enumerate(self._towers) for disk in disks}
        goal = 2
        move = (0, 0)
        # The largest disk that is not where it should be waits for all smaller ones to stand on
        # the third tower; so does the largest of those, until one of them can go.
        for disk in range(self.num_disks, 0, -1):
            if where[disk] != goal:
                move = (where[disk], goal)
                goal = 3 - where[disk] - goal
        return f"{_TOWERS[move[0]]} {_TOWERS[move[1]]}"


_MOVES = {
    f"{_TOWERS[start]} {_TOWERS[end]}": (start, end)
    for start in range(3)
    for end in range(3)
    if start != end
}
"""The moves by their plain content."""
