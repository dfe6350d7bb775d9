"""Patches of the board games."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from gem_gymnasium.engines.textarena.games import (
    breakthrough,
    crusade,
    lines_of_action,
    othello,
    santorini,
    stratego,
    tak,
)
from gem_gymnasium.engines.textarena.patches.kinds import Edit, Patch, Replace
from gem_gymnasium.engines.textarena.state import ObservationType

__all__ = ["PATCHES"]

_ECHO = ObservationType.PLAYER_ACTION
_SAID = ObservationType.GAME_ACTION_DESCRIPTION
_MESSAGE = ObservationType.GAME_MESSAGE
_BOARD = ObservationType.GAME_BOARD

_NEW = "e3b0c44298fc"  # the fingerprint of no function: ours is one more
_DIGITS = "A number of more than 4300 digits raises ValueError."
_QUOTES = "A SyntaxError before Python 3.12: the same quotes inside an f-string."
_QUADRATIC = "The search takes a time that grows with the square of the text's length."


# --- Battleship -----------------------------------------------------------------------------------


def _battleship_tell(self: Any) -> None:
    for player in (0, 1):
        self.state.add_observation(self._render_player_view(player), _BOARD, to_id=player)


def _battleship_view(self: Any, player_id: int) -> str:
    game = self.state.game_state
    rows = zip(game["board"][player_id], game["tracking_board"][player_id], strict=True)
    lines = [
        f"{chr(65 + row)}   {'  '.join(own)}      {chr(65 + row)}   {'  '.join(shots)} "
        for row, (own, shots) in enumerate(rows)
    ]
    return "\n".join([_battleship_header(player_id, self.grid_size), *lines])


@cache
def _battleship_header(player: int, size: int) -> str:
    numbers = " ".join(f"{column:2}" for column in range(size))
    return (
        f"\nPlayer {player}'s View".center(size * 4 + 15)
        + f"\n   {'Your Ships'.center(size * 3)}        {'Your Hits on Opponent'.center(size * 3)}"
        + f"\n   {numbers}         {numbers}"
    )


# --- Breakthrough ---------------------------------------------------------------------------------


def _breakthrough_end(self: Any) -> None:
    state = self.state
    if state.made_invalid_move:
        return
    board = state.game_state["board"]
    if "W" in board[-1]:
        state.set_winner(player_id=0, reason="White reached Black's home row.")
    elif "B" in board[0]:
        state.set_winner(player_id=1, reason="Black reached White's home row.")
    elif not any("W" in row for row in board):
        state.set_winner(player_id=1, reason="All White pieces captured.")
    elif not any("B" in row for row in board):
        state.set_winner(player_id=0, reason="All Black pieces captured.")
    else:
        following = 1 - state.current_player_id
        if next(breakthrough.moves(board, following), None) is None:
            state.set_winner(1 - following, reason=f"Player {following} cannot move.")


# --- Chess ----------------------------------------------------------------------------------------


def _chess_move(self: Any, action: str) -> None:
    import chess  # a dependency of this game alone

    state = self.state
    match = re.search(r"\[[a-h][1-8][a-h][1-8][qrbn]?\]", action, re.IGNORECASE)
    if match is None:
        state.set_invalid_move(reason="Wrong move format.")
        return
    board, text = state.game_state["board"], match.group().lower()[1:-1]
    move = chess.Move.from_uci(text) if text[:2] != text[2:4] else chess.Move.null()
    if self.show_valid:
        legal = f"[{text}]" in state.game_state["valid_moves"]
    else:
        castles_as_e1h1 = board.is_castling(move) and abs(move.to_square - move.from_square) != 2
        legal = board.is_legal(move) and not castles_as_e1h1
    if not legal:
        state.set_invalid_move(reason="Illegal move.")
        return
    board.push(move)
    if self.show_valid:
        state.game_state["valid_moves"] = _chess_moves(board)
    state.add_observation(
        f"Player {state.current_player_id} made the following move: {text}", _SAID
    )


def _chess_moves(board: Any) -> str:
    return ", ".join([f"[{move.uci()}]" for move in board.generate_legal_moves()])


def _chess_end(self: Any) -> None:
    state = self.state
    if state.made_invalid_move:
        return
    board = state.game_state["board"]
    can_move = state.game_state["valid_moves"] if self.show_valid else any(board.legal_moves)
    over = (
        not can_move
        or board.halfmove_clock >= 150
        or board.is_insufficient_material()
        or board.is_fivefold_repetition()
    )
    if over:
        winner = board.outcome().winner
        if winner is None:
            state.set_draw(reason="Game ended in a draw.")
        else:
            player = 0 if winner else 1
            state.set_winner(player_id=player, reason=f"Player {player} wins the match.")
    elif state.turn + 1 >= state.max_turns:
        state.set_draw(reason="The turn limit has been reached.")


def _chess_tell(self: Any) -> None:
    game = self.state.game_state
    text = ""
    if self.is_open:
        text += f"Current board:\n{self._board_with_coords(game['board'])}"
    if self.show_valid:
        text += f"\nValid moves: {game['valid_moves']}"
    self.state.add_observation(text, _BOARD)


def _chess_board(board: Any) -> str:
    cells = ["."] * 64
    kinds = (board.pawns, board.knights, board.bishops, board.rooks, board.queens, board.kings)
    for names, ours in (("PNBRQK", board.occupied_co[True]), ("pnbrqk", board.occupied_co[False])):
        for name, squares in zip(names, kinds, strict=True):
            left = squares & ours
            while left:
                cells[(left & -left).bit_length() - 1] = name
                left &= left - 1
    line = " ".join(cells)
    rows = [f" {rank + 1} | {line[16 * rank : 16 * rank + 15]} |" for rank in range(7, -1, -1)]
    return "\n".join([_CHESS_EDGE, *rows, _CHESS_EDGE, _CHESS_FILES])


_CHESS_EDGE = f"   +{'-' * 17}+"
_CHESS_FILES = f"   {' '.join('abcdefgh').center(17)}"


# --- ConnectFour ----------------------------------------------------------------------------------

_COLUMN = re.compile(r"\[(?:col\s*)?(\d{1,4})\]", re.IGNORECASE)


def _connect_four_column(self: Any, action: str) -> tuple[bool, int | None, str | None]:
    matches = _COLUMN.finditer(action)
    match = next(matches, None)
    start = f"Player {self.state.current_player_id}, Invalid action"
    if match is None:
        return False, None, f"{start} format. Expected format: '[col x]'."
    for later in matches:  # the last one of the first line that has any
        if "\n" in action[match.end() : later.start()]:
            break
        match = later
    column = int(match[1])
    if column >= self.num_cols:
        return False, None, f"{start}. Column {column} is out of bounds."
    if self.state.game_state["board"][0][column] != ".":
        return False, None, f"{start}. Column {column} is full."
    return True, column, None


# --- Crusade --------------------------------------------------------------------------------------


def _crusade_moves(self: Any, pid: int) -> list[str]:
    return list(crusade.moves(self.state.game_state["board"], pid))


def _crusade_after_move(self: Any) -> None:
    state, game = self.state, self.state.game_state
    game["move_count"] += 1
    for player, piece in enumerate("WB"):
        if not any(piece in row for row in game["board"]):
            state.set_winner(1 - player, reason=f"Player {player} has no pieces.")
            return
        if next(crusade.moves(game["board"], player), None) is None:
            state.set_winner(1 - player, reason=f"Player {player} cannot move.")
            return
    if game["move_count"] >= self.MAX_MOVES:
        first, second = game["score"]
        if first == second:
            state.set_draw(reason="Move limit reached.")
        else:
            state.set_winner(int(second > first), reason="Higher capture score.")
    self._observe_current_state(1 - state.current_player_id)


# --- LinesOfAction --------------------------------------------------------------------------------


def _loa_can_move(self: Any, side: str) -> bool:
    return next(lines_of_action.moves(self.state.game_state["board"], side), None) is not None


# --- Othello --------------------------------------------------------------------------------------

_OTHELLO_MOVE = re.compile(r"\[\s*(\d{1,4})(?:\s*,)?\s*(\d{1,4})\s*\]")


def _othello_moves(self: Any, piece: str) -> list[list[int]]:
    return othello.moves(self.board, piece)


def _othello_step(self: Any, action: str) -> Any:
    state, game = self.state, self.state.game_state
    player = state.current_player_id
    state.add_observation(action, _ECHO, from_id=player)
    match = _OTHELLO_MOVE.search(action)
    square = [int(match[1]), int(match[2])] if match else []
    if square not in game["valid_moves"]:
        if not square:
            state.set_invalid_move(reason="Move must be of the form [row, col].")
        else:
            state.set_invalid_move(reason=f"Illegal move. Valid moves: {game['valid_moves']}")
        return state.step(rotate_player=False)

    piece, other = "BW"[player], "WB"[player]
    flipped = self._place_and_flip(*square, piece)
    following = self._valid_moves(other)
    text = f"Player {player} ({piece}) played {square} flipping {flipped} piece(s)"
    _othello_tell(self, text, following)
    if following:
        return state.step()
    again = self._valid_moves(piece)
    if not again:
        self._declare_winner()
        return state.step()
    text = f"Player {1 - player} ({other}) has no valid moves and must skip."
    state.add_observation(text, _MESSAGE)
    _othello_tell(self, f"Player {1 - player} had to skip their turn", again)
    return state.step(rotate_player=False)


def _othello_tell(self: Any, text: str, valid: list[list[int]]) -> None:
    state, game = self.state, self.state.game_state
    state.add_observation(text, _SAID)
    game["valid_moves"] = valid
    self._push_gamestate()
    text = f"Game Board:\n{game['rendered_board']}"
    if self.show_valid and valid:
        text += "\nValid moves: " + ", ".join([f"'{square}'" for square in valid])
    elif self.show_valid:
        text += "\nNo valid moves – you may have to skip."
    text += f"\nScores - Black: {game['black_count']}, White: {game['white_count']}\n"
    state.add_observation(text, _BOARD)


# --- QuantumTicTacToe -----------------------------------------------------------------------------

_LINES = (
    *((3 * k, 3 * k + 1, 3 * k + 2) for k in range(3)),
    *((k, k + 3, k + 6) for k in range(3)),
    (0, 4, 8),
    (2, 4, 6),
)


def _quantum_collapse(self: Any, move_ids: list[int]) -> None:
    state, game = self.state, self.state.game_state
    board, open_marks = game["board"], game["superpositions"]
    numbers = game.setdefault("numbers", {})
    pending = [(move_ids[0], open_marks[move_ids[0]][1])]
    for move, cell in pending:  # grows: a mark in a cell that is taken goes to its other one
        player, _, _ = open_marks.pop(move)
        _quantum_solidify(self, player, cell, move)
        pending += [
            (other, two if cell == one else one)
            for other, (_, one, two) in open_marks.items()
            if cell in (one, two)
        ]
    lines = _quantum_lines(board, numbers)
    left = [(row, column) for row in range(3) for column in range(3) if not board[row][column]]
    if not lines and len(left) == 1:
        _quantum_solidify(self, 1 - state.current_player_id, left.pop(), self.move_count)
        lines = _quantum_lines(board, numbers)
    if lines:
        winner = min(lines, key=lambda player: lines[player])
        state.set_winner(player_id=winner, reason=f"Player {winner} wins with solidified marks!")
    elif not left:
        state.set_draw(reason="All cells are solidified and nobody has a line.")


def _quantum_solidify(self: Any, player: int, cell: tuple[int, int], number: int) -> None:
    game = self.state.game_state
    symbol = "OX"[player]
    game["board"][cell[0]][cell[1]] = symbol
    game["numbers"][3 * cell[0] + cell[1]] = number
    self.state.add_observation(f"Superposition resolved. Cell {cell} is now {symbol}.", _MESSAGE)


def _quantum_lines(board: list[list[str]], numbers: Mapping[int, int]) -> dict[int, int]:
    """By player that has a line, the number of the move that was the last of it."""
    cells = [mark for row in board for mark in row]
    found: dict[int, int] = {}
    for line in _LINES:
        marks = {cells[cell] for cell in line}
        if len(marks) == 1 and marks != {""}:
            player = "OX".index(marks.pop())
            last = max(numbers[cell] for cell in line)
            found[player] = min(last, found.get(player, last))
    return found


# --- Santorini ------------------------------------------------------------------------------------


_SANTORINI_BOARD = """
     1     2     3     4     5
  ┌─────┬─────┬─────┬─────┬─────┐
