import copy
import pickle
import warnings

import gymnasium
import numpy as np
import pytest
from gymnasium import spaces
from gymnasium.envs.registration import EnvSpec
from gymnasium.error import InvalidAction, ResetNeeded
from gymnasium.utils.env_checker import check_env
from gymnasium.wrappers import Autoreset, TimeLimit
from hypothesis import given
from hypothesis import strategies as st

import gem_gymnasium  # noqa: F401 - registers the ids
from gem_gymnasium.spaces import UnicodeText
from gem_gymnasium.wrappers import ConcatHistory, ConcatObservations

GUESS = {"id": "gem/GuessTheNumber-v0", "max_number": 20, "max_turns": 20}
BOTH = pytest.mark.parametrize("wrapper", [ConcatObservations, ConcatHistory])
TEXT = st.text(st.characters(), max_size=20)  # any code point, lone surrogates too


@given(
    first=TEXT,
    turns=st.lists(st.tuples(TEXT, TEXT), max_size=8),
    separator=TEXT,
    max_turns=st.none() | st.integers(1, 9),
)
def test_a_history_is_the_instructions_and_the_last_turns(
    scripted, first, turns, separator, max_turns
):
    script = [first, *(observation for _, observation in turns), "end"]
    arguments = {"max_turns": max_turns, "separator": separator}
    both = ConcatHistory(scripted(script), **arguments)
    past = ConcatObservations(scripted(script), **arguments)
    assert both.reset()[0] == past.reset()[0] == first
    for turn, (action, _) in enumerate(turns, 1):
        kept = turns[:turn] if max_turns is None else turns[:turn][-max_turns:]
        history, *_ = both.step(action)
        assert history == separator.join([first, *(text for pair in kept for text in pair)])
        assert history in both.observation_space
        history, *_ = past.step(action)
        assert history == separator.join([first, *(observation for _, observation in kept)])
        assert history in past.observation_space


@BOTH
def test_all_else_passes_through(wrapper, scripted):
    env = wrapper(scripted(["0", "1", "2"], roles=["tool"]))
    assert env.reset(seed=7, options={"index": 3})[1] == {"seed": 7, "options": {"index": 3}}
    assert env.step("a")[1:] == (1.0, False, False, {"role": "tool"})
    assert env.step("b")[1:] == (2.0, True, False, {})
    assert env.unwrapped.heard == ["a", "b"]
    assert env.action_space is env.unwrapped.action_space


@BOTH
def test_a_reset_forgets(wrapper, scripted):
    env = wrapper(scripted(["start", "middle", "end"]))
    env.reset()
    env.step("a")
    assert env.reset()[0] == "start"
    assert "start" in env.step("b")[0]
    assert env.step("c")[0].count("start") == 1


def test_the_whole_action_is_kept_and_not_what_was_parsed_of_it():
    env = ConcatHistory(gymnasium.make(**GUESS))
    first, _ = env.reset(seed=1)
    action = r"Let me think. Halving is best, so \boxed{ 10 }. Right?"
    history, *_, info = env.step(action)
    assert info["action"] == "10"
    assert history.startswith(f"{first}\n{action}\n")


@BOTH
def test_a_history_that_is_too_long_is_refused_with_the_remedy(wrapper, scripted):
    env = wrapper(scripted(["x" * 50, "y" * 50, "z" * 50]), max_length=101)
    env.reset()
    if wrapper is ConcatHistory:
        with pytest.raises(
            ValueError, match=r"102 .*longer than the 101 .*max_length.*fewer turns"
        ):
            env.step("")
    else:
        assert len(env.step("")[0]) == 101
        with pytest.raises(
            ValueError, match=r"152 .*longer than the 101 .*max_length.*fewer turns"
        ):
            env.step("")
    with pytest.raises(ValueError, match="50 characters"):
        wrapper(scripted(["x" * 50]), max_length=49).reset()


@BOTH
def test_a_window_bounds_a_history_that_has_no_end(wrapper, scripted):
    env = wrapper(scripted(["rules", *("o" * 10 for _ in range(300))]), max_turns=2, max_length=60)
    env.reset()
    for _ in range(299):
        history, *_ = env.step("a" * 10)
        assert history.startswith("rules\n")
    assert len(history) == 5 + 2 * (11 if wrapper is ConcatObservations else 22)


@BOTH
@pytest.mark.parametrize("max_turns", [0, -1, 2.0, True, "3"])
def test_a_window_is_a_positive_whole_number(wrapper, scripted, max_turns):
    with pytest.raises(ValueError, match=f"max_turns .*{max_turns!r}"):
        wrapper(scripted(["a"]), max_turns=max_turns)


@BOTH
def test_gymnasiums_own_text_space_will_do(wrapper, scripted, plain_text):
    env = wrapper(
        scripted(["abc", "de", "f"], observation_space=plain_text, action_space=plain_text)
    )
    env.reset()
    assert env.step("gh")[0] == ("abc\nde" if wrapper is ConcatObservations else "abc\ngh\nde")
    assert env.observation_space == UnicodeText(2**20)
    assert env.action_space == plain_text


