"""Multi-player text games for PettingZoo, and their seats as Gymnasium environments."""

from gem_gymnasium.multiagent.match import (
    GameResult,
    MatchResult,
    play_game,
    play_match,
    round_robin,
)
from gem_gymnasium.multiagent.players import (
    PLAYERS,
    LookaheadPlayer,
    Player,
    RandomPlayer,
    make_player,
)
from gem_gymnasium.multiagent.scripted import ConnectFourPlayer, KuhnPlayer, TicTacToePlayer
from gem_gymnasium.multiagent.seat import SeatEnv
from gem_gymnasium.multiagent.textarena import TextArenaAEC, TextArenaParallel

__all__ = [
    "PLAYERS",
    "ConnectFourPlayer",
    "GameResult",
    "KuhnPlayer",
    "LookaheadPlayer",
    "MatchResult",
    "Player",
    "RandomPlayer",
    "SeatEnv",
    "TextArenaAEC",
    "TextArenaParallel",
    "TicTacToePlayer",
    "make_player",
    "play_game",
    "play_match",
    "round_robin",
]
