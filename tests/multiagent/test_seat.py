"""One seat of a multi-player game as a Gymnasium environment."""

import copy
import json
import pickle

import gymnasium
import pettingzoo
import pytest
from gymnasium.envs.registration import EnvSpec
from gymnasium.error import InvalidAction, ResetNeeded
from gymnasium.utils.env_checker import check_env
from gymnasium.wrappers import RecordEpisodeStatistics, TimeLimit

from gem_gymnasium import NoOracle
from gem_gymnasium.multiagent import SeatEnv, TextArenaAEC
from gem_gymnasium.wrappers import ChatMessages, ConcatHistory, EpisodeTracking

TIC = "gem/TicTacToe-v0"
KUHN = "gem/KuhnPoker-v0"


def first_free(observation, info):
    """An opponent that reads the board."""
    _, _, shown = observation.rpartition("Available Moves: ")
    return shown.split(",")[0].strip().strip("'")


def episode(env, actions, seed=0):
    """The results of some actions, or of legal ones."""
    observation, info = env.reset(seed=seed)
    results = [(observation, info)]
    for action in actions:
        results.append(env.step(action))
        if results[-1][2] or results[-1][3]:
            break
    return results


# --- Gymnasium's interface ------------------------------------------------------------------------


@pytest.mark.parametrize("seat", [0, 1, "player_1", None])
@pytest.mark.parametrize("game", [KUHN, TIC])
def test_it_passes_gymnasiums_checker(game, seat):
    check_env(SeatEnv(game, seat, "legal_random"), skip_render_check=True)


def test_the_registered_form():
    env = gymnasium.make("gem/Seat-v0", game=TIC, seat=1, opponents=first_free)
    observation, info = env.reset(seed=0)
    assert info == {"turn": 0, "max_turns": None, "role": "user"}
    assert observation.startswith("[GAME] You are Player 1 in Tic Tac Toe.")
    assert "Player 0 placed their symbol (O) in cell 0." in observation
    assert env.get_wrapper_attr("legal_actions")() == [f"[{cell}]" for cell in range(1, 9)]
    assert type(observation) is str


def test_the_default_is_a_game_of_kuhn_poker():
    env = gymnasium.make("gem/Seat-v0")
    observation, _ = env.reset(seed=0)
    assert "Kuhn Poker" in observation


def test_after_a_step_the_agent_is_told_what_is_new():
    env = SeatEnv(TIC, 0, first_free)
    _, (told, reward, terminated, truncated, info) = episode(env, ["Mine is [4]."])
    assert "You are Player" not in told
    assert "Mine is" not in told
    assert "[Player 1] [0]" in told
    assert (reward, terminated, truncated) == (0.0, False, False)
    assert info == {
        "action": "Mine is [4].",
        "error": None,
        "success": False,
        "turn": 1,
        "max_turns": None,
        "role": "user",
        "plays": "Player 0",
    }


def test_a_win_a_loss_and_a_draw():
    env = SeatEnv(TIC, 0, first_free)
    told, reward, terminated, _, info = episode(env, ["[4]", "[2]", "[6]"])[-1]
    assert (reward, terminated, info["success"], info["rank"]) == (1.0, True, True, 1)
    assert info["stop_reason"] == "solved"
    assert info["reward_parts"] == {"outcome": 1.0}
    assert "Player 0 has won!" in told
    _, reward, terminated, _, info = episode(env, ["[3]", "[8]", "[7]"])[-1]
    assert (reward, terminated, info["success"], info["rank"]) == (-1.0, True, False, 2)
    assert info["stop_reason"] == "lost"
    drawn = SeatEnv(TIC, 0, "tictactoe_perfect")
    drawn.reset(seed=3)
    perfect = drawn._player("player_0", 1)
    observation, done, info = drawn.game.observe("player_0"), False, {}
    while not done:
        observation, reward, done, _, info = drawn.step(perfect(observation, info))
    assert (reward, info["success"], info["rank"]) == (0.0, False, 1)
    assert info["stop_reason"] == "draw"
    assert "reward_parts" not in info


def test_who_is_second_of_three_has_lost(toy):
    players = {"player_0": lambda *_: "[1]", "player_2": lambda *_: "[3]"}
    env = SeatEnv(TextArenaAEC(toy, num_players=3, rounds=3), 1, players)
    env.reset(seed=0)
    env.step("[5]")
    env.step("[2]")
    _, reward, _, _, info = env.step("[2]")
    assert (reward, info["rank"], info["stop_reason"]) == (1.0, 2, "lost")


def test_a_refused_move_is_an_error_and_the_seat_tries_again():
    env = SeatEnv(TIC, 0, first_free)
    _, (told, _, terminated, _, info) = episode(env, ["[9]"])
    assert info["error"] == "illegal"
    assert not terminated
    assert "invalid move" in told
    _, reward, terminated, _, info = env.step("[9]")
    assert (reward, terminated, info["stop_reason"]) == (-1.0, True, "lost")


