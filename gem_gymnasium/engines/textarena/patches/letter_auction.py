"""Patches of LetterAuction."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from gem_gymnasium.engines.textarena.patches.kinds import Edit, Patch, Replace
from gem_gymnasium.engines.textarena.state import ObservationType
from gem_gymnasium.engines.textarena.vocabulary import EnglishDictionary

__all__ = ["PATCHES"]

_DONE = ObservationType.GAME_ACTION_DESCRIPTION

_LONG_NUMBER = "A number of thousands of digits raises ValueError."


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


PATCHES: Mapping[str, tuple[Patch, ...]] = {
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
}
