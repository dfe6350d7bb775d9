import copy
import json
import pickle
import time
import warnings

import gymnasium
import pytest
from gymnasium.envs.registration import EnvSpec
from gymnasium.error import ResetNeeded
from gymnasium.spaces import Discrete
from gymnasium.utils.env_checker import check_env
from gymnasium.wrappers import Autoreset, TimeLimit
from hypothesis import given, settings
from hypothesis import strategies as st

import gem_gymnasium  # noqa: F401 - registers the ids
from gem_gymnasium.rollout import replay, run_episode
from gem_gymnasium.sandbox import SandboxUnavailable
from gem_gymnasium.tools import PythonTool, Tool, ToolResult, register_tool, registry, tool
from gem_gymnasium.wrappers import (
    ChatMessages,
    ConcatHistory,
    EpisodeTracking,
    ToolCalls,
    apply_wrappers,
    from_names,
)

GUESS = {"id": "gem/GuessTheNumber-v0", "max_number": 20, "max_turns": 20}


@tool
def double(number: int) -> int:
    """Twice a number."""
    return 2 * number


@tool
def echo(text: str) -> str:
    """Says it again."""
    return text


@tool
def leave(reason: str) -> str:
    """Ends the process."""
    raise SystemExit(reason)


@tool
def fail(reason: str) -> str:
    """Fails."""
    raise ValueError(reason)


class Notes(Tool):
    """Keeps what it is told in an episode."""

    name = "note"
    description = "Keeps notes."
    parameters = {
        "type": "object",
        "properties": {"text": {"type": "string"}},
        "required": ["text"],
    }

    def __init__(self):
        self.kept, self.seeds, self.closed = [], [], 0

    def call(self, arguments):
        self.kept.append(arguments["text"])
        return ToolResult(" ".join(self.kept), data={"notes": len(self.kept)})

    def reset(self, seed=None):
        self.kept = []
        self.seeds.append(seed)

    def close(self):
        self.closed += 1


@pytest.fixture
def named(monkeypatch):
    """The tools by their names."""
    monkeypatch.setattr(registry, "_FACTORIES", dict(registry._FACTORIES))
    for one in (double, echo, fail):
        register_tool(one.name, one)
    register_tool("note", Notes)


@pytest.fixture
def _sandbox():
    try:
        PythonTool()
    except SandboxUnavailable as error:
        pytest.skip(str(error))


def make(tools=(double, echo, fail), **options):
    env = ToolCalls(gymnasium.make(**GUESS), list(tools), **options)
    env.reset(seed=1)
    return env


# --- steps ----------------------------------------------------------------------------------------


def test_a_message_without_a_call_is_the_environments():
    plain = gymnasium.make(**GUESS)
    plain.reset(seed=1)
    env = make()
    for action in (r"\boxed{3}", r"\boxed{30}", "nothing"):
        *expected, info = plain.step(action)
        *got, more = env.step(action)
        assert got == expected
        assert more == {**info, "tool_calls": 0, "tool_errors": 0}


def test_a_tool_step():
    env = make()
    observation, reward, terminated, truncated, info = env.step(
        "Let me see. <echo>hello</echo> It says hello, so \\boxed{3}"
    )
    assert (observation, reward, terminated, truncated) == ("hello", 0.0, False, False)
    assert type(reward) is float
    assert info == {
        "action": "Let me see. <echo>hello</echo>",
        "error": None,
        "success": False,
        "turn": 0,
        "max_turns": 20,
        "role": "tool",
        "tool_calls": 1,
        "tool_errors": 0,
        "calls": [{"name": "echo", "error": None, "data": None}],
    }
    assert env.step(r"\boxed{3}")[4]["turn"] == 1


def test_several_calls_run_in_their_order():
    env = make([Notes()])
    observation, *_, info = env.step("<note>one</note> and <note>two</note>")
    assert observation == "Result 1 (note):\none\nResult 2 (note):\none two"
    assert [call["data"] for call in info["calls"]] == [{"notes": 1}, {"notes": 2}]
    assert info["tool_calls"] == 2


