"""Patches of the games of talk, trade and deceit."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from gem_gymnasium.engines.textarena.data import scorable_game, used_car_text
from gem_gymnasium.engines.textarena.games import secret_mafia
from gem_gymnasium.engines.textarena.patches import _catan
from gem_gymnasium.engines.textarena.patches.kinds import Edit, Patch, Replace
from gem_gymnasium.engines.textarena.state import ObservationType, no_forged_lines
from gem_gymnasium.engines.textarena.streams import CURRENT

__all__ = ["PATCHES"]

_ECHO = ObservationType.PLAYER_ACTION
_SAID = ObservationType.GAME_ACTION_DESCRIPTION
_BOARD = ObservationType.GAME_BOARD
_ADMIN = ObservationType.GAME_ADMIN

_NEW = "e3b0c44298fc"  # the fingerprint of no function: ours is one more
_DIGITS = "A number of more than 4300 digits raises ValueError."
_QUADRATIC = "The search takes a time that grows with the square of the text's length."
_FORGED = "A player's words, sent by the game, could begin a line as if another had said it."
_LATE = "The limit is checked a turn late: the prompt promises one turn less than are played."
_PRINTED = "The prompt shows a placeholder in braces."


def _ours(self: Any) -> Any:
    """The module of a game."""
    return sys.modules[type(self).__module__]


# --- CharacterConclave ----------------------------------------------------------------------------


def _conclave_outcome(self: Any) -> None:
    state, votes = self.state, self.state.game_state["votes"]
    if len(votes) < state.num_players:
        return
    players = [one for one in range(state.num_players) if state.is_player_alive(one)]
    got = {one: sum(target == one for target in votes.values()) for one in players}
    counts = sorted(got.values())
    rewards = dict.fromkeys(state.elimination_order, -1.0)
    for player, count in got.items():
        # The mean rank of those with as many votes; the ends are -1 and 1, however many share them.
        below, above = (sum(one < count for one in counts), sum(one > count for one in counts))
        if below and above:
            rewards[player] = (below - above) / (len(counts) - 1)
        else:
            rewards[player] = float(bool(below) - bool(above))
    winners = [player for player in sorted(rewards) if rewards[player] == 1.0]
    state.set_game_outcome(
        rewards,
        f"Player(s) {winners} win(s) with the most votes."
        if winners
        else "Nobody has more votes than another.",
    )


# --- ScorableGames --------------------------------------------------------------------------------


def _scorable_load(self: Any) -> None:
    game = scorable_game(self.game_config)
    self.global_instructions = game["scenario"]
    self.issues = game["issues"]
    parties = list(enumerate(game["parties"]))
    self.player_configs = {
        player: {"agent_name": party["name"], "role": f"p{player + 1}"} for player, party in parties
    }
    self.player_scores = {
        player: {
            issue: {f"{issue}{number}": score for number, score in enumerate(scores, 1)}
            for issue, scores in party["scores"].items()
        }
        | {"threshold": party["threshold"]}
        for player, party in parties
    }
    self.player_instructions = {player: party["aims"] for player, party in parties}


def _scorable_step(self: Any, action: str) -> Any:
    state, player = self.state, self.state.current_player_id
    state.add_observation(f"Your action: {action}", _ECHO, player, player)
    if self._is_valid_action(action):
        self._process_valid_action(player, action)
    elif not self._handle_invalid_action(player, action):
        return state.step()  # asked again, on the last turn too
    self.valid_actions_this_round.add(player)
    if self._check_deal_accepted() or state.turn >= self.max_rounds - 1:
        self._end_game()
        reason = state.step_info.get("winner_reason") or state.step_info.get("draw_reason")
        for info in state.game_info.values():
            info["reason"] = reason
        return state.step()
    found = state.step()
    state.current_player_id = (player + 1) % state.num_players
    if self.current_deal:
        state.add_observation(self.get_board_str(), _BOARD, to_id=state.current_player_id)
    return found


# --- SecretMafia ----------------------------------------------------------------------------------

_VOTE = re.compile(r"\[(?:player\s*)?(\d{1,9})\]", re.IGNORECASE)


def _mafia_vote(text: str) -> int | None:
    for line in text.split("\n"):
        if found := _VOTE.findall(line):
            return int(found[-1])
    return None


def _mafia_after(self: Any) -> None:
    state, game = self.state, self.state.game_state
    if state.made_invalid_move or state.done:
        return
    while self.next_player_ids:
        following = self.next_player_ids.pop()
        if following in game["alive_players"]:
            state.manually_set_current_player_id(following)
            return
    phases = _ours(self).Phase
    alive = game["alive_players"]
    for voter in [one for one, target in game["votes"].items() if target not in alive]:
        del game["votes"][voter]  # whom they voted for is out already
    if self.phase is phases.DAY_VOTING:
        self._resolve_day_votes()
    elif self.phase is phases.NIGHT_MAFIA:
        self._store_mafia_target()
    following_phase = self._compute_next_phase()
    if following_phase is phases.DAY_DISCUSSION:
        if game["pending_elimination"] not in alive:
            game["pending_elimination"] = None
        self._resolve_night_outcome()
    if state.done:
        return
    self.phase = game["phase"] = following_phase
    self._send_phase_prompts()
    state.manually_set_current_player_id(self.next_player_ids.pop())


# --- SimpleBlindAuction ---------------------------------------------------------------------------

_BID = re.compile(r"\[Bid\s+(?:on\s+)?(?:Item\s+)?(\d+)\s*:\s*(\d+)\]", re.IGNORECASE)


def _auction_bids(self: Any, player_id: int, action: str) -> None:
    state, game = self.state, self.state.game_state
    state.add_observation(action, _ECHO, player_id, player_id)
    # Numbers beyond nine digits are as impossible as ten of them.
    bids = {int(item[:10]): int(amount[:10]) for item, amount in _BID.findall(action)}
    capital, total = game["remaining_capital"][player_id], sum(bids.values())
    wrong = next((item for item in bids if item >= self.num_items), None)
    if wrong is not None:
        state.set_invalid_move(
            f"Item {wrong} does not exist. Valid items are 0-{self.num_items - 1}."
        )
    elif not all(bids.values()):
        state.set_invalid_move("Bid amount must be positive.")
    elif total > capital:
        state.set_invalid_move(
            f"Total bid amount {total} exceeds your remaining capital {capital}."
        )
    else:
        game["player_bids"][player_id] = bids
        state.add_observation(
            f"You submitted bids for Items: {', '.join(map(str, bids))}."
            if bids
            else "You submitted no valid bids.",
            _SAID,
            to_id=player_id,
        )
        state.add_observation(f"Player {player_id} has submitted bids.", _SAID, to_id=1 - player_id)
        game["bidding_done"][player_id] = True


# --- TruthAndDeception ----------------------------------------------------------------------------


class _Facts(tuple[Any, ...]):
    """The pairs of facts that are the game's own: the same in all copies of it."""

    __slots__ = ()

    def __deepcopy__(self, memo: dict[int, Any]) -> _Facts:
        return self

    def __reduce__(self) -> Any:
        return _facts, ()


