"""Patches of more games of one player, and of those that ask a language model."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import numpy as np

from gem_gymnasium.engines.textarena.games import _holdem
from gem_gymnasium.engines.textarena.games._sokoban import draw_room
from gem_gymnasium.engines.textarena.games.rush_hour import is_deal
from gem_gymnasium.engines.textarena.patches.kinds import Edit, Patch, Replace
from gem_gymnasium.engines.textarena.state import ObservationType, SinglePlayerState
from gem_gymnasium.engines.textarena.streams import CURRENT

__all__ = ["PATCHES"]

# --- RushHour -------------------------------------------------------------------------------------

_DEALS = 1000  # to draw from; about half of them are puzzles


def _rush_hour_reset(self: Any, num_players: int, seed: int | None = None) -> None:
    """Draw vehicles until they make a puzzle."""
    self.state = SinglePlayerState(num_players=num_players, seed=seed)
    for _ in range(_DEALS):
        self.initial_layout = self._generate_random_puzzle()
        if is_deal(self.initial_layout, self.BOARD_SIZE):
            break
    vehicles = {vehicle.vid: vehicle.copy() for vehicle in self.initial_layout}
    self.state.reset(game_state={"vehicles": vehicles}, player_prompt_function=self._prompt)
    self._observe_state()


def _rush_hour_can_move(
    self: Any, vehicles: Mapping[str, Any], vehicle: Any, forward: bool
) -> bool:
    """Whether the cell in front of a vehicle is free."""
    front = vehicle.front(forward)
    if not all(0 <= place < self.BOARD_SIZE for place in front):
        return False
    return all(front not in other.cells() for other in vehicles.values())


_RUSH_HOUR = (
    Edit(
        '"medium", "hard"\n        self.initial_layout = self._generate_random_puzzle()',
        '"medium", "hard"',
        "The constructor drew a puzzle that reset threw away.",
    ),
    Replace(
        "RushHourEnv.reset",
        _rush_hour_reset,
        "It printed, took up to a quarter of a second, kept puzzles that it had found unsolvable "
        "when 20 were drawn, and dealt puzzles of one move.",
        "650a21f7ff24",
    ),
    Replace(
        "RushHourEnv._can_move",
        _rush_hour_can_move,
        "It filled a grid for every question; drawing a puzzle asks hundreds.",
        "8d8a09e7ee0c",
    ),
)

# --- Sokoban --------------------------------------------------------------------------------------

_SOKOBAN_SIGNS = "#_O√XP"
_FLOOR, _GOAL, _BOX_ON_GOAL, _BOX, _PLAYER = range(1, 6)


def _sokoban_room(
    dim: tuple[int, int], max_turns: int, num_boxes: int, seed: int | None = None
) -> tuple[Any, Any, dict[Any, Any]]:
    """A room: what stands still in it, the same with boxes and player, and a table for nothing."""
    rows, cols = dim
    room = draw_room(CURRENT.get(), rows, cols, num_boxes, max_turns)
    fixed = np.zeros(rows * cols, dtype=int)
    fixed[sorted(room.floor)] = _FLOOR
    fixed[sorted(room.goals)] = _GOAL
    state = fixed.copy()
    for box in room.boxes:
        state[box] = _BOX_ON_GOAL if box in room.goals else _BOX
    state[room.player] = _PLAYER
    return fixed.reshape(dim), state.reshape(dim), {}


def _sokoban_board(self: Any, board_state: Any) -> str:
    """A line of signs for each row; the player on a goal is S."""
    lines = [[_SOKOBAN_SIGNS[cell] for cell in row] for row in board_state.tolist()]
    row, col = self.player_position
    if self.room_fixed[row, col] == _GOAL:
        lines[row][col] = "S"
    return "".join([" ".join(line) + "\n" for line in lines])


_SOKOBAN = (
    Edit(
        "num_steps=self.num_gen_steps,",
        "max_turns=self.max_turns,",
        "Rooms were drawn without regard to the turns that they allow.",
    ),
    Edit(
        "board_state=self.state.game_state['board']",
        "board_state=self.room_state",
        "It drew the text of a board.",
    ),
    Edit(
        "        - Walls are represented",
        "        - The player on an empty goal appears as 'S'\n        - Walls are represented",
        "A goal was hidden by the player on it.",
    ),
    Replace(
        "SokobanEnv.create_board_str",
        _sokoban_board,
        "A goal was hidden by the player on it, though there is a sign for the two.",
        "12aa61cfbf8a",
    ),
)

_SOKOBAN_UTILS = (
    Replace(
        "generate_room",
        _sokoban_room,
        "Its search took from a second to 20, kept its state in the module, where games in threads "
        "spoil each other's rooms, and left rooms that the turns don't suffice for.",
        "b664ed9aa0a2",
    ),
)

# --- Klondike -------------------------------------------------------------------------------------

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

# --- Secretary, Set, Slitherlink, ThreeCardMonte --------------------------------------------------

_SECRETARY = (
    Edit(
        "        self.value_sampler = random.random\n",
        "",
        "A method of the random stream was kept, so that a copy drew from the original's.",
    ),
    Edit("[self.value_sampler() for", "[random.random() for", "The values were drawn by it."),
)

_SET = (
    *(
        Edit(
            line,
            "",
            "Every constructor made a set of 6480 triples that nothing reads, and every copy of a "
            "game copied it.",
        )
        for line in (
            "all_pairs = [(x, y) for (x, y) in itertools.product(self.deck, self.deck) if x != y]",
            "self.all_sets = set([(*pair, _get_missing_card(pair)) for pair in all_pairs])",
        )
    ),
    Edit("import itertools\n", "import functools\nimport itertools\n", "The next patch needs it."),
    Edit(
        "def _get_missing_card(",
        "@functools.cache\ndef _get_missing_card(",
        "Every step asks for the third card of each pair on the board; there are 6480 pairs.",
    ),
    Edit(
        "if not all(x.strip().isdigit() for x in nums):",
        "if not all(x.strip().isascii() and x.strip().isdigit() and len(x) < 20 for x in nums):",
        "int() raises ValueError for digits such as a superscript 2, and for very long numbers.",
    ),
    Edit(
        "        elif min(parsed) < 1 or max(parsed) > max_idx:",
        """        elif len(set(parsed)) < 3:
            self.state.set_invalid_move(reward=0, reason="The three cards must be different.")
        elif min(parsed) < 1 or max(parsed) > max_idx:""",
        "A card taken three times counted as a set, on every board.",
    ),
    Edit(
        """        assert gs, "no game state"
