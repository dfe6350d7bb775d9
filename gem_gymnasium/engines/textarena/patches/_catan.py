"""What takes the place of SettlersOfCatan's drawing, of its turns and of its negotiations."""

from __future__ import annotations

import re
import string
import sys
from collections import Counter
from functools import cache
from typing import Any

from gem_gymnasium.engines.textarena.state import ObservationType

__all__ = [
    "adjacent_edges",
    "board_text",
    "copy_board",
    "corner_words",
    "refuse",
    "rotate",
    "step",
    "viable_moves",
]

_ECHO = ObservationType.PLAYER_ACTION
_SAID = ObservationType.GAME_ACTION_DESCRIPTION
_ADMIN = ObservationType.GAME_ADMIN

_CHOICE = re.compile(r"\[(\d{1,9})\]")
_ACCEPT = re.compile(r"\[accept\]", re.IGNORECASE)
_DENY = re.compile(r"\[deny\]", re.IGNORECASE)
_DONE = re.compile(r"\[done\]", re.IGNORECASE)
_OFFER = re.compile(r"\[offer:?([^\[\]]+)\]", re.IGNORECASE)
_WINS = 11


# --- the board ------------------------------------------------------------------------------------


@cache
def _blank(module: str) -> tuple[list[str], dict[Any, list[tuple[int, str]]]]:
    """The pieces of the empty board's text, and which of them show a corner or an edge."""
    engine: Any = sys.modules[module]
    board = engine.Board.build_standard()
    names: dict[str, tuple[Any, str]] = {}
    texts: dict[str, str] = {}
    for (q, r), tile in board.hexes.items():
        root, terrain = f"C{engine.coord_key(q, r)}", tile.terrain.name.title()
        texts[f"{root}T"] = terrain
        texts[f"{root}N"] = "/" if tile.token is None else str(tile.token)
    for corner in board.corners:
        for kind in ("O", "C"):
            names[engine.corner_key(corner, kind)] = (corner, kind)
    for key, edge in board.edges.items():
        names[engine.edge_key(key, edge.orient)] = (key, edge.orient)
    empty = {"O": " ", "C": " ", "H": "______", "F": "╱", "B": "╲"}
    parts: list[str] = []
    places: dict[Any, list[tuple[int, str]]] = {}
    for literal, name, form, _ in string.Formatter().parse(engine._TEMPLATE):
        parts.append(literal)
        if name in names:
            where, kind = names[name]
            places.setdefault(where, []).append((len(parts), kind))
            parts.append(empty[kind])
        elif name in texts:
            parts.append(_padded(texts[name], form or "", number=name.endswith("N")))
    return parts, places


def _padded(text: str, form: str, number: bool) -> str:
    """A tile's label as upstream's template pads it: numbers stay numbers there."""
    return format(int(text) if number and text.isdigit() else text, form)


def board_text(board: Any) -> str:
    """The board as text: the empty one with the pieces put in."""
    blank, places = _blank(type(board).__module__)
    parts = list(blank)
    for player in board.players.values():
        letter = player.color.name[0]
        for road in player.roads:
            for place, kind in places.get(road, ()):
                parts[place] = letter * 6 if kind == "H" else letter
        for corner in player.settlements:
            piece = "V" if board.corners[corner].piece.name == "SETTLEMENT" else "C"
            for place, kind in places.get(corner, ()):
                parts[place] = piece if kind == "O" else letter
    return "".join(parts)


def adjacent_edges(self: Any, cid: Any) -> list[Any]:
    """The edges at a corner, looked up; they never change."""
    table: dict[Any, list[Any]] | None = self.__dict__.get("_edges_at")
    if table is None:
        table = self._edges_at = {corner: [] for corner in self.corners}
        for edge in self.edges:
            for corner in edge:
                table[corner].append(edge)
    return table.get(cid, [])


def corner_words(cid: Any, board: Any) -> str:
    """The tiles around a corner in words, kept once they were made."""
    words: dict[Any, str] = board.__dict__.setdefault("_words_of", {})
    if cid not in words:
        tiles = [board.hexes[coord] for coord in cid if coord in board.hexes]
        named = [f"{'/' if one.token is None else one.token} {one.terrain.value}" for one in tiles]
        words[cid] = f"{{{', '.join(named) or 'edge'}}}"
    return words[cid]


