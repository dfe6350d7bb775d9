"""`ReasoningGym` and its mixture: items, attempts, scorers, configurations."""

import copy
import pickle

import gymnasium
import pytest

from gem_gymnasium.engines.reasoning_gym.catalog import camel_case
from gem_gymnasium.engines.reasoning_gym.configuration import configuration, levels, parameters
from gem_gymnasium.registration import entries, gem_id

IDS = [entry.id for entry in entries("gem/ReasoningGym-*")]


def make(task="gcd", **kwargs):
    return gymnasium.make(f"gem/ReasoningGym-{camel_case(task)}-v0", **kwargs)


def test_ids_of_gem_resolve():
    assert gem_id("rg:letter_counting") == "gem/ReasoningGym-LetterCounting-v0"
    assert gem_id("rg:composite") == "gem/ReasoningGym-Composite-v0"
    assert len(IDS) == 106


def test_an_index_picks_an_item_whatever_was_played():
    env = make()
    first, info = env.reset(seed=5, options={"index": 7})
    assert (info["task"], info["index"]) == ("gcd", 7)
    env.reset()
    assert env.reset(options={"index": 7})[0] == first
    other, info = env.reset(seed=5)
    assert other != first
    assert env.reset(options={"index": info["index"]})[0] == other


@pytest.mark.parametrize("index", [-1, 2**31, "1", 1.5, True])
def test_an_index_that_is_none_is_an_error(index):
    with pytest.raises(ValueError, match="index must be a whole number from 0"):
        make().reset(options={"index": index})


def test_index_is_reasoning_gyms_own_item():
    import reasoning_gym

    upstream = reasoning_gym.create_dataset("gcd", seed=0, size=10)
    for index in range(3):
        observation, _ = make().reset(options={"index": index})
        assert observation.startswith(upstream[index]["question"])


def test_one_attempt_ends_the_episode():
    env = make()
    env.reset(seed=0)
    observation, reward, terminated, _, info = env.step(r"\boxed{-1}")
    assert observation == "Your answer is wrong.\nThe episode is over."
    assert (reward, terminated, info["stop_reason"], info["score"]) == (0.0, True, "lost", 0.0)
    env.reset(seed=0)
    _, reward, _, _, info = env.step("I don't know")
    assert (reward, info["stop_reason"], info["score"]) == (-0.1, "format", 0.0)


def test_attempts_pay_the_best_score():
    env = make("caesar_cipher", max_attempts=3)
    observation, _ = env.reset(seed=1)
    assert "You have 3 attempts; after a wrong one you are told its score." in observation
    assert env.step(r"\boxed{NOT THIS}")[0] == "Your answer is wrong.\nTurns left: 2"
    _, reward, terminated, _, info = env.step(env.get_wrapper_attr("oracle_action")())
    assert (reward, terminated, info["success"]) == (1.0, True, True)
    env.reset(seed=1)
    for _ in range(3):
        result = env.step(r"\boxed{NOT THIS}")
    assert result[4]["stop_reason"] == "lost"


def test_partial_scores_are_paid_once():
    env = make("mini_sudoku", max_attempts=4)
    env.reset(seed=2)
    gold = env.unwrapped._oracle()
    wrong = gold[:-1] + ("1" if gold[-1] != "1" else "2")
    paid = [env.step(f"<answer>{wrong}</answer>") for _ in range(2)]
    score = paid[0][4]["score"]
    assert 0 < score < 1
    assert [step[1] for step in paid] == [score, 0.0]
    assert paid[0][0].startswith(f"Your answer scores {score:.3g}.")
    last = env.step(f"<answer>{gold}</answer>")
    assert last[1] == pytest.approx(1 - score)
    assert last[4]["reward_parts"] == {"success": pytest.approx(1 - score)}


def test_sparse_rewards_pay_for_the_right_answer_alone():
    env = make("mini_sudoku", reward_mode="sparse")
    env.reset(seed=2)
    gold = env.unwrapped._oracle()
    wrong = gold[:-1] + ("1" if gold[-1] != "1" else "2")
    assert env.step(f"\\boxed{{{wrong}}}")[1] == 0.0
    env.reset(seed=2)
    assert env.step(f"\\boxed{{{gold}}}")[1] == 1.0


@pytest.mark.parametrize(
    "reply",
    [
        r"\boxed{GOLD}",
        r"First \boxed{1234}, no: \boxed{ GOLD }.",
        r"\boxed{\text{GOLD}}",
        r"\boxed{\mathbf{GOLD}.}",
        r"\[\boxed{[GOLD]}\]",
        "<answer>GOLD</answer>",
        "<answer>\nGOLD\n</answer>",
        r"<answer>\boxed{GOLD}</answer>",
        r"\boxed{1234} <answer>GOLD</answer>",
        r"<answer>1234</answer> \boxed{GOLD}",
        r"I put it into \boxed{}: \boxed{GOLD}",
    ],
)
def test_ways_to_write_an_answer(reply):
    env = make()
    env.reset(seed=0)
    gold = env.unwrapped._oracle()
    assert env.step(reply.replace("GOLD", gold))[4]["success"]


