"""TowerOfHanoi: move a stack of disks from tower A to tower C."""

from __future__ import annotations

from typing import Any

from gem_gymnasium.engines.textarena.rules import Rules

__all__ = ["TowerOfHanoi"]

_TOWERS = "ABC"


class TowerOfHanoi(Rules):
    """One disk a turn, never onto a smaller one."""

    seeded = False
    pattern = r"\[(A B|A C|B A|B C|C A|C B)\]"
    example = "[A B]"

    def legal(self, engine: Any) -> list[str]:
        """The moves that put no disk onto a smaller one."""
        towers = engine.state.game_state["towers"]
        return [
            f"[{source} {target}]"
            for source in _TOWERS
            for target in _TOWERS
            if source != target
            and towers[source]
            and (not towers[target] or towers[source][-1] < towers[target][-1])
        ]

    def max_turns(self) -> int:
        """As the arguments say."""
        return int(self.arguments.get("max_turns", 100))

    def progress(self, engine: Any) -> float:
        """The share of the disks that stand on C as they shall."""
        return float(engine._get_percentage_completion())

    def oracle(self, engine: Any) -> str:
        """The first move of a shortest solution."""
        towers = engine.state.game_state["towers"]
        stands = {disk: tower for tower in _TOWERS for disk in towers[tower]}
        # The largest disk that is not where it shall be moves there, once all smaller disks are
        # out of the way, and so on with these.
        move, target = "", "C"
        for disk in range(engine.num_disks, 0, -1):
            tower = stands[disk]
            if tower != target:
                move = f"[{tower} {target}]"
                target = next(other for other in _TOWERS if other not in (tower, target))
        return move
