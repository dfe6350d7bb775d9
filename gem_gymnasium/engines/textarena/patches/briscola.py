"""Patches of Briscola."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from gem_gymnasium.engines.textarena.patches import shared
from gem_gymnasium.engines.textarena.patches.kinds import Edit, Patch, Replace
from gem_gymnasium.engines.textarena.state import Info, ObservationType

__all__ = ["PATCHES"]

_ACTION = ObservationType.GAME_ACTION_DESCRIPTION


def _briscola_step(self: Any, action: str) -> tuple[bool, Info]:
    state = self.state
    player = state.current_player_id
    hand = state.game_state["players"][player]["hand"]
    state.add_observation(action, shared.ECHO, from_id=player)
    index = self._find_action_token(action)
    problem = ""
    if index is None:
        problem = "Use [play X] where X is the card position (1, 2, 3, etc.)"
    elif not 0 <= index < len(hand):
        problem = f"Invalid card position. You have {len(hand)} cards (1-{len(hand)})"
    if not problem:
        card = hand.pop(index)
        state.game_state["current_trick"].append((player, card))
        state.add_observation(f"Player {player} played {self._card_to_string(card)}", _ACTION)
        self._next_player_in_trick()
    elif state.set_invalid_move(problem) and not state.done:
        hand.clear()
        if not shared.left_alone(self, player):
            self._next_player_in_trick()
    result: tuple[bool, Info] = state.step(rotate_player=False)
    return result


def _briscola_go_on(self: Any) -> None:
    state, game = self.state, self.state.game_state
    played = [player for player, _ in game["current_trick"]]
    holding = [one for one, player in game["players"].items() if player["hand"]]
    waiting = [one for one in holding if one not in played]
    if not waiting:
        self._resolve_trick()
        return
    state.manually_set_current_player_id(shared.next_of(self, waiting), force=True)
    self._announce_turn(state.current_player_id)


def _briscola_trick(self: Any) -> None:
    state, game = self.state, self.state.game_state
    trick = game["current_trick"]
    if trick:
        winner, card = self._determine_trick_winner(trick, game["trump_suit"])
        points = sum(one["points"] for _, one in trick)
        game["points_won"][winner] += points
        game["tricks_won"][winner].append(trick)
        state.add_observation(
            f"Player {winner} wins the trick with {self._card_to_string(card)} and gains {points} "
            "points!"
        )
        game["current_trick"], game["trick_leader"] = [], winner
        self._deal_new_cards()
    holding = [one for one in shared.still_in(self) if game["players"][one]["hand"]]
    if not holding:
        self._end_game()
        return
    leader = game["trick_leader"]
    if leader not in holding:
        leader = shared.next_of(self, holding)
    state.manually_set_current_player_id(leader, force=True)
    self._announce_turn(leader)


def _briscola_deal(self: Any) -> None:
    game = self.state.game_state
    order = sorted(
        shared.still_in(self), key=lambda one: (one - game["trick_leader"]) % len(game["players"])
    )
    for player in order:
        if game["deck"]:
            game["players"][player]["hand"].append(game["deck"].pop())


def _briscola_end(self: Any) -> None:
    game = self.state.game_state
    game["phase"] = "finished"
    points = game["points_won"]
    alive = shared.still_in(self)
    best = max(points[one] for one in alive)
    winners = [one for one in alive if points[one] == best]
    scores = "".join(
        f"Player {one}: {points[one]} points ({len(game['tricks_won'][one])} tricks)\n"
        for one in sorted(points, key=lambda one: -points[one])
    )
    shared.end_with(
        self,
        winners,
        f"Game Over! {shared.said_to_win(winners)} {best} points!\n\nFinal Scores:\n{scores}",
    )


_BRISCOLA = (
    Edit(r"\[play (\d+)\]", r"\[play ([0-9]{1,3})\]", shared.DIGITS),
    Edit(
        "deck_copy = self.deck.copy()",
        "deck_copy = self.deck.copy()\n        if self.state.num_players == 3: del deck_copy[31]",
        "Among three the 40 cards can't be divided, and the game never ends.",
    ),
    Edit(
        "{len(game_state['players'][player_id]['hand']) if player_id in game_state['players'] else "
        '3}) of the card in your hand\\n"',
        "{game_state['cards_in_hand']}) of the card in your hand\\n\"\n"
        "            + ('The 2♣ is left out, so that all get as many cards.\\n' "
        "if self.state.num_players == 3 else '')",
        "Four players hold two cards, not three.",
    ),
    Replace("BriscolaEnv.step", _briscola_step, f"{shared.NOT_ALIVE} {shared.TIE}", "9eb39cd079a7"),
    Replace("BriscolaEnv._next_player_in_trick", _briscola_go_on, shared.NOT_ALIVE, "eee818c7724d"),
    Replace("BriscolaEnv._resolve_trick", _briscola_trick, shared.NOT_ALIVE, "3819fe47a58e"),
    Replace(
        "BriscolaEnv._deal_new_cards",
        _briscola_deal,
        "The leader of the trick draws first, not its winner as the comment says.",
        "fcbc81cdcd42",
    ),
    Replace("BriscolaEnv._end_game", _briscola_end, shared.TIE, "a80ae53db35e"),
)

PATCHES: Mapping[str, tuple[Patch, ...]] = {
    "envs.Briscola.env": _BRISCOLA,
}
