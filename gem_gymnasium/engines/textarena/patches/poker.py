"""Patches of Poker."""

from __future__ import annotations

from collections.abc import Mapping

from gem_gymnasium.engines.textarena.patches import _poker, shared
from gem_gymnasium.engines.textarena.patches.kinds import Edit, Patch, Replace

__all__ = ["PATCHES"]

_TURNS = (
    "The first player of a betting round is skipped, the big blind may not raise, and players "
    "without chips stay in the game."
)

_POTS = "Who is all-in for little wins what others bet among themselves."

_POKER = (
    Edit(r"\[call.*\]", r"\[call[^\[\]\n]*\]", shared.QUADRATIC),
    Edit(r"\[bet (\d+)\]", r"\[bet ([0-9]{1,7})\]", shared.DIGITS),
    Edit(r"\[raise (\d+)\]", r"\[raise ([0-9]{1,7})\]", shared.DIGITS),
    Edit(
        "observation_type=ta.ObservationType.GAME_MESSAGE)\n        self._reset_round()",
        "observation_type=ta.ObservationType.GAME_MESSAGE)\n        self._reset_round()\n"
        "        if not self.state.done: self._observe_current_pot()",
        "Ours deals without showing, since a hand may be over when it is dealt.",
    ),
    Edit(
        '- raise by N chips\\n"',
        '- raise by N chips\\n"\n            "With fewer chips than an amount you are all-in.\\n"',
        "What a player with too few chips can do is nowhere said.",
    ),
    Replace("PokerEnv.step", _poker.step, _TURNS, "8f3553ff8122"),
    Replace("PokerEnv._reset_round", _poker.deal, _TURNS, "30e4b7c7fda3"),
    Replace(
        "PokerEnv._observe_current_pot",
        _poker.observe,
        "With two players it names the wrong blinds.",
        "3b8032d86898",
    ),
    Replace(
        "PokerEnv._handle_invalid",
        _poker.refuse,
        "The next hand begins in the middle of the betting, chips are fractions, and hands go on "
        "when nobody is left.",
        "52f0c0a1942c",
    ),
    Replace("PokerEnv._handle_showdown", _poker.showdown, _POTS, "b9d6d6819406"),
    Replace(
        "PokerEnv._evaluate_hand",
        _poker.evaluate,
        "Of six cards in a row the lowest five count, and of three pairs the third can't be the "
        "fifth card.",
        "396361f979a4",
    ),
    Replace(
        "PokerEnv._set_outcome",
        _poker.finish,
        "Of players with equal chips the one with the lower number is paid less.",
        "c64dd7b21995",
    ),
)

PATCHES: Mapping[str, tuple[Patch, ...]] = {
    "envs.Poker.env": _POKER,
}
