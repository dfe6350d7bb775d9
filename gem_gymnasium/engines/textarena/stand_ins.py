"""What stands for ``nltk``, for the word lists and for the language models of TextArena's games."""

from __future__ import annotations

__all__: list[str] = []