""",
        """        assert gs, "no game state"
        while gs["deck"] and not _has_set(gs["board"]):
            dealt = min(3, len(gs["deck"]))
            gs["board"] += [gs["deck"].pop() for _ in range(dealt)]
            self.state.add_observation(
                f"No valid sets found on board. Dealt {dealt} additional cards.",
                observation_type=ta.ObservationType.GAME_MESSAGE,
            )
""",
        "On a board without a set, cards were dealt only after the player had named three of the "
        "old ones.",
    ),
    Edit(
        'reward=self.state.game_state["score"], reason',
        'reward=self.state.game_state["score"] / 20, reason',
        "The reward was the number of sets, up to 20.",
    ),
)

_SWAPPED = (
    "The arguments were in the wrong order: the second refused action in a row ended the game with "
    "a text as its reward."
)
_HUGE = "int() raises ValueError for very long numbers."

_SLITHERLINK = (
    Edit(
        "self.state.set_invalid_move(self._progress(), ",
        "self.state.set_invalid_move(reward=self._progress(), reason=",
        _SWAPPED,
        count=2,
    ),
    Edit(
        "add_observation(self.state.current_player_id, action, ta.ObservationType.PLAYER_ACTION)",
        "add_observation(action, ta.ObservationType.PLAYER_ACTION, self.state.current_player_id)",
        "The player's words were taken for their kind, and a number was said in their place.",
    ),
    Edit(r"\s+(\d+)\s+(\d+)\s*\]", r"\s+([0-9]{1,4})\s+([0-9]{1,4})\s*\]", _HUGE),
    Edit(
        "return satisfied / max(1, total)",
        "return satisfied / total if total else 1.0",
        "A puzzle without numbers could not be solved.",
    ),
    Edit(
        "toggle horizontal edge above dots at row r, column c",
        "toggle the horizontal edge from the dot at row r, column c to the dot on its right",
        "The edges don't lie above the dots.",
    ),
    Edit(
        "toggle vertical edge left of dots at row r, column c",
        "toggle the vertical edge from the dot at row r, column c to the dot below it",
        "The edges don't lie left of the dots.",
    ),
    Edit("'.' means no constraint", "'·' means no constraint", "The board shows another dot."),
)

_THREE_CARD_MONTE = (
    Edit(
        "self.state.set_invalid_move(0.0, ",
        "self.state.set_invalid_move(reward=0.0, reason=",
        _SWAPPED,
        count=2,
    ),
    Edit(r"\[\s*(\d+)\s*\]", r"\[\s*([0-9]{1,9})\s*\]", _HUGE),
    *(
        Edit(
            f"{line}, observation_type=ta.ObservationType.GAME_MESSAGE",
            f"{line}, observation_type=ta.ObservationType.GAME_BOARD",
            "What the player must keep in mind is the board.",
        )
        for line in (
            'f"Ball starts: {start_line}"',
            'f"Shuffle {step}/{self.steps}: swapped cups {i} and {j}."',
        )
    ),
)

# --- UltimateTexasHoldem --------------------------------------------------------------------------

_NESTED = "Quotes of an f-string were used inside it, which Python reads from 3.12 on only."
_PLACEHOLDER = "The prompt showed the name of a variable in place of an amount."
_AMOUNT = "The bets were those of an ante of 25, whatever the ante."


def _holdem_score(self: Any, cards: list[dict[str, str]]) -> tuple[int, list[int]]:
    return _holdem.score(cards)


def _holdem_best_five(self: Any, cards: list[dict[str, str]]) -> list[dict[str, str]]:
    return _holdem.best_five(cards)


_ULTIMATE_TEXAS_HOLDEM: tuple[Patch, ...] = (
    Edit(
        """[f"{card['rank']}{card['suit']}" for card in gs['player_hand']]""",
        "[card['rank'] + card['suit'] for card in gs['player_hand']]",
        _NESTED,
    ),
    Edit(
        """f"{c['rank']}{c['suit']}" for c in gs['visible_community_cards'])""",
        "c['rank'] + c['suit'] for c in gs['visible_community_cards'])",
        _NESTED,
        count=2,
    ),
    Edit(
        """f"{c['rank']}{c['suit']}" for c in gs['community_cards'][3:])""",
        "c['rank'] + c['suit'] for c in gs['community_cards'][3:])",
        _NESTED,
        count=3,
    ),
    *(
        Edit(f'"{line}', f'f"{line}', _PLACEHOLDER)
        for line in (
            "  • Royal Flush: 500:1 (",
            "  • Straight Flush: 50:1 (",
            "  • Four of a Kind: 10:1 (",
            "  • Full House: 3:1 (",
            "  • Flush: 3:1 (",
            "  • Straight: 1:1 (",
            "• [4x] or [play bet 4x]",
            "• [2x] or [play bet 2x]",
            "• [1x] or [play bet 1x]",
        )
    ),
    Edit(
        '"• Game ends when you reach 0 chips or below at start of round (LOSS) or complete 1000 ',
        'f"• Game ends when you reach 0 chips or below at start of round (LOSS) or complete '
        "{self.max_turns} ",
        "The prompt announced 1000 rounds, whatever their number.",
    ),
    *(
        Edit(f"{name} {sign} {amount}\n", f"{name} {sign} self.ante_amount * {times}\n", _AMOUNT)
        for amount, times in ((100, 4), (50, 2), (25, 1))
        for name, sign in (
            ('gs["play_bet"]', "="),
            ('gs["chips"]', "-="),
            ('gs["total_bet"]', "+="),
        )
    ),
    Edit('gs["play_bet"] == 100:', 'gs["play_bet"] > 0:', _AMOUNT),
    Edit('gs["play_bet"] in (100, 50):', 'gs["play_bet"] > 0:', _AMOUNT),
    Edit('gs["play_bet"] >= 50:', 'gs["play_bet"] > 0:', _AMOUNT),
    Edit(
        """(not chip depletion)
        if gs["current_round"] >= self.max_turns:
