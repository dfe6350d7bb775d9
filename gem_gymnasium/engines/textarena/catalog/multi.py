"""The table of games for two players and more, with the variants that TextArena registers."""

from __future__ import annotations

from gem_gymnasium.engines.textarena.catalog.game import Game

__all__ = ["GAMES"]

GAMES: tuple[Game, ...] = (
    Game("Alquerque", players="2", variants={"": {}}),
    Game(
        "Battleship",
        players="2",
        information="imperfect",
        variants={
            "": {"grid_size": 5},
            "Standard": {"grid_size": 10},
            "Large": {"grid_size": 14},
            "Extreme": {"grid_size": 20},
        },
    ),
    Game(
        "Breakthrough",
        players="2",
        variants={
            "Tiny": {"board_size": 5, "is_open": True},
            "Small": {"board_size": 6, "is_open": True},
            "": {"board_size": 8, "is_open": True},
            "Large": {"board_size": 10, "is_open": True},
            "Blind": {"board_size": 8, "is_open": False},
            "Long": {"board_size": 8, "is_open": True},
        },
    ),
    Game("Briscola", players="2-4", information="imperfect", variants={"": {}}),
    Game(
        "CharacterConclave",
        players="3-15",
        turns="mixed",
        variants={
            "": {"character_budget": 1000},
            "Long": {"character_budget": 5000},
            "Extreme": {"character_budget": 10000},
        },
    ),
    Game("Checkers", players="2", variants={"": {"max_turns": 100}, "Long": {"max_turns": 300}}),
    Game(
        "Chess",
        players="2",
        variants={
            "": {"is_open": True, "max_turns": 100, "show_valid": True},
            "Long": {"is_open": True, "max_turns": 250, "show_valid": True},
            "Blind": {"is_open": False, "max_turns": 100, "show_valid": False},
        },
    ),
    Game(
        "Chopsticks",
        players="2",
        variants={"": {"max_turns": 40}, "Medium": {"max_turns": 60}, "Long": {"max_turns": 80}},
    ),
    Game(
        "Codenames",
        players="4",
        information="imperfect",
        teams=True,
        variants={"": {"hardcore": False}, "Hardcore": {"hardcore": True}},
    ),
    Game(
        "ColonelBlotto",
        players="2",
        information="imperfect",
        turns="simultaneous",
        variants={
            "Small": {"num_fields": 3, "num_total_units": 20, "num_rounds": 5},
            "": {"num_fields": 3, "num_total_units": 20, "num_rounds": 9},
            "Large": {"num_fields": 5, "num_total_units": 50, "num_rounds": 15},
            "Extreme": {"num_fields": 7, "num_total_units": 75, "num_rounds": 25},
        },
    ),
    Game(
        "ConnectFour",
        players="2",
        variants={
            "": {"is_open": True, "num_rows": 6, "num_cols": 7},
            "Blind": {"is_open": False, "num_rows": 6, "num_cols": 7},
            "Large": {"is_open": True, "num_rows": 12, "num_cols": 15},
        },
    ),
    Game("Crusade", players="2", variants={"": {}}),
    Game(
        "Debate",
        players="2",
        asks="jury",
        variants={
            "": {"max_turns": 6, "jury_size": 7},
            "Medium": {"max_turns": 12, "jury_size": 9},
            "Long": {"max_turns": 30, "jury_size": 13},
        },
    ),
    Game(
        "DontSayIt",
        players="2",
        information="imperfect",
        variants={
            "": {"hardcore": False, "max_turns": 20},
            "Hardcore": {"hardcore": True, "max_turns": 30},
            "Unlimited": {"hardcore": False, "max_turns": None},
        },
    ),
    Game(
        "GameOfPureStrategy",
        players="2",
        information="imperfect",
        turns="simultaneous",
        variants={"": {}},
    ),
    Game("GermanWhist", players="2", information="imperfect", variants={"": {}}),
    Game(
        "Golf",
        players="2-4",
        information="imperfect",
        variants={
            "": {"num_cards": 6, "num_columns": 3},
            "Medium": {"num_cards": 9, "num_columns": 3},
        },
    ),
    Game(
        "HighSociety", players="2", information="imperfect", turns="simultaneous", variants={"": {}}
    ),
    Game(
        "IndianPoker",
        players="2",
        information="imperfect",
        variants={
            "Short": {"max_rounds": 3},
            "": {"max_rounds": 5},
            "Medium": {"max_rounds": 9},
            "Long": {"max_rounds": 15},
            "Extreme": {"max_rounds": 25},
        },
    ),
    Game(
        "IteratedMatchingPennies",
        players="2",
        turns="simultaneous",
        variants={"": {"num_rounds": 10}},
    ),
    Game(
        "IteratedPrisonersDilemma",
        players="2",
        turns="mixed",
        variants={
            "": {
                "num_rounds": 10,
                "communication_turns": 1,
                "cooperate_reward": 3,
                "defect_reward": 5,
                "sucker_reward": 0,
                "mutual_defect_reward": 1,
            }
        },
    ),
    Game(
        "IteratedRockPaperScissors",
        players="2",
        turns="simultaneous",
        variants={"": {"num_rounds": 9}},
    ),
    Game(
        "IteratedStagHunt",
        players="2",
        turns="mixed",
        variants={
            "": {
                "num_rounds": 5,
                "conversation_rounds": 3,
                "mutual_stag_reward": 10,
                "single_hare_reward": 8,
                "single_stag_reward": 1,
                "mutual_hare_reward": 5,
                "randomize_payoff": False,
            },
            "Randomized": {
                "num_rounds": 5,
                "conversation_rounds": 3,
                "mutual_stag_reward": 10,
                "single_hare_reward": 8,
                "single_stag_reward": 1,
                "mutual_hare_reward": 5,
                "randomize_payoff": True,
            },
        },
    ),
    Game(
        "IteratedTwoThirdsAverage",
        players="2",
        turns="simultaneous",
        variants={"": {"num_rounds": 10, "min_guess": 0.0, "max_guess": 100.0}},
    ),
    Game(
        "IteratedUltimatumGame",
        players="2",
        variants={
            "": {"pool": 50, "max_turns": 10, "alternate_roles": False},
            "Alternate": {"pool": 50, "max_turns": 12, "alternate_roles": True},
        },
    ),
    Game(
        "KuhnPoker",
        players="2",
        information="imperfect",
        variants={
            "": {"max_rounds": 3},
            "Short": {"max_rounds": 5},
            "Medium": {"max_rounds": 9},
            "Long": {"max_rounds": 15},
            "Extreme": {"max_rounds": 25},
        },
    ),
    Game(
        "LetterAuction",
        players="2",
        variants={
            "": {"starting_coins": 100},
            "Medium": {"starting_coins": 50},
            "Hard": {"starting_coins": 25},
        },
    ),
    Game(
        "LiarsDice",
        players="2-15",
        information="imperfect",
        variants={"Small": {"num_dice": 3}, "": {"num_dice": 5}, "Large": {"num_dice": 12}},
    ),
    Game("LinesOfAction", players="2", variants={"": {}}),
    Game(
        "MarketEntryGame",
        players="2-16",
        turns="simultaneous",
        variants={
            "": {
                "num_rounds": 5,
                "communication_turns": 3,
                "market_capacity": 2,
                "entry_profit": 15,
                "overcrowding_penalty": -5,
                "safe_payoff": 5,
                "default_num_players": 4,
            }
        },
    ),
    Game(
        "MemoryGame",
        players="2",
        information="imperfect",
        variants={
            "": {"grid_size": 4, "max_turns": 30},
            "Medium": {"grid_size": 6, "max_turns": 50},
            "Hard": {"grid_size": 8, "max_turns": 80},
        },
    ),
    Game("NewRecruit", players="2", information="imperfect", variants={"": {}}),
    Game(
        "Nim",
        players="2",
        variants={
            "": {"piles": [3, 4, 5]},
            "Medium": {"piles": [4, 2, 3, 7]},
            "Large": {"piles": [5, 7, 9, 11, 2]},
        },
    ),
    Game(
        "Othello",
        players="2",
        variants={
            "Tiny": {"board_size": 4, "show_valid": True},
            "Small": {"board_size": 6, "show_valid": True},
            "": {"board_size": 8, "show_valid": True},
            "Big": {"board_size": 10, "show_valid": True},
            "Huge": {"board_size": 14, "show_valid": True},
            "Hard": {"board_size": 8, "show_valid": False},
        },
    ),
    Game(
        "PigDice",
        players="2",
        variants={
            "": {"winning_score": 100, "max_turns": 100},
            "Short": {"winning_score": 50, "max_turns": 25},
            "Long": {"winning_score": 500, "max_turns": 500},
            "50": {"winning_score": 50, "max_turns": 50},
            "100": {"winning_score": 100, "max_turns": 100},
            "150": {"winning_score": 150, "max_turns": 150},
            "200": {"winning_score": 200, "max_turns": 200},
            "250": {"winning_score": 250, "max_turns": 250},
            "300": {"winning_score": 300, "max_turns": 300},
            "350": {"winning_score": 350, "max_turns": 350},
            "400": {"winning_score": 400, "max_turns": 400},
            "450": {"winning_score": 450, "max_turns": 450},
            "500": {"winning_score": 500, "max_turns": 500},
        },
    ),
    Game(
        "Poker",
        players="2-15",
        information="imperfect",
        variants={
            "Small": {"num_rounds": 5, "starting_chips": 1000, "small_blind": 10, "big_blind": 20},
            "": {"num_rounds": 10, "starting_chips": 1000, "small_blind": 10, "big_blind": 20},
            "Long": {"num_rounds": 15, "starting_chips": 1000, "small_blind": 10, "big_blind": 20},
            "Extreme": {
                "num_rounds": 50,
                "starting_chips": 1000,
                "small_blind": 10,
                "big_blind": 20,
            },
        },
    ),
    Game(
        "PublicGoodsGame",
        players="2-16",
        turns="simultaneous",
        variants={
            "": {
                "num_rounds": 3,
                "communication_turns": 3,
                "endowment": 20,
                "multiplication_factor": 1.5,
                "num_players": 3,
            }
        },
    ),
    Game("QuantumTicTacToe", players="2", variants={"": {}}),
    Game("ReverseTicTacToe", players="2", variants={"": {}}),
    Game(
        "Santorini",
        engine="SantoriniBaseFixedWorkerEnv",
        upstream="SantoriniBaseFixed",
        players="2-3",
        variants={"": {}},
    ),
    Game(
        "ScenarioPlanning",
        players="2",
        turns="simultaneous",
        asks="jury",
        variants={"": {"jury_size": 11}},
    ),
    Game(
        "ScorableGames",
        players="6",
        information="imperfect",
        variants={
            "": {"game_config": "base", "max_rounds": 120, "invalid_move_default": "[Accept]"},
            "Conservative": {
                "game_config": "base",
                "max_rounds": 120,
                "invalid_move_default": "[Reject]",
            },
            "Game1": {
                "game_config": "game1",
                "max_rounds": 120,
                "invalid_move_default": "[Accept]",
            },
            "Game2": {
                "game_config": "game2",
                "max_rounds": 120,
                "invalid_move_default": "[Accept]",
            },
            "Game3": {
                "game_config": "game3",
                "max_rounds": 120,
                "invalid_move_default": "[Accept]",
            },
            "7players": {
                "game_config": "base_7players",
                "max_rounds": 140,
                "invalid_move_default": "[Accept]",
            },
            "Medicalethics": {
                "game_config": "medical_ethics",
                "max_rounds": 80,
                "invalid_move_default": "[Accept]",
            },
            "Vendorretailer": {
                "game_config": "vendor_retailer",
                "max_rounds": 40,
                "invalid_move_default": "[Accept]",
            },
        },
    ),
    Game(
        "SecretMafia",
        players="6-15",
        information="imperfect",
        teams=True,
        variants={"": {"mafia_ratio": 0.25, "discussion_rounds": 3}},
    ),
    Game("SettlersOfCatan", players="4", information="imperfect", variants={"": {}}),
    Game(
        "SimpleBlindAuction",
        players="2",
        information="imperfect",
        turns="mixed",
        variants={
            "Quick": {"starting_capital": 750, "num_items": 3, "conversation_rounds": 1},
            "": {"starting_capital": 1000, "num_items": 5, "conversation_rounds": 3},
            "Rich": {"starting_capital": 2000, "num_items": 5, "conversation_rounds": 5},
        },
    ),
    Game(
        "SimpleNegotiation",
        players="2",
        information="imperfect",
        variants={"Short": {"max_turns": 6}, "": {"max_turns": 10}, "Long": {"max_turns": 30}},
    ),
    Game(
        "SimpleTak",
        players="2",
        variants={
            "": {"board_size": 4},
            "Medium": {"board_size": 5},
            "Large": {"board_size": 6},
            "Extreme": {"board_size": 8},
        },
    ),
    Game(
        "Snake",
        players="2-9",
        turns="simultaneous",
        variants={
            "": {"width": 5, "height": 5, "num_apples": 2, "max_turns": 40},
            "Standard": {"width": 10, "height": 10, "num_apples": 3, "max_turns": 100},
            "Large": {"width": 15, "height": 15, "num_apples": 5, "max_turns": 250},
        },
    ),
    Game(
        "SpellingBee",
        players="2",
        variants={
            "Small": {"num_letters": 4},
            "": {"num_letters": 7},
            "Large": {"num_letters": 10},
        },
    ),
    Game("SpiteAndMalice", players="2", information="imperfect", variants={"": {}}),
    Game("Stratego", players="2", information="imperfect", variants={"": {}}),
    Game(
        "Surround",
        players="2-9",
        turns="simultaneous",
        variants={
            "": {"width": 5, "height": 5, "max_turns": 40},
            "Standard": {"width": 10, "height": 10, "max_turns": 100},
            "Large": {"width": 15, "height": 15, "max_turns": 250},
        },
    ),
    Game(
        "Taboo",
        players="4-16/2",
        information="imperfect",
        teams=True,
        variants={
            "": {"max_rounds": 4, "max_attempts_per_player": 6, "categories": ["things"]},
            "Animals": {"max_rounds": 4, "max_attempts_per_player": 6, "categories": ["animals"]},
            "Cars": {"max_rounds": 4, "max_attempts_per_player": 6, "categories": ["cars"]},
            "CityCountry": {
                "max_rounds": 4,
                "max_attempts_per_player": 6,
                "categories": ["city/country"],
            },
            "Food": {"max_rounds": 4, "max_attempts_per_player": 6, "categories": ["food"]},
            "Literature": {
                "max_rounds": 4,
                "max_attempts_per_player": 6,
                "categories": ["literature"],
            },
            "People": {"max_rounds": 4, "max_attempts_per_player": 6, "categories": ["people"]},
            "Tv": {"max_rounds": 4, "max_attempts_per_player": 6, "categories": ["tv"]},
            "Long": {"max_rounds": 12, "max_attempts_per_player": 6, "categories": ["things"]},
            "Full": {
                "max_rounds": 4,
                "max_attempts_per_player": 6,
                "categories": [
                    "animals",
                    "cars",
                    "city/country",
                    "food",
                    "literature",
                    "people",
                    "things",
                    "tv",
                ],
            },
        },
    ),
    Game(
        "Tak",
        players="2",
        variants={
            "": {"board_size": 4, "stones": 15, "capstones": 1},
            "Medium": {"board_size": 5, "stones": 21, "capstones": 1},
            "Hard": {"board_size": 6, "stones": 30, "capstones": 1},
        },
    ),
    Game(
        "ThreePlayerGOPS",
        players="3",
        information="imperfect",
        turns="simultaneous",
        variants={"": {}},
    ),
    Game(
        "ThreePlayerIPD",
        players="3",
        turns="mixed",
        variants={
            "": {
                "num_rounds": 5,
                "communication_turns": 1,
                "cooperate_reward": 3,
                "defect_reward": 5,
                "sucker_reward": 0,
                "mutual_defect_reward": 1,
            }
        },
    ),
    Game("ThreePlayerTicTacToe", players="3", variants={"": {}}),
    Game("TicTacToe", players="2", variants={"": {}}),
    Game(
        "TruthAndDeception",
        players="2",
        information="imperfect",
        variants={"": {"max_turns": 6}, "Long": {"max_turns": 12}, "Extreme": {"max_turns": 50}},
    ),
    Game("TwoDollar", players="2", information="imperfect", variants={"": {}}),
    Game("UltimateTicTacToe", players="2", variants={"": {}}),
    Game(
        "UsedCarNegotiation",
        players="2",
        information="imperfect",
        variants={
            "": {"max_rounds": 10},
            "StrongBuyer": {"max_rounds": 10, "batna": ("strong", "weak")},
            "StrongSeller": {"max_rounds": 10, "batna": ("weak", "strong")},
            "Balanced": {"max_rounds": 10, "batna": ("strong", "strong")},
        },
    ),
    Game("WildTicTacToe", players="2", variants={"": {}}),
    Game("WordChains", players="2", variants={"": {}}),
)
