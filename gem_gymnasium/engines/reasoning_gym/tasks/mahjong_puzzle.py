"""Peng, Chi or Pass."""

from __future__ import annotations

from typing import Any

from gem_gymnasium.engines.reasoning_gym.task import ChoiceTask, Item


class MahjongPuzzle(ChoiceTask):
    """The result of the last round."""

    name = "mahjong_puzzle"
    example = "Pass"
    pattern = "Peng|Chi|Pass"
    changes = (
        "The answer is what the rules of the question give for the last round: reasoning-gym's is "
        "the result that it had in mind when it drew the card, and disagrees in 19 % of its items.",
        "An answer must be the word; reasoning-gym pays a share for a text that contains it.",
    )
    chance = 0.43  # Peng

    def item(self, index: int) -> Item:
        item: Item = self.dataset[index]
        known: dict[str, Any] = item["metadata"]
        rounds = known["rounds"]
        before = rounds[-2]["cards"] if len(rounds) > 1 else _initial(item["question"])
        answer = _result(before, rounds[-1]["add"])
        rounds = [{key: step[key] for key in ("add", "remove", "cards")} for step in rounds]
        return {
            **item,
            "answer": answer,
            "metadata": {**known, "rounds": rounds, "solution": answer},
        }


def _initial(question: str) -> str:
    """The cards at the beginning."""
    return question.partition("the initial cards ")[2].partition(",")[0]


def _result(cards: str, new: str) -> str:
    """The result of a card that is added to others."""
    if cards.count(new) >= 2:
        return "Peng"
    place = ord(new)
    for first in (place - 2, place - 1, place):  # of a sequence of three
        if all(chr(letter) in cards for letter in range(first, first + 3) if letter != place):
            return "Chi"
    return "Pass"