def test_a_limit_truncates():
    env = SeatEnv(TIC, 0, first_free, max_cycles=4)
    _, _, terminated, truncated, info = episode(env, ["[4]", "[2]"])[-1]
    assert (terminated, truncated, info["stop_reason"]) == (False, True, "time_limit")


def test_step_needs_a_game():
    env = SeatEnv(TIC, 0, first_free)
    with pytest.raises(ResetNeeded, match=r"step\(\) was called before the first reset"):
        env.step("[0]")
    with pytest.raises(ResetNeeded, match=r"legal_actions\(\) was called before"):
        env.legal_actions()
    episode(env, ["[4]", "[2]", "[6]"])
    with pytest.raises(ResetNeeded, match="after the end of the game"):
        env.step("[0]")
    env.reset()
    with pytest.raises(InvalidAction):
        env.step(4)
    env.step("[4]")


def test_there_are_no_reset_options():
    with pytest.raises(ValueError, match="unknown 'index'"):
        SeatEnv(TIC).reset(options={"index": 1})


def test_there_is_no_oracle():
    with pytest.raises(NoOracle, match="depends on what its opponents do"):
        SeatEnv(TIC).oracle_action()


# --- seats and opponents --------------------------------------------------------------------------


@pytest.mark.parametrize("seat", [0, 1, "player_0", "player_1"])
def test_a_seat_by_its_number_or_name(seat):
    env = SeatEnv(KUHN, seat, "legal_random")
    observation, _ = env.reset(seed=0)
    assert env.agent == (f"player_{seat}" if isinstance(seat, int) else seat)
    assert observation.startswith(f"[GAME] You are Player {env.agent[-1]} ")


def test_a_seat_that_is_drawn():
    env = SeatEnv(KUHN, None, "legal_random")
    agents = []
    for seed in range(20):
        observation, _ = env.reset(seed=seed)
        agents.append(env.agent)
        assert observation.startswith(f"[GAME] You are Player {env.agent[-1]} ")
    assert set(agents) == {"player_0", "player_1"}
    for seed in range(20):
        env.reset(seed=seed)
        assert env.agent == agents[seed]


@pytest.mark.parametrize("seat", [2, -1, "player_2", True, 0.5])
def test_there_is_no_such_seat(seat):
    with pytest.raises(ValueError, match="seat must be a number from 0 to 1, one of player_0"):
        SeatEnv(KUHN, seat)


def test_opponents_by_agent():
    said = []

    def talks(observation, info):
        said.append((observation, dict(info)))
        return "[8]"

    env = SeatEnv("gem/ThreePlayerTicTacToe-v0", 1, {"player_0": talks, "player_2": "legal_random"})
    env.reset(seed=0)
    observation, info = said[0]
    assert type(observation) is str
    assert observation.startswith("[GAME] ")
    assert info["plays"]
    assert isinstance(env._players["player_2"].name, str)


@pytest.mark.parametrize(
    ("opponents", "message"),
    [
        ("grandmaster", "Unknown player 'grandmaster'; known are random, legal_random"),
        ({"player_0": "random"}, "opponents has nobody for player_1; it has player_0"),
        (7, "An opponent is a name or a callable, got 7 for player_1"),
        ({"player_1": None}, "An opponent is a name or a callable, got None for player_1"),
        ("tictactoe_perfect", "plays TicTacToe and not gem/KuhnPoker-v0"),
    ],
)
def test_opponents_that_are_wrong(opponents, message):
    with pytest.raises(ValueError, match=message):
        SeatEnv(KUHN, 0, opponents)


def test_a_seat_that_may_be_any_needs_opponents_for_all():
    with pytest.raises(ValueError, match="nobody for player_0"):
        SeatEnv(KUHN, None, {"player_1": "random"})


def test_a_game_that_is_over_before_the_seat_acts_is_dealt_anew():
    dealt = []

    def gives_up_at_first(observation, info):
        dealt.append(observation)
        return "no action" if len(dealt) < 6 else "[0]"

    env = SeatEnv(TIC, 1, gives_up_at_first)
    observation, _ = env.reset(seed=0)
    assert len(dealt) == 6  # the first gives up at its second refused move, three games long
    assert "in cell 0." in observation
    never = SeatEnv(TIC, 1, lambda observation, info: "no action")
    with pytest.raises(gymnasium.error.Error, match="player_1 was not asked once in 100 games"):
        never.reset(seed=0)


# --- determinism ----------------------------------------------------------------------------------


