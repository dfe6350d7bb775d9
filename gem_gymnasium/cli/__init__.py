"""The command ``gem-gymnasium``: list, look at, play, run and replay environments."""

from gem_gymnasium.cli.commands import app, main

__all__ = ["app", "main"]
