"""Patches of SettlersOfCatan."""

from __future__ import annotations

from collections.abc import Mapping

from gem_gymnasium.engines.textarena.patches import _catan, shared
from gem_gymnasium.engines.textarena.patches.kinds import Edit, Patch, Replace

__all__ = ["PATCHES"]

PATCHES: Mapping[str, tuple[Patch, ...]] = {
    "envs.SettlersOfCatan.game_engine": (
        Replace(
            "render_board",
            _catan.board_text,
            "It takes two thirds of the time of a step.",
            "890529c95931",
        ),
        Replace(
            "_corner_descr",
            _catan.corner_words,
            "The words are made anew for each move listed.",
            "f8e1f103220c",
        ),
        Replace(
            "Board._adjacent_edges",
            _catan.adjacent_edges,
            "It looks at all edges of the board.",
            "6872edca8041",
        ),
        Replace(
            "Board._viable_moves",
            _catan.viable_moves,
            "It looks at the edges around each end of each edge.",
            "d13d5bd60143",
        ),
        Replace(
            "Board.__deepcopy__",
            _catan.copy_board,
            "A copy takes 20 ms, most of it for constants.",
            shared.NEW,
        ),
    ),
    "envs.SettlersOfCatan.env": (
        Edit(
            '"negotiation_partner": None, "trade_offer": None',
            '"negotiation_partner": None, "current_offer": None, "turn_owner": 0, "turns": 0',
            "What our turns and negotiations are counted with.",
        ),
        Edit(
            r"r'\[offer:?\s*(?:i\s+(?:give|offer)\s+)?([^\[\]]+?)\s*\]', re.I | re.S",
            r"r'\[offer:?([^\[\]]+)\]', re.I",
            shared.QUADRATIC,
        ),
        Edit(
            "    body = ' '.join(body.split())",
            "    if len(body) > 1000: return None\n    body = ' '.join(body.split())",
            f"{shared.QUADRATIC} {shared.DIGITS}",
        ),
        Edit(
            "Development cards / VP cards.\n",
            "Development cards / VP cards.\n"
            "    - The game ends when a player has 11 VP, or after {self.max_turns} turns of all "
            "players together.\n",
            "The prompt doesn't say when the game ends, and by passing it never did.",
        ),
        Replace(
            "SettlersOfCatanEnv.step",
            _catan.step,
            "No limit of turns; replies without a number are refused for ever; numbers of more "
            "than 4300 digits raise ValueError; a turn that ends in a negotiation goes to the "
            "wrong player; [done] of the partner is ignored; offers outlive their negotiation.",
            "4ef047a2aaef",
        ),
        Replace(
            "SettlersOfCatanEnv._rotate_players",
            _catan.rotate,
            "The same errors as in step.",
            "7cc0d7e657cb",
        ),
        Replace(
            "SettlersOfCatanEnv._handle_invalid",
            _catan.refuse,
            "The same errors as in step.",
            "ff7bcee3ab4b",
        ),
    ),
}
