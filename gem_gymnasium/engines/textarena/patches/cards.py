"""Patches of the games of cards, dice and choices."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from gem_gymnasium.engines.textarena.games import spite_and_malice
from gem_gymnasium.engines.textarena.patches import _poker
from gem_gymnasium.engines.textarena.patches.kinds import Edit, Patch, Replace
from gem_gymnasium.engines.textarena.state import Info, ObservationType

__all__ = ["PATCHES"]

_ACTION = ObservationType.GAME_ACTION_DESCRIPTION
_BOARD = ObservationType.GAME_BOARD
_ECHO = ObservationType.PLAYER_ACTION

_NEW = "e3b0c44298fc"  # the fingerprint of no function: ours is one more
_DIGITS = "A number of more than 4300 digits raises ValueError."
_QUADRATIC = "The search takes a time that grows with the square of the text's length."
_NOT_ALIVE = "A player who is out keeps the move, and the game waits for ever."
_TIE = "With three players and more the end raises AttributeError, and ties go to the lowest id."


def _alive(self: Any) -> list[int]:
    state = self.state
    return [one for one in range(state.num_players) if one not in state.elimination_order]


def _next_of(self: Any, players: list[int]) -> int:
    """Whose turn comes first after the player to move."""
    state = self.state
    after = int(state.current_player_id) + 1
    return min(players, key=lambda one: (one - after) % state.num_players)


def _end(self: Any, winners: list[int], summary: str) -> None:
    """End with these winners; with a draw where all win."""
    if len(winners) == self.state.num_players:
        self.state.set_draw(summary)
    else:
        self.state.set_winners(winners, summary)


def _left_alone(self: Any, player: int) -> bool:
    """Tell all that a player is out; returns whether that ends the game."""
    self.state.add_observation(f"Player {player} is out of the game.")
    alive = _alive(self)
    if len(alive) == 1:
        self.state.set_winners(alive, f"Player {alive[0]} is the only one left in the game.")
    return len(alive) == 1


# --- Briscola -------------------------------------------------------------------------------------


def _briscola_step(self: Any, action: str) -> tuple[bool, Info]:
    state = self.state
    player = state.current_player_id
    hand = state.game_state["players"][player]["hand"]
    state.add_observation(action, _ECHO, from_id=player)
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
        if not _left_alone(self, player):
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
    state.manually_set_current_player_id(_next_of(self, waiting), force=True)
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
    holding = [one for one in _alive(self) if game["players"][one]["hand"]]
    if not holding:
        self._end_game()
        return
    leader = game["trick_leader"]
    if leader not in holding:
        leader = _next_of(self, holding)
    state.manually_set_current_player_id(leader, force=True)
    self._announce_turn(leader)


def _briscola_deal(self: Any) -> None:
    game = self.state.game_state
    order = sorted(
        _alive(self), key=lambda one: (one - game["trick_leader"]) % len(game["players"])
    )
    for player in order:
        if game["deck"]:
            game["players"][player]["hand"].append(game["deck"].pop())


def _briscola_end(self: Any) -> None:
    game = self.state.game_state
    game["phase"] = "finished"
    points = game["points_won"]
    alive = _alive(self)
    best = max(points[one] for one in alive)
    winners = [one for one in alive if points[one] == best]
    scores = "".join(
        f"Player {one}: {points[one]} points ({len(game['tricks_won'][one])} tricks)\n"
        for one in sorted(points, key=lambda one: -points[one])
    )
    _end(self, winners, f"Game Over! {_who(winners)} {best} points!\n\nFinal Scores:\n{scores}")


def _who(winners: list[int]) -> str:
    if len(winners) == 1:
        return f"Player {winners[0]} wins with"
    return f"Players {', '.join(map(str, winners))} tie with"


_BRISCOLA = (
    Edit(r"\[play (\d+)\]", r"\[play ([0-9]{1,3})\]", _DIGITS),
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
    Replace("BriscolaEnv.step", _briscola_step, f"{_NOT_ALIVE} {_TIE}", "9eb39cd079a7"),
    Replace("BriscolaEnv._next_player_in_trick", _briscola_go_on, _NOT_ALIVE, "eee818c7724d"),
    Replace("BriscolaEnv._resolve_trick", _briscola_trick, _NOT_ALIVE, "3819fe47a58e"),
    Replace(
        "BriscolaEnv._deal_new_cards",
        _briscola_deal,
        "The leader of the trick draws first, not its winner as the comment says.",
        "fcbc81cdcd42",
    ),
    Replace("BriscolaEnv._end_game", _briscola_end, _TIE, "a80ae53db35e"),
)


# --- Golf -----------------------------------------------------------------------------------------


def _golf_step(self: Any, action: str) -> tuple[bool, Info]:
    state, game = self.state, self.state.game_state
    player = state.current_player_id
    result: tuple[bool, Info] = self._move(action)
    if state.done or player not in state.elimination_order:
        return result
    if "drawn_card" in game:
        game["discard_pile"].append(game.pop("drawn_card"))
    game["took_from_discard"] = False
    state.current_player_id = player
    if not _left_alone(self, player):
        _golf_go_on(self)
    return state.done, result[1]


def _golf_next_turn(self: Any) -> tuple[bool, Info]:
    _golf_go_on(self)
    result: tuple[bool, Info] = self.state.step(rotate_player=False)
    return result


def _golf_go_on(self: Any) -> None:
    state, game = self.state, self.state.game_state
    game["turn_phase"] = "draw"
    last = game["triggering_player"] if game["current_phase"] == "final_round" else None
    following = _next_of(self, [*_alive(self), *([last] if last is not None else [])])
    if following == last:
        self._end_game()
        return
    state.manually_set_current_player_id(following, force=True)
    self._announce_turn_options(following)


def _golf_settle(self: Any) -> None:
    players = self.state.game_state["players"]
    alive = _alive(self)
    best = min(players[one]["score"] for one in alive)
    winners = [one for one in alive if players[one]["score"] == best]
    scores = "".join(
        f"Player {one}: {players[one]['score']} points\n"
        for one in sorted(players, key=lambda one: players[one]["score"])
    )
    _end(
        self,
        winners,
        f"Game Over! {_who(winners)} a score of {best} points!\n\nFinal Scores:\n{scores}",
    )


_GOLF = (
    Edit(r"\[swap (\d+) (\d+)\]", r"\[swap ([0-9]{1,3}) ([0-9]{1,3})\]", _DIGITS),
    Edit(r"\[peek (\d+) (\d+)\]", r"\[peek ([0-9]{1,3}) ([0-9]{1,3})\]", _DIGITS),
    Edit(
        "[swap X Y], [discard], [knock], or [peek X Y]",
        "[swap X Y], or [discard]",
        "It names actions that are refused.",
    ),
    Edit(
        "You must first [draw], [take], [knock], or [peek X Y]",
        "You must first [draw] or [take]",
        "It names actions that are refused.",
    ),
    Edit(
        "        winner_id = min(self.state",
        "        self._settle()\n        return\n        winner_id = min(self.state",
        _TIE,
    ),
    Replace("GolfEnv._settle", _golf_settle, _TIE, _NEW),
    Edit("def step(", "def _move(", "It gets a name for ours to call."),
    Replace("GolfEnv.step", _golf_step, _NOT_ALIVE, "ccba3af5e28e"),
    Replace(
        "GolfEnv._next_turn",
        _golf_next_turn,
        f"After the first hand is open, one player too few gets the turn that is promised. "
        f"{_NOT_ALIVE}",
        "b2ca043b5ae9",
    ),
)


# --- SpiteAndMalice -------------------------------------------------------------------------------


def _spite_observe(self: Any, player_id: int) -> None:
    moves = ", ".join(spite_and_malice.moves(self, player_id))
    board = self._render_board(player_id=player_id)
    message = f"Current Board:\n\n{board}\nAvailable Moves: {moves}"
    self.state.add_observation(message, _BOARD, to_id=player_id)


def _spite_can_draw(self: Any, player_id: int) -> bool:
    return spite_and_malice.draws(self, player_id)


_SPITE = (
    Edit(
        "fill your hand up to 5 cards. Enter **[draw]** to begin.",
        "fill your hand up to 5 cards, if you hold fewer. Enter **[draw]** to begin. When the deck "
        "is empty and you have no card in hand and nothing to play, **[draw]** passes the turn.",
        "With an empty hand and an empty deck one can neither move nor pass.",
    ),
    Replace(
        "SpiteAndMaliceEnv._observe_current_state",
        _spite_observe,
        "It lists a draw that draws nothing, and moves twice.",
        "3ccd9db4d133",
    ),
    Replace("SpiteAndMaliceEnv._can_draw", _spite_can_draw, "Ours must call it.", _NEW),
    Edit(
        'if action_type == "draw":\n                    self._draw_cards(player_id)',
        'if action_type == "draw":\n'
        "                    if not self._can_draw(player_id):\n"
        '                        self.state.set_invalid_move(reason="There is nothing to draw.")\n'
        "                        break\n"
        "                    if not self.deck:\n"
        '                        self.state.add_observation(f"Player {player_id} has nothing left '
        'to do and passes.")\n'
        "                        rotate_player = True\n"
        '                        self.state.game_state["player_turn"] = 1 - player_id\n'
        "                        break\n"
        "                    self._draw_cards(player_id)",
        "A draw that draws nothing can be repeated for ever.",
    ),
    Edit(
        "self.state.set_invalid_move(reason=reason)\n            rotate_player  = True",
        "self.state.set_invalid_move(reason=reason)",
        "After a refused move the other player is shown the board.",
    ),
    Edit(
        "if self._play_card(player_id, card, int(index)):",
        "if card and self._play_card(player_id, card, int(index)):",
        "A play without a card raises ValueError.",
    ),
    Edit(
        'message=f"Player {player_id} played {card} on center pile {index}."\n'
        "                        self.state.add_observation(from_id=ta.GAME_ID, to_id=1-player_id, "
        "message=message, observation_type=ta.ObservationType.GAME_ACTION_DESCRIPTION)",
        'message=f"Player {player_id} played {card} on center pile {index}."\n'
        "                        self.state.add_observation(from_id=ta.GAME_ID, to_id=1-player_id, "
        "message=message, observation_type=ta.ObservationType.GAME_ACTION_DESCRIPTION)\n"
        '                        if not self.players[player_id]["payoff"]: break',
        "A discard after the play that wins raises IndexError.",
    ),
)


# --- ThreePlayerGOPS ------------------------------------------------------------------------------


def _gops_step(self: Any, action: str) -> tuple[bool, Info]:
    state, game = self.state, self.state.game_state
    player = state.current_player_id
    state.add_observation(action, _ECHO, from_id=player, to_id=player)
    tokens = self.action_space.findall(action.lower())
    bid = self._face_to_val(tokens[-1]) if tokens else 0
    hand = game["player_hands"][player]
    if bid in hand:
        game["pending_bids"][player] = bid
        hand.remove(bid)
    elif state.set_invalid_move(
        "card already used or invalid" if tokens else "action needs a bracketed card like '[Q]'"
    ):
        state.add_observation(f"Player {player} eliminated after repeated invalid moves.")
    alive = _alive(self)
    if len(alive) == 1:
        state.set_winners(alive, "Two players eliminated - automatic win.")
    elif all(one in game["pending_bids"] for one in alive):
        _gops_reveal(self)
        self._start_round()
    result: tuple[bool, Info] = state.step()
    return result


def _gops_reveal(self: Any) -> None:
    state, game = self.state, self.state.game_state
    bids = dict(sorted(game["pending_bids"].items()))
    pot = game["current_prize"] + game["carry_pot"]
    winners = [player for player, bid in bids.items() if bid == max(bids.values())]
    shown = ", ".join(f"P{player}:{self._val_to_face(bid)}" for player, bid in bids.items())
    if len(winners) == 1:
        game["player_scores"][winners[0]] += pot
        game["carry_pot"] = 0
        state.add_observation(f"Bids » {shown} - Player {winners[0]} wins {pot}.")
    else:
        game["carry_pot"] = pot
        state.add_observation(f"Bids » {shown} - tie, pot now {pot}.")
    scores = "  ".join(f"P{player}:{score}" for player, score in game["player_scores"].items())
    state.add_observation(f"Scores → {scores}")


_GOPS = (
    Replace(
        "ThreePlayerGOPSEnv.step",
        _gops_step,
        "When the last player to bid is eliminated, another one must bid twice.",
        "5bd7aa864623",
    ),
    Edit(
        'scores = gs["player_scores"]\n',
        "scores = {p: s if self.state.is_player_alive(p) else -1 for p, s in "
        'gs["player_scores"].items()}\n',
        "A player who was eliminated can win.",
    ),
)


# --- Snake, Surround ------------------------------------------------------------------------------

_MOVES = "max_turns} moves of all players together"
_DEAD = "Who is dead isn't marked as out of the game."
_ONCE = "The last step is counted twice."
_LATE = "The game lasts a move longer than the prompt says."
_AT_ONCE = (
    "It is not counted as a refused move, and it kills even where refused moves are forgiven."
)
_STATE = "FFAMultiPlayerState(num_players=num_players, max_turns=self.max_turns, seed=seed)"
_NO_ERRORS = (
    "FFAMultiPlayerState(num_players=num_players, max_turns=self.max_turns, seed=seed, "
    "error_allowance=0)"
)
_REFUSED = (
    "        if token is None and not self.state.set_invalid_move(reason=\"Use '[up]', '[down]', "
    "'[left]' or '[right]'.\"):\n"
    "            return self.state.step(rotate_player=False)\n"
)
_OUT = "self.state.add_elimination(pid)"

_SNAKE = (
    Edit(_STATE, _NO_ERRORS, _AT_ONCE),
    Edit(
        "        if token is None:\n            snake = snakes[pid]",
        f"{_REFUSED}        if token is None:\n            snake = snakes[pid]",
        _AT_ONCE,
    ),
    Edit(
        "apples: List[Tuple[int, int]] = [c for _ in range(self.num_apples) if (c := "
        "self._random_free_cell(snakes, [])) is not None]",
        "apples: List[Tuple[int, int]] = []\n"
        "        for _ in range(self.num_apples):\n"
        "            if (c := self._random_free_cell(snakes, apples)) is not None: "
        "apples.append(c)",
        "Two apples may lie in one cell.",
    ),
    Edit(
        'format(pid, "X")',
        '"0123456789BCDEF"[pid]',
        "The head of snake 10 looks like an apple.",
    ),
    Edit(
        "You control snake {player_id}. Valid",
        "You control snake {player_id}; on the board its head is "
        "'{'0123456789BCDEF'[player_id]}', bodies are '#', and apples are 'A'. Valid",
        "Nothing says what stands for what on the board.",
    ),
    Edit(
        "(turn limit {self.max_turns} turns).",
        f"(turn limit {{self.{_MOVES}). A move that is not valid kills the snake.",
        "The limit is on moves, and nothing says what an invalid move costs.",
    ),
    Edit(
        "self.state.turn >= self.state.max_turns",
        "self.state.turn + 1 >= self.state.max_turns",
        _LATE,
    ),
    Edit(
        "snake.alive, snake.death_reason = False, reason",
        f"snake.alive, snake.death_reason = False, reason\n            {_OUT}",
        _DEAD,
    ),
    Edit(
        'snake.alive, snake.death_reason = False, "body collision"',
        f'snake.alive, snake.death_reason = False, "body collision"\n                {_OUT}',
        _DEAD,
    ),
    Edit(
        "            self.state.step(rotate_player=False)  # propagate terminal transition\n",
        "",
        _ONCE,
    ),
    Edit(
        '        self.state.add_observation(f"Current Board:\\n{self.state.game_state'
        "['board_state']}\", observation_type=ta.ObservationType.GAME_BOARD)\n",
        "",
        "Each board is shown twice.",
    ),
)

_SURROUND = (
    Edit(_STATE, _NO_ERRORS, _AT_ONCE),
    Edit(
        "        if token is None:\n            pl = players[pid]",
        f"{_REFUSED}        if token is None:\n            pl = players[pid]",
        _AT_ONCE,
    ),
    Edit(
        "You are player {player_id}. Valid",
        "You are player {player_id}; on the board your head is '{player_id:X}', and trails are "
        "'#'. Valid",
        "Nothing says what stands for what on the board.",
    ),
    Edit(
        "head-on crashes kill both.",
        f"head-on crashes kill both. A move that is not valid kills too. The game ends after "
        f"{{self.{_MOVES}; whoever has lived longest wins.",
        "Neither the limit nor what an invalid move costs is said.",
    ),
    Edit(
        "self.state.turn >= self.state.max_turns",
        "self.state.turn + 1 >= self.state.max_turns",
        _LATE,
    ),
    Edit(
        'players[pid].death_reason = "crash"',
        f'players[pid].death_reason = "crash"\n                {_OUT}',
        _DEAD,
    ),
    Edit(
        "            self.state.step(rotate_player=False)   # make terminal transition\n",
        "",
        _ONCE,
    ),
)


# --- PublicGoodsGame, MarketEntryGame -------------------------------------------------------------

_BRACES = (
    Edit(r"\{([^}]*)\}", r"\{([^{}]*)\}", _QUADRATIC),
    Edit(
        "[match.strip() for match in matches if match.strip()]",
        "[' '.join(match.split()) for match in matches if match.strip()]",
        "A message with line breaks can say what looks like the words of another.",
    ),
)

_PUBLIC_GOODS = (
    *_BRACES,
    Edit(r"\[(\d+)\]", r"\[([0-9]{1,6})\]", _DIGITS),
    Edit(
        'if all(p in self.state.game_state["pending_contributions"] for p in alive_players):',
        'if alive_players and all(p in self.state.game_state["pending_contributions"] for p in '
        "alive_players):",
        "Without players a round is played and announced.",
    ),
)


def _market_examples(self: Any) -> str:
    players, capacity = self.state.num_players, self.market_capacity
    lines = [f"Example Scenarios (with {players} players):"]
    for entrants in sorted({min(capacity, players), min(capacity + 1, players), players}):
        pay = self.entry_profit if entrants <= capacity else self.overcrowding_penalty
        status = "not overcrowded" if entrants <= capacity else "overcrowded!"
        others = f", others get {self.safe_payoff}" if entrants < players else ""
        lines.append(f"- If {entrants} players enter ({status}): entrants get {pay}{others}")
    lines.append(f"- If none enter: everyone gets {self.safe_payoff}")
    return "\n".join(lines)


_SCENARIOS = "The prompt speaks of a capacity of 2 and of four players, whatever they are."

_MARKET = (
    *_BRACES,
    Edit(
        'if all(p in self.state.game_state["pending_decisions"] for p in alive_players):',
        'if alive_players and all(p in self.state.game_state["pending_decisions"] for p in '
        "alive_players):",
        "Without players a round is played and announced.",
    ),
    Replace(
        "MarketEntryGameEnv._examples",
        _market_examples,
        _SCENARIOS,
        _NEW,
    ),
    Edit(
        'f"Example Scenarios (with {self.state.num_players} players):\\n"',
        'f"{self._examples()}\\n\\n"',
        _SCENARIOS,
    ),
    Edit(
        '            f"- If 2 players enter (not overcrowded): entrants get '
        "{game_state['entry_profit']}, others get {game_state['safe_payoff']}\\n\"\n",
        "",
        _SCENARIOS,
    ),
    Edit(
        '            f"- If 3 players enter (overcrowded!): entrants get '
        "{game_state['overcrowding_penalty']}, the one who stayed out gets "
        "{game_state['safe_payoff']}\\n\"\n",
        "",
        _SCENARIOS,
    ),
    Edit(
        "            f\"- If all enter: everyone gets {game_state['overcrowding_penalty']}\\n\"\n",
        "",
        _SCENARIOS,
    ),
    Edit(
        "            f\"- If none enter: everyone gets {game_state['safe_payoff']}\\n\\n\"\n",
        "",
        _SCENARIOS,
    ),
)


# --- Poker ----------------------------------------------------------------------------------------

_TURNS = (
    "The first player of a betting round is skipped, the big blind may not raise, and players "
    "without chips stay in the game."
)
_POTS = "Who is all-in for little wins what others bet among themselves."

_POKER = (
    Edit(r"\[call.*\]", r"\[call[^\[\]\n]*\]", _QUADRATIC),
    Edit(r"\[bet (\d+)\]", r"\[bet ([0-9]{1,7})\]", _DIGITS),
    Edit(r"\[raise (\d+)\]", r"\[raise ([0-9]{1,7})\]", _DIGITS),
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

# --- the table ------------------------------------------------------------------------------------

PATCHES: Mapping[str, tuple[Patch, ...]] = {
    "envs.Briscola.env": _BRISCOLA,
    "envs.ColonelBlotto.env": (
        Edit(
            "copy.copy(self._player_states)",
            "copy.deepcopy(self._player_states)",
            "Both players share one allocation.",
            count=3,
        ),
        Edit(r"\[([^\]]+)\]", r"\[([^\[\]]+)\]", _QUADRATIC),
        Edit(
            r"([A-Za-z])\s*:?\s*(\d+)",
            r"([A-Za-z])\s*(?::\s*)?([0-9]{1,6})",
            f"{_QUADRATIC} {_DIGITS}",
        ),
        Edit(
            "Win the majority of fields to win the round!",
            "Fields that you don't name get 0. Win more fields than your opponent to win the "
            "round, and more rounds to win the game!",
            "Fields that nobody wins are not in the majority, and defaults are not said.",
        ),
        Edit(
            "field['player_1_units'] = 0\n        self._render_game_state()",
            "field['player_1_units'] = 0\n        self._check_gameover()\n"
            "        if not self.state.done: self._render_game_state()",
            "After the end another round is announced.",
        ),
    ),
    "envs.GermanWhist.env": (Edit(r"\[play (\d+)\]", r"\[play ([0-9]{1,3})\]", _DIGITS),),
    "envs.Golf.env": _GOLF,
    "envs.HighSociety.env": (
        Edit(
            'return self.state.game_state["player_prestige"][pid]',
            'return self.state.game_state["player_prestige"][pid] + '
            'sum(self.state.game_state["player_money"][pid])',
            "The cash that is left doesn't count, though the prompt says so.",
        ),
        Edit(
            'gs["current_prize"] = prize',
            'gs["current_prize"] = prize\n        gs["ties"] = 0',
            "Equal bids are auctioned again for ever.",
        ),
        Edit(
            '            self.state.add_observation(message="Tie - bids returned. Rebid!"',
            '            gs["ties"] += 1\n'
            '            if gs["ties"] == 3:\n'
            '                self.state.add_observation(message=f"Third tie - bids returned. '
            'Prestige {prize} is discarded.")\n'
            "                self._next_auction()\n"
            "                return self.state.step(rotate_player=True)\n"
            '            self.state.add_observation(message="Tie - bids returned. Rebid!"',
            "Equal bids are auctioned again for ever.",
        ),
        Edit(
            "the same prestige card is re-auctioned.",
            "the same prestige card is re-auctioned; after a third tie it is discarded.",
            "Equal bids are auctioned again for ever.",
        ),
    ),
    "envs.IndianPoker.env": (
        Edit(r"\[bet (\d+)\]", r"\[bet ([0-9]{1,6})\]", _DIGITS),
        Edit(r"\[raise (\d+)\]", r"\[raise ([0-9]{1,6})\]", _DIGITS),
        Edit(
            'gs["prev_action"] = None # track check-check',
            'gs["prev_action"] = None\n        gs["second_check"] = False',
            "After a round of two checks, the first check of the next ends it.",
        ),
        Edit(
            'if gs["current_round"] > self.max_rounds:',
            'if gs["current_round"] > self.max_rounds or min(gs["player_chips"].values()) < '
            "self.ante:",
            "A player without chips goes on with debts.",
        ),
        Edit(
            'elif move == "call":    cost = to_call',
            'elif move == "call":    cost = min(to_call, gs["player_chips"][pid])',
            "A bet of more chips than the other has can't be called, and wins every round.",
        ),
        Edit(
            'gs["current_bets"][pid] += to_call\n            gs["player_chips"][pid] -= to_call\n'
            '            gs["pot"] += to_call',
            'gs["current_bets"][pid] += cost\n            gs["player_chips"][pid] -= cost\n'
            '            gs["player_chips"][1-pid] += to_call - cost\n'
            '            gs["pot"] += 2 * cost - to_call',
            "A bet of more chips than the other has can't be called, and wins every round.",
        ),
        Edit(
            "(cost {to_call})",
            "(cost {min(to_call, gs['player_chips'][to_pid])})",
            "A bet of more chips than the other has can't be called, and wins every round.",
        ),
        Edit(
            "- Highest hidden card wins the pot at showdown.\\n",
            "- Highest hidden card wins the pot at showdown.\\n"
            "- With fewer chips than the bet, a call costs all of them, and the rest of the bet is "
            "returned.\\n- The game ends early when a player cannot pay the ante.\\n",
            "What a player without enough chips can do is nowhere said.",
        ),
    ),
    "envs.IteratedMatchingPennies.env": (
        Edit(
            "re.IGNORECASE)",
            "re.IGNORECASE | re.ASCII)",
            "A long s passes for an s, and 'heads' with one counts as tails.",
        ),
    ),
    "envs.IteratedStagHunt.env": (
        Edit(
            '{self.state.game_state["decisions"][pid]}\'',
            "{self.state.game_state['decisions'][pid]}'",
            "A SyntaxError before Python 3.12: the same quotes inside an f-string.",
        ),
        Edit(
            "# reset\n            self._create_round_payoff_matrix()",
            '# reset\n            if self.state.game_state["round"] <= '
            'self.state.game_state["num_rounds"]: self._create_round_payoff_matrix()',
            "After the end another round is announced.",
        ),
    ),
    "envs.LiarsDice.env": (
        Edit(
            r"\[bid\s*:?\s*(\d+)[,\s]+(\d+)\]",
            r"\[bid\s*(?::\s*)?([0-9]{1,4})[,\s]+([0-9]{1,4})\]",
            f"{_QUADRATIC} {_DIGITS}",
        ),
        Edit(
            "if not (1 <= new_face_value <= 6):",
            "total = sum(self.state.game_state['remaining_dice'].values())\n"
            "        if not (1 <= new_quantity <= total): return False, "
            'f"Quantity must be between 1 and {total}, the number of dice in the game."\n'
            "        if not (1 <= new_face_value <= 6):",
            "A bid may name no dice, which can't be called, and bids can rise for ever.",
        ),
        Edit(
            "i.e. '[Bid: 3, 4]',",
            "i.e. '[Bid: 3, 4]'; neither may be lower, and the quantity may not exceed the number "
            "of dice in the game,",
            "That neither may be lower is nowhere said.",
        ),
        Edit(
            "        # Roll new dice only for players still holding dice",
            '        held = self.state.game_state["remaining_dice"].values()\n'
            "        if sum(count > 0 for count in held) < 2: return\n"
            "        # Roll new dice only for players still holding dice",
            "After the end another round is announced.",
        ),
    ),
    "envs.MarketEntryGame.env": _MARKET,
    "envs.PigDice.env": (
        Edit(
            "points wins\\n\\nWhen",
            "points wins\\n- After {self.max_turns} rolls and holds of both players the turn that "
            "is going on is the last, and the higher score wins\\n\\nWhen",
            "The limit is nowhere said.",
        ),
    ),
    "envs.Poker.env": _POKER,
    "envs.PublicGoodsGame.env": _PUBLIC_GOODS,
    "envs.Snake.env": _SNAKE,
    "envs.SpiteAndMalice.env": _SPITE,
    "envs.Surround.env": _SURROUND,
    "envs.ThreePlayerGOPS.env": _GOPS,
    "envs.ThreePlayerIPD.env": (
        Edit(r"\[\s*(\d+)\s+(cooperate", r"\[\s*([0-9]{1,6})\s+(cooperate", _DIGITS),
        Edit(
            "(i.e. '[1 defect] [2 cooperate]'",
            "(i.e. '[{(player_id + 1) % 3} defect] [{(player_id + 2) % 3} cooperate]'",
            "Two of three players are shown an example with themselves as their opponent.",
        ),
    ),
}