@cache
def _facts() -> _Facts:
    folder = files(f"{__name__.rpartition('.patches')[0]}.upstream.envs.TruthAndDeception")
    return _Facts(json.loads((folder / "facts.json").read_text("utf-8")))


def _truth_load(self: Any, data_path: str | None) -> None:
    if data_path is None:
        self.facts_data = _facts()
    else:
        with open(data_path, encoding="utf-8") as file:
            self.facts_data = json.load(file)


# --- TwoDollar ------------------------------------------------------------------------------------


def _dollar_roles(self: Any) -> dict[str, Any]:
    return dict(_roles_of(type(self).__module__.rpartition(".")[0]))


@cache
def _roles_of(package: str) -> dict[str, Any]:
    return {
        file.name.removesuffix(".json"): json.loads(file.read_text("utf-8"))
        for kind in ("enforceable", "non_enforceable")
        for file in sorted((files(package) / "roles" / kind).iterdir(), key=lambda one: one.name)
    }


def _dollar_step(self: Any, action: str) -> Any:
    state, player = self.state, self.state.current_player_id
    state.add_observation(f"Your action: {action}", _ECHO, player, player)
    if not self._is_valid_action(action):
        return state.step()  # asked again, on the last turn too; one too many has lost
    self._process_valid_action(player, action)
    if self._check_deal_accepted() or state.turn >= self.max_rounds - 1:
        self._end_game()
        return state.step()
    found = state.step()
    _dollar_board(self)
    return found


