"""Patches of Snake."""

from __future__ import annotations

from collections.abc import Mapping

from gem_gymnasium.engines.textarena.patches import shared
from gem_gymnasium.engines.textarena.patches.kinds import Edit, Patch

__all__ = ["PATCHES"]

_LATE = "The game lasts a move longer than the prompt says."

_SNAKE = (
    Edit(shared.STATE, shared.NO_ERRORS, shared.AT_ONCE),
    Edit(
        "        if token is None:\n            snake = snakes[pid]",
        f"{shared.REFUSED}        if token is None:\n            snake = snakes[pid]",
        shared.AT_ONCE,
    ),
    Edit(
        "apples: List[Tuple[int, int]] = [c for _ in range(self.num_apples) if (c := "
        "self._random_free_cell(snakes, [])) is not None]",
        "apples: List[Tuple[int, int]] = []\n"
        "        for _ in range(self.num_apples):\n"
        "            if (c := self._random_free_cell(snakes, apples)) is not None: "
        "apples.append(c)",
        "Two apples may lie in one cell.",
    ),
    Edit(
        'format(pid, "X")',
        '"0123456789BCDEF"[pid]',
        "The head of snake 10 looks like an apple.",
    ),
    Edit(
        "You control snake {player_id}. Valid",
        "You control snake {player_id}; on the board its head is "
        "'{'0123456789BCDEF'[player_id]}', bodies are '#', and apples are 'A'. Valid",
        "Nothing says what stands for what on the board.",
    ),
    Edit(
        "(turn limit {self.max_turns} turns).",
        f"(turn limit {{self.{shared.MOVES}). A move that is not valid kills the snake.",
        "The limit is on moves, and nothing says what an invalid move costs.",
    ),
    Edit(
        "self.state.turn >= self.state.max_turns",
        "self.state.turn + 1 >= self.state.max_turns",
        _LATE,
    ),
    Edit(
        "snake.alive, snake.death_reason = False, reason",
        f"snake.alive, snake.death_reason = False, reason\n            {shared.OUT}",
        shared.DEAD,
    ),
    Edit(
        'snake.alive, snake.death_reason = False, "body collision"',
        f'snake.alive, snake.death_reason = False, "body collision"\n                {shared.OUT}',
        shared.DEAD,
    ),
    Edit(
        "            self.state.step(rotate_player=False)  # propagate terminal transition\n",
        "",
        shared.ONCE,
    ),
    Edit(
        '        self.state.add_observation(f"Current Board:\\n{self.state.game_state'
        "['board_state']}\", observation_type=ta.ObservationType.GAME_BOARD)\n",
        "",
        "Each board is shown twice.",
    ),
)

PATCHES: Mapping[str, tuple[Patch, ...]] = {
    "envs.Snake.env": _SNAKE,
}
