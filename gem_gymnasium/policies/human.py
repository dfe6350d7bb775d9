r"""`HumanPolicy`: a person who plays at the terminal."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import gymnasium

__all__ = ["HumanPolicy", "Quit"]

HELP = (
    'Type an answer. An answer of several lines stands between lines of """ (or in a fence of '
    "```).\n? shows the rules, legal the legal moves, quit leaves. To answer with one of these "
    "words, write the action in full: {example}"
)
_SHOWN = 200  # legal moves at most that are listed


class Quit(Exception):  # noqa: N818 - named as what it says, like StopIteration
    """The player leaves the episode before its end; `rollout.run_episode` ends it there."""


class HumanPolicy:
    r"""Reads actions from the terminal.

    A bare answer like ``25`` is put into the form of the environment's actions
    (``\boxed{25}``). ``?`` shows the rules again, ``legal`` the legal moves, ``quit`` or the end of
    the input leaves. Ctrl-C is Python's ``KeyboardInterrupt``, as in every program.

    Args:
        env: The environment that is played. A `TextEnv`, wrapped or not; for any other the answers
            are taken as they are typed.
        read: Reads a line; it gets the prompt, and raises EOFError at the end of the input.
        write: Prints a text.
        announce: Print each observation before asking; False where the caller shows them.
    """

    name = "human"

    def __init__(
        self,
        env: gymnasium.Env[Any, Any],
        *,
        read: Callable[[str], str] = input,
        write: Callable[[str], None] = print,
        announce: bool = True,
    ) -> None:
        self._env = env
        self._read = read
        self._write = write
        self._announce = announce
        self._rules: str | None = None

    def __call__(self, observation: str, info: dict[str, Any]) -> str:
        """Ask for an action until there is one.

        Raises:
            Quit: If the person leaves.
        """
        if self._rules is None or not info.get("turn", 0):
            self._rules = observation
        if self._announce:
            self._write(observation)
        while True:
            try:
                text = self._read_text()
            except EOFError:
                self._write("")  # the end of the input leaves the prompt's line open
                raise Quit("The input ended.") from None
            if not text.strip():
                continue
            match text.strip().lower():
                case "?":
                    self._write(f"{self._rules}\n\n{self.help()}")
                case "legal":
                    self._write(self._legal())
                case "quit":
                    raise Quit("The player left.")
                case _:
                    return self._complete(text)

    def help(self) -> str:
        """How to answer, and the commands."""
        before, after, example = self._form()
        return HELP.format(example=f"{before}{example or 'quit'}{after}")

    def _read_text(self) -> str:
        """One line, or the lines of a block."""
        line = self._read("> ")
        start = line.strip()
        if start.startswith("```") and (start == "```" or not start.endswith("```")):
            return "\n".join([line, *self._until("```")])
        if start.startswith('"""'):
            first = start.removeprefix('"""')
            if first.endswith('"""'):
                return first.removesuffix('"""')
            lines = [first, *self._until('"""')] if first else self._until('"""')
            return "\n".join(lines).removesuffix('"""').removesuffix("\n")
        return line

    def _until(self, mark: str) -> list[str]:
        """The lines up to the one that ends with ``mark``, that line included."""
        lines: list[str] = []
        while not lines or not lines[-1].rstrip().endswith(mark):
            lines.append(self._read(". "))
        lines[-1] = lines[-1].rstrip()
        return lines

    def _complete(self, text: str) -> str:
        """``text`` as an action: as it is where it has that form, else in it."""
        before, after, _ = self._form()
        if not before or before.strip() in text:
            return text
        return f"{before}{text}{after}"

    def _form(self) -> tuple[str, str, str]:
        """What stands before and after the content of an action, and an example of a content."""
        try:
            example = self._env.get_wrapper_attr("example")
            before, _, after = self._env.get_wrapper_attr("example_action").rpartition(example)
        except AttributeError:
            return "", "", ""
        return before, after, example

    def _legal(self) -> str:
        try:
            actions = self._env.get_wrapper_attr("legal_actions")()
        except AttributeError:
            actions = None
        if actions is None:
            return "The legal moves can't be listed here."
        before, after, _ = self._form()
        moves = [action.removeprefix(before).removesuffix(after) for action in actions]
        more = f"   and {len(moves) - _SHOWN} more" if len(moves) > _SHOWN else ""
        return "Legal moves:   " + "   ".join(moves[:_SHOWN]) + more