def viable_moves(self: Any, player: Any) -> list[Any]:
    """What a player can pay for and build, numbered from 1, in upstream's order and words."""
    engine: Any = sys.modules[type(self).__module__]
    found: list[tuple[str, tuple[str, Any]]] = []
    if player.can_pay(engine.COST_ROAD):
        reached = {*player.settlements, *(end for road in player.roads for end in road)}
        for key, edge in self.edges.items():
            if edge.owner is None and (key[0] in reached or key[1] in reached):
                ends = f"{corner_words(key[0], self)} ↔ {corner_words(key[1], self)}"
                found.append((f"Build ROAD  between {ends}", ("build_road", key)))
    if player.can_pay(engine.COST_SETTLEMENT):
        for cid, corner in self.corners.items():
            if (
                corner.piece is None
                and any(
                    self.edges[edge].owner is player.color for edge in self._adjacent_edges(cid)
                )
                and all(self.corners[one].piece is None for one in self._adjacent_corners(cid))
            ):
                text = f"Build SETTLEMENT at {corner_words(cid, self)}"
                found.append((text, ("build_settlement", cid)))
    if player.can_pay(engine.COST_CITY):
        for cid in player.settlements:
            if self.corners[cid].piece is engine.Piece.SETTLEMENT:
                found.append((f"Upgrade CITY at {corner_words(cid, self)}", ("build_city", cid)))
    return [(number, *move) for number, move in enumerate(found, 1)]


def copy_board(self: Any, memo: dict[int, Any]) -> Any:
    """A copy of the board that shares what never changes."""
    copy = object.__new__(type(self))
    copy.__dict__.update(self.__dict__)
    copy.corners = {
        key: type(one)(one.tiles, one.piece, one.owner) for key, one in self.corners.items()
    }
    copy.edges = {
        key: type(one)(one.ends, one.adjacent_hexes, one.owner, one.orient, one.i)
        for key, one in self.edges.items()
    }
    copy.players = {
        key: type(one)(one.color, [*one.settlements], [*one.roads], Counter(one.hand))
        for key, one in self.players.items()
    }
    return copy


# --- turns ----------------------------------------------------------------------------------------


def step(self: Any, action: str) -> Any:
    """A player's choice, or a word in a negotiation."""
    state, game = self.state, self.state.game_state
    player, phase = state.current_player_id, game["turn_phase"]
    state.add_observation(action, _ECHO, player, player)
    if phase == "action":
        _choose(self, action)
    elif phase == "negotiation":
        _negotiate(self, action)
    elif not self._negotiation_partner_selection(action):
        _refused(self, "Invalid negotiation partner selection.")
    return state.step(rotate_player=False)


def _choose(self: Any, action: str) -> None:
    state, game = self.state, self.state.game_state
    player, last = state.current_player_id, len(self.game_moves)
    match = _CHOICE.search(action)
    choice = int(match[1]) if match else 0
    if match is None:
        _refused(self, "No action found.")
    elif not 1 <= choice <= last:
        _refused(self, "Selected action index is out of bounds. Please select from the list.")
    elif choice == last:
        state.add_observation(f"Player {player} ({self.roles[player]}) ends his turn.", _SAID)
        self._rotate_players(force=True)
    elif choice == last - 1:
        game["move_count"] += 1
        game["turn_phase"] = "negotiation_start"
        options = ", ".join(f"'[{one}]'/'[{self.roles[one]}]'" for one in _others(self))
        state.add_observation(
            f"You selected action [{choice}] (Negotiation). Please select a player you would like "
            f"to negotiation with. The options are: {options}. Please select exactly one.",
            to_id=player,
        )
    else:
        builder = self.board.players[self.board.str_to_enum(self.roles[player])]
        self.board.execute_action(builder, self.game_moves[choice - 1][2])
        game["move_count"] += 1
        if any(one["total"] >= _WINS for one in self.board.get_scores().values()):
            self._determine_winner()
        else:
            _go_on(self)


