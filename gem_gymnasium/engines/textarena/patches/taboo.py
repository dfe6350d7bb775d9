"""Patches of Taboo."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from gem_gymnasium.engines.textarena.patches.kinds import Edit, Patch, Replace
from gem_gymnasium.engines.textarena.state import Info, ObservationType
from gem_gymnasium.engines.textarena.vocabulary import file_of

__all__ = ["PATCHES"]

_SAID = ObservationType.PLAYER_ACTION


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


PATCHES: Mapping[str, tuple[Patch, ...]] = {
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
}
