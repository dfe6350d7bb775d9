"""What patches of several games share: reasons, and small functions."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from typing import Any

from gem_gymnasium.engines.textarena.patches.kinds import Edit
from gem_gymnasium.engines.textarena.state import (
    ObservationType,
)

__all__ = [
    "ASKED",
    "AT_ONCE",
    "BOARD",
    "BRACES",
    "DEAD",
    "DIGITS",
    "ECHO",
    "HUGE",
    "IS_BOARD",
    "LAST_BOARD",
    "MESSAGE",
    "MOST_TRIES",
    "MOVES",
    "NEW",
    "NOT_ALIVE",
    "NOT_UNDERSTOOD",
    "NOUNS",
    "NO_ERRORS",
    "ONCE",
    "OUT",
    "QUADRATIC",
    "QUOTES",
    "REFUSED",
    "STATE",
    "TIE",
    "TURNS_SPENT",
    "ask",
    "end_with",
    "left_alone",
    "module_of",
    "next_of",
    "no_instance",
    "read_once",
    "said_to_win",
    "still_in",
]


NOUNS = "The tagger, which must be downloaded, is asked for each word."


MOST_TRIES = 500  # to draw an instance, before the arguments are given up


def no_instance(what: str) -> ValueError:
    """The error for arguments for which no instance was found."""
    return ValueError(f"No {what} was found for these arguments; choose easier ones.")


IS_BOARD = "The message that shows the state is a board."


LAST_BOARD = "The board is shown after the last move too."


def read_once(game: str, file: str, name: str, gap: str = " ") -> Edit:
    """An edit that reads the file of a game once, for all of them.

    Args:
        game: The folder of the game.
        file: The JSON file in it.
        name: What its content is given to.
        gap: What stands in the source between the colon and the name.
    """
    return Edit(
        f"with importlib.resources.files('textarena.envs.{game}').joinpath('{file}').open('r') "
        f"as file:{gap}{name} = json.load(file)",
        f"{name} = ta.data('{game}/{file}')",
        "The file was read for each game anew, in the locale's encoding.",
    )


_SHOWN = 200  # characters of a question in the history


def ask(self: Any, question: str, secret: Mapping[str, Any]) -> str:
    """Ask the gamemaster, and note question and answer in a line of the history."""
    said = self.gamemaster(question, secret).strip().lower()
    begun = [option for option in self.gamemaster_options if said.startswith(option.lower())]
    answer: str = begun[0] if begun else NOT_UNDERSTOOD
    history = self.gamemaster_history
    history.append(f"{len(history) + 1}. {' '.join(question[:_SHOWN].split())} {answer}")
    return answer


NOT_UNDERSTOOD = "I'm sorry, I don't understand. Please try asking again."


ASKED = (
    "A prompt with the whole history was made for a language model on the internet; a gamemaster "
    "gets the question and the secret. And any answer with the letters no in it was told as it was."
)


HUGE = "int() raises ValueError for very long numbers."


DIGITS = "A number of more than 4300 digits raises ValueError."


BOARD = ObservationType.GAME_BOARD


QUOTES = "A SyntaxError before Python 3.12: the same quotes inside an f-string."


QUADRATIC = "The search takes a time that grows with the square of the text's length."


NEW = "e3b0c44298fc"  # the fingerprint of no function: ours is one more


ECHO = ObservationType.PLAYER_ACTION


MESSAGE = ObservationType.GAME_MESSAGE


def said_to_win(winners: list[int]) -> str:
    """The beginning of a sentence about who won."""
    if len(winners) == 1:
        return f"Player {winners[0]} wins with"
    return f"Players {', '.join(map(str, winners))} tie with"


TIE = "With three players and more the end raises AttributeError, and ties go to the lowest id."


def end_with(self: Any, winners: list[int], summary: str) -> None:
    """End with these winners; with a draw where all win."""
    if len(winners) == self.state.num_players:
        self.state.set_draw(summary)
    else:
        self.state.set_winners(winners, summary)


NOT_ALIVE = "A player who is out keeps the move, and the game waits for ever."


def still_in(self: Any) -> list[int]:
    """The players who are not out of the game."""
    state = self.state
    return [one for one in range(state.num_players) if one not in state.elimination_order]


def left_alone(self: Any, player: int) -> bool:
    """Tell all that a player is out; returns whether that ends the game."""
    self.state.add_observation(f"Player {player} is out of the game.")
    alive = still_in(self)
    if len(alive) == 1:
        self.state.set_winners(alive, f"Player {alive[0]} is the only one left in the game.")
    return len(alive) == 1


def next_of(self: Any, players: list[int]) -> int:
    """Whose turn comes first after the player to move."""
    state = self.state
    after = int(state.current_player_id) + 1
    return min(players, key=lambda one: (one - after) % state.num_players)


BRACES = (
    Edit(r"\{([^}]*)\}", r"\{([^{}]*)\}", QUADRATIC),
    Edit(
        "[match.strip() for match in matches if match.strip()]",
        "[' '.join(match.split()) for match in matches if match.strip()]",
        "A message with line breaks can say what looks like the words of another.",
    ),
)


DEAD = "Who is dead isn't marked as out of the game."


REFUSED = (
    "        if token is None and not self.state.set_invalid_move(reason=\"Use '[up]', '[down]', "
    "'[left]' or '[right]'.\"):\n"
    "            return self.state.step(rotate_player=False)\n"
)


STATE = "FFAMultiPlayerState(num_players=num_players, max_turns=self.max_turns, seed=seed)"


ONCE = "The last step is counted twice."


AT_ONCE = "It is not counted as a refused move, and it kills even where refused moves are forgiven."


OUT = "self.state.add_elimination(pid)"


NO_ERRORS = (
    "FFAMultiPlayerState(num_players=num_players, max_turns=self.max_turns, seed=seed, "
    "error_allowance=0)"
)


MOVES = "max_turns} moves of all players together"


TURNS_SPENT = (
    "self.state.max_turns is not None and not self.state.made_invalid_move "
    "and self.state.turn + 1 >= self.state.max_turns and not self.state.done"
)


def module_of(self: Any) -> Any:
    """The module of a game."""
    return sys.modules[type(self).__module__]
