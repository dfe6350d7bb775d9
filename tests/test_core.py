import copy

import gymnasium
import numpy as np
import pytest
from gymnasium.error import InvalidAction, ResetNeeded

from gem_gymnasium import NoOracle, Rewards, TextEnv
from gem_gymnasium.core import illegal, lost, ongoing, solved


class Ladder(TextEnv[str]):
    """Climb three rungs: `up` climbs, `stay` is illegal, `jump` loses."""

    def __init__(self, *, max_turns=5, **options):
        super().__init__(max_turns=max_turns, **options)

    def _generate(self):
        self.rung = 0

    def _rules(self):
        return f"Climb three rungs, for example {self.example_action}"

    def _state(self):
        return f"Rung {self.rung}"

    @property
    def example(self):
        return "up"

    def _pattern(self):
        return "up|stay|jump"

    def _parse(self, content):
        return content if content in ("up", "stay", "jump") else None

    def _play(self, move):
        if move == "stay":
            return illegal("You must move.")
        if move == "jump":
            return lost("You fell.")
        self.rung += 1
        return solved("At the top.", 0.5) if self.rung == 3 else ongoing("One rung more.", 0.25)

    def _partial(self):
        return 0.125

    def _oracle(self):
        return "up"


def box(content):
    return f"\\boxed{{{content}}}"


def play(env, *moves):
    env.reset(seed=0)
    return [env.step(box(move)) for move in moves]


def test_reset_shows_rules_and_state_and_plain_info():
    observation, info = Ladder().reset(seed=0)
    assert observation == (
        "Climb three rungs, for example \\boxed{up}\n"
        "A move that is not allowed costs a turn; a reply without a move ends the episode.\n\n"
        "Rung 0\nTurns left: 5"
    )
    assert info == {"turn": 0, "max_turns": 5, "role": "user"}


def test_a_step_shows_what_it_did_and_the_state_now():
    observation, reward, terminated, truncated, info = play(Ladder(), "up")[0]
    assert observation == "One rung more.\nRung 1\nTurns left: 4"
    assert (reward, terminated, truncated) == (0.25, False, False)
    assert info == {
        "action": "up",
        "error": None,
        "success": False,
        "turn": 1,
        "max_turns": 5,
        "role": "user",
        "reward_parts": {"progress": 0.25},
    }


def test_solving_terminates_with_success():
    observation, reward, terminated, truncated, info = play(Ladder(), "up", "up", "up")[-1]
    assert observation == "At the top.\nRung 3\nThe episode is over."
    assert (reward, terminated, truncated) == (0.5, True, False)
    assert (info["success"], info["stop_reason"]) == (True, "solved")
    assert info["reward_parts"] == {"success": 0.5}


def test_losing_terminates_without_success():
    *_, terminated, truncated, info = play(Ladder(rewards={"fail": -1}), "up", "jump")[-1]
    assert (terminated, truncated) == (True, False)
    assert (info["success"], info["stop_reason"]) == (False, "lost")
    assert info["reward_parts"] == {"fail": -1}


def test_the_turn_limit_terminates_and_shows_the_last_move():
    steps = play(Ladder(max_turns=2, rewards={"fail": -0.5}), "stay", "up")
    assert steps[0][4]["error"] == "illegal"
    observation, reward, terminated, truncated, info = steps[1]
    assert observation == "One rung more.\nRung 1\nNo turns are left; the episode is over."
    assert (terminated, truncated, info["stop_reason"]) == (True, False, "turns")
    assert info["reward_parts"] == {"progress": 0.25 + 0.125, "fail": -0.5}
    assert reward == pytest.approx(-0.125)


def test_solving_on_the_last_turn_is_solving():
    assert play(Ladder(max_turns=3), "up", "up", "up")[-1][4]["stop_reason"] == "solved"