def _dollar_board(self: Any) -> None:
    """What upstream adds to each observation when it is asked for."""
    state, deal = self.state, self.current_proposal
    text = f"=== ROUND {state.turn + 1} of {self.max_rounds} ===\n"
    if deal["amount"] is not None:
        text += (
            f"\nCURRENT PROPOSAL:\nPlayer {deal['proposer']} wants ${deal['amount']:.2f}, Player "
            f"{1 - deal['proposer']} gets ${self.total_amount - deal['amount']:.2f}\n"
        )
    state.add_observation(text, _BOARD, to_id=state.current_player_id)


# --- UsedCarNegotiation ---------------------------------------------------------------------------

_PRICE = re.compile(r"\d[\d,]{0,11}")


def _car_init(self: Any, max_rounds: int = 10, batna: Any = None) -> None:
    self.max_rounds, self.min_price, self.max_price = max_rounds, 7_000, 10_000
    self.drawn_batna = self.batna = batna
    self.player_roles = {}
    self.player_instructions = {}
    self.blue_book = used_car_text("blue_book")


def _car_reset(self: Any, num_players: int, seed: int | None = None) -> None:
    self.state = _ours(self).ta.TwoPlayerState(
        num_players=num_players, max_turns=self.max_rounds, seed=seed
    )
    stream = CURRENT.get()
    buyer = stream.randint(0, 1)
    self.player_roles = {buyer: "buyer", 1 - buyer: "seller"}
    pairs = [("strong", "weak"), ("weak", "strong"), ("strong", "strong")]
    self.drawn_batna = self.batna or stream.choice(pairs)
    strengths = dict(zip(("buyer", "seller"), self.drawn_batna, strict=True))
    self.player_instructions = {
        player: used_car_text(f"{role}_{strengths[role]}").strip()
        for player, role in self.player_roles.items()
    }
    self.state.reset(
        game_state={"negotiation_history": [], "current_offer": {0: None, 1: None}},
        player_prompt_function=self._generate_player_prompt,
    )


def _car_step(self: Any, action: str) -> Any:
    state, game = self.state, self.state.game_state
    player, offers = state.current_player_id, game["current_offer"]
    action, role = action.strip(), self.player_roles[player]
    state.add_observation(f"Your action: {action}", _ECHO, player, player)
    head, pending = action[:9].upper(), offers[1 - player]
    kind, said = "", ""
    if head.startswith("[OFFER:"):
        match = _PRICE.search(action)
        price = int(match[0].replace(",", "")) if match else 0
        if price:
            kind, said = "OFFER", f"proposed a price of ${price}."
            offers[player] = price
        else:
            state.set_invalid_move("You were not specifying a valid price.")
    elif action.upper() in ("[ACCEPT]", "[REJECT]"):
        word = action[1:-1].lower()
        if pending is None:
            state.set_invalid_move(f"There is no offer to {word}.")
        else:
            kind, said = word.upper(), f"{word}ed the offer."
    elif head == "[DISCUSS:":
        words = no_forged_lines(action[9:].removesuffix("]").strip())
        kind, said = "DISCUSS", f"says: {words}"
    else:
        state.set_invalid_move("You were not specifying a valid action.")
    if kind:
        _car_tell(self, player, kind, f"The {role} {said}")
    return state.step(rotate_player=kind in ("OFFER", "DISCUSS"))