def _others(self: Any) -> list[int]:
    """The players in the game, but for the one whose turn it is, in the order of their turns."""
    game, count = self.state.game_state, self.state.num_players
    after = [(game["turn_owner"] + distance) % count for distance in range(1, count)]
    return [player for player in after if player not in game["eliminated_players"]]


def _go_on(self: Any) -> None:
    """Ask the player whose turn it is for the next move; where none is left, the next player."""
    game = self.state.game_state
    if game["move_count"] >= game["move_allowance"]:
        self._rotate_players(force=True)
    else:
        self._render_board_state()


def rotate(self: Any, force: bool) -> None:
    """End the turn: the next player throws the dice, or the game is over."""
    state, game = self.state, self.state.game_state
    others = _others(self)
    game["turns"] += 1
    if not others or game["turns"] >= self.max_turns:
        self._determine_winner()
        return
    state.manually_set_current_player_id(others[0], force=force)
    game.update(turn_owner=others[0], turn_done=False, move_count=0, turn_phase="action")
    game.update(negotiation_partner=None, current_offer=None)
    self._roll_dice()
    self._render_board_state()


def refuse(self: Any, reason: str) -> bool:
    """Refuse a move; returns whether it was one too many, and the player is out."""
    state, game = self.state, self.state.game_state
    player = state.current_player_id
    if not state.set_invalid_move(reason):
        return False
    game["eliminated_players"].add(player)
    state.elimination_order.append(player)
    state.add_observation(
        f"Player {player} ({self.roles[player]}) has been eliminated because of repeated invalid "
        "moves.",
        _ADMIN,
    )
    return True


def _refused(self: Any, reason: str) -> None:
    """Refuse a move, and go on without a player who is out."""
    game, player = self.state.game_state, self.state.current_player_id
    if not self._handle_invalid(reason):
        return
    if self.state.num_players - len(game["eliminated_players"]) < 2:
        self._determine_winner()
    elif player == game["turn_owner"]:
        self._rotate_players(force=True)
    else:
        _end_negotiation(self)


# --- negotiations ---------------------------------------------------------------------------------


def _negotiate(self: Any, action: str) -> None:
    """What one of the two says: an answer to the other's offer, an offer of his own, or neither."""
    engine: Any = sys.modules[type(self).__module__]
    state, game = self.state, self.state.game_state
    player, owner = state.current_player_id, game["turn_owner"]
    other = game["negotiation_partner"] if player == owner else owner
    hand = self.board.players[self.board.str_to_enum(self.roles[player])].hand
    state.add_observation(action, _ECHO, player, other)
    if _DONE.search(action):
        game["move_count"] += 1
        _end_negotiation(self)
        return
    offered, pending = _OFFER.search(action), game["current_offer"]
    if pending and pending["to_player"] == player:
        if _ACCEPT.search(action):
            if not engine._has_resources(hand, pending["requested_resources"]):
                _refused(self, "Trade failed: resources missing.")
                return
            self._execute_trade_accept()
        elif player != owner or offered or _DENY.search(action):
            state.add_observation(f"Player {player} denied the trade offer.", _SAID)
            game["current_offer"] = None
    if offered:
        terms = engine._parse_offer_body(offered[1])
        if not (terms and engine._has_resources(hand, terms["offered_resources"])):
            _refused(self, "Malformed or unaffordable offer.")
            return
        game["current_offer"] = {"from_player": player, "to_player": other, **terms}
        state.add_observation(
            f"Player {player} offered to Player {other}: {offered[1].strip()}", _SAID
        )
    state.manually_set_current_player_id(other, force=True)
    if player == owner:
        game["move_count"] += 1
    elif game["move_count"] >= game["move_allowance"]:
        _end_negotiation(self)


def _end_negotiation(self: Any) -> None:
    state, game = self.state, self.state.game_state
    game.update(turn_phase="action", negotiation_partner=None, current_offer=None)
    state.add_observation("Negotiation finished.", _SAID)
    state.manually_set_current_player_id(game["turn_owner"], force=True)
    _go_on(self)
