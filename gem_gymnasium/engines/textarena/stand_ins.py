"""What stands for ``nltk``, for the word lists and for the language models of TextArena's games."""

from __future__ import annotations

from gem_gymnasium.engines.textarena.vocabulary import EnglishDictionary, nltk, pos_tag, words

__all__ = ["EnglishDictionary", "OpenRouterAgent", "nltk", "pos_tag", "words"]


class OpenRouterAgent:
    """Stands for the language model that a game makes, until its rules seat a gamemaster."""

    def __init__(self, model_name: str, **options: object) -> None:
        """Nothing is kept and nobody is called."""