@pytest.mark.parametrize(
    ("call", "kind", "text"),
    [
        ('{"name": "triple", "arguments": {}}', "unknown", "There is no tool 'triple'; there are"),
        ("<tool_call>{oops}</tool_call>", "format", "The tool call can't be read: Expecting"),
        ('<double>{"number": "3"}</double>', "arguments", '"number" must be an integer, got "3"'),
        ("<double>3</double>", "arguments", "the whole must be an object, got 3"),
        ("<double>three</double>", "format", "The arguments between the tags are no JSON"),
        ("<fail>because</fail>", "exception", "ValueError: because"),
        ("<leave>now</leave>", "exception", "SystemExit: now"),
    ],
)
def test_what_goes_wrong_is_told_and_the_episode_goes_on(call, kind, text):
    rewards = {"tool_reward": 1, "tool_success_reward": 2, "tool_execute_error_reward": -0.5}
    env = make([double, fail, leave], **rewards)
    observation, reward, terminated, truncated, info = env.step(call)
    assert text in observation
    assert (terminated, truncated, info["error"], info["role"]) == (False, False, "tool", "tool")
    assert info["calls"][0]["error"] == kind
    assert (info["tool_calls"], info["tool_errors"]) == (1, 1)
    # Only what reached a tool earns anything.
    assert reward == (0.5 if kind == "exception" else -0.5)
    assert sum(info["reward_parts"].values()) == reward
    assert env.step('<double>{"number": 3}</double>')[:2] == ("6", 3.0)


def test_rewards_are_gems():
    env = make(tool_reward=0.05, tool_success_reward=0.25)
    *_, info = env.step("<echo>a</echo><fail>b</fail>")
    assert info["reward_parts"] == {"tool": 0.1, "tool_success": 0.25}


def test_results_are_bounded():
    long = "a" * 500 + "b" * 500
    env = make(max_tool_output=200)
    observation, *_ = env.step(f"<echo>{long}</echo>")
    assert len(observation) <= 200
    assert observation.startswith("aaa")
    assert observation.endswith("bbb")
    assert "(800 characters left out)" in observation
    short = make(max_tool_output=900, max_length=1500)
    observation, *_ = short.step(f"<echo>{long}</echo>" * 3)
    assert observation in short.observation_space


def test_only_so_many_calls_of_a_message_are_run():
    env = make(max_calls_per_step=2)
    observation, *_, info = env.step("<echo>a</echo>" * 3)
    assert observation.endswith("Only the first 2 of the calls were run.")
    assert info["tool_calls"] == 2
    assert info["action"] == "<echo>a</echo>" * 2


# --- budgets and ends -----------------------------------------------------------------------------


def test_when_no_calls_are_left_the_environment_gets_the_message():
    env = make(max_tool_uses=2)
    assert env.step("<echo>a</echo>")[0] == "a"
    assert env.step("<echo>b</echo><echo>c</echo>")[0] == (
        "b\nOnly the first 1 of the calls were run.\nNo tool calls are left; give your answer "
        "without one."
    )
    observation, *_, info = env.step(r"<echo>d</echo> \boxed{3}")
    assert observation.startswith("The number is")
    assert (info["action"], info["role"], info["tool_calls"]) == ("3", "user", 2)
    *_, terminated, truncated, info = env.step("<echo>d</echo>")
    assert (terminated, truncated, info["error"]) == (True, False, "format")


def test_a_spent_budget_may_truncate():
    env = make(max_tool_uses=1, on_budget="truncate")
    env.step("<echo>a</echo>")
    assert env.step(r"\boxed{3}")[2:4] == (False, False)
    _, reward, terminated, truncated, info = env.step("<echo>a</echo>")
    assert (reward, terminated, truncated) == (0.0, False, True)
    assert (info["error"], info["stop_reason"], info["tool_calls"]) == ("budget", "budget", 1)
    with pytest.raises(ResetNeeded):
        env.step(r"\boxed{3}")


def test_without_a_limit_calls_go_on():
    env = make(max_tool_uses=None)
    for _ in range(30):
        assert env.step("<echo>a</echo>")[0] == "a"