def test_a_format_error_terminates_by_default():
    observation, reward, terminated, _, info = play(Ladder(), "sideways")[0]
    assert reward == -0.1
    assert terminated
    assert (info["action"], info["error"], info["stop_reason"]) == (None, "format", "format")
    assert "\\boxed{up}" in observation


def test_a_format_error_can_be_forgiven_and_still_takes_a_turn():
    steps = play(Ladder(max_turns=2, on_format_error="continue"), "sideways", "sideways")
    assert [step[2] for step in steps] == [False, True]
    assert steps[0][0].endswith("Rung 0\nTurns left: 1")
    assert steps[0][1] == -0.1
    assert steps[1][4]["stop_reason"] == "turns"
    assert steps[1][1] == pytest.approx(-0.1 + 0.125)


def test_sparse_rewards_pay_for_success_alone():
    sparse = [step[1] for step in play(Ladder(reward_mode="sparse"), "up", "stay", "up", "up")]
    assert sparse == [0, 0, 0, 1]
    assert play(Ladder(reward_mode="sparse", max_turns=1), "up")[0][1] == 0


def test_every_reward_can_be_set():
    rewards = Rewards(success=2, step=-0.01, illegal=-0.2, format_error=-1, fail=-3)
    env = Ladder(rewards=rewards, on_format_error="continue")
    got = [step[1] for step in play(env, "up", "stay", "what", "up", "up")]
    assert got == pytest.approx([0.49, -0.2, -1, 0.49, 1])
    low, high = env.reward_range
    assert low <= min(got) <= max(got) <= high
    assert env.reward_range == (-4.0, 2.0)


@pytest.mark.parametrize(
    ("kwargs", "error", "words"),
    [
        ({"max_turns": 0}, ValueError, "max_turns"),
        ({"max_turns": 2.5}, ValueError, "2.5"),
        ({"max_turns": True}, ValueError, "True"),
        ({"randomize": "no"}, ValueError, "randomize must be True or False, got 'no'"),
        ({"rewards": 0.5}, TypeError, "a dict of success"),
        ({"reward_mode": "dense"}, ValueError, "'gem', 'sparse'"),
        ({"on_format_error": "ignore"}, ValueError, "'ignore'"),
        ({"render_mode": "video"}, ValueError, "'rgb_array'"),
        ({"randomize": True}, ValueError, "Ladder has one difficulty"),
        ({"rewards": {"sucess": 1}}, ValueError, "'sucess'; known are success"),
        ({"rewards": {"success": float("nan")}}, ValueError, "finite"),
        ({"rewards": {"success": "1"}}, TypeError, "must be a number"),
        ({"turns": 5}, TypeError, "Ladder got an unexpected keyword argument 'turns'.*max_turns"),
    ],
)
def test_bad_arguments_are_named(kwargs, error, words):
    with pytest.raises(error, match=words):
        Ladder(**kwargs)


def test_numbers_of_numpy_are_numbers():
    env = Ladder(max_turns=np.int64(3), rewards={"step": np.float32(0.5)})
    assert type(env.max_turns) is int
    assert play(env, "up")[0][1] == 0.75


def test_rewards_are_fixed_when_the_environment_is_made():
    for name, value in (("rewards", {}), ("reward_mode", "sparse")):
        with pytest.raises(AttributeError):
            setattr(Ladder(), name, value)


def test_a_drawn_difficulty_and_a_given_one_contradict_each_other():
    with pytest.raises(ValueError, match="draws max_turns at every reset, so max_turns=3"):
        gymnasium.make("gem/GuessTheNumber-Random-v0", max_turns=3)


def test_a_failed_reset_leaves_the_episode_as_it_is():
    env = Ladder()
    play(env, "up")
    state = env.np_random.bit_generator.state
    with pytest.raises(ValueError, match="unknown"):
        env.reset(seed=5, options={"x": 1})
    assert env.np_random.bit_generator.state == state
    assert env.step(box("up"))[4]["turn"] == 2


