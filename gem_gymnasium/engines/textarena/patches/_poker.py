"""Poker: hold'em whose players act in turn, in place of TextArena's betting and its payments.

The state is TextArena's dictionary, with four entries more:

- ``to_act``: who is still to act in this betting round, in turn.
- ``paid``: what each player has paid in this hand.
- ``blinds``: who posted the small and the big blind.
- ``busted``: groups of players that lost their last chips in the same hand, first to last.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from gem_gymnasium.engines.textarena.games import _holdem
from gem_gymnasium.engines.textarena.state import Info, ObservationType
from gem_gymnasium.engines.textarena.streams import CURRENT

__all__ = ["act", "deal", "evaluate", "finish", "observe", "refuse", "showdown", "step"]

_BOARD = ObservationType.GAME_BOARD
_ECHO = ObservationType.PLAYER_ACTION
_STREETS = ("Pre‑flop", "Flop", "Turn", "River")
_SHOWN = (0, 3, 4, 5)


def step(self: Any, action: str) -> tuple[bool, Info]:
    """An action of the player to move."""
    state = self.state
    player = state.current_player_id
    state.add_observation(action, _ECHO, from_id=player)
    kind, amount = self._parse_action(action)
    problem = act(self, player, kind, amount)
    if problem:
        self._handle_invalid(problem)
    else:
        _go_on(self)
    if not state.done and (not problem or player in state.elimination_order):
        self._observe_current_pot()
    result: tuple[bool, Info] = state.step(rotate_player=False)
    return result


def act(self: Any, player: int, kind: str, amount: int | None) -> str:
    """Do what the player wants; returns why it can't be done, or nothing."""
    state, game = self.state, self.state.game_state
    due = game["current_bet"] - game["player_bets"][player]
    said = ""
    if kind == "fold":
        game["folded_players"].add(player)
        said = "folds"
    elif kind == "check" and due > 0:
        return "Cannot check facing a bet."
    elif kind in ("check", "call") and due <= 0:
        said = "checks"
    elif kind == "call":
        said = f"calls {_pay(game, player, due)}"
    elif kind in ("bet", "raise"):
        total = int(amount or 0) + (game["current_bet"] if kind == "raise" else 0)
        if total <= game["current_bet"]:
            return "Raise must exceed current bet."
        paid = _pay(game, player, total - game["player_bets"][player])
        bet = game["player_bets"][player]
        said = f"{kind}s to {bet}" if bet > game["current_bet"] else f"calls {paid}"
    else:
        return "Invalid poker action."
    state.add_observation(f"Player {player} {said}.")
    if game["player_bets"][player] > game["current_bet"]:
        game["current_bet"] = game["player_bets"][player]
        game["to_act"] = _seats(self, player)[:-1]
    else:
        game["to_act"].remove(player)
    return ""


def deal(self: Any, force: bool = False) -> None:
    """Begin a hand: cards, blinds, and the first betting round."""
    state, game = self.state, self.state.game_state
    players = range(state.num_players)
    game.setdefault("busted", [])
    deck = self._create_deck()
    CURRENT.get().shuffle(deck)
    alive = [player for player in players if state.is_player_alive(player)]
    game.update(
        player_hands={one: [deck.pop(), deck.pop()] if one in alive else [] for one in players},
        community_cards=[deck.pop() for _ in range(5)],
        visible_community_cards=[],
        betting_round=0,
        pot=0,
        player_bets=dict.fromkeys(players, 0),
        paid=dict.fromkeys(players, 0),
        folded_players={player for player in players if player not in alive},
        all_in_players=set(),
    )
    seats = _seats(self, game["button"])
    small, big = seats[-1:] + seats[:1] if len(alive) == 2 else seats[:2]
    game["blinds"] = (small, big)
    _pay(game, small, self.small_blind)
    _pay(game, big, self.big_blind)
    game["current_bet"] = max(game["player_bets"].values())
    game["to_act"] = _seats(self, big)
    _go_on(self)


def _go_on(self: Any) -> None:
    """Find who acts next; turn cards and deal hands until somebody does."""
    state, game = self.state, self.state.game_state
    unfolded = _seats(self, game["button"])
    able = [player for player in unfolded if game["player_chips"][player] > 0]
    asked = [player for player in game["to_act"] if player in able]
    if len(able) == 1:  # with nobody to bet against, one can only match a bet
        asked = [one for one in asked if game["player_bets"][one] < game["current_bet"]]
    if len(unfolded) > 1 and asked:
        game["to_act"] = asked
        state.manually_set_current_player_id(asked[0], force=True)
    elif len(unfolded) > 1 and len(able) > 1 and game["betting_round"] < 3:
        game["betting_round"] += 1
        shown = _SHOWN[game["betting_round"]]
        game["visible_community_cards"] = game["community_cards"][:shown]
        game["current_bet"] = 0
        game["player_bets"] = dict.fromkeys(game["player_bets"], 0)
        game["to_act"] = able
        _go_on(self)
    else:
        self._handle_showdown()
        _next_hand(self)


def _next_hand(self: Any, played: bool = True) -> None:
    """Deal again, or end the game; a hand that was broken off is not counted."""
    state, game = self.state, self.state.game_state
    broke = [one for one, chips in game["player_chips"].items() if chips == 0]
    busted = [one for one in broke if not any(one in group for group in game["busted"])]
    if busted:
        game["busted"].append(busted)
    for player in busted:
        state.add_elimination(player)
    alive = [player for player in game["player_chips"] if state.is_player_alive(player)]
    if len(alive) <= 1 or (played and game["round"] >= self.num_rounds):
        self.determine_winner()
        return
    game["round"] += played
    after = [(game["button"] + distance) % state.num_players for distance in range(1, 16)]
    game["button"] = next(player for player in after if player in alive)
    self._reset_round(force=True)