def test_after_the_end_and_before_the_beginning_no_tool_runs():
    env = ToolCalls(gymnasium.make(**GUESS), Notes())
    with pytest.raises(ResetNeeded):
        env.step("<note>a</note>")
    env.reset(seed=1)
    assert env.step("no action")[2]
    with pytest.raises(ResetNeeded):
        env.step("<note>a</note>")
    assert env.tools["note"].kept == []


def test_tool_steps_may_take_turns():
    env = ToolCalls(gymnasium.make(**{**GUESS, "max_turns": 3}), echo, count_as_turn=True)
    env.reset(seed=1)
    assert env.step("<echo>a</echo>")[4]["turn"] == 1
    assert env.step(r"\boxed{1}")[0].endswith("Turns left: 1")
    observation, _, terminated, truncated, info = env.step("<echo>a</echo>")
    assert (terminated, truncated, info["stop_reason"], info["turn"]) == (True, False, "turns", 3)
    assert observation == "a\nNo turns are left; the episode is over."
    with pytest.raises(ResetNeeded):
        env.step(r"\boxed{3}")


def test_time_limits_inside_and_outside():
    inside = ToolCalls(TimeLimit(gymnasium.make(**GUESS), 1), echo)
    outside = TimeLimit(ToolCalls(gymnasium.make(**GUESS), echo), 1)
    for env, limit in ((inside, False), (outside, True)):
        env.reset(seed=1)
        assert env.step("<echo>a</echo>")[3] is limit
    assert inside.step(r"\boxed{3}")[3] is True


def test_a_reset_begins_anew():
    notes = Notes()
    env = ToolCalls(gymnasium.make(**GUESS), [notes, fail])
    env.reset(seed=7)
    env.step("<note>a</note><fail>x</fail>")
    _, info = env.reset()
    assert (info["tool_calls"], info["tool_errors"]) == (0, 0)
    assert (info["prev_ep_tool_calls"], info["prev_ep_tool_errors"]) == (2, 1)
    assert env.step("<note>b</note>")[0] == "b"
    assert env.tools["note"].seeds == [7, None]
    env.close()
    assert (env.tools["note"].closed, notes.closed, notes.seeds) == (1, 0, [])


# --- what the agent reads -------------------------------------------------------------------------


def test_the_first_observation_explains_the_tools():
    plain, _ = gymnasium.make(**GUESS).reset(seed=1)
    observation, info = make([double, echo]).reset(seed=1)
    assert observation == (
        f"{plain}\n\n"
        "You can call tools, 10 times at most:\n"
        "- double: Twice a number.\n"
        '  Arguments: {"type": "object", "properties": {"number": {"type": "integer"}}, '
        '"required": ["number"], "additionalProperties": false}\n'
        "- echo: Says it again.\n"
        '  Arguments: {"type": "object", "properties": {"text": {"type": "string"}}, '
        '"required": ["text"], "additionalProperties": false}\n'
        "To call one, write:\n"
        '<double>{"number": "..."}</double>\n'
        "<echo>text</echo>\n"
        "The next message has the result; what you write behind a call is not read. Give your "
        "answer in a message without a call."
    )
    assert info["tools"] == [double.schema, echo.schema]


@pytest.mark.parametrize(
    ("parser", "shown"),
    [
        ("fenced", "```echo\ntext\n```"),
        ("hermes", '<tool_call>{"name": "echo", "arguments": {"text": "..."}}</tool_call>'),
        ("json", '{"name": "echo", "arguments": {"text": "..."}}'),
    ],
)
def test_the_form_that_is_shown_is_one_that_is_read(parser, shown):
    env = make([echo], parsers=[parser])
    assert f"write:\n{shown}\nThe next" in env.reset(seed=1)[0]
    assert env.step(shown)[0] in ("text", "...")


def test_the_instructions_may_be_left_out_or_be_others():
    plain, _ = gymnasium.make(**GUESS).reset(seed=1)
    assert make(instructions=False).reset(seed=1)[0] == plain
    assert make(instructions="Call echo.").reset(seed=1)[0] == f"{plain}\n\nCall echo."


