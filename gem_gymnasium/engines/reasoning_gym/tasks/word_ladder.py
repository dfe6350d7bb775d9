"""Word ladders."""

from __future__ import annotations

import csv
from collections import defaultdict
from functools import cache, cached_property
from random import Random
from typing import Any

from gem_gymnasium.engines.reasoning_gym.task import Item, Task
from gem_gymnasium.engines.reasoning_gym.tasks._datasets import steps

_TRIES = 100
_MOST_WORDS = 200  # of an answer


class WordLadder(Task):
    """A way from one word to another by words that differ in one letter."""

    name = "word_ladder"
    example = "COLD,CORD,CARD,WARD,WARM"
    pattern = r"[A-Z]{4}(?:,[A-Z]{4}){2,15}"
    form = "Write every word of the ladder, the first and the last too, with commas between them."
    changes = (
        "The shortest ladder that is the gold answer is the first in alphabetical order; "
        "reasoning-gym's depends on Python's hash seed.",
        "Neighbours are never asked for, as where three words or more are configured.",
        "A ladder solves if every word is in reasoning-gym's list of ladders' words, or in its "
        "larger list of English words; a ladder with other words earns nothing, where "
        "reasoning-gym halves the score for each.",
    )

    @cached_property
    def limits(self) -> Any:
        """reasoning-gym's configuration of this task."""
        from reasoning_gym.algorithmic.word_ladder import WordLadderConfig

        made = WordLadderConfig(**self.config)
        made.validate()
        return made

    def make_dataset(self, **extra: Any) -> Any:
        return super().make_dataset(**{**extra, "size": 500})  # it refuses more

    def item(self, index: int) -> Item:
        from reasoning_gym.algorithmic.word_ladder import QUESTION_TEMPLATE

        limits = self.limits
        rng = Random(index)  # the draws of reasoning-gym's data set of seed 0
        length = rng.randint(limits.min_word_length, limits.max_word_length)
        ladder = self._ladder(rng, length)
        return {
            "question": QUESTION_TEMPLATE.format(start=ladder[0], end=ladder[-1]),
            "answer": ",".join(ladder),
            "metadata": {
                "source_dataset": self.name,
                "source_index": index,
                "start_word": ladder[0],
                "end_word": ladder[-1],
                "word_length": length,
                "chain_length": len(ladder),
                "difficulty": {"word_length": (limits.min_word_length, limits.max_word_length)},
            },
        }

    def _ladder(self, rng: Random, length: int) -> list[str]:
        """A shortest ladder between two random words that is as long as is configured."""
        limits, words = self.limits, _ladder_words(length)
        graph = _neighbours(length)
        for _ in range(_TRIES):
            start, end = rng.choice(words), rng.choice(words)
            ladder = _way(graph, start, end)
            if limits.is_valid_path_length(len(ladder)):
                return ladder
        # Few pairs are so far apart: look from random words for the ends that are.
        for start in rng.sample(words, len(words)):
            distance = _distances(graph, start)
            ends = [word for word in words if limits.is_valid_path_length(distance.get(word, 0))]
            if ends:
                return _way(graph, start, rng.choice(ends))
        raise ValueError(f"config={self.config!r}: no word ladder of {length} letters is so long.")

    def score(self, answer: str, item: Item) -> float:
        metadata = item["metadata"]
        start, end = metadata["start_word"], metadata["end_word"]
        if len(answer) > 20 * _MOST_WORDS:
            return 0.0
        found = [word.upper() for word in steps(answer)]
        if len(found) < 2 or len(found) > _MOST_WORDS or found[0] != start or found[-1] != end:
            return 0.0
        if not all(map(_one_letter, found, found[1:])):
            return 0.0
        return float(all(map(_is_word, found)))


def _one_letter(word: str, following: str) -> bool:
    """Whether two words differ in one letter."""
    return len(word) == len(following) and sum(map(str.__ne__, word, following)) == 1


def _is_word(word: str) -> bool:
    return word in _neighbours(len(word)) or word in _english(len(word))


def _way(graph: dict[str, list[str]], start: str, end: str) -> list[str]:
    """The first of the shortest ways in alphabetical order; [] where there is none."""
    distance = _distances(graph, end)
    if start not in distance:
        return []
    way = [start]
    while way[-1] != end:
        nearer = distance[way[-1]] - 1
        way.append(next(word for word in graph[way[-1]] if distance[word] == nearer))
    return way


def _distances(graph: dict[str, list[str]], start: str) -> dict[str, int]:
    """How many words a shortest way to each word has that can be reached."""
    distance = {start: 1}
    queue = [start]
    for word in queue:
        for following in graph[word]:
            if following not in distance:
                distance[following] = distance[word] + 1
                queue.append(following)
    return distance


@cache
def _ladder_words(length: int) -> list[str]:
    """reasoning-gym's words of ladders, in alphabetical order."""
    from reasoning_gym.data import get_data_file_path

    with get_data_file_path("words.csv").open("r", encoding="utf-8") as file:
        column = [row.get(f"{length}_letter") for row in csv.DictReader(file)]
    return sorted({word.upper() for word in column if word})


@cache
def _neighbours(length: int) -> dict[str, list[str]]:
    """The words that differ in one letter from each word of ladders, in alphabetical order."""
    if not 3 <= length <= 5:
        return {}
    alike: dict[tuple[str, str], list[str]] = defaultdict(list)
    words = _ladder_words(length)
    for word in words:
        for place in range(length):
            alike[word[:place], word[place + 1 :]].append(word)
    return {
        word: sorted(
            other
            for place in range(length)
            for other in alike[word[:place], word[place + 1 :]]
            if other != word
        )
        for word in words
    }


@cache
def _english(length: int) -> frozenset[str]:
    """Words of reasoning-gym's larger list; those in upper case are names."""
    from reasoning_gym.data import read_data_file

    listed = read_data_file("words3to10.txt").split()
    return frozenset(word.upper() for word in listed if len(word) == length and word.islower())
