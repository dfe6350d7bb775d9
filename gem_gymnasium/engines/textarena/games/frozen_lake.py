"""FrozenLake: walk over the ice to the goal and into no hole."""

from __future__ import annotations

from collections import deque
from typing import Any

from gem_gymnasium.engines.textarena.rules import Rules

__all__ = ["FrozenLake"]

_KEYS = {"up": "w", "down": "s", "left": "a", "right": "d"}


class FrozenLake(Rules):
    """Walk a grid of which all is seen; the walls refuse a step, and a hole ends the game."""

    pattern = r"\[(up|down|left|right|w|a|s|d)\]"
    example = "[up]"

    def legal(self, engine: Any) -> list[str]:
        """The directions that stay on the grid, into a hole too; as words, then as letters."""
        row, col = engine.state.game_state["player_pos"]
        ways = [
            way
            for way, (down, right) in engine.actions.items()
            if 0 <= row + down < engine.size and 0 <= col + right < engine.size
        ]
        return [f"[{way}]" for way in ways] + [f"[{_KEYS[way]}]" for way in ways]

    def max_turns(self) -> int:
        """The limit in TextArena's source."""
        return 100

    def progress(self, engine: Any) -> float:
        """TextArena's share: the steps between the start and here of those to the goal."""
        return float(engine._get_percentage_completion())

    def oracle(self, engine: Any) -> str:
        """The first step of a shortest way around the holes."""
        game = engine.state.game_state
        grid, goal = game["grid"], game["goal_pos"]
        # From the goal backwards, until the player's cell is met.
        queue = deque([goal])
        seen = {goal}
        while queue:
            row, col = queue.popleft()
            for way, (down, right) in engine.actions.items():
                before = row - down, col - right
                if before == game["player_pos"]:
                    return f"[{way}]"
                inside = 0 <= before[0] < engine.size and 0 <= before[1] < engine.size
                if inside and before not in seen and grid[before[0]][before[1]] != "H":
                    seen.add(before)
                    queue.append(before)
        raise AssertionError("TextArena deals lakes with a way to the goal.")