def test_histories_around_it():
    env = ChatMessages(make())
    env.reset(seed=1)
    env.step("<echo>a</echo>")
    messages, *_ = env.step(r"\boxed{3}")
    assert [message["role"] for message in messages] == [
        "user", "assistant", "tool", "assistant", "user",
    ]  # fmt: skip
    assert messages[2]["content"] == "a"


# --- the ecosystem --------------------------------------------------------------------------------


def test_check_env(named):
    env = ToolCalls(gymnasium.make(**GUESS, disable_env_checker=True), ["echo", "note"])
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        warnings.filterwarnings("ignore", ".*is different from the unwrapped version")
        check_env(env, skip_render_check=True)


def test_a_stack_is_rebuilt_from_its_spec_as_json(named):
    env = EpisodeTracking(make(["echo", {"name": "note"}], max_tool_uses=3, parsers="tags"))
    again = gymnasium.make(EnvSpec.from_json(env.spec.to_json()))
    assert again.reset(seed=1)[0] == env.reset(seed=1)[0]
    assert again.step("<echo>a</echo>") == env.step("<echo>a</echo>")
    assert again.get_wrapper_attr("max_tool_uses") == 3


def test_tools_as_objects_rebuild_in_this_process_and_json_says_what_to_do():
    env = make([Notes(), echo])
    env.step("<note>a</note>")
    again = gymnasium.make(env.spec)
    again.reset(seed=1)
    assert again.step("<note>b</note>")[0] == "b"
    assert env.step("<note>c</note>")[0] == "a c"
    with pytest.raises(TypeError, match=r"tools=\.\.\..*register_tool"):
        env.spec.to_json()


@pytest.mark.parametrize("again", [copy.deepcopy, lambda env: pickle.loads(pickle.dumps(env))])
def test_a_fork_goes_its_own_way(again):
    env = make([Notes(), double])
    env.step("<note>a</note>")
    fork = again(env)
    assert env.step("<note>b</note>")[0] == "a b"
    assert fork.step("<note>c</note>")[0] == "a c"
    assert fork.step(r"\boxed{3}") == env.step(r"\boxed{3}")


def test_an_episode_replays(named):
    env = make(["note", "echo"])
    actions = iter(["<note>a</note>", "<tool_call>x</tool_call>", r"\boxed{3}", "end"])
    episode = run_episode(env, lambda observation, info: next(actions), seed=3)
    assert replay(episode, make(["note", "echo"]))


@pytest.mark.parametrize("mode", ["sync", "async"])
def test_vector_environments(mode, named):
    envs = gymnasium.make_vec(
        **GUESS,
        num_envs=2,
        vectorization_mode=mode,
        wrappers=[lambda env: ToolCalls(env, ["note", "double"], max_length=4000)],
    )
    try:
        texts, info = envs.reset(seed=1)
        assert all("call tools" in text for text in texts)
        assert [tools[0]["function"]["name"] for tools in info["tools"]] == ["note", "note"]
        texts, *_, info = envs.step(["<note>a</note>", r"\boxed{3}"])
        assert (texts[0], list(info["tool_calls"])) == ("a", [1, 0])
        texts, *_ = envs.step(["<note>b</note>"] * 2)
        assert tuple(texts) == ("a b", "b")
    finally:
        envs.close()


@pytest.mark.usefixtures("_sandbox")
def test_python_in_a_session_forks_with_its_environment():
    env = make([{"name": "python", "session": True}])
    env.step("<python>numbers = [1, 2]</python>")
    fork = copy.deepcopy(env)
    assert env.step("<python>numbers.append(3)\nsum(numbers)</python>")[0] == "6"
    assert fork.step("```python\nsum(numbers)\n```")[0] == "3"
    env.reset(seed=1)
    assert "NameError" in env.step("<python>numbers</python>")[0]
    env.close()
    fork.close()