@BOTH
def test_observations_that_are_no_text_are_refused_by_their_space(wrapper):
    with pytest.raises(TypeError, match=rf"{wrapper.__name__} needs text observations.*Discrete"):
        wrapper(gymnasium.make("FrozenLake-v1"))


def test_actions_must_be_text_only_where_they_are_kept(scripted):
    env = scripted(["a", "b"], action_space=spaces.Discrete(3))
    with pytest.raises(TypeError, match=r"ConcatHistory needs text actions.*Scripted.*Discrete\(3"):
        ConcatHistory(env)
    env = ConcatObservations(env)
    env.reset()
    assert env.step(np.int64(2))[0] == "a\nb"


@BOTH
def test_an_autoreset_belongs_outside(wrapper):
    with pytest.raises(TypeError, match=f"{wrapper.__name__} .*Autoreset"):
        wrapper(TimeLimit(Autoreset(gymnasium.make(**GUESS)), 5))
    env = Autoreset(wrapper(gymnasium.make(**GUESS)))
    first, _ = env.reset(seed=1)
    env.step("no guess")
    assert env.step("ignored")[0] == first  # the rules and the situation are the same text


@BOTH
def test_a_step_needs_a_reset(wrapper, scripted):
    env = scripted(["a", "b"])
    with pytest.raises(ResetNeeded, match="reset"):
        wrapper(env).step("x")
    assert env.heard == []


def test_an_action_that_the_environment_refuses_leaves_no_trace():
    env = ConcatHistory(gymnasium.make(**GUESS))
    env.reset(seed=1)
    before, *_ = env.step(r"\boxed{3}")
    with pytest.raises(InvalidAction):
        env.step(None)
    after, *_ = env.step(r"\boxed{4}")
    assert after.startswith(f"{before}\n\\boxed{{4}}\n")


@BOTH
@pytest.mark.parametrize("copied", [copy.deepcopy, lambda env: pickle.loads(pickle.dumps(env))])
def test_a_fork_carries_the_history_and_goes_its_own_way(wrapper, copied):
    env = wrapper(gymnasium.make(**GUESS), max_turns=3)
    env.reset(seed=5)
    shared, *_ = env.step(r"\boxed{3}")
    fork = copied(env)
    assert env.step(r"\boxed{4}") == fork.step(r"\boxed{4}")
    here, *_ = env.step(r"\boxed{5}")
    there, *_ = fork.step(r"\boxed{16}")
    assert here != there
    assert here.startswith(shared)
    assert there.startswith(shared)
    assert "16" not in here.removeprefix(shared)
    assert fork.reset(seed=5) == env.reset(seed=5)


@BOTH
@pytest.mark.parametrize("through_json", [False, True])
def test_a_spec_rebuilds_the_stack(wrapper, through_json):
    env = wrapper(gymnasium.make(**GUESS), max_turns=2, separator="\n\ud800--\n", max_length=5000)
    env = TimeLimit(env, 15)  # of which Gymnasium makes an argument of the environment
    spec = EnvSpec.from_json(env.spec.to_json()) if through_json else env.spec
    again = gymnasium.make(spec)
    assert again.observation_space == env.observation_space == UnicodeText(5000)
    assert again.spec.additional_wrappers == env.spec.additional_wrappers
    assert env.reset(seed=1) == again.reset(seed=1)
    for guess in (3, 4, 5, 6):
        assert env.step(rf"\boxed{{{guess}}}") == again.step(rf"\boxed{{{guess}}}")


@BOTH
def test_gymnasiums_checker_finds_nothing(wrapper):
    env = wrapper(gymnasium.make(**GUESS, disable_env_checker=True).unwrapped)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        warnings.filterwarnings("ignore", message=".*different from the unwrapped version")
        check_env(env, skip_render_check=True)


@BOTH
@pytest.mark.parametrize(
    ("mode", "vector_kwargs"),
    [("sync", {}), ("async", {"shared_memory": True}), ("async", {"shared_memory": False})],
)
def test_vector_environments_give_what_single_ones_do(wrapper, mode, vector_kwargs):
    def wrapped(env):
        return wrapper(env, max_turns=2, max_length=5000)

    vector = gymnasium.make_vec(
        **GUESS,
        num_envs=2,
        vectorization_mode=mode,
        vector_kwargs=vector_kwargs,
        wrappers=[wrapped],
    )
    single = [wrapped(gymnasium.make(**GUESS)) for _ in range(2)]
    try:
        texts, _ = vector.reset(seed=[1, 2])
        assert list(texts) == [
            env.reset(seed=seed)[0] for env, seed in zip(single, (1, 2), strict=True)
        ]
        for guess in (3, 5, 4):
            actions = [rf"\boxed{{{guess + index}}}" for index in range(2)]
            texts, rewards, *_ = vector.step(actions)
            alone = [env.step(action) for env, action in zip(single, actions, strict=True)]
            assert list(texts) == [result[0] for result in alone]
            assert list(rewards) == [result[1] for result in alone]
        vector.step(["no guess", "no guess"])  # ends both episodes
        texts, *_ = vector.step(["ignored", "ignored"])  # and so resets them
        assert [text.count("Turns left") for text in texts] == [1, 1]
        assert all("no guess" not in text for text in texts)
    finally:
        vector.close()
