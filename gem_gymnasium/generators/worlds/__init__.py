"""Fictional encyclopedias, and questions that take several of their articles to answer.

A seed makes a world: people, places, works, organisations and events, the facts about them, and an
article about each. Nothing of it can be known beforehand. The idea of asking about generated
universes is PhantomWiki's (Gong et al., 2025); worlds, words and questions are our own.

Example:
    >>> from gem_gymnasium.generators import worlds
    >>> item = worlds.question(0, level=2)
    >>> len(item.gold), item.hops
    (2, 2)
"""

from gem_gymnasium.generators.worlds.build import world
from gem_gymnasium.generators.worlds.model import Article, World
from gem_gymnasium.generators.worlds.questions import WorldQuestion, excerpt, question

__all__ = ["Article", "World", "WorldQuestion", "excerpt", "question", "world"]