@pytest.mark.usefixtures("_sandbox")
def test_gems_names():
    names = "python_tool,concat_with_action"
    env = apply_wrappers(gymnasium.make(**GUESS), from_names(names))
    assert isinstance(env, ConcatHistory)
    env.reset(seed=1)
    observation, reward, *_ = env.step("<python>print(6 * 7)</python>")
    assert observation.endswith("\n<python>print(6 * 7)</python>\n42")
    assert reward == pytest.approx(0.3)
    assert env.step("<python>1 / 0</python>")[1] == 0.05
    name = "python_tool_no_int_reward_last_line_error"
    env = apply_wrappers(gymnasium.make(**GUESS), from_names(name))
    env.reset(seed=1)
    assert env.step("<python>1 / 0</python>")[:2] == ("ZeroDivisionError: division by zero", 0.0)
    for _ in range(4):
        observation, *_ = env.step("<python>1 / 0</python>")
    assert observation.endswith("No tool calls are left; give your answer without one.")


# --- hostile text ---------------------------------------------------------------------------------


@settings(max_examples=30)
@given(st.text(st.characters(), max_size=60))
def test_any_text_in_any_call_is_answered(text):
    env = make(max_tool_uses=None)
    for message in (
        f"<echo>{text}</echo>",
        f"<double>{text}</double>",
        f"<tool_call>{text}</tool_call>",
        json.dumps({"name": text, "arguments": {text: text}}),
    ):
        observation, reward, *_, info = env.step(message)
        assert observation in env.observation_space
        assert (reward, info["role"]) == (0.0, "tool")


@pytest.mark.parametrize(
    "message",
    [
        "<tool_call>" + "[" * 10**6,
        f"<echo>{'x' * 10**6}</echo>",
        "<double>" + "9" * 10**6 + "</double>",
        '{"name": "' + "x" * 10**6 + '", "arguments": {}}',
        '{"name": "double", "arguments": {"' + "x" * 10**6 + '": 1}}',
        '{"name": "double", "arguments": ' + '{"number": ' * 200 + "1" + "}" * 201,
        json.dumps({"name": "double", "arguments": {"number": 1, "more": [{"a": 1}] * 10**5}}),
        "<echo>\ud800</echo>",
        "<echo>a</echo>" * 70_000,
    ],
)
def test_floods_are_answered_in_time(message):
    env = make()
    start = time.thread_time()
    observation, reward, *_ = env.step(message)
    assert time.thread_time() - start < 1.5
    assert len(observation) < 100_000
    assert reward == 0.0


# --- arguments ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"parsers": ["tag"]}, r"parsers must be one or several of 'tags'.*\['tag'\]"),
        ({"parsers": []}, "parsers must be"),
        ({"max_tool_uses": 0}, "max_tool_uses must be a whole number of at least 1, got 0"),
        ({"max_calls_per_step": True}, "max_calls_per_step"),
        ({"max_tool_output": 10}, "at least 100, got 10"),
        ({"tool_reward": float("nan")}, "tool_reward must be a finite number, got nan"),
        ({"on_budget": "stop"}, "on_budget must be 'pass' or 'truncate', got 'stop'"),
        ({"tools": ["nothing"]}, "no tool 'nothing'"),
    ],
)
def test_wrong_arguments(options, message):
    with pytest.raises(ValueError, match=message):
        make(**options)


def test_environments_that_it_can_not_wrap(scripted):
    with pytest.raises(TypeError, match=r"needs text actions.*Discrete"):
        ToolCalls(scripted(["a"], action_space=Discrete(2)), echo)
    with pytest.raises(TypeError, match="Autoreset"):
        ToolCalls(Autoreset(gymnasium.make(**GUESS)), echo)
    with pytest.raises(TypeError, match="no attribute `turn`"):
        ToolCalls(scripted(["a"]), echo, count_as_turn=True)


def test_an_observation_is_within_its_space_however_small_that_is(scripted):
    env = ToolCalls(scripted(["a"]), echo, instructions=False, max_length=20)
    env.reset()
    assert env.step(f"<echo>{'x' * 500}</echo>")[0] in env.observation_space


def test_an_observation_that_is_too_long_is_refused(scripted):
    env = ToolCalls(scripted(["x" * 50]), echo, max_length=100)
    with pytest.raises(ValueError, match="max_length"):
        env.reset()
