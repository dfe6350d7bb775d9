"""Patches of Set."""

from __future__ import annotations

from collections.abc import Mapping

from gem_gymnasium.engines.textarena.patches.kinds import Edit, Patch

__all__ = ["PATCHES"]

_SET = (
    *(
        Edit(
            line,
            "",
            "Every constructor made a set of 6480 triples that nothing reads, and every copy of a "
            "game copied it.",
        )
        for line in (
            "all_pairs = [(x, y) for (x, y) in itertools.product(self.deck, self.deck) if x != y]",
            "self.all_sets = set([(*pair, _get_missing_card(pair)) for pair in all_pairs])",
        )
    ),
    Edit("import itertools\n", "import functools\nimport itertools\n", "The next patch needs it."),
    Edit(
        "def _get_missing_card(",
        "@functools.cache\ndef _get_missing_card(",
        "Every step asks for the third card of each pair on the board; there are 6480 pairs.",
    ),
    Edit(
        "if not all(x.strip().isdigit() for x in nums):",
        "if not all(x.strip().isascii() and x.strip().isdigit() and len(x) < 20 for x in nums):",
        "int() raises ValueError for digits such as a superscript 2, and for very long numbers.",
    ),
    Edit(
        "        elif min(parsed) < 1 or max(parsed) > max_idx:",
        """        elif len(set(parsed)) < 3:
            self.state.set_invalid_move(reward=0, reason="The three cards must be different.")
        elif min(parsed) < 1 or max(parsed) > max_idx:""",
        "A card taken three times counted as a set, on every board.",
    ),
    Edit(
        """        assert gs, "no game state"
""",
        """        assert gs, "no game state"
        while gs["deck"] and not _has_set(gs["board"]):
            dealt = min(3, len(gs["deck"]))
            gs["board"] += [gs["deck"].pop() for _ in range(dealt)]
            self.state.add_observation(
                f"No valid sets found on board. Dealt {dealt} additional cards.",
                observation_type=ta.ObservationType.GAME_MESSAGE,
            )
""",
        "On a board without a set, cards were dealt only after the player had named three of the "
        "old ones.",
    ),
    Edit(
        'reward=self.state.game_state["score"], reason',
        'reward=self.state.game_state["score"] / 20, reason',
        "The reward was the number of sets, up to 20.",
    ),
)

PATCHES: Mapping[str, tuple[Patch, ...]] = {
    "envs.Set.env": _SET,
}