A │ %s│ %s│ %s│ %s│ %s│ A
  ├─────┼─────┼─────┼─────┼─────┤
B │ %s│ %s│ %s│ %s│ %s│ B
  ├─────┼─────┼─────┼─────┼─────┤
C │ %s│ %s│ %s│ %s│ %s│ C
  ├─────┼─────┼─────┼─────┼─────┤
D │ %s│ %s│ %s│ %s│ %s│ D
  ├─────┼─────┼─────┼─────┼─────┤
E │ %s│ %s│ %s│ %s│ %s│ E
  └─────┴─────┴─────┴─────┴─────┘
     1     2     3     4     5

Legend:
- Cell format is [height worker]
- Height: 0-3 for building levels, 4 for dome
- Workers: Navy(N1,N2), White(W1,W2), Grey(G1,G2)
"""


def _santorini_board(board: santorini.Board) -> str:
    return _SANTORINI_BOARD % tuple(
        f"{height} {'NWG'[worker[0]]}{worker[1]}" if worker else f"{height}   "
        for row in board
        for height, worker in row
    )


def _santorini_moves(self: Any, player_id: int) -> str:
    return ", ".join(santorini.moves(self.board, player_id))


def _santorini_step(self: Any, action: str) -> Any:
    state = self.state
    player = state.current_player_id
    state.add_observation(action, _ECHO, from_id=player)
    if self._execute_player_move(action=action):
        self._check_gameover()
        if self.is_open:
            state.add_observation(_santorini_board(self.board), _BOARD)
    elif not state.is_player_alive(player):
        rest = [other for other in range(state.num_players) if state.is_player_alive(other)]
        if len(rest) == 1:
            reason = f"Player {player} ({self.PLAYER_COLORS[player]}) made too many invalid moves."
            state.set_winners(player_ids=rest, reason=reason)
    return state.step()


def _santorini_end(self: Any) -> None:
    state, colors = self.state, self.PLAYER_COLORS
    player, following = state.current_player_id, state.next_alive_player()
    for row in self.board:
        for height, worker in row:
            if height == 3 and worker is not None:
                reason = (
                    f"Player {worker[0]} ({colors[worker[0]]}) won by moving a worker to level 3!"
                )
                state.set_winners(player_ids=[worker[0]], reason=reason)
                return
    for loser, winner in ((player, following), (following, player)):
        if next(santorini.moves(self.board, loser), None) is None:
            reason = (
                f"Player {loser} ({colors[loser]}) has no valid moves. "
                f"Player {winner} ({colors[winner]}) wins!"
            )
            state.set_winners(player_ids=[winner], reason=reason)
            return


# --- Stratego -------------------------------------------------------------------------------------

_RANKS = {
    "Flag": " FL ",
    "Bomb": " BM ",
    "Spy": " SP ",
    "Scout": " SC ",
    "Miner": " MN ",
    "Sergeant": " SG ",
    "Lieutenant": " LT ",
    "Captain": " CP ",
    "Major": " MJ ",
    "Colonel": " CL ",
    "General": " GN ",
    "Marshal": " MS ",
}


def _stratego_tell(self: Any) -> None:
    mover = self.state.current_player_id
    moves = ", ".join(stratego.moves(self.board, mover))
    first = self.state.turn == 0 and self.state.refusals == 0
    for player in (0, 1) if first else (mover,):
        text = f"Current Board:\n\n{self._render_board(player_id=player, full_board=False)}"
        if player == mover:
            text += f"\nAvailable Moves: {moves}"
        self.state.add_observation(text, _BOARD, to_id=player)


def _stratego_board(self: Any, player_id: int | None, full_board: bool = False) -> str:
    lines = [f"   {' '.join(f'{column:>3}' for column in range(10))}\n"]
    for row, line in enumerate(self.board):
        cells = [f"{chr(65 + row)}  "]
        for piece in line:
            if piece is None:
                cells.append("  . ")
            elif piece == "~":
                cells.append("  ~ ")
            elif full_board:
                name = _RANKS[piece["rank"]]
                cells.append(name.lower() if piece["player"] == 0 else name)
            else:
                cells.append(_RANKS[piece["rank"]] if piece["player"] == player_id else "  ? ")
        lines.append("".join(cells) + "\n")
    return "".join(lines)


def _stratego_winner(self: Any) -> int | None:
    state = self.state
    if state.done or state.made_invalid_move:
        return None
    following = 1 - state.current_player_id
    stuck = [
        not any(
            self.board[row][column]["rank"] not in ("Bomb", "Flag")
            for row, column in self.player_pieces[player]
        )
        for player in (0, 1)
    ]
    if all(stuck):
        state.set_draw(reason="Neither player has any movable pieces left.")
        return None
    if not any(stuck):
        stuck[following] = next(stratego.moves(self.board, following), None) is None
    return 1 - stuck.index(True) if any(stuck) else None


# --- Tak ------------------------------------------------------------------------------------------


def _tak_can_place(self: Any, allocation: Any) -> bool:
    player = self.state.current_player_id
    if len(allocation) != 1:
        return False
    square, pieces = next(iter(allocation.items()))
    if len(pieces) != 1 or pieces[0] not in (f"F{player}", f"W{player}", f"C{player}"):
        return False
    left = self.players[player]["capstones" if pieces[0][0] == "C" else "stones"]
    return left > 0 and _tak_on_board(self, square) and not self.board[square[0]][square[1]]


def _tak_can_move(self: Any, source: Any, allocation: Any) -> bool:
    if source is None or not _tak_on_board(self, source):
        return False
    stack = self.board[source[0]][source[1]]
    drops = list(allocation.values())
    carried = [piece for pieces in drops for piece in pieces]
    if not stack or stack[-1][-1] != str(self.state.current_player_id) or not all(drops):
        return False
    if not carried or carried != stack[-len(carried) :]:
        return False
    step = None
    for distance, square in enumerate(allocation, 1):
        if not _tak_on_board(self, square):
            return False
        down, right = square[0] - source[0], square[1] - source[1]
        step = step or (down, right)  # of the first square, next to the source
        if abs(step[0]) + abs(step[1]) != 1 or (down, right) != (
            distance * step[0],
            distance * step[1],
        ):
            return False
        target = self.board[square[0]][square[1]]
        if target and not tak.can_enter(target[-1], carried):
            return False
    return True


def _tak_on_board(self: Any, square: Any) -> bool:
    return len(square) == 2 and all(
        isinstance(part, int) and 0 <= part < self.board_size for part in square
    )


def _tak_has_road(self: Any, player_id: int) -> bool:
    size = range(self.board_size)
    pieces = (f"F{player_id}", f"C{player_id}")
    road = {
        (row, column)
        for row in size
        for column in size
        if self.board[row][column] and self.board[row][column][-1] in pieces
    }
    return len(road) >= self.board_size and any(
        _tak_joins(road, {cell for cell in road if cell[axis] == 0}, axis, self.board_size - 1)
        for axis in (0, 1)
    )


def _tak_joins(road: set[tuple[int, int]], edge: set[tuple[int, int]], axis: int, far: int) -> bool:
    reached, new = set(edge), list(edge)
    while new:
        row, column = new.pop()
        if (row, column)[axis] == far:
            return True
        for cell in ((row + 1, column), (row - 1, column), (row, column + 1), (row, column - 1)):
            if cell in road and cell not in reached:
                reached.add(cell)
                new.append(cell)
    return False


def _tak_end(self: Any) -> None:
    state = self.state
    if state.done or state.made_invalid_move:
        return
    other = 1 - state.current_player_id
    if self._check_win(other):
        reason = f"Player {other} has connected two opposite edges of the board."
        state.set_winner(player_id=other, reason=reason)
        return
    stacks = [stack for row in self.board for stack in row]
    spent = any(not left["stones"] and not left["capstones"] for left in self.players.values())
    if all(stacks) or spent:
        flats = [sum(stack[-1:] == [f"F{player}"] for stack in stacks) for player in (0, 1)]
        if flats[0] == flats[1]:
            state.set_draw(reason=f"Both players have {flats[0]} flat stones on top.")
        else:
            winner = int(flats[1] > flats[0])
            reason = f"Player {winner} has more flat stones on top, {max(flats)} to {min(flats)}."
            state.set_winner(player_id=winner, reason=reason)


PATCHES: Mapping[str, tuple[Patch, ...]] = {
    "envs.Alquerque.env": (
        Edit(
            r"({coord_re}|\d+)\s+({coord_re}|\d+)",
            r"({coord_re}|\d\d?)\s+({coord_re}|\d\d?)",
            _DIGITS,
        ),
        Edit(
            "for pid in (0, 1):",
            "for pid in (1 - self.state.current_player_id, self.state.current_player_id):",
            "Where neither can move, Player 0 loses, even when it is Player 1's turn.",
        ),
    ),
    "envs.Battleship.env": (
        Edit(r"([A-Z])(\d+)", r"([A-Z])(\d\d?)", _DIGITS),
        Edit(
            "[1:3]",
            "[1:-1]",
            "Messages name A1 for a shot at A10, on boards with more than ten columns.",
            count=8,
        ),
        Replace(
            "BattleshipEnv._observe_current_state",
            _battleship_tell,
            "Player 1's prompt promises an initial board that only Player 0 is shown.",
            "8f9bc315d72a",
        ),
        Replace(
            "BattleshipEnv._render_player_view",
            _battleship_view,
            "Each shot draws two boards, three quarters of the step's time.",
            "59f2b9a79640",
        ),
    ),
    "envs.Breakthrough.env": (
        Replace(
            "BreakthroughEnv._check_winner",
            _breakthrough_end,
            "A player whose pieces are all blocked has lost, and is asked for a move.",
            "625975363f64",
        ),
    ),
    "envs.Checkers.env": (
        Edit(
            """self.state.game_state["board"][row][col]} " for col""",
            """self.state.game_state['board'][row][col]} " for col""",
            _QUOTES,
        ),
        Edit(
            "if not self._has_legal_move(self.state.current_player_id):",
            "following = 1 - self.state.current_player_id\n"
            "        if not self.state.made_invalid_move and not self._has_legal_move(following):",
            "Looks whether the player who has just moved could, not the one whose turn it is.",
        ),
        Edit(
            "self.state.set_winners(player_id=1-self.state.current_player_id, "
            """reason=f"Player {self.state.current_player_id} has""",
            """self.state.set_winner(player_id=1-following, reason=f"Player {following} has""",
            "TypeError when a player has no move.",
        ),
    ),
    "envs.Chess.env": (
        Edit(
            """in self.state.game_state["board"].legal_moves])}"# show""",
            """in self.state.game_state['board'].legal_moves])}"# show""",
            _QUOTES,
        ),
        Replace(
            "ChessEnv._execute_player_move",
            _chess_move,
            "A move such as [e2e2] raises ValueError; the list of the valid moves isn't renewed.",
            "3c57c4ebcedd",
        ),
        Replace(
            "ChessEnv._check_gameover",
            _chess_end,
            "The turn limit isn't looked at.",
            "076f004c5bd3",
        ),
        Replace(
            "ChessEnv._agument_observations",
            _chess_tell,
            "Finds the legal moves again.",
            "c14b59d50335",
        ),
        Replace(
            "ChessEnv._board_with_coords",
            staticmethod(_chess_board),
            "Draws the board twice, piece by piece, half of the step's time.",
            "3cc43eb81714",
        ),
    ),
    "envs.Chopsticks.env": (
        Edit(r"split\s+(\d+)\s+(\d+)", r"split\s+(\d{1,3})\s+(\d{1,3})", _DIGITS),
    ),
    "envs.ConnectFour.env": (
        Replace(
            "ConnectFourEnv._validate_action",
            _connect_four_column,
            f"{_QUADRATIC} {_DIGITS}",
            "95459267a7ee",
        ),
    ),
    "envs.Crusade.env": (
        Edit(
            r"({coord_re}|\d+)\s+({coord_re}|\d+)",
            r"({coord_re}|\d\d?)\s+({coord_re}|\d\d?)",
            _DIGITS,
        ),
        Replace(
            "CrusadeEnv._legal_moves_for_player",
            _crusade_moves,
            "Names squares anew in each list of moves.",
            "a63a9febb7dd",
        ),
        Replace(
            "CrusadeEnv._after_move",
            _crusade_after_move,
            "Lists all moves of both players to see whether there is one.",
            "dfeeaac63d9a",
        ),
    ),
    "envs.LinesOfAction.env": (
        Edit(
            r'r"\s*\[?([a-h]',
            r'r"\[?([a-h]',
            _QUADRATIC,
        ),
        Edit(
            "self._update_repetition_hash() # record initial position",
            """self.state.game_state["rep_counter"][self._pos_hash()[:-1] + "1"] += 1""",
            "The first position counts as if Player 0 had moved, so it may come four times.",
        ),
        Edit(
            """elif self.state.game_state["halfmove_clock"] >= 60:""",
            "elif captured and self._connected(enemy):\n"
            "            self.state.set_winner(1 - self.state.current_player_id, "
            """reason="All pieces connected.")\n"""
            "        elif not self._can_move(enemy):\n"
            "            self.state.set_winner(self.state.current_player_id, "
            """reason="The opponent cannot move.")\n"""
            """        elif self.state.game_state["halfmove_clock"] >= 60:""",
            "A capture that connects the opponent's pieces doesn't win for him, and a player who "
            "can't move is asked for ever.",
        ),
        Replace(
            "LinesOfActionEnv._can_move",
            _loa_can_move,
            "Nothing says whether a player can move.",
            _NEW,
        ),
    ),
    "envs.MemoryGame.env": (
        Edit(
            r"\[([0-9]+) ([0-9]+) ([0-9]+) ([0-9]+)\]",
            r"\[([0-9]{1,2}) ([0-9]{1,2}) ([0-9]{1,2}) ([0-9]{1,2})\]",
            _DIGITS,
        ),
    ),
    "envs.Othello.env": (
        Replace(
            "OthelloEnv._valid_moves",
            _othello_moves,
            "Four fifths of the step's time.",
            "13fab87b3673",
        ),
        Replace(
            "OthelloEnv.step",
            _othello_step,
            "A player without a move is asked, and whatever he says passes; he is passed over. "
            f"The valid moves are found up to five times. {_QUADRATIC} {_DIGITS}",
            "279719d93f89",
        ),
    ),
    "envs.QuantumTicTacToe.env": (
        Edit(r"\[(\d+),(\d+)\]", r"\[(\d\d?),(\d\d?)\]", _DIGITS),
        Edit(
            """f"{move_id}{'A' if pid == 0 else 'B'}\"""",
            """f"{'O' if pid == 0 else 'X'}{move_id}\"""",
            "The prompt speaks of marks such as X1, the board of 1B.",
        ),
        Edit(
            r'marks also collapse.\n\n"',
            r'marks also collapse.\n"'
            "\n            "
            r'"- A last open square gets the mark of the player to move.\n\n"',
            "What happens to the last square isn't said.",
        ),
        Replace(
            "QuantumTicTacToeEnv._collapse_superpositions",
            _quantum_collapse,
            "Marks of a cycle vanish, marks that depend on it stay open, Player 1 wins whenever "
            "both have a line, and a full board or a last open cell doesn't end the game.",
            "e28bb3b478ef",
        ),
    ),
    "envs.ReverseTicTacToe.env": (
        Edit(
            """{self.state.game_state["board"][r][c]} " if""",
            """{self.state.game_state['board'][r][c]} " if""",
            _QUOTES,
        ),
        Edit(r"\[(\d+)\]", r"\[(\d\d?)\]", _DIGITS),
    ),
    "envs.Santorini.env": (
        Edit(
            "if self.show_valid:",
            "if self.show_valid and player_id == self.state.current_player_id:",
            "The prompts of all players list the first player's moves as valid.",
        ),
        Replace(
            "SantoriniBaseFixedWorkerEnv._get_valid_moves",
            _santorini_moves,
            "Copies the board for each move to look for places to build.",
            "507adaae1826",
        ),
        Replace(
            "SantoriniBaseFixedWorkerEnv.step",
            _santorini_step,
            "A player who has forfeited leaves the last one to play alone; a list of moves that "
            "nobody is shown is made after each move.",
            "5bc3ed061a93",
        ),
        Replace(
            "SantoriniBaseFixedWorkerEnv._check_gameover",
            _santorini_end,
            "Takes a player who has forfeited for the next; lists moves to see if there is one.",
            "155686be4fa2",
        ),
    ),
    "envs.Santorini.renderer": (
        Replace(
            "create_board_str",
            _santorini_board,
            "Formats a template with 25 names.",
            "766dc8f8d344",
        ),
    ),
    "envs.SimpleTak.env": (Edit(r"\[\s*(\d+)\s*\]", r"\[\s*(\d\d?)\s*\]", _DIGITS),),
    "envs.Stratego.env": (
        Edit(
            "if self.board[src_row][src_col] is None or",
            "if self.board[src_row][src_col] in (None, '~') or",
            "TypeError for a move that begins in a lake.",
        ),
        Edit(
            "## Miner defuses the bomb",
            "self.player_pieces[1 - player_id].remove((dest_row, dest_col))",
            "A defused bomb stays in the list of pieces; later its square raises TypeError.",
        ),
        Edit(
            """reason=[f"Player {player_id} has captured the opponent's flag!"]""",
            """reason=f"Player {player_id} has captured the opponent's flag!\"""",
            "The reason of the end is a list.",
        ),
        Edit(
            "if self._check_winner():",
            "if self._check_winner() is not None:",
            "A win of Player 0 is taken for no win.",
        ),
        Edit(
            """self.state.game_state["rendered_board"] = self._render_board("""
            "player_id=player_id, full_board=True)",
            "",
            "Draws a board that nobody is shown after each move.",
        ),
        Edit(
            """, "rendered_board": rendered_board}""",
            "}",
            "Keeps a board that isn't renewed any more.",
        ),
        Replace(
            "StrategoEnv._check_winner",
            _stratego_winner,
            "A player whose pieces are all blocked can't move and isn't out; who loses the last "
            "movable piece together with the opponent doesn't draw.",
            "62821d6c2d98",
        ),
        Replace(
            "StrategoEnv._observe_current_state",
            _stratego_tell,
            "The opponent too is told the board with the mover's ranks, and the mover's moves; "
            "Player 1's prompt promises a board that isn't shown.",
            "e88cd0f91271",
        ),
        Replace(
            "StrategoEnv._render_board",
            _stratego_board,
            "More than half of the step's time.",
            "fb16db74cca3",
        ),
    ),
    "envs.Tak.env": (
        Edit(r"\((\d+,\d+|\s*)\)\s", r"\((\d\d?,\d\d?|\s*)\)\s", _DIGITS),
        Edit(r'r"({.*?})\]"', r'r"({[^{}\n]{0,999}})\]"', _QUADRATIC),
        Edit(
            "set_winner( player_ids=",
            "set_winner(player_id=",
            "TypeError when a player wins.",
        ),
        Edit(
            "result = self.state.step()",
            "self._end_otherwise()\n        result = self.state.step()",
            "A road that a move uncovers for the opponent doesn't win, and a full board or spent "
            "pieces don't end the game, which then may last for ever.",
        ),
        Edit(
            '"When submitting your move,',
            '"A stack moves along a straight line, and leaves at least one piece on each square '
            r'it enters.\n"'
            "\n            "
            '"If the board is full or a player has placed all pieces, the player with more flat '
            r'stones on top of stacks wins.\n\n"'
            "\n            "
            '"When submitting your move,',
            "The rules of stacks and of the other end aren't said.",
        ),
        Replace("TakEnv._end_otherwise", _tak_end, "There is no such end.", _NEW),
        Replace(
            "TakEnv._check_win",
            _tak_has_road,
            "Squares seen on the way from one edge are left out on the way from another.",
            "84c0e763cabc",
        ),
        Replace(
            "TakEnv._is_valid_placement",
            _tak_can_place,
            "Raises IndexError or TypeError for malformed pieces and squares, and places pieces "
            "such as Fxx0.",
            "7c60a41529be",
        ),
        Replace(
            "TakEnv._is_valid_movement",
            _tak_can_move,
            "Raises IndexError or ValueError for malformed squares, and lets a stack jump to "
            "squares that don't touch.",
            "486403063231",
        ),
    ),
    "envs.ThreePlayerTicTacToe.env": (Edit(r"\[(\d+)\]", r"\[(\d\d?)\]", _DIGITS),),
    "envs.TicTacToe.env": (Edit(r"\[\s*(\d+)\s*\]", r"\[\s*(\d\d?)\s*\]", _DIGITS),),
    "envs.UltimateTicTacToe.env": (
        Edit(r"(\d)\s*,?\s*(\d)", r"(\d)(?:\s*,)?\s*(\d)", _QUADRATIC),
        Edit(
            "for row in self.state.game_state['macro_board'] for cell in row): return False",
            "for board in self.state.game_state['board'] for row in board for cell in row): "
            "return False",
            "A mini-board that is full without a winner keeps the game from ending in a draw.",
        ),
    ),
    "envs.WildTicTacToe.env": (Edit(r"\s+(\d+)\s*\]", r"\s+(\d\d?)\s*\]", _DIGITS),),
}
