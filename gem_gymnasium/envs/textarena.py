"""TextArena's single-player games."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from gem_gymnasium.arguments import one_of, whole
from gem_gymnasium.core import (
    NoOracle,
    Options,
    Outcome,
    TextEnv,
    illegal,
    lost,
    ongoing,
    solved,
    unreadable,
)
from gem_gymnasium.engines.textarena import GAMES, Engine, Unsolvable, rules_of
from gem_gymnasium.engines.textarena.engine import known_arguments
from gem_gymnasium.engines.textarena.state import GAME_ID, ObservationType

__all__ = ["TextArenaEnv"]

_BOARD = ObservationType.GAME_BOARD
_LONGEST = 2**16  # characters of the longest reply that is read
_NEVER = 10**9
_IN_BRACKETS = r"\[[^\[\]]+\]"
_MOST_DEALS = 100  # until a game begins that its deal doesn't decide


class TextArenaEnv(TextEnv[str]):
    r"""A single-player game of TextArena's, with this package's contract.

    Source: TextArena (Guertler et al., 2025), release 0.7.4; what we changed in its games is in the
    docs. Actions have TextArena's form, mostly ``[...]``, and the game reads the whole reply, as it
    does there: the first action in it counts, in most games. Two things differ from TextArena. A
    move that is refused costs a turn and no more, where TextArena ends the game at the second. And
    rewards are those of every environment here: 1 for solving the task, at the end else the share
    of it that TextArena pays, where it pays one, and never less than 0 for that.

    Args:
        game: The name of a game of `gem_gymnasium.engines.textarena.GAMES` for one player.
        variant: A variant of it, as in the id; "" is the plain game.
        max_turns: Turns of an episode; None takes the game's own.
        gamemaster: ``gem_gymnasium.engines.textarena.language`` says what it is; of games that ask
            one.
        **arguments: Arguments of the game itself, in place of the variant's, and those that every
            `TextEnv` takes.

    Raises:
        ValueError: If an argument has a value that is not allowed; the message names it.
        TypeError: If the game has no such argument.
    """

    def __init__(
        self,
        game: str,
        *,
        variant: str = "",
        max_turns: int | None = None,
        gamemaster: Callable[..., Any] | None = None,
        **arguments: Any,
    ) -> None:
        one_of("game", game, tuple(name for name, known in GAMES.items() if known.players == "1"))
        self._game = GAMES[game]
        one_of("variant", variant, tuple(self._game.variants))
        if gamemaster is not None and self._game.asks != "gamemaster":
            raise ValueError(f"{game} asks no gamemaster; drop gamemaster={gamemaster!r}.")
        options: Any = {name: arguments.pop(name) for name in _OPTIONS if name in arguments}
        own = self._own_arguments(arguments, max_turns)
        self._arguments = {**self._game.variants[variant], **own}
        self._engine_rules = rules_of(game)(self._arguments)
        self._services = {} if gamemaster is None else {"gamemaster": gamemaster}
        pattern = self._engine_rules.pattern
        # Most actions stand in brackets: what stands there was meant as one, if it isn't allowed.
        readable = _IN_BRACKETS if pattern.startswith(r"\[") else pattern
        self._readable = re.compile(readable, re.IGNORECASE)
        self._engine: Engine | None = None
        self._board = ""
        super().__init__(
            max_turns=self._engine_rules.max_turns()
            if max_turns is None
            else whole("max_turns", max_turns),
            **options,
        )

    def _own_arguments(self, own: Mapping[str, Any], max_turns: int | None) -> Mapping[str, Any]:
        if not own and max_turns is None:
            return own
        known = known_arguments(self._game)
        unknown = [name for name in own if name not in known]
        if unknown:
            allowed = sorted({*known, *_OPTIONS, "max_turns"})
            raise TypeError(
                f"{self._game.name} got an unexpected keyword argument "
                f"{', '.join(map(repr, unknown))}; it takes {', '.join(allowed)}."
            )
        if max_turns is not None and "max_turns" in known:
            return {**own, "max_turns": whole("max_turns", max_turns)}
        return own

    def _generate(self) -> None:
        engine = self._deal()
        for _ in range(_MOST_DEALS):
            if not engine.state.done:
                break
            engine = self._deal()
        engine.state.error_allowance = _NEVER
        self._engine = engine
        self._board = _last_board(engine.messages(0))

    def _deal(self) -> Engine:
        seed = int(self.np_random.integers(2**31))
        return Engine(self._game, self._arguments, 1, seed, self._engine_rules, self._services)

    @property
    def engine(self) -> Engine:
        """The game being played; there is one after the first reset."""
        assert self._engine is not None  # TextEnv calls nothing that needs it before
        return self._engine

    def _rules(self) -> str:
        said = [text for text, board in self.engine.messages(0) if not board]
        return "\n".join([*said, f"An action looks like this: {self.example}"])

    def _state(self) -> str:
        board = self._engine_rules.board((self._engine or self.engine).env)
        return self._board if board is None else board

    @property
    def example(self) -> str:
        """One fixed well-formed action."""
        return self._engine_rules.example

    def _pattern(self) -> str:
        return self._engine_rules.pattern

    @staticmethod
    def _read_action(text: str) -> str:
        return text

    def _write_action(self, content: str) -> str:
        return content

    def _parse(self, content: str) -> str | None:
        return content if len(content) <= _LONGEST else None

    def _play(self, move: str) -> Outcome:
        engine = self._engine or self.engine
        state = engine.env.state
        refusals, told = state.refusals, len(state.observations[0])
        over = engine.step(move)
        state = engine.env.state
        said = []
        for sender, text, kind in state.observations[0][told:]:
            if sender != GAME_ID:
                continue
            if kind is not _BOARD:
                said.append(text)
            elif text:
                self._board = text
        text = "\n".join(said)
        if over:
            reason = str(state.game_info[0].get("reason") or "")
            text = f"{text}\n{reason}" if text and reason else text or reason or "It is over."
            if self._engine_rules.solved(engine.env):
                return solved(text)
            return lost(text, self._engine_rules.progress(engine.env))
        if state.refusals > refusals:
            return illegal(text) if self._readable.search(move) else unreadable(self._format_help())
        return ongoing(text or "Played.")

    def _partial(self) -> float:
        return self._engine_rules.progress(self.engine.env)

    def _legal(self) -> list[str] | None:
        return self.engine.legal()

    def _oracle(self) -> str:
        try:
            return self.engine.oracle()
        except Unsolvable as reason:
            raise NoOracle(str(reason)) from None

    @property
    def seeded(self) -> bool:
        """Whether two seeds can give different games."""
        return self._engine_rules.seeded


_OPTIONS = frozenset(Options.__annotations__)


def _last_board(said: list[tuple[str, bool]]) -> str:
    return next((text for text, board in reversed(said) if board), "")