def test_upstreams_scorer_gives_its_own_number():
    env = make(scorer="upstream")
    env.reset(seed=0)
    gold = env.unwrapped._oracle()
    *_, info = env.step(f"\\boxed{{{gold} or 7}}")
    assert info["score"] == pytest.approx(len(gold) / len(f"{gold} or 7"))
    assert not info["success"]


def test_upstreams_scorer_that_fails_says_so():
    env = make("boxnet", scorer="upstream")
    env.reset(seed=0)
    _, reward, _, _, info = env.step(r"\boxed{0}")
    assert reward == 0.0
    assert info["grader"].startswith("reasoning-gym's scorer raised TypeError: ")


@pytest.mark.parametrize(
    ("kwargs", "message"),
    [
        ({"config": {"min_number": 1}}, "gcd has no parameter 'min_number'; it has min_numbers"),
        ({"config": {"seed": 1}}, "gcd has no parameter 'seed'"),
        ({"config": {"min_numbers": 9, "max_numbers": 3}}, r"of gcd is refused: .*max_numbers"),
        ({"config": {"min_numbers": "x"}}, "of gcd is refused"),
        ({"config": {"min_numbers": {1}}}, "of gcd is refused"),
        ({"level": 99}, "level must be a whole number from 0 to 3, got 99"),
        ({"level": True}, "level must be a whole number"),
        ({"scorer": "mine"}, "scorer must be one of 'checked', 'upstream', got 'mine'"),
        ({"max_attempts": 0}, "max_attempts must be a whole number of at least 1, got 0"),
    ],
)
def test_arguments_that_are_refused(kwargs, message):
    with pytest.raises(ValueError, match=message):
        make(**kwargs)


def test_an_unknown_task_is_refused():
    with pytest.raises(ValueError, match=r"task must be one of .*got 'gdc'"):
        gymnasium.make("gem/ReasoningGym-Gcd-v0", task="gdc")


def test_configurations_and_levels_change_the_items():
    numbers = []
    for kwargs in ({"config": {"min_numbers": 5, "max_numbers": 5}}, {"level": 0}, {"level": 3}):
        observation, _ = make(**kwargs).reset(seed=1)
        numbers.append(observation.partition("numbers: ")[2].partition(".")[0].count(",") + 1)
    assert numbers[0] == 5
    assert configuration("gcd", {"min_numbers": 4}, level=2)["min_numbers"] == 4
    assert parameters("gcd")["min_numbers"] == 2
    assert "seed" not in parameters("gcd")


def test_no_curriculum_is_an_error_that_names_the_others():
    assert levels("acre") == 0
    with pytest.raises(ValueError, match=r"no curriculum for acre \(nor for .*gsm_symbolic"):
        make("acre", level=1)


def test_copies_share_the_task_and_not_the_episode():
    env = make("gcd", max_attempts=2)
    env.reset(seed=0)
    fork, other = copy.deepcopy(env), pickle.loads(pickle.dumps(env))
    assert fork.unwrapped._task is env.unwrapped._task is other.unwrapped._task
    fork.step(r"\boxed{-1}")
    assert (env.unwrapped.turn, fork.unwrapped.turn, other.unwrapped.turn) == (0, 1, 0)


def test_a_composite_draws_by_weight():
    env = gymnasium.make("gem/ReasoningGym-Composite-v0", tasks={"gcd": 3, "lcm": 1})
    drawn = [env.reset(seed=seed)[1]["task"] for seed in range(200)]
    assert 120 < drawn.count("gcd") < 180
    assert set(drawn) == {"gcd", "lcm"}


def test_an_item_of_a_composite_is_that_of_its_index():
    env = gymnasium.make("gem/ReasoningGym-Composite-v0", tasks={"gcd": 1, "lcm": 1})
    first = env.reset(options={"index": 3})
    env.reset(seed=9)
    assert env.reset(options={"index": 3}) == first


def test_a_composite_takes_configurations_by_task():
    env = gymnasium.make(
        "gem/ReasoningGym-Composite-v0",
        tasks={"gcd": 1},
        config={"gcd": {"min_numbers": 7, "max_numbers": 7}},
    )
    assert env.reset(seed=0)[0].partition("numbers: ")[2].partition(".")[0].count(",") == 6


@pytest.mark.parametrize(
    ("kwargs", "message"),
    [
        ({"tasks": {}}, "tasks must be a dict"),
        ({"tasks": ["gcd"]}, "tasks must be a dict"),
        ({"tasks": {"gdc": 1}}, "a task must be one of"),
        ({"tasks": {"gcd": 0}}, "The weight of gcd must be above 0, got 0"),
        ({"tasks": {"gcd": float("nan")}}, "The weight of gcd must be above 0, got nan"),
        ({"tasks": {"gcd": 1}, "config": {"lcm": {}}}, "a task in config must be one of 'gcd'"),
        ({"tasks": {"acre": 1}, "level": 1}, "no curriculum for acre"),
    ],
)
def test_mixtures_that_are_refused(kwargs, message):
    with pytest.raises(ValueError, match=message):
        gymnasium.make("gem/ReasoningGym-Composite-v0", **kwargs)