def _car_tell(self: Any, player: int, kind: str, message: str) -> None:
    """Make an action known, and see whether it was the last."""
    state, game = self.state, self.state.game_state
    game["negotiation_history"].append(
        {"player_id": player, "action_type": kind, "content": message, "round": state.turn}
    )
    state.add_observation(message, _SAID)
    if kind == "ACCEPT":
        price = game["current_offer"][1 - player]
        rewards = {one: self._reward_func(price, role) for one, role in self.player_roles.items()}
        state.set_game_outcome(rewards, f"The car is sold for ${price}.")
    elif kind == "REJECT":
        game["current_offer"][1 - player] = None
    if not state.done and state.turn + 1 >= self.max_rounds:
        state.set_draw(f"No agreement was reached in {self.max_rounds} rounds.")


# --- the table ------------------------------------------------------------------------------------

_TURNS_SPENT = (
    "self.state.max_turns is not None and not self.state.made_invalid_move "
    "and self.state.turn + 1 >= self.state.max_turns and not self.state.done"
)

PATCHES: Mapping[str, tuple[Patch, ...]] = {
    "envs.CharacterConclave.env": (
        Edit(
            "from_id=self.state.current_player_id, message=action)",
            "from_id=self.state.current_player_id, message=action, "
            "observation_type=ta.ObservationType.PLAYER_ACTION)",
            "A TypeError in TextArena's state: the message has no type.",
        ),
        Edit(
            "] -= len(action)",
            "] -= max(1, len(action))",
            "Empty messages cost nothing, and a discussion of them never ends.",
        ),
        Edit(
            'f"You have submitted and invalid vote: {vote}. It',
            '"You have submitted an invalid vote. It',
            "It always says that the vote was None.",
        ),
        Replace(
            "CharacterConclaveEnv._check_and_evaluate_outcome",
            _conclave_outcome,
            "Where all have as many votes all lose, and of equals in the middle the one with the "
            "higher number earns more.",
            "abcf110bab46",
        ),
    ),
    "envs.NewRecruit.env": (
        Edit('"  - Write your rationale to', 'f"  - Write your rationale to', _PRINTED),
        Edit('"    You may say anything', 'f"    You may say anything', _PRINTED),
        Edit("if self.state.check_turn_limit():", f"if {_TURNS_SPENT}:", _LATE),
    ),
    "envs.ScorableGames.env": (
        Edit(
            "import TeamMultiPlayerState", "import TeamMultiPlayerState, no_forged_lines", _FORGED
        ),
        Edit(
            'rationale = action.split("[Propose]")[0].strip()',
            'rationale = no_forged_lines(action.split("[Propose]")[0].strip())',
            _FORGED,
        ),
        Edit(
            "rationale = action.split(vote)[0].strip()",
            "rationale = no_forged_lines(action.split(vote)[0].strip())",
            _FORGED,
        ),
        Edit(
            'elif "[Accept]" in action:\n            return True\n'
            '        elif "[Reject]" in action:\n            return True',
            'elif "[Accept]" in action or "[Reject]" in action:\n'
            "            return bool(self.current_deal)",
            "A vote without a proposal is refused and passes the turn on all the same.",
        ),
        Edit(
            'reason = "Invalid action format"',
            'reason = "There is no proposal to vote on yet"',
            "The reason of the refusal is wrong.",
        ),
        Edit(
            "            part = part.strip()\n",
            "            part = part.strip().rstrip('.,!?;:')\n",
            "A proposal with a full stop passes the check, and then is refused and ends the turn.",
        ),
        Edit(
            "threshold_rewards[player_id] = threshold",
            "threshold_rewards[player_id] = 0.0\n"
            '            self.state.game_info[player_id]["score"] = threshold',
            "Without a deal the reward is the threshold, some 50, and with one it is 1 or -1.",
        ),
        Replace(
            "ScorableGamesEnv._load_game_configuration",
            _scorable_load,
            "The release lacks the games; ours are in another place and form.",
            "b6411c15b725",
        ),
        Replace(
            "ScorableGamesEnv.step",
            _scorable_step,
            "An invalid move on the last turn ends the game at once, and what a player must see, "
            "the proposal with its scores and votes, is only in what TextArena makes when asked.",
            "9962a36afcd0",
        ),
    ),
    "envs.SecretMafia.env": (
        Edit("between 5 and 15", "between 6 and 15", "It says 5 and means 6."),
        Edit(
            'target not in self.state.game_state["alive_players"]:',
            "target not in self._targets():",
            "Choices that the prompt doesn't offer are taken: oneself, and Mafia for the Mafia.",
            count=3,
        ),
        Edit(
            'self.state.game_state["alive_players"].remove(pid)',
            'self.state.game_state["alive_players"].remove(pid); '
            "self.state.elimination_order.append(pid)",
            "The state isn't told who is out.",
        ),
        Replace(
            "SecretMafiaEnv._targets",
            secret_mafia.targets,
            "The choices that are offered.",
            _NEW,
        ),
        Replace(
            "VoteHandler.parse",
            staticmethod(_mafia_vote),
            f"{_QUADRATIC} {_DIGITS}",
            "ec222b7bfc4b",
        ),
        Replace(
            "SecretMafiaEnv._after_player_action",
            _mafia_after,
            "When doctor and detective are dead the Mafia's victim survives; and players who are "
            "out already are voted out or killed again.",
            "ef680ea95352",
        ),
    ),
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
            _NEW,
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
            _QUADRATIC,
        ),
        Edit(
            "    body = ' '.join(body.split())",
            "    if len(body) > 1000: return None\n    body = ' '.join(body.split())",
            f"{_QUADRATIC} {_DIGITS}",
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
    "envs.SimpleBlindAuction.env": (
        Edit(
            "            # Now each player only gets ONE chance to place bids (or pass).\n"
            '            # So mark them as "done" after their action:\n'
            '            self.state.game_state["bidding_done"][current_pid] = True\n',
            "",
            "Refused bids count as made: the second bidder has no second chance.",
        ),
        Edit(
            "if all(self.state.game_state",
            "if not self.state.made_invalid_move and all(self.state.game_state",
            "A game that was lost by a second refusal is decided once more.",
        ),
        Edit(
            '            remaining = game_state["remaining_capital"][pid]\n'
            '            auction_results["player_profit"]',
            '            remaining = game_state["remaining_capital"][pid] = '
            "self.starting_capital - spent\n"
            '            auction_results["player_profit"]',
            "Bids that don't win are paid too, though the results count only what won as spent.",
        ),
        Edit(
            "[Bid on Item 3: 175]",
            "[Bid on Item {self.num_items - 1}: 175]",
            "An example that is refused where there are three items.",
        ),
        Edit(
            "\"You can submit multiple bids in one turn, for example:\\n'[Bid on Item 0: 150] "
            "[Bid on Item 2: 200] [Bid on Item 4: 350]'\"",
            "f\"You can submit multiple bids in one turn, for example:\\n'[Bid on Item 0: 150] "
            "[Bid on Item {(self.num_items - 1) // 2}: 200] "
            "[Bid on Item {self.num_items - 1}: 350]'\"",
            "An example that is refused where there are three items.",
        ),
        Replace(
            "SimpleBlindAuctionEnv._handle_bidding_action",
            _auction_bids,
            "Two mistakes in one message lose the game at once; of a refused message the good bids "
            "are paid; that somebody made no bid is known before the other bids; sums of more than "
            "4300 digits raise ValueError.",
            "3984551c3b2a",
        ),
    ),
    "envs.SimpleNegotiation.env": (
        Edit(
            r're.compile(r"\[Offer:?\s*(?:I\s+(?:give|offer)\s+)?([^\[\]]+?)\s*\.*\]", '
            "re.IGNORECASE | re.DOTALL)",
            r're.compile(r"\[Offer:?([^\[\]]+)\]", re.IGNORECASE)',
            _QUADRATIC,
        ),
        Edit(
            "            offer_str = ' '.join(offer_str.split())",
            "            if len(offer_str) > 1000: return None\n"
            "            offer_str = ' '.join(offer_str.split())",
            _QUADRATIC,
        ),
        Edit(
            'rejected the trade offer.", observation_type='
            "ta.ObservationType.GAME_ACTION_DESCRIPTION)\n",
            'rejected the trade offer.", observation_type='
            "ta.ObservationType.GAME_ACTION_DESCRIPTION)\n"
            '            self.state.game_state["current_offer"] = None\n',
            "A rejected offer stays: it can be accepted later, by its maker too.",
        ),
        Edit(
            "if self.state.check_turn_limit(): self._determine_winner()",
            f"if {_TURNS_SPENT}: self._determine_winner()",
            _LATE,
        ),
    ),
    "envs.TruthAndDeception.env": (
        Edit(
            "conversation for {self.state.max_turns} turns",
            "conversation for {self.state.max_turns - 1} turns",
            "The guess is the last of the turns.",
        ),
        Edit(
            "player for {self.state.max_turns} turns",
            "player for {self.state.max_turns - 1} turns",
            "The guess is the last of the turns.",
        ),
        Edit(
            "if self.guess_fact1_pattern.search(action) or self.guess_fact2_pattern."
            "search(action):",
            "if bool(self.guess_fact1_pattern.search(action)) "
            "!= bool(self.guess_fact2_pattern.search(action)):",
            "Who guesses both facts always wins.",
        ),
        Replace(
            "TruthAndDeceptionEnv._load_facts",
            _truth_load,
            "The file is read anew for each game, in the locale's encoding, and copied with it.",
            "d451a09c8776",
        ),
    ),
    "envs.TwoDollar.env": (
        Edit("import TwoPlayerState", "import TwoPlayerState, no_forged_lines", _FORGED),
        *(
            Edit(
                f'rationale = action.split("[{word}]")[0].strip()',
                f'rationale = no_forged_lines(action.split("[{word}]")[0].strip())',
                _FORGED,
            )
            for word in ("Propose", "Accept", "Reject")
        ),
        Edit(
            "return float(match.group(1))",
            "return round(float(match.group(1)), 2)",
            "A split of parts of a cent is shown as one of whole cents.",
        ),
        Edit(
            "concession = proposals[-1] - amount",
            "concession = round(proposals[-1] - amount, 2)",
            "A concession of one cent, from 1.50 to 1.49, is refused as one of more.",
        ),
        Edit(
            "            player_prompt_function=self._generate_player_prompt\n        )\n",
            "            player_prompt_function=self._generate_player_prompt\n        )\n"
            "        self._tell_round()\n",
            "The round is told only in what TextArena makes when it is asked.",
        ),
        Replace(
            "TwoDollarEnv._tell_round",
            _dollar_board,
            "The round is told only in what TextArena makes when it is asked.",
            _NEW,
        ),
        Replace(
            "TwoDollarEnv._load_available_roles",
            _dollar_roles,
            "In the order of the file system and the locale's encoding, anew for each game.",
            "2cdf2fb99339",
        ),
        Replace(
            "TwoDollarEnv.step",
            _dollar_step,
            "A refused move on the last turn ends the game at once, and a game that was lost by "
            "refusals is made a draw.",
            "09aa54447406",
        ),
    ),
    "envs.UsedCarNegotiation.env": (
        Edit(
            "return max(0.0, (self.max_price-price) / (self.max_price-self.min_price))",
            "return min(1.0, max(0.0, (self.max_price-price) / (self.max_price-self.min_price)))",
            "A share of the range of prices that can be far more than all of it.",
        ),
        Edit(
            "return max(0.0, (price-self.min_price) / (self.max_price-self.min_price))",
            "return min(1.0, max(0.0, (price-self.min_price) / (self.max_price-self.min_price)))",
            "A share of the range of prices that can be far more than all of it.",
        ),
        Replace(
            "UsedCarNegotiationEnv.__init__",
            _car_init,
            "The release lacks the texts; and a draw here repeats the draw of the roles.",
            "13fe1f46cc34",
        ),
        Replace(
            "UsedCarNegotiationEnv.reset",
            _car_reset,
            "Strong buyer means that Player 0 is strong, who is the seller in half of the games.",
            "828c8ac4069f",
        ),
        Replace(
            "UsedCarNegotiationEnv.step",
            _car_step,
            "Accepting nothing ends the game; at the limit a standing offer counts as accepted; "
            "the limit comes a round late; $8,500 is read as 8; talk is told with its brackets.",
            "c82b684f4873",
        ),
    ),
}
