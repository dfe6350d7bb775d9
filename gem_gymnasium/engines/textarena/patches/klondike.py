"""Patches of Klondike."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from gem_gymnasium.engines.textarena.patches.kinds import Edit, Patch, Replace

__all__ = ["PATCHES"]

_COMMANDS = 52  # of one turn

_KLONDIKE_PILES = {
    "W": ("W", None),
    **{f"F{number}": ("F", number - 1) for number in range(1, 5)},
    **{f"T{number}": ("T", number - 1) for number in range(1, 8)},
}


def _klondike_commands(self: Any, action: str) -> tuple[bool, list[str], bool]:
    """Do the commands in brackets; returns whether any was done, what was, and whether none was."""
    _, begun, rest = action.partition("[")
    inside, ended, _ = rest.partition("]")
    if not begun:
        return False, ["Invalid action format. Action should be in brackets."], True
    if not ended:
        return False, ["Invalid action format. Missing closing bracket ']'"], True
    commands = [command.strip() for command in inside.split(",", _COMMANDS)]
    if len(commands) > _COMMANDS:
        return False, [f"More than {_COMMANDS} commands in one turn."], True
    said = []
    for number, command in enumerate(commands):
        done, message, _ = self._execute_single_action(command)
        if not done and not number:
            return False, [f"Action 1 failed: {message}"], True
        said.append(f"Action {number + 1}{'' if done else ' failed'}: {message}")
        if not done:
            said.insert(0, f"Executed {number} action(s) before failure.")
        if not done or message == "FORFEIT":
            break
    return True, said, False


def _klondike_pile(self: Any, pile_str: str) -> tuple[str, int | None]:
    """The kind of a pile and its number from 0."""
    return _KLONDIKE_PILES.get(pile_str.upper(), ("?", None))


_CARDS_AS_REWARD = "The reward was the number of cards on the foundations, up to 52."

_KLONDIKE = (
    Edit(
        """            elif self.state.game_state["turn_count"] >= self.max_turns:""",
        """            turns = self.state.game_state["turn_count"]
            if turns >= self.max_turns and not self.state.done:""",
        "An elif after else is a SyntaxError: the game did not begin.",
    ),
    Edit("reward=cards_in_foundations,", "reward=cards_in_foundations / 52,", _CARDS_AS_REWARD, 2),
    Edit("reward=52, reason", "reward=1, reason", _CARDS_AS_REWARD),
    Edit(
        '"Commands:\\n"',
        '"Commands, in square brackets, such as [draw]:\\n"',
        "The prompt did not say that commands need brackets.",
    ),
    Edit(
        "Example: 'draw, move W T1, move T2 F1'",
        "Example: '[draw, move W T1, move T2 F1]'",
        "The prompt did not say that commands need brackets.",
    ),
    Edit(
        "You can execute multiple actions in one turn by",
        f"You can execute multiple actions (at most {_COMMANDS}) in one turn by",
        "A turn could do any number of commands, and said so much of each.",
    ),
    Replace(
        "KlondikeEnv._execute_actions",
        _klondike_commands,
        "A list of commands that failed after the first changed the board and did not show it, or "
        "was refused after it had changed the board; a first command that the rules forbid was a "
        "turn like any other.",
        "b51e2a0c6fae",
    ),
    Replace(
        "KlondikeEnv._parse_pile",
        _klondike_pile,
        "int() raises ValueError for digits such as a superscript 2, and for very long numbers.",
        "bdd8ea4d1d08",
    ),
)

_KLONDIKE_GAME = (
    Edit(
        "import random\n",
        "import random\nfrom gem_gymnasium.engines.textarena.games._klondike import shuffle\n",
        "Our shuffle is called in place of theirs, for deals that can be won.",
    ),
    Edit(
        "        random.shuffle(self.deck)\n",
        "        shuffle(self.deck, random.shuffle, draw_count)\n",
        "Many deals can't be won.",
    ),
)

PATCHES: Mapping[str, tuple[Patch, ...]] = {
    "envs.Klondike.env": _KLONDIKE,
    "envs.Klondike.klondike": _KLONDIKE_GAME,
}
