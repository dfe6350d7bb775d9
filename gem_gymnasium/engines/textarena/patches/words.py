"""Patches of the word games."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from gem_gymnasium.engines.textarena.games._ladders import reachable
from gem_gymnasium.engines.textarena.patches.kinds import Edit, Patch, Replace
from gem_gymnasium.engines.textarena.state import Info, ObservationType
from gem_gymnasium.engines.textarena.streams import CURRENT
from gem_gymnasium.engines.textarena.vocabulary import EnglishDictionary, file_of, word_list, words

__all__ = ["PATCHES"]

_MESSAGE = ObservationType.GAME_MESSAGE
_BOARD = ObservationType.GAME_BOARD
_SAID = ObservationType.PLAYER_ACTION
_DONE = ObservationType.GAME_ACTION_DESCRIPTION

_MOST_TRIES = 500  # to draw an instance, before the arguments are given up
_NOUNS = "The tagger, which must be downloaded, is asked for each word."
_LONG_NUMBER = "A number of thousands of digits raises ValueError."
_ONE_MOVE = (
    "Several moves in one action are played in the order of a set, which the hash seed fixes."
)


def _no_instance(what: str) -> ValueError:
    return ValueError(f"No {what} was found for these arguments; choose easier ones.")


# --- Wordle, Codenames ----------------------------------------------------------------------------


def _wordle_words(self: Any, hardcore: bool = False) -> None:
    self.word_list = words.nouns(hardcore, self.word_length, self.word_length)
    if not self.word_list:
        raise ValueError(f"There are no nouns of word_length={self.word_length}; use 3 to 10.")


def _codenames_words(self: Any, hardcore: bool = False) -> None:
    self.word_list = words.nouns(hardcore, longest=7)


# --- WordLadder -----------------------------------------------------------------------------------


def _ladder(self: Any) -> tuple[str, str]:
    stream = CURRENT.get()
    for _ in range(_MOST_TRIES):
        start = stream.choice(self.word_list)
        ends = [
            word
            for word, steps in reachable(start, self.max_distance).items()
            if steps >= max(self.min_distance, 1)
        ]
        if ends:
            return start, stream.choice(ends)
    raise _no_instance(f"ladder of {self.min_distance} to {self.max_distance} steps")


# --- WordSearch, Crosswords -----------------------------------------------------------------------


def _word_search_board(self: Any) -> Any:
    for _ in range(_MOST_TRIES):
        grid, placed = self._draft()
        lines = ["".join(row) for row in grid] + [
            "".join(column) for column in zip(*grid, strict=True)
        ]
        if len(placed) == self.num_words and all(
            sum(line.count(word) for line in lines) == 1 for word in placed
        ):
            return grid, placed
    raise _no_instance("grid")


def _word_search_view(self: Any, grid: list[list[str]], show_words: bool = True) -> str:
    cells = [[f" {letter}  " for letter in row] for row in grid]
    if show_words:
        for row, col in self.highlighted_positions:
            cells[row][col] = f"[{grid[row][col]}] "
    lines = ["   " + " ".join([f"C{col:02}" for col in range(len(grid))])]
    lines += [f"R{row:02} {''.join(line)}" for row, line in enumerate(cells)]
    return "\n".join(lines)


@cache
def _clues(hardcore: bool) -> tuple[Any, ...]:
    """The words of Crosswords with clues that neither say the word nor miscount its letters."""
    lines = file_of("Crosswords", "words_clues.jsonl").read_text("utf-8").splitlines()
    found = []
    for row in map(json.loads, lines):
        word = row["word"].lower()
        if row["hardcore"] == hardcore:
            clues = {}
            for number, clue in row["clues"].items():
                text = re.sub(r"\s*\(\d+ letters\)", "", clue).strip().removeprefix("- ")
                said = word if len(word) > 4 else rf"\b{word}"
                text = re.sub(said, "____", text, flags=re.IGNORECASE)
                clues[number] = f"{text} ({len(word)} letters)"
            found.append({"word": word, "hardcore": hardcore, "clues": clues})
    return tuple(found)


def _crosswords_words(self: Any, words_path: str | None = None, hardcore: bool = False) -> None:
    self.word_data = _clues(bool(hardcore))


def _crosswords_board(self: Any) -> Any:
    for _ in range(_MOST_TRIES):
        grid, placed, clues = self._draft()
        letters = sum(cell != "." for row in grid for cell in row)
        if len(placed) == self.num_words and letters <= self.max_turns:
            return grid, placed, clues
    raise _no_instance(
        f"grid of {self.num_words} words with at most max_turns={self.max_turns} letters"
    )


def _crosswords_step(self: Any, action: str) -> tuple[bool, Info]:
    state = self.state
    state.add_observation(from_id=state.current_player_id, message=action, observation_type=_SAID)
    guesses = re.findall(r"\[([0-9]{1,3})\s([0-9]{1,3})\s([a-zA-Z])\]", action)
    problem = "" if guesses else "The Player did not respond with valid 'row column letter'."
    entered = False
    for row, col, letter in dict.fromkeys((int(r), int(c), g.upper()) for r, c, g in guesses):
        board = state.game_state["board"]
        if row >= len(board) or col >= len(board[0]):
            problem = "The specified coordinate is out of bounds."
        elif board[row][col] == ".":
            problem = "The specified coordinate is a black cell."
        elif board[row][col] != "_":
            problem = f"The specified cell already contains a letter: {board[row][col]}."
        elif state.game_state["solution"][row][col].upper() != letter:
            state.add_observation(f"{letter} at ({row}, {col}) is wrong. The cell stays empty.")
            break
        else:
            board[row][col] = letter
            self._observer_current_board()
            entered = True
            continue
        if entered:  # what was entered stands, so it can't be refused any more
            state.add_observation(f"{problem} What follows it was not read.")
            problem = ""
        break
    if problem:
        state.set_invalid_move(reward=self._get_percentage_completion(), reason=problem)
    elif self._is_game_over():
        state.set_outcome(1, "Congratulations! You completed the Crosswords puzzle.")
    elif state.check_turn_limit():
        share = self._get_percentage_completion()
        state.set_outcome(
            share,
            f"The turn limit has been reached. You completed {share * 100} percent of the "
            "Crossword puzzle.",
        )
    result: tuple[bool, Info] = state.step()
    return result


# --- SpellingBee ----------------------------------------------------------------------------------

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_PERCENT = (
    *(8.17, 1.49, 2.78, 4.25, 12.70, 2.23, 2.02, 6.09, 7.00, 0.15, 0.77, 4.03, 2.41),
    *(6.75, 7.51, 1.93, 0.10, 5.99, 6.33, 9.06, 2.76, 0.98, 2.36, 0.15, 1.97, 0.07),
)
_FEWEST_WORDS = 10


def _bee_letters(self: Any) -> set[str]:
    if not 3 <= self.num_letters <= len(_LETTERS):
        raise ValueError(f"num_letters is {self.num_letters}; use 3 to {len(_LETTERS)}.")
    stream = CURRENT.get()
    for _ in range(_MOST_TRIES):
        left = dict(zip(_LETTERS, _PERCENT, strict=True))
        letters = ""
        while len(letters) < self.num_letters:
            letters += stream.choices(list(left), list(left.values()))[0]
            del left[letters[-1]]
        if sum(not word.strip(letters) for word in word_list("common")) >= _FEWEST_WORDS:
            return set(letters)
    raise _no_instance("set of letters")


# --- LetterAuction --------------------------------------------------------------------------------


def _auction_word(self: Any, player_id: int, word: str) -> None:
    word, mine = word.upper(), self.player_states[player_id]
    missing = next((letter for letter in word if letter not in mine["letters"]), None)
    if word == "PASS" and missing:
        word, message = "", f"Player {player_id} submits no word."
    elif not EnglishDictionary().is_english_word(word):
        self.state.set_invalid_move(f"Invalid word: {word}. Please enter a valid English word.")
        return
    elif missing:
        self.state.set_invalid_move(
            f"Invalid word: {word}. You do not have the letter '{missing}'."
        )
        return
    else:
        message = ""
    paid = dict(zip(mine["letters"], mine["letter_values"], strict=True))
    mine["word"], mine["word_value"] = word, sum(paid[letter] for letter in word)
    self.state.add_observation(
        message
        or f"Player {player_id} chooses the word '{word}' with a value of {mine['word_value']}.",
        _DONE,
    )
    self._turn_manager(next_round=False, next_player=True)


# --- Taboo ----------------------------------------------------------------------------------------


@cache
def _taboo_cards(path: str | None) -> dict[str, dict[str, list[str]]]:
    file = Path(path) if path else file_of("Taboo", "words.json")
    found: dict[str, dict[str, list[str]]] = json.loads(file.read_text("utf-8"))
    return found


def _taboo_words(self: Any, data_path: str | None = None) -> dict[str, list[str]]:
    cards = _taboo_cards(data_path)
    unknown = [category for category in self.categories if category not in cards]
    if unknown:
        raise ValueError(f"There are no categories {unknown}; the known ones are {sorted(cards)}.")
    return {word: taboo for name in self.categories for word, taboo in cards[name].items()}


def _taboo_step(self: Any, action: str) -> tuple[bool, Info]:
    state, game = self.state, self.state.game_state
    player = state.current_player_id
    gives_clues = state.role_mapping[player] == "Clue Giver"
    guess = None if gives_clues else re.search(r"\[([^\[\]\n]*)\]", action)
    problem = ""
    if gives_clues:
        forbidden = "|".join(map(re.escape, [*game["taboo_words"], game["word_to_guess"]]))
        if re.search(rf"(?<!\w)({forbidden})(?!\w)", action, re.IGNORECASE):
            problem = (
                f"The Clue Giver (Player {player}) mentioned a taboo word, or the target word."
            )
    elif guess is None:
        problem = (
            "Invalid guess format. Please provide your guess within squared brackets, e.g., "
            "'[apple]'."
        )
    for hearer in [player] if gives_clues and problem else self._get_team_members(player):
        state.add_observation(action, _SAID, from_id=player, to_id=hearer)
    game["turn_in_round"] += 1

    if problem:
        if state.set_invalid_move(reason=problem):
            if gives_clues:
                self._handle_clue_giver_invalid_move()
            else:
                state.made_invalid_move = False
                self._handle_incorrect_guess()
    elif guess is None:
        self._rotate_player_by_logic(
            rotate_within_team=True, start_from_first_in_team=False, move_to_next_team=False
        )
    elif guess[1].strip().lower() == game["word_to_guess"].lower():
        self._handle_correct_guess()
    else:
        self._handle_incorrect_guess()

    if game["round"] > game["max_rounds"]:
        best = max(game["score"].values())
        teams = [team for team, score in game["score"].items() if score == best]
        if len(teams) == 1:
            winners = [one for one in range(state.num_players) if one // self.team_size == teams[0]]
            state.set_winners(winners, f"Team {teams[0]} won with score {best}.")
        else:
            state.set_draw(f"The game ended in a draw with teams {teams} all scoring {best}.")
    result: tuple[bool, Info] = state.step()
    return result


# --- the table ------------------------------------------------------------------------------------

_OPERATIVE = (
    "self.state.add_observation(message=f\"Operator of {'Red' if current_team=='R' else 'Blue'} "
    "team, Player {player_id}, did not"
)
_SPYMASTER = (
    "self.state.add_observation(message=f\"Spymaster of {'Red' if current_team=='R' else 'Blue'} "
    "team, Player {player_id}, did not"
)
_UNCOUNTED = "The move is refused, and the state doesn't count it as such."

PATCHES: Mapping[str, tuple[Patch, ...]] = {
    "envs.Codenames.env": (
        Replace("CodenamesEnv._load_word_list", _codenames_words, _NOUNS, "c8ac383bab2b"),
        Edit(
            "(the clue may not contain any of the words on the board)",
            "(a clue that is in a word on the board, or in which a word on the board is, loses)",
            "A clue that is a part of a word on the board loses too, which is nowhere said.",
        ),
        Edit(r"\[(\w+)\s+(\d+)\]", r"\[(\w+)\s+([0-9]{1,3})\]", _LONG_NUMBER),
        Edit(
            "if any(word in board_word or board_word in word for",
            "if any(word.lower() in board_word or board_word in word.lower() for",
            "In capitals a word on the board is accepted as a clue.",
        ),
        Edit(_OPERATIVE, f"self.state.refusals += 1; {_OPERATIVE}", _UNCOUNTED, count=2),
        Edit(_SPYMASTER, f"self.state.refusals += 1; {_SPYMASTER}", _UNCOUNTED),
    ),
    "envs.Crosswords.env": (
        Replace(
            "CrosswordsEnv._load_words",
            _crosswords_words,
            "The file is read in the encoding of the machine and for each game; clues say the "
            "word and miscount its letters.",
            "6340256f6e84",
        ),
        Edit("def _generate_board(", "def _draft(", "It gets a name for ours to call."),
        Replace(
            "CrosswordsEnv._generate_board",
            _crosswords_board,
            "A word may not be placed, which shifts the clues, and the words may have more "
            "letters than there are turns.",
            "9e219eb65650",
        ),
        Replace(
            "CrosswordsEnv.step",
            _crosswords_step,
            f"{_ONE_MOVE} A wrong letter is refused as an invalid move. {_LONG_NUMBER}",
            "1c13208c76bc",
        ),
    ),
    "envs.DontSayIt.env": (
        Edit("import nltk, random", "import re, nltk, random", "The search below needs it."),
        Edit(
            'all_words = nltk.corpus.words.words("en") if hardcore else '
            'nltk.corpus.words.words("en-basic")',
            "self.word_list = nltk.corpus.words.nouns(hardcore)",
            _NOUNS,
        ),
        Edit(
            'self.word_list = [word for word in all_words if nltk.pos_tag([word])[0][1] in ["NN"]]',
            "",
            _NOUNS,
        ),
        Edit(
            "{0:random.choice(self.word_list), 1:random.choice(self.word_list)}",
            "dict(enumerate(random.sample(self.word_list, 2)))",
            "Both players may get the same word.",
        ),
        Edit(
            'f"The game lasts for {self.state.max_turns} turns in total.\\n"',
            "f\"The game {f'lasts for {self.state.max_turns} turns in total' if "
            "self.state.max_turns else 'has no turn limit'}.\\n\"",
            "Without a limit the prompt says that there are None turns.",
        ),
        Edit(
            'self.state.game_state["target_words"][1-self.state.current_player_id].lower() in '
            "action.lower():",
            r're.search(r"\b" + self.state.game_state["target_words"]'
            r'[1-self.state.current_player_id] + r"(s|es)?\b", action.lower()):',
            "A word is heard inside of others, as 'art' in 'start'.",
        ),
        Edit(
            "elif self.state.check_turn_limit():",
            "elif self.max_turns and self.state.turn + 1 >= self.max_turns:",
            "The game lasts a turn longer than the prompt says.",
        ),
    ),
    "envs.Hangman.env": (
        Edit(
            r'r"\[([a-zA-Z]+)\]", re.IGNORECASE',
            r'r"\[([a-zA-Z]+)\]"',
            "Signs that only look like letters pass for them.",
        ),
        Edit(
            '"You have 6 incorrect tries before the game ends.\\n\\n"',
            '"A wrong letter or a wrong word is an incorrect try. You have 6 incorrect tries '
            'before the game ends.\\n\\n"',
            "What a wrong word costs is not said.",
        ),
        Edit(
            "self.state.add_observation(message=f\"Your guess of '{letter}' is not the target "
            'word.", observation_type=ta.ObservationType.GAME_MESSAGE)',
            'self.state.game_state["tries_left"] -= 1\n'
            "                    self.state.add_observation(message=f\"Your guess of '{letter}' is "
            "not the target word. You have {self.state.game_state['tries_left']} lives left.\", "
            "observation_type=ta.ObservationType.GAME_MESSAGE)\n"
            "                    self._observe_current_state()",
            "Wrong words cost nothing, so that one can try a whole dictionary.",
        ),
        Edit(
            "self.state.add_observation(self._render_current_board(), "
            "observation_type=ta.ObservationType.GAME_BOARD)",
            "self._observe_current_state()",
            "The board lacks the tries that are left and the letters that were guessed.",
        ),
    ),
    "envs.LetterAuction.env": (
        Edit(
            "en_uk_dict = set(words.words())",
            "",
            "A dictionary of its own, without plurals and past forms.",
        ),
        Edit(
            r'r"\[(bid \d+|pass)\]", action, re.IGNORECASE',
            r'r"\[(bid [0-9]{1,6}|pass)\]", action, re.IGNORECASE | re.ASCII',
            f"{_LONG_NUMBER} A long s in 'pass' raises IndexError.",
        ),
        Edit(
            '"pass" if "pass" in action_text else "bid"',
            '"pass" if "pass" in action_text else None',
            "A bid that is refused counts as one, and the letter goes to who then passes.",
        ),
        Edit(
            "prompt = f\"Player {player_id} bids {bid_amount} on the letter '{letter}'.\"",
            "if bid_amount < self.bid_amount:\n"
            '            self.state.set_invalid_move(reason=f"Invalid bid: {bid_amount}. The '
            'starting bid is {self.bid_amount}.")\n'
            "            return False\n"
            '        self.player_states[player_id]["letter_bid_history"][round_num] = "bid"\n'
            "        prompt = f\"Player {player_id} bids {bid_amount} on the letter '{letter}'.\"",
            "A bid of 0 is below the starting bid and buys a letter.",
        ),
        Edit(
            "for more than {self.bid_amount}?",
            "for {'more than ' if any(one['letter_bid_history'].get(self.round_number) == 'bid' "
            "for one in self.player_states.values()) else ''}{self.bid_amount}?",
            "After a pass the starting bid is enough.",
        ),
        Edit(
            "To submit the word, submit it in square brackets like [dog].",
            "To submit the word, submit it in square brackets like [dog]. If you can spell none, "
            "submit [pass].",
            "A player without a vowel must lose by an invalid word.",
        ),
        Replace(
            "LetterAuctionEnv._calculate_word_value",
            _auction_word,
            "A refused word counts as one without value, so that the second player's first "
            "refusal ends the game; a player who can spell no word loses by an invalid one.",
            "ad50a1702f20",
        ),
    ),
    "envs.SpellingBee.env": (
        Replace(
            "SpellingBeeEnv._generate_allowed_letters",
            _bee_letters,
            "There may be no word of the letters; they are drawn from NumPy's own stream.",
            "fdbfb184b7fb",
        ),
    ),
    "envs.Taboo.env": (
        Replace(
            "TabooEnv._load_data",
            _taboo_words,
            "The file is read in the encoding of the machine and for each game.",
            "016718a80a11",
        ),
        Edit(
            "team_word_pairs, words_per_team = {}, 20",
            "team_word_pairs, words_per_team = {}, len(all_pairs) // num_teams",
            "A good team guesses more than 20 words.",
        ),
        Edit(
            'self.state.game_state["team_word_indices"][team_id] += 1',
            'self.state.game_state["team_word_indices"][team_id] += 1\n'
            '        self.state.game_state["team_word_indices"][team_id] %= '
            'len(self.state.game_state["team_word_pairs"][team_id])',
            "A team that has guessed all its words raises ValueError.",
        ),
        Edit(
            "{self.max_attempts_per_player} each round to assist",
            "{self.max_attempts_per_player} attempts each round to assist",
            "A word is missing.",
        ),
        Edit(
            "{self.max_attempts_per_player} each round to to guess",
            "{self.max_attempts_per_player} attempts each round to guess",
            "A word is missing.",
        ),
        Edit(
            "For example: ['elephant'].",
            "For example: [elephant].",
            "A guess within quotation marks is never right.",
        ),
        Replace(
            "TabooEnv.step",
            _taboo_step,
            "The guessers read a clue that is refused, so the clue giver can tell them the word; "
            "a guesser without brackets keeps the move for ever; the search for brackets takes "
            "quadratic time.",
            "93617d9bb217",
        ),
    ),
    "envs.WordChains.env": (
        Edit(
            "self.word_list = list((set(word.lower() for word in words.words())))",
            'self.word_list = words.words("en", longest=5)',
            "The order of the words is that of a set, which the hash seed fixes.",
        ),
        Edit(
            "self.word_list = [word for word in self.word_list if len(word) <= 5]",
            "",
            "Each game makes a list of its own.",
        ),
        Edit(
            "2. Must be longer than the previous word",
            "2. Must be exactly one letter longer than the previous word",
            "Longer words are refused.",
        ),
    ),
    "envs.WordLadder.env": (
        Replace(
            "WordLadderEnv._sample_start_target",
            _ladder,
            "All pairs of words are searched for each game.",
            "15c29706390f",
        ),
    ),
    "envs.WordSearch.env": (
        Edit("Good luck, Player {player_id}!", "Good luck!", "It is printed as it stands."),
        Edit("def _generate_word_search(", "def _draft(", "It gets a name for ours to call."),
        Replace(
            "WordSearchEnv._generate_word_search",
            _word_search_board,
            "A word may not be placed, or stand at a second place, where it isn't accepted.",
            "1cb19d74ac3a",
        ),
        Replace(
            "WordSearchEnv._render_board",
            _word_search_view,
            "It takes most of the time of a step.",
            "287775c3de2a",
        ),
        Edit(
            'self.state.game_state["rendered_board"] = '
            'self._render_board(self.state.game_state["board"], show_words=True)',
            "",
            "The board is rendered twice.",
        ),
        Edit(
            r"\[(\d+)\s(\d+)\s(\d+)\s(\d+)\]",
            r"\[([0-9]{1,3})\s([0-9]{1,3})\s([0-9]{1,3})\s([0-9]{1,3})\]",
            _LONG_NUMBER,
        ),
        Edit("matches = set(matches)", "matches = matches[:1]", _ONE_MOVE),
        Edit(
            'and 0 <= end_col < len(self.state.game_state["board"][0])):',
            'and 0 <= end_col < len(self.state.game_state["board"][0])\n'
            "                        and (start_row == end_row) != (start_col == end_col)):",
            "What is no line costs one of the attempts.",
        ),
        Edit(
            "self.correct_words.add(placed_word)",
            "self.correct_words.add(placed_word)\n"
            "                self.incorrect_attempts += [(*actual_start, *actual_end), "
            "(*actual_end, *actual_start)]",
            "A word that was found can be found again, though guesses must be unique.",
        ),
    ),
    "envs.Wordle.env": (
        Replace("WordleEnv._load_word_list", _wordle_words, _NOUNS, "59b2fa1d06f9"),
    ),
}
