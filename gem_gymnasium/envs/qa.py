"""QA: questions with short answers, over a made-up encyclopedia or from a data set."""

from __future__ import annotations

from functools import partial
from typing import Any, Literal, Unpack

import numpy as np
from gymnasium.error import ResetNeeded

from gem_gymnasium.arguments import one_of, whole
from gem_gymnasium.envs._loading import Dataset
from gem_gymnasium.envs._rows import LEVELS, Generated, Item, Items, Rows
from gem_gymnasium.envs.dataset import ANY_TEXT, DatasetEnv, DatasetOptions
from gem_gymnasium.parsing import undress

__all__ = ["QA"]

_ARTICLES = 10
_MOST_ARTICLES = 100  # that fit into an observation
_MOST_WORLDS = 2**31
_EXCERPT = 0xE7CE  # sets the random numbers of excerpts apart from others
_NAMES = r"[A-Z][a-z]{2,8}|[A-Z][a-z]{2,8} [A-Z][a-z]{2,8}|[12][0-9]{3}|[0-9]{1,2}"


def _made(index: int, level: int, world: int | None) -> Any:
    """The question of an index."""
    from gem_gymnasium.generators import worlds

    return worlds.question(index, level, world)


def _problem(index: int, level: int, world: int | None, articles: int) -> Item:
    """A question that is built in, with the articles that hold the answer and others."""
    from gem_gymnasium.generators import worlds

    made = _made(index, level, world)
    text = made.question
    if articles:
        rng = np.random.default_rng([_EXCERPT, index])
        shown = worlds.excerpt(made, articles, rng)
        pages = "\n\n".join(f"# {article.title}\n{article.text}" for article in shown)
        text = f"Answer the question from these articles.\n\n{pages}\n\nQuestion: {text}"
    return Item(text, tuple(made.answers), made.solution)


class QA(DatasetEnv):
    r"""A question with a short answer: a name, a place, a number.

    Action: the answer between ``<answer>`` tags or in ``\boxed{}``. Reward: 1 if it is a right one
    after SQuAD's normalisation (small letters, no punctuation, no articles), else 0; with
    ``metric="f1"`` the share of words that it has in common with one.

    Without a data set the questions are made, endlessly, over encyclopedias that are made as well,
    so that nobody has learned the answers by heart: in levels 1 to 4 the answer is as many articles
    away, level 5 compares, adds up, measures years, or combines clues. The articles that are needed
    are shown among others; ``articles=0`` shows none, for agents that search in `corpus`.

    Source: GEM's ``qa:`` environments; the idea of made-up encyclopedias is PhantomWiki's (Gong et
    al., 2025). The grader is `gem_gymnasium.graders.qa`.

    Args:
        dataset: As in `DatasetEnv`; None takes the questions that are built in.
        level: Of those: 1 to 5; None mixes all.
        articles: Of those: how many articles are shown, at least those that are needed; 0 shows
            none. None shows 10.
        world: Of those: the number of the encyclopedia that all questions are about; None draws one
            with each question.
        metric: "exact_match" or "f1".
        **options: What `DatasetEnv` takes.

    Raises:
        DatasetError: If the data set can't be loaded, or a row of it can't be a question.
        ValueError: If another argument has a value that is not allowed; the message names it.
    """

    def __init__(
        self,
        *,
        dataset: Dataset = None,
        level: int | None = None,
        articles: int | None = None,
        world: int | None = None,
        metric: Literal["exact_match", "f1"] = "exact_match",
        **options: Unpack[DatasetOptions],
    ) -> None:
        own = {"level": level, "articles": articles, "world": world}
        for name, value in own.items():
            if dataset is not None and value is not None:
                raise ValueError(
                    f"{name}={value!r} is of the questions that are built in; drop it."
                )
        one_of("metric", metric, ("exact_match", "f1"))
        self._level = None if level is None else whole("level", level, 1, LEVELS)
        self._world = None if world is None else whole("world", world, 0, _MOST_WORLDS - 1)
        self._articles = (
            _ARTICLES if articles is None else whole("articles", articles, 0, _MOST_ARTICLES)
        )
        self._metric = metric
        super().__init__(dataset, **options)

    def _generated(self) -> Items:
        make = partial(_problem, world=self._world, articles=self._articles)
        return Generated("qa", self._level, make)

    @property
    def corpus(self) -> list[dict[str, str]]:
        r"""All articles of the encyclopedia that the present question is about.

        Returns:
            For each article ``{"id", "title", "contents"}``, where the contents are the title in
            quotes, a line break, and the text, as search engines index them.

        Raises:
            ValueError: If the questions are those of a data set, which has no articles.
            ResetNeeded: If the episode was never begun.
        """
        if not isinstance(self.dataset, Generated):
            raise ValueError(f"{self.task_name} has questions and no articles.")
        if not self._item.question:
            raise ResetNeeded("corpus was asked for before the first reset; call reset() first.")
        made = _made(self._index, self.dataset.level_of(self._index), self._world)
        return [
            {
                "id": article.id,
                "title": article.title,
                "contents": f'"{article.title}"\n{article.text}',
            }
            for article in made.world.articles
        ]

    # --- answers ----------------------------------------------------------------------------------

    @property
    def _tagged(self) -> bool:
        return True

    def _pattern(self) -> str:
        return f"{_NAMES}|{ANY_TEXT}"

    def _form(self) -> str:
        return "The answer is a name, a number or a few words."

    @property
    def example(self) -> str:
        """One fixed answer of the right form."""
        return "Ludwig Amadeus"

    def _grade(self, content: str) -> float:
        from gem_gymnasium.graders import qa

        golds = [str(gold) for gold in self._item.golds]
        bare = undress(content)
        said = {content, bare} if bare else {content}
        return max(qa.grade(one, golds, metric=self._metric).score for one in said)

    @property
    def chance(self) -> float:
        """The share of rows that the best guess without reading the question solves, about."""
        if isinstance(self.dataset, Rows):
            return super().chance
        return min(1.0, 0.01 * self.max_turns)