@pytest.mark.parametrize("opponents", ["random", "legal_random", "lookahead", "first_legal"])
def test_a_seed_fixes_the_game_and_the_opponents(opponents):
    found = []
    used = SeatEnv(TIC, None, opponents)
    for seed in (5, 6):
        episode(used, ["[4]", "[0]"], seed)
    for env in (SeatEnv(TIC, None, opponents), used):
        found.append([episode(env, [f"[{cell}]" for cell in range(9)], seed) for seed in range(6)])
        env.reset(seed=1)
        found[-1].append([env.reset() for _ in range(5)])
    assert found[0] == found[1]


def test_a_reset_without_a_seed_goes_on():
    env = SeatEnv(KUHN, 0, "legal_random")
    env.reset(seed=0)
    assert len({env.reset()[0] for _ in range(10)}) > 1


@pytest.mark.parametrize(
    "duplicate",
    [copy.deepcopy, lambda env: pickle.loads(pickle.dumps(env))],
    ids=["copy", "pickle"],
)
def test_a_copy_in_mid_game_has_the_same_future(duplicate):
    env = SeatEnv("gem/KuhnPoker-Long-v0", 0, "legal_random")
    env.reset(seed=0)
    env.step(env.legal_actions()[0])
    fork = duplicate(env)
    futures = []
    for one in (fork, env):
        steps = []
        while not steps or not steps[-1][2]:
            steps.append(one.step(one.legal_actions()[-1]))
        futures.append((steps, one.reset()))
    assert futures[0] == futures[1]


# --- Gymnasium's world ----------------------------------------------------------------------------


def test_wrappers():
    env = EpisodeTracking(ConcatHistory(SeatEnv(TIC, 0, first_free)))
    env.reset(seed=0)
    observation, *_ = env.step("Mine is [4].")
    assert "You are Player 0" in observation
    assert "Mine is [4]." in observation
    assert "[Player 1] [0]" in observation
    chat = ChatMessages(SeatEnv(TIC, 0, first_free))
    messages, _ = chat.reset(seed=0)
    messages, *_ = chat.step("[4]")
    assert [message["role"] for message in messages] == ["user", "assistant", "user"]
    timed = TimeLimit(RecordEpisodeStatistics(SeatEnv(TIC, 0, first_free)), 1)
    timed.reset(seed=0)
    *_, terminated, truncated, _ = timed.step("[4]")
    assert (terminated, truncated) == (False, True)


@pytest.mark.parametrize("mode", ["sync", "async"])
def test_vector_environments(mode):
    envs = gymnasium.make_vec(
        "gem/Seat-v0", 2, vectorization_mode=mode, game=TIC, opponents="first_legal"
    )
    try:
        observations, _ = envs.reset(seed=0)
        assert all("You are Player 0" in text for text in observations)
        observations, rewards, *_ = envs.step(("[4]", "[5]"))
        assert "in cell 4" in observations[0]
        assert "in cell 5" in observations[1]
        assert list(rewards) == [0.0, 0.0]
    finally:
        envs.close()


def test_the_spec_survives_json():
    env = gymnasium.make("gem/Seat-v0", game=TIC, seat=1, opponents="first_legal")
    again = gymnasium.make(EnvSpec.from_json(env.spec.to_json()))
    assert again.reset(seed=3) == env.reset(seed=3)
    assert json.loads(env.spec.to_json())["kwargs"]["seat"] == 1


def test_an_environment_of_ones_own():
    game = pettingzoo.make("aec", "gem/ThreePlayerTicTacToe-v0", observation="transcript")
    env = SeatEnv(game, 2, "legal_random")
    assert env.game is game
    first, _ = env.reset(seed=0)
    told, *_ = env.step(env.legal_actions()[0])
    assert told.startswith(first)  # its own way to tell
    with pytest.raises(ValueError, match="max_cycles are for an id; this game is made already"):
        SeatEnv(game, 0, "random", max_cycles=3)


def test_arguments_go_to_the_game():
    env = SeatEnv(KUHN, max_rounds=7)
    observation, _ = env.reset(seed=0)
    assert "7 round game" in observation
    with pytest.raises(TypeError, match="speling"):
        SeatEnv(KUHN, speling=1)


def test_rendering(capsys):
    env = SeatEnv(TIC, 0, first_free, render_mode="ansi")
    episode(env, ["[4]"])
    assert "| O |" in env.render()
    human = SeatEnv(TIC, 0, first_free, render_mode="human")
    human.reset(seed=0)
    capsys.readouterr()
    human.step("[4]")
    assert capsys.readouterr().out.count("gem/TicTacToe-v0") == 2  # its move and the other's
    game = pettingzoo.make("aec", TIC, render_mode="ansi")
    assert SeatEnv(game).render_mode == "ansi"
    with pytest.raises(ValueError, match="the game was made with 'ansi'"):
        SeatEnv(game, render_mode="human")
    with pytest.warns(UserWarning, match="needs a render mode"):
        SeatEnv(TIC).render()
    env.close()