def refuse(self: Any, reason: str) -> None:
    """Refuse an action; one too many takes the player out, and all others share the pot."""
    state, game = self.state, self.state.game_state
    player = state.current_player_id
    if not state.set_invalid_move(reason):
        return
    state.add_observation(f"Player {player} was eliminated by invalid move.")
    game["busted"].append([player])
    game["player_chips"][player] = 0
    others = [one for one in game["player_chips"] if state.is_player_alive(one)]
    _share(game, game["pot"], others)
    game["pot"] = 0
    _next_hand(self, played=False)


def showdown(self: Any) -> None:
    """Pay the pot, and a side pot for each player who is in for less than the others."""
    state, game = self.state, self.state.game_state
    unfolded = [one for one in game["player_hands"] if one not in game["folded_players"]]
    if len(unfolded) == 1:
        _share(game, game["pot"], unfolded)
        state.add_observation(
            f"Player {unfolded[0]} wins the pot of {game['pot']} chips (all others folded)."
        )
        return
    game["visible_community_cards"] = game["community_cards"]
    hands = "\n".join(f"Player {one}: {_cards(game['player_hands'][one], ' ')}" for one in unfolded)
    state.add_observation(
        f"Showdown round {game['round']}:\n{hands}\n"
        f"Community cards: {_cards(game['community_cards'])}"
    )
    table = game["community_cards"]
    scores = {one: self._evaluate_hand(game["player_hands"][one] + table) for one in unfolded}
    levels = sorted({game["paid"][one] for one in unfolded})
    before = 0
    for level in levels:
        pot = sum(min(paid, level) - min(paid, before) for paid in game["paid"].values())
        entitled = [one for one in unfolded if game["paid"][one] >= level]
        best = max(scores[one] for one in entitled)
        winners = [one for one in entitled if scores[one] == best]
        _share(game, pot, winners)
        name = "side pot" if before else "pot"
        if len(entitled) == 1:
            said = f"Player {winners[0]} takes back {pot} chips that nobody else matched."
        elif len(winners) == 1:
            said = f"Player {winners[0]} wins the {name} of {pot} chips."
        else:
            said = f"Tie between players {winners}. Each receives {pot // len(winners)} chips."
        state.add_observation(said)
        before = level


def observe(self: Any) -> None:
    """Show the hand to the player to move."""
    state, game = self.state, self.state.game_state
    player = state.current_player_id
    lines = []
    for one, chips in game["player_chips"].items():
        roles = ["Dealer"] if one == game["button"] else []
        roles += [
            name for name, who in zip(("SB", "BB"), game["blinds"], strict=True) if who == one
        ]
        role = f" ({'/'.join(roles)})" if roles else ""
        status = "folded" if one in game["folded_players"] else "active" if chips else "all-in"
        status = status if state.is_player_alive(one) else "out"
        bet = game["player_bets"][one]
        lines.append(f"P{one}{role}: {chips:.2f} chips | bet {bet:.2f} | {status}")
    rows, street = "\n".join(lines), _STREETS[game["betting_round"]]
    message = (
        f"===== Hand {game['round']} / {self.num_rounds} - {street} =====\n"
        f"Pot: {game['pot']} | Current bet: {game['current_bet']}\n"
        f"Visible board: [{_cards(game['visible_community_cards'])}]\n{rows}\n"
        f"Your hole: {_cards(game['player_hands'][player])}\n"
        "=============================================="
    )
    state.add_observation(message, _BOARD, to_id=player)


def evaluate(self: Any, cards: Sequence[_holdem.Card]) -> _holdem.Score:
    """The score of the best five cards."""
    return _holdem.score(cards)


def finish(self: Any) -> None:
    """End the game; who has as many chips as another, or lost them together, shares the places."""
    state, game = self.state, self.state.game_state
    stacks: dict[int, list[int]] = {}
    for player, chips in game["player_chips"].items():
        if state.is_player_alive(player):
            stacks.setdefault(chips, []).append(player)
    groups = [*game["busted"], *(stacks[chips] for chips in sorted(stacks))]
    rewards: dict[int, float] = {}
    for group in groups:
        place = len(rewards) + (len(group) - 1) / 2
        rewards |= dict.fromkeys(group, -1.0 + 2.0 * place / (state.num_players - 1))
    winners = ", ".join(f"Player {one}" for one in groups[-1])
    state.set_game_outcome(rewards, f"Final ranking (low→high): {list(rewards)}. Winner: {winners}")


def _pay(game: Any, player: int, amount: int) -> int:
    """Put chips into the pot, as many as there are; returns how many."""
    paid = min(amount, game["player_chips"][player])
    game["player_chips"][player] -= paid
    for account in ("player_bets", "paid"):
        game[account][player] += paid
    game["pot"] += paid
    if not game["player_chips"][player]:
        game["all_in_players"].add(player)
    return int(paid)


def _share(game: Any, pot: int, players: Sequence[int]) -> None:
    """Divide chips; what is left goes to the first player."""
    for player in players:
        game["player_chips"][player] += pot // len(players)
    if players:
        game["player_chips"][players[0]] += pot % len(players)


def _seats(self: Any, after: int) -> list[int]:
    """The players in the hand, in turn; the one after whom it begins comes last."""
    count = self.state.num_players
    turn = [(after + distance) % count for distance in range(1, count + 1)]
    return [player for player in turn if player not in self.state.game_state["folded_players"]]


def _cards(cards: Sequence[_holdem.Card], separator: str = ", ") -> str:
    return separator.join(f"{card['rank']}{card['suit']}" for card in cards)