def test_an_unknown_verdict_is_the_authors_mistake():
    class Odd(Ladder):
        def _play(self, move):
            return "?", 0.0, "won"

    with pytest.raises(ValueError, match=r"verdict 'won'; use ongoing"):
        play(Odd(), "up")


def test_rules_say_what_is_scored_and_what_a_reply_without_a_move_does():
    class Scored(Ladder):
        def _scoring(self):
            return "Every rung scores."

    text = Scored().reset(seed=0)[0]
    assert "Every rung scores.\nA move that is not allowed costs a turn;" in text
    assert "ends the episode" in text
    text = Scored(reward_mode="sparse", on_format_error="continue").reset(seed=0)[0]
    assert "Every rung scores" not in text
    assert "Only success scores." in text
    assert "a reply without a move costs a turn" in text


def test_unknown_reset_options_are_named():
    with pytest.raises(ValueError, match=r"unknown 'index'.*knows none"):
        Ladder().reset(options={"index": 3})


def test_methods_need_a_running_episode():
    env = Ladder()
    for call in (env.legal_actions, env.oracle_action, lambda: env.step(box("up"))):
        with pytest.raises(ResetNeeded, match="before the first reset"):
            call()
    play(env, "jump")
    for call in (env.legal_actions, env.oracle_action, lambda: env.step(box("up"))):
        with pytest.raises(ResetNeeded, match=r"after the end of the episode \(lost\)"):
            call()


@pytest.mark.parametrize("action", [None, 3, b"\\boxed{up}", ["\\boxed{up}"]])
def test_an_action_that_is_no_string_is_refused_and_takes_no_turn(action):
    env = Ladder()
    env.reset(seed=0)
    with pytest.raises(InvalidAction, match="An action is a string"):
        env.step(action)
    assert env.turn == 0


def test_the_pattern_is_the_whole_action():
    space = Ladder().action_space
    assert space.pattern == r"\\boxed\{(?:up|stay|jump)\}"
    space.seed(0)
    assert {space.sample() for _ in range(50)} == {box("up"), box("stay"), box("jump")}


def test_an_environment_may_have_no_oracle():
    class Unsolved(Ladder):
        def _oracle(self):
            raise NoOracle("nobody knows")

    env = Unsolved()
    env.reset(seed=0)
    with pytest.raises(NoOracle, match="nobody knows"):
        env.oracle_action()


def test_an_author_may_choose_another_action_format():
    class Tagged(Ladder):
        def _read_action(self, text):
            return text[3:-4] if text.startswith("<a>") and text.endswith("</a>") else None

        def _write_action(self, content):
            return f"<a>{content}</a>"

    env = Tagged()
    env.reset(seed=0)
    assert env.example_action == "<a>up</a>"
    assert env.action_space.pattern == "<a>(?:up|stay|jump)</a>"
    assert env.step("<a>up</a>")[4]["action"] == "up"
    assert env.step(box("up"))[4]["error"] == "format"


def test_render_modes(capsys):
    env = Ladder(render_mode="ansi")
    with pytest.raises(ResetNeeded):
        env.render()
    play(env, "up")
    assert env.render() == "One rung more.\n\nRung 1\nTurns left: 4"
    frame = Ladder(render_mode="rgb_array")
    play(frame, "up")
    assert frame.render().shape == (480, 640, 3)
    capsys.readouterr()
    play(Ladder(render_mode="human"), "up")
    shown = capsys.readouterr().out
    assert "Rung 0" in shown
    assert "Rung 1" in shown


def test_render_without_a_mode_warns_and_says_which_there_are():
    env = Ladder()
    env.reset(seed=0)
    with pytest.warns(UserWarning, match="ansi, human, rgb_array"):
        assert env.render() is None


def test_a_fork_goes_its_own_way():
    env = gymnasium.make("gem/GuessTheNumber-v0", max_turns=10)
    env.reset(seed=0)
    fork = copy.deepcopy(env)
    fork.step(box(3))
    assert fork.unwrapped.turn == 1
    assert env.unwrapped.turn == 0
