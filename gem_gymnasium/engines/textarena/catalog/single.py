"""The table of single-player games, with the variants that TextArena registers."""

from __future__ import annotations

from gem_gymnasium.engines.textarena.catalog.game import Game

__all__ = ["GAMES"]

GAMES: tuple[Game, ...] = (
    Game(
        "Bandit",
        variants={
            "": {
                "buttons": ["red", "blue", "green", "yellow", "purple"],
                "p_gap": 0.1,
                "num_turns": 20,
            },
            "Hard": {
                "buttons": [
                    "red",
                    "blue",
                    "green",
                    "yellow",
                    "purple",
                    "orange",
                    "pink",
                    "brown",
                    "gray",
                    "black",
                ],
                "p_gap": 0.05,
                "num_turns": 40,
            },
        },
    ),
    Game("Blackjack", variants={"": {"num_hands": 5}, "Long": {"num_hands": 15}}),
    Game(
        "Countdown",
        variants={"": {}, "Classic": {"numbers": [100, 75, 6, 4, 3, 2], "target": 532}},
    ),
    Game(
        "Crosswords",
        variants={
            "": {"hardcore": False, "max_turns": 30, "num_words": 3},
            "Hardcore": {"hardcore": True, "max_turns": 30, "num_words": 3},
        },
    ),
    Game(
        "Cryptarithm",
        variants={
            "": {"max_turns": 100},
            "Classic": {"equation": "SEND + MORE = MONEY", "max_turns": 100},
        },
    ),
    Game("FifteenPuzzle", variants={"": {"max_turns": 200}}),
    Game(
        "FrozenLake",
        variants={
            "": {"size": 4, "num_holes": 3, "randomize_start_goal": False},
            "Random": {"size": 4, "num_holes": 3, "randomize_start_goal": True},
            "Hardcore": {"size": 5, "num_holes": 6, "randomize_start_goal": False},
        },
    ),
    Game(
        "Game2048",
        upstream="2048",
        variants={
            "UltraEasy": {"target_tile": 32},
            "MegaEasy": {"target_tile": 64},
            "SuperEasy": {"target_tile": 128},
            "VeryEasy": {"target_tile": 256},
            "Easy": {"target_tile": 1024},
            "": {"target_tile": 2048},
            "Hard": {"target_tile": 4096},
            "VeryHard": {"target_tile": 8192},
            "Extreme": {"target_tile": 16384},
            "3x3": {"target_tile": 512, "board_size": 3},
            "5x5": {"target_tile": 2048, "board_size": 5},
            "6x6": {"target_tile": 2048, "board_size": 6},
            "8x8": {"target_tile": 2048, "board_size": 8},
            "10x10": {"target_tile": 2048, "board_size": 10},
        },
    ),
    Game(
        "GuessTheNumber",
        variants={
            "": {"min_number": 1, "max_number": 20, "max_turns": 10},
            "Hardcore": {"min_number": 1, "max_number": 50, "max_turns": 10},
        },
    ),
    Game("GuessWho", asks="gamemaster", variants={"": {"max_turns": 20}}),
    Game("Hangman", variants={"": {"hardcore": False}, "Hardcore": {"hardcore": True}}),
    Game("Klondike", variants={"": {"max_turns": 200, "draw_count": 1}}),
    Game("LightsOut", variants={"": {"size": 5, "max_turns": 20}}),
    Game("LogicPuzzle", variants={"": {"difficulty": "easy"}, "Hard": {"difficulty": "hard"}}),
    Game(
        "Mastermind",
        variants={
            "": {"code_length": 4, "num_numbers": 6, "max_turns": 20, "duplicate_numbers": False},
            "Hard": {
                "code_length": 4,
                "num_numbers": 8,
                "max_turns": 30,
                "duplicate_numbers": False,
            },
            "Extreme": {
                "code_length": 6,
                "num_numbers": 12,
                "max_turns": 50,
                "duplicate_numbers": True,
            },
        },
    ),
    Game(
        "Minesweeper",
        variants={
            "": {"rows": 8, "cols": 8, "num_mines": 10, "max_turns": 100},
            "Small": {"rows": 5, "cols": 5, "num_mines": 5, "max_turns": 100},
            "Medium": {"rows": 10, "cols": 10, "num_mines": 20, "max_turns": 100},
            "Hard": {"rows": 12, "cols": 12, "num_mines": 30, "max_turns": 100},
        },
    ),
    Game("PegJump", variants={"": {"initial_empty": 5}}),
    Game("RushHour", variants={"": {}}),
    Game("Secretary", variants={"": {"N": 5}, "Long": {"N": 10}}),
    Game("Set", variants={"": {}}),
    Game("Slitherlink", variants={"": {"rows": 4, "cols": 4, "max_turns": 200}}),
    Game(
        "Sokoban",
        variants={
            "": {"dim_room": (6, 6), "max_turns": 30, "num_boxes": 3},
            "Medium": {"dim_room": (8, 8), "max_turns": 50, "num_boxes": 5},
        },
    ),
    Game(
        "Sudoku",
        variants={
            "VeryEasy": {"clues": 75, "max_turns": 50},
            "Easy": {"clues": 70, "max_turns": 100},
            "": {"clues": 60, "max_turns": 100},
            "Medium": {"clues": 40, "max_turns": 100},
            "Hard": {"clues": 20, "max_turns": 100},
        },
    ),
    Game("ThreeCardMonte", variants={"": {"num_cups": 3, "steps": 10}}),
    Game(
        "TowerOfHanoi",
        variants={
            "": {"num_disks": 3, "max_turns": 14},
            "Medium": {"num_disks": 4, "max_turns": 30},
            "Hard": {"num_disks": 5, "max_turns": 62},
            "Hardcore": {"num_disks": 6, "max_turns": 126},
            "Extreme": {"num_disks": 7, "max_turns": 254},
        },
    ),
    Game(
        "TwentyQuestions",
        asks="gamemaster",
        variants={"": {"hardcore": False}, "Hardcore": {"hardcore": True}},
    ),
    Game(
        "UltimateTexasHoldem",
        variants={"": {"max_turns": 1000, "start_chips": 1000, "ante_amount": 25}},
    ),
    Game(
        "WordLadder",
        variants={
            "": {"min_distance": 5, "max_distance": 7, "max_turns": 100},
            "Medium": {"min_distance": 8, "max_distance": 12, "max_turns": 100},
            "Hard": {"min_distance": 13, "max_distance": 15, "max_turns": 100},
        },
    ),
    Game("WordSearch", variants={"": {"hardcore": False}, "Hardcore": {"hardcore": True}}),
    Game(
        "Wordle",
        variants={
            "": {"hardcore": False, "word_length": 5, "num_guesses": 6},
            "Hardcore": {"hardcore": True, "word_length": 5, "num_guesses": 6},
            "Long": {"hardcore": False, "word_length": 7, "num_guesses": 9},
            "LongHardcore": {"hardcore": True, "word_length": 7, "num_guesses": 9},
        },
    ),
)