""",
        """(not chip depletion)
        if gs["current_round"] > self.max_turns:
""",
        "The last round was won before it was played, by any text.",
    ),
    Edit(
        "        self._execute_action(parsed)\n",
        """        self._execute_action(parsed)
        if gs.get("game_complete", False):
            return self.step("")
""",
        "The game was over, but ended with another step only.",
    ),
    Edit(
        'return (False, {"invalid_move": True, "reason": error_reason})',
        "return self.state.step()",
        "The step said that the game goes on when the refused action had ended it, and the next "
        "action counted as refused.",
    ),
    Replace(
        "UltimateTexasHoldemEnv._evaluate_hand",
        _holdem_score,
        "It scored all 21 choices of five cards, eight times a round.",
        "da7791561854",
    ),
    Replace(
        "UltimateTexasHoldemEnv._get_best_five_cards",
        _holdem_best_five,
        "It scored all 21 choices of five cards, twice a round.",
        "2f9d85553402",
    ),
)

# --- GuessWho, TwentyQuestions, Debate, ScenarioPlanning ------------------------------------------

_ENCODING = "The file was read in the locale's encoding."
_NAME = re.compile(r"\[([a-zA-Z]+)\]")
_NOT_UNDERSTOOD = "I'm sorry, I don't understand. Please try asking again."


def _answer(self: Any, question: str, secret: Mapping[str, Any]) -> str:
    """Ask the gamemaster, and note question and answer."""
    said = self.gamemaster(question, secret).strip().lower()
    begun = [option for option in self.gamemaster_options if said.startswith(option.lower())]
    answer: str = begun[0] if begun else _NOT_UNDERSTOOD
    self.gamemaster_history.append((question, answer))
    return answer


def _guess_who_answer(self: Any, action: str) -> str:
    return _answer(self, action, self.target_character)


def _guess_who_step(self: Any, action: str) -> tuple[bool, Any]:
    """Answer a question, or judge a guess; the second wrong guess in a row loses."""
    state, player = self.state, self.state.current_player_id
    state.add_observation(action, ObservationType.PLAYER_ACTION, player)
    state.add_observation(f"You asked: {action}", ObservationType.GAME_ACTION_DESCRIPTION)
    guess = _NAME.search(action)
    if guess is None:
        state.add_observation(self.get_gamemaster_response(action), ObservationType.GAME_MESSAGE)
    elif guess[1].lower() == self.target_character["name"].lower():
        state.set_outcome(1, f"Congratulations! Player {player} guessed the target character.")
    elif state.game_state.get("wrong_guess"):
        state.set_outcome(-1, f"Invalid guess. Player {player} guessed incorrectly.")
    else:
        state.add_observation("That guess is wrong.", ObservationType.GAME_MESSAGE)
    state.game_state["wrong_guess"] = guess is not None
    if state.check_turn_limit():
        state.set_outcome(0, "The turn limit has been reached.")
    done: tuple[bool, Any] = state.step()
    return done


def _twenty_questions_answer(self: Any, action: str) -> str:
    return _answer(self, action, {"word": self.game_word, "theme": self.game_theme})


_ASKED = (
    "A prompt with the whole history was made for a language model on the internet; a gamemaster "
    "gets the question and the secret. And any answer with the letters no in it was told as it was."
)

_GUESS_WHO = (
    Edit(
        ".joinpath('characters.json').open('r')",
        ".joinpath('characters.json').open('r', encoding='utf-8')",
        _ENCODING,
    ),
    Edit(
        """{char['name']} has {char['hair_texture']} hair texture, """,
        """{char['name']} has {char['hair_texture']} hair texture, {char['hat_type']} hat type, """,
        "The gamemaster knows of hats that the list of characters kept back.",
    ),
    Edit(
        'will be displayed."\n',
        'will be displayed.\\n"\n',
        "Two sentences ran into one.",
    ),
    Edit(
        "at any time by ensuring that you wrap their name in square brackets, e.g. [Zach].\\n",
        "at any time by ensuring that you wrap their name in square brackets, e.g. [Zach]. "
        "A wrong guess right after another loses the game.\\n",
        "The prompt did not say what wrong guesses cost.",
    ),
    Replace(
        "GuessWhoEnv.step",
        _guess_who_step,
        "A wrong guess counted as a refused move: it took no turn, and where refused moves are "
        "forgiven, all names could be tried.",
        "f81b177e8e0a",
    ),
    Replace("GuessWhoEnv.get_gamemaster_response", _guess_who_answer, _ASKED, "6de28349f058"),
)

_TWENTY_QUESTIONS = (
    Edit(
        ".joinpath('twenty_questions_words.json').open('r')",
        ".joinpath('twenty_questions_words.json').open('r', encoding='utf-8')",
        _ENCODING,
    ),
    Edit(
        r"\[([a-zA-Z\s]+)\]",
        r"\[([a-zA-Z\s-]+)\]",
        "Words with a hyphen, such as yo-yo, could not be guessed.",
    ),
    Edit(
        "if self.game_word in action_text:",
        "if self._named(action_text):",
        "A guess that lists all words was right, and words with capitals, such as TV presenter, "
        "could not be guessed.",
    ),
    Edit(
        "    def get_board_str(self): return",
        """    def _named(self, guess):
        words = guess.split()
        if words and words[0] in ("a", "an", "the"): words = words[1:]
        return words == self.game_word.lower().split()
    def get_board_str(self): return""",
        "What names the word: the word itself, with an article or without.",
    ),
    Replace(
        "TwentyQuestionsEnv.get_gamemaster_response",
        _twenty_questions_answer,
        _ASKED,
        "f69b494a8eeb",
    ),
)

_FORGED = "A text with line breaks could go on in the other player's name before the jury."

_DEBATE = (
    Edit(
        ".joinpath('topics.json').open('r')",
        ".joinpath('topics.json').open('r', encoding='utf-8')",
        _ENCODING,
    ),
    *(
        Edit(
            f"{{self.state.game_state['arguments'][{player}][i]}}",
            f"{{' '.join(self.state.game_state['arguments'][{player}][i].split())}}",
            _FORGED,
        )
        for player in (0, 1)
    ),
)

_SCENARIO_PLANNING = (
    Edit(
        ".joinpath('scenarios.json').open('r')",
        ".joinpath('scenarios.json').open('r', encoding='utf-8')",
        _ENCODING,
    ),
    Edit("set_draw(reson=", "set_draw(reason=", "Every draw raised TypeError."),
    *(
        Edit(
            f"{{self.state.game_state['strategies'][{player}]}}",
            f"{{' '.join(self.state.game_state['strategies'][{player}].split())}}",
            _FORGED,
        )
        for player in (0, 1)
    ),
)

PATCHES: Mapping[str, tuple[Patch, ...]] = {
    "envs.Debate.env": _DEBATE,
    "envs.GuessWho.env": _GUESS_WHO,
    "envs.Klondike.env": _KLONDIKE,
    "envs.Klondike.klondike": _KLONDIKE_GAME,
    "envs.RushHour.env": _RUSH_HOUR,
    "envs.ScenarioPlanning.env": _SCENARIO_PLANNING,
    "envs.Secretary.env": _SECRETARY,
    "envs.Set.env": _SET,
    "envs.Slitherlink.env": _SLITHERLINK,
    "envs.Sokoban.env": _SOKOBAN,
    "envs.Sokoban.utils": _SOKOBAN_UTILS,
    "envs.ThreeCardMonte.env": _THREE_CARD_MONTE,
    "envs.TwentyQuestions.env": _TWENTY_QUESTIONS,
    "envs.UltimateTexasHoldem.env": _ULTIMATE_TEXAS_HOLDEM,
}
"""By module of the engine."""
