import copy
import json
import pickle
import warnings
from pathlib import Path

import gymnasium
import pytest
from gymnasium import spaces
from gymnasium.envs.registration import EnvSpec
from gymnasium.error import ResetNeeded
from gymnasium.utils.env_checker import check_env
from gymnasium.utils.passive_env_checker import data_shares_objects
from gymnasium.wrappers import Autoreset
from hypothesis import given
from hypothesis import strategies as st

import gem_gymnasium  # noqa: F401 - registers the ids
from gem_gymnasium.wrappers import ChatMessages, ChatTemplate, ChatTemplateError, EpisodeTracking

GUESS = {"id": "gem/GuessTheNumber-v0", "max_number": 20, "max_turns": 20}
TEXT = st.text(st.characters(), max_size=20)  # any code point, lone surrogates too
TURNS = st.lists(st.tuples(TEXT, TEXT, st.sampled_from(["user", "tool", None])), max_size=6)
TEMPLATE = """\
{{ bos_token }}
{%- for message in messages %}
<{{ message.role }}>{{ message.content }}</{{ message.role }}>
{% endfor %}
{% if add_generation_prompt %}
<assistant>
{%- endif %}
"""
STORIES = Path(__file__).resolve().parents[2].parent / "shared" / "data" / "stories260k"


class Tokenizer:
    """Renders as TEMPLATE does, and can't be copied."""

    def __init__(self):
        self.calls = []

    def apply_chat_template(self, conversation, *, tokenize, add_generation_prompt, **variables):
        assert tokenize is False
        self.calls.append(variables)
        text = "".join(f"<{m['role']}>{m['content']}</{m['role']}>\n" for m in conversation)
        return text + "<assistant>" * add_generation_prompt

    def __deepcopy__(self, memo):
        raise AssertionError("a tokenizer was copied")


def script_of(first, turns):
    return [first, *(observation for _, observation, _ in turns), "end"]


def play(env, actions, seed=1):
    """All observations of an episode."""
    observation, _ = env.reset(seed=seed)
    return [observation, *(env.step(action)[0] for action in actions)]


GUESSES = [r"\boxed{3}", r"I say \boxed{4}", r"\boxed{5}"]


# --- messages -------------------------------------------------------------------------------------


@given(
    first=TEXT,
    turns=TURNS,
    system=st.none() | TEXT,
    max_turns=st.none() | st.integers(1, 7),
)
def test_messages_are_the_instructions_and_the_last_turns(
    scripted, first, turns, system, max_turns
):
    env = scripted(script_of(first, turns), roles=[role for *_, role in turns])
    env = ChatMessages(env, system=system, max_turns=max_turns)
    head = [("user", first)] if system is None else [("system", system), ("user", first)]
    messages, _ = env.reset()
    assert [(m["role"], m["content"]) for m in messages] == head
    for turn, (action, *_) in enumerate(turns, 1):
        kept = turns[:turn] if max_turns is None else turns[:turn][-max_turns:]
        messages, *_ = env.step(action)
        assert [(m["role"], m["content"]) for m in messages] == head + [
            message
            for said, heard, role in kept
            for message in (("assistant", said), (role or "user", heard))
        ]
        assert messages in env.observation_space


def test_a_role_that_is_none_of_a_chat_is_the_users(scripted):
    env = ChatMessages(scripted(["a", "b", "c"], roles=["werewolf", ["tool"]]))
    env.reset()
    env.step("x")
    roles = [message["role"] for message in env.step("y")[0]]
    assert roles == ["user", "assistant", "user", "assistant", "user"]


def test_messages_are_new_objects_each_time():
    env = ChatMessages(gymnasium.make(**GUESS), system="Be brief.")
    first, _ = env.reset(seed=1)
    second, *_ = env.step(r"\boxed{3}")
    assert not data_shares_objects(first, second)
    for message in second:
        message["content"] = "changed by who read it"
    third, *_ = env.step(r"\boxed{4}")
    assert third[0] == {"role": "system", "content": "Be brief."}
    assert third[:2] == first
    assert third[2] == {"role": "assistant", "content": r"\boxed{3}"}


def test_messages_go_to_json_as_an_api_wants_them():
    env = ChatMessages(gymnasium.make(**GUESS))
    *_, messages = play(env, GUESSES)
    assert json.loads(json.dumps(messages)) == list(messages)


def test_a_message_that_is_too_long_is_refused_with_the_remedy(scripted):
    def make(first="a", second="b", **kwargs):
        return ChatMessages(scripted([first, second, "c"]), max_length=10, **kwargs)

    long = "x" * 11
    with pytest.raises(ValueError, match=r"11 .*longer than the 10 .*max_length"):
        make(system=long)
    with pytest.raises(ValueError, match="longer than the 10"):
        make(first=long).reset()
    for env, action in ((make(second=long), "short"), (make(), long)):
        env.reset()
        with pytest.raises(ValueError, match="longer than the 10"):
            env.step(action)


def test_the_space_of_messages():
    env = ChatMessages(gymnasium.make(**GUESS))
    space = env.observation_space
    assert isinstance(space, spaces.Sequence)
    assert all(sample in space for sample in (space.sample() for _ in range(20)))
    assert ({"role": "user", "content": "x", "name": "y"},) not in space
    assert ({"role": "user"},) not in space
    assert ({"role": "user", "content": 3},) not in space


# --- templates ------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("tokenizer")
    (folder / "chat_template.jinja").write_text(TEMPLATE)
    return folder


def test_text_folder_and_tokenizer_give_the_same(folder):
    texts = [
        play(ChatTemplate(gymnasium.make(**GUESS), template=template, system="Be brief."), GUESSES)
        for template in (TEMPLATE, folder, str(folder), Tokenizer())
    ]
    assert texts[0] == texts[1] == texts[2] == texts[3]


@given(first=TEXT, turns=TURNS, system=st.none() | TEXT, max_turns=st.none() | st.integers(1, 7))
def test_the_string_is_the_template_of_the_messages(scripted, first, turns, system, max_turns):
    def env():
        return scripted(script_of(first, turns), roles=[role for *_, role in turns])

    arguments = {"system": system, "max_turns": max_turns}
    messages = ChatMessages(env(), **arguments)
    template = ChatTemplate(env(), template=TEMPLATE, **arguments)
    for said, text in zip(
        play(messages, [action for action, *_ in turns]),
        play(template, [action for action, *_ in turns]),
        strict=True,
    ):
        expected = "".join(f"<{m['role']}>{m['content']}</{m['role']}>\n" for m in said)
        assert text == expected + "<assistant>"
        assert text in template.observation_space


def test_the_state_stands_in_the_users_last_turn_and_the_prompt_behind_it():
    env = ChatTemplate(gymnasium.make(**GUESS), template=TEMPLATE)
    for text, left in zip(play(env, GUESSES), (20, 19, 18, 17), strict=True):
        assert text.endswith(f"Turns left: {left}</user>\n<assistant>")
        assert text.count("<assistant>") == text.count("</assistant>") + 1


def test_without_generation_prompt():
    env = ChatTemplate(gymnasium.make(**GUESS), template=TEMPLATE, add_generation_prompt=False)
    assert all(text.endswith("</user>\n") for text in play(env, GUESSES))


@given(first=TEXT, turns=TURNS, separator=TEXT, system=st.none() | TEXT)
def test_on_reset_only_each_observation_and_action_begin_the_next(
    scripted, first, turns, separator, system
):
    env = ChatTemplate(
        scripted(script_of(first, turns)),
        template=TEMPLATE,
        on_reset_only=True,
        separator=separator,
        system=system,
    )
    text, _ = env.reset()
    start = "" if system is None else f"<system>{system}</system>\n"
    assert text == f"{start}<user>{first}</user>\n<assistant>"
    for action, observation, _ in turns:
        before = text
        text, *_ = env.step(action)
        assert text == before + action + separator + observation + separator


def test_on_reset_only_keeps_the_instructions_in_a_window(scripted):
    env = scripted(["rules", "one", "two", "three"])
    env = ChatTemplate(env, template=TEMPLATE, on_reset_only=True, max_turns=2)
    assert play(env, ["a", "b", "c"])[-1] == "<user>rules</user>\n<assistant>b\ntwo\nc\nthree\n"


def test_a_tools_words_may_be_the_users(scripted):
    def last(**kwargs):
        env = scripted(["rules", "result"], roles=["tool"])
        return play(ChatTemplate(env, template=TEMPLATE, **kwargs), ["call"])[-1]

    assert "<tool>result</tool>" in last()
    assert "<user>result</user>" in last(tool_role="user")
    assert "<ipython>result</ipython>" in last(tool_role="ipython")


def test_a_string_that_is_too_long_is_refused_with_the_remedy():
    env = ChatTemplate(gymnasium.make(**GUESS), template=TEMPLATE, max_length=500)
    env.reset(seed=1)
    with pytest.raises(ValueError, match=r"longer than the 500 .*max_length.*fewer turns"):
        env.step("thinking... " * 50 + r"\boxed{3}")


def test_what_templates_expect_of_jinja(scripted):
    template = (
        "{%- for m in messages %}{% if loop.index > 1 %}{% break %}{% endif %}"
        "{% generation %}{{ m | tojson }}{% endgeneration %}{% endfor %}"
        "|{{ bos_token }}{{ eos_token + '' }}|{{ tools is none }}{{ documents is none }}"
        "|{{ strftime_now('%Y') | length }}|{{ missing }}|{{ think }}"
    )
    env = ChatTemplate(scripted(["<ü>", "b"]), template=template, variables={"think": [1, None]})
    assert play(env, ["x"])[-1] == ('{"role": "user", "content": "<ü>"}||TrueTrue|4||[1, None]')
    env = ChatTemplate(scripted(["a"]), template=template, variables={"bos_token": "<s>"})
    assert "|<s>|" in env.reset()[0]


@pytest.mark.parametrize(
    ("config", "expected"),
    [
        ({"chat_template": "{{ eos_token }}!", "eos_token": "</s>"}, "</s>!"),
        ({"chat_template": "{{ eos_token }}!", "eos_token": {"content": "</t>"}}, "</t>!"),
        ({"chat_template": "{{ bos_token }}!", "bos_token": None, "add_bos_token": True}, "!"),
        (
            {
                "chat_template": [
                    {"name": "tool_use", "template": "{{ 'no' }}"},
                    {"name": "default", "template": "{{ 'yes' }}"},
                ]
            },
            "yes",
        ),
    ],
)
def test_a_folders_configuration(scripted, tmp_path, config, expected):
    (tmp_path / "tokenizer_config.json").write_text(json.dumps(config))
    assert ChatTemplate(scripted(["a"]), template=tmp_path).reset()[0] == expected


def test_a_folders_template_file_comes_first(scripted, tmp_path):
    config = {"chat_template": "{{ 'old' }}", "bos_token": "<s>"}
    (tmp_path / "tokenizer_config.json").write_text(json.dumps(config))
    (tmp_path / "chat_template.jinja").write_text("{{ bos_token }}new", encoding="utf-8")
    assert ChatTemplate(scripted(["a"]), template=tmp_path).reset()[0] == "<s>new"


def test_a_real_tokenizers_folder():
    if not STORIES.is_dir():
        pytest.skip(f"the data set {STORIES.name} is not beside this repository")
    env = ChatTemplate(gymnasium.make(**GUESS), template=STORIES, max_turns=2)
    rules, *_, last = play(env, GUESSES)
    messages = play(ChatMessages(gymnasium.make(**GUESS), max_turns=2), GUESSES)[-1]
    assert last == "".join(message["content"] + "\n" for message in messages)
    assert last.startswith(rules)
    again = gymnasium.make(EnvSpec.from_json(env.spec.to_json()))
    assert play(again, GUESSES)[-1] == last


# --- templates that fail --------------------------------------------------------------------------

STRICT = (
    "{% for m in messages %}{% if m.role not in ['user', 'assistant'] %}"
    "{{ raise_exception('no role ' + m.role) }}{% endif %}{{ m.content }}{% endfor %}"
)


def test_a_template_that_refuses_a_role_says_so_and_what_helps(scripted):
    with pytest.raises(ChatTemplateError, match=r"system, user.*no role system.*system=None"):
        ChatTemplate(scripted(["a"]), template=STRICT, system="s").reset()
    env = ChatTemplate(scripted(["a", "b"], roles=["tool"]), template=STRICT)
    env.reset()
    with pytest.raises(ChatTemplateError, match=r'no role tool.*tool_role="user"'):
        env.step("x")
    assert issubclass(ChatTemplateError, gymnasium.error.Error)
    env = ChatTemplate(scripted(["a", "b"], roles=["tool"]), template=STRICT, tool_role="user")
    assert play(env, ["x"])[-1] == "axb"


@pytest.mark.parametrize(
    ("template", "message"),
    [
        ("{{ messages[0]['content'] + 3 }}", "TypeError"),
        ("{{ messages[7].content }}", "UndefinedError.*`variables`"),
        ("{{ messages.append(1) }}", "SecurityError"),
        ("{{ ''.__class__.__mro__[1].__subclasses__() }}", "SecurityError"),
        ("{% for i in range(10**9) %}{% endfor %}", "OverflowError"),
    ],
)
def test_a_template_that_fails_or_leaves_the_sandbox(scripted, template, message):
    with pytest.raises(ChatTemplateError, match=message):
        ChatTemplate(scripted(["a"]), template=template).reset()


def test_a_template_with_wrong_syntax_is_refused_at_once(scripted):
    with pytest.raises(ChatTemplateError, match="line 2"):
        ChatTemplate(scripted(["a"]), template="{{ 1 }}\n{% for %}")


def test_what_is_no_template_is_refused_at_once(scripted, tmp_path):
    with pytest.raises(ChatTemplateError, match=r"'Some/Model' is neither a folder nor"):
        ChatTemplate(scripted(["a"]), template="Some/Model")
    with pytest.raises(ChatTemplateError, match=r"has no chat template.*chat_template\.jinja"):
        ChatTemplate(scripted(["a"]), template=tmp_path)
    with pytest.raises(ChatTemplateError, match="is neither a folder nor"):
        ChatTemplate(scripted(["a"]), template="no Jinja in it " * 1000)
    (tmp_path / "tokenizer_config.json").write_text("{")
    with pytest.raises(ChatTemplateError, match=r"tokenizer_config\.json' is not JSON"):
        ChatTemplate(scripted(["a"]), template=tmp_path)
    with pytest.raises(TypeError, match=r"template must be .* got 3"):
        ChatTemplate(scripted(["a"]), template=3)


def test_a_tokenizer_that_fails(scripted):
    class Tokens(Tokenizer):
        def apply_chat_template(self, conversation, **kwargs):
            return [1, 2, 3]

    with pytest.raises(ChatTemplateError, match=r"Tokens.*must return a string, got list"):
        ChatTemplate(scripted(["a"]), template=Tokens()).reset()


def test_a_tokenizer_gets_the_variables(scripted):
    tokenizer = Tokenizer()
    variables = {"enable_thinking": False}
    ChatTemplate(scripted(["a"]), template=tokenizer, variables=variables).reset()
    assert tokenizer.calls == [variables]


# --- specs, copies --------------------------------------------------------------------------------


@pytest.mark.parametrize("through_json", [False, True])
def test_a_spec_rebuilds_the_stack(folder, through_json):
    def same(env):
        spec = EnvSpec.from_json(env.spec.to_json()) if through_json else env.spec
        again = gymnasium.make(spec)
        assert again.observation_space == env.observation_space
        assert again.spec == env.spec
        assert play(again, GUESSES) == play(env, GUESSES)

    same(ChatMessages(gymnasium.make(**GUESS), max_turns=2, system="Be brief.", max_length=9999))
    for template in (TEMPLATE, folder):
        same(
            ChatTemplate(
                gymnasium.make(**GUESS),
                template=template,
                add_generation_prompt=False,
                tool_role="user",
                variables={"bos_token": "<s>"},
                max_turns=2,
                system="Be brief.",
                max_length=9999,
            )
        )
    same(
        ChatTemplate(gymnasium.make(**GUESS), template=TEMPLATE, on_reset_only=True, separator=" ")
    )


def test_a_tokenizer_is_in_the_spec_and_not_in_json():
    tokenizer = Tokenizer()
    env = ChatTemplate(gymnasium.make(**GUESS), template=tokenizer, max_turns=2)
    env = EpisodeTracking(env)  # a spec is copied by each wrapper outside
    again = gymnasium.make(env.spec)
    assert play(again, GUESSES) == play(env, GUESSES)
    assert again.spec == env.spec
    calls = len(tokenizer.calls)
    play(gymnasium.make(again.spec), GUESSES)
    assert len(tokenizer.calls) == calls + 4  # the tokenizer itself, not another
    for stack in (env, again):
        with pytest.raises(
            TypeError, match=r"ChatTemplate\(template=.*Tokenizer.*folder.*gymnasium\.make"
        ):
            stack.spec.to_json()
    assert "Tokenizer object" in env.spec.pprint(disable_print=True)


def test_variables_that_json_cannot_hold():
    env = gymnasium.make(**GUESS)
    env = ChatTemplate(env, template="{{ day() }}", variables={"day": lambda: "Monday"})
    assert gymnasium.make(env.spec).reset()[0] == "Monday"
    with pytest.raises(TypeError, match=r"ChatTemplate\(variables=.*JSON"):
        env.spec.to_json()


@pytest.mark.parametrize("template", [None, TEMPLATE, "tokenizer", "on_reset_only"])
@pytest.mark.parametrize("copied", [copy.deepcopy, lambda env: pickle.loads(pickle.dumps(env))])
def test_a_fork_carries_the_history_and_goes_its_own_way(template, copied):
    env = gymnasium.make(**GUESS)
    if template is None:
        env = ChatMessages(env, max_turns=3)
    elif template == "tokenizer":
        env = ChatTemplate(env, template=Tokenizer(), max_turns=3)
    elif template == "on_reset_only":
        env = ChatTemplate(env, template=TEMPLATE, on_reset_only=True, max_turns=3)
    else:
        env = ChatTemplate(env, template=template, max_turns=3)
    env.reset(seed=5)
    env.step(r"\boxed{3}")
    _ = env.spec
    fork = copied(env)
    assert env.step(r"\boxed{4}") == fork.step(r"\boxed{4}")
    here, *_ = env.step(r"\boxed{5}")
    there, *_ = fork.step(r"\boxed{16}")
    assert here != there
    assert fork.reset(seed=5) == env.reset(seed=5)


def test_copies_share_a_tokenizer():
    tokenizer = Tokenizer()
    env = ChatTemplate(gymnasium.make(**GUESS), template=tokenizer)
    copy.deepcopy(env).reset()
    assert len(tokenizer.calls) == 1


# --- with others ----------------------------------------------------------------------------------

WRAPPERS = {
    "messages": ChatMessages,
    "template": lambda env: ChatTemplate(env, template=TEMPLATE, max_length=5000),
}
BOTH = pytest.mark.parametrize("wrap", WRAPPERS.values(), ids=WRAPPERS)


@BOTH
def test_what_is_no_text_is_refused_by_its_space(wrap, scripted):
    with pytest.raises(TypeError, match=r"needs text observations.*Discrete"):
        wrap(gymnasium.make("FrozenLake-v1"))
    with pytest.raises(TypeError, match=r"needs text actions.*Discrete\(3"):
        wrap(scripted(["a"], action_space=spaces.Discrete(3)))
    with pytest.raises(TypeError, match="Autoreset"):
        wrap(Autoreset(scripted(["a"])))


@BOTH
def test_gymnasiums_own_text_space_will_do(wrap, scripted, plain_text):
    env = scripted(["abc", "de"], observation_space=plain_text, action_space=plain_text)
    assert len(play(wrap(env), ["gh"])) == 2


@BOTH
def test_a_step_needs_a_reset(wrap, scripted):
    with pytest.raises(ResetNeeded):
        wrap(scripted(["a", "b"])).step("x")


@BOTH
def test_gymnasiums_checker_finds_nothing(wrap):
    env = wrap(gymnasium.make(**GUESS, disable_env_checker=True).unwrapped)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        warnings.filterwarnings("ignore", message=".*different from the unwrapped version")
        check_env(env, skip_render_check=True)


@BOTH
@pytest.mark.parametrize(
    ("mode", "vector_kwargs"),
    [
        ("sync", {}),
        ("sync", {"copy": False}),
        ("async", {"shared_memory": True}),
        ("async", {"shared_memory": False}),
    ],
)
def test_vector_environments_give_what_single_ones_do(wrap, mode, vector_kwargs):
    arguments = {
        "vectorization_mode": mode,
        "vector_kwargs": vector_kwargs,
        "wrappers": [wrap],
    }
    if wrap is ChatMessages and vector_kwargs.get("shared_memory"):
        with pytest.raises(TypeError, match="disable `shared_memory`"):  # Gymnasium's own
            gymnasium.make_vec(**GUESS, num_envs=2, **arguments)
        return
    vector = gymnasium.make_vec(**GUESS, num_envs=2, **arguments)
    single = [wrap(gymnasium.make(**GUESS)) for _ in range(2)]
    try:
        seen, _ = vector.reset(seed=[1, 2])
        alone = [env.reset(seed=seed)[0] for env, seed in zip(single, (1, 2), strict=True)]
        assert list(seen) == alone
        for action in GUESSES:
            kept, expected = seen, alone
            seen, *_ = vector.step([action, action])
            assert list(kept) == expected  # what was returned before is left alone
            alone = [env.step(action)[0] for env in single]
            assert list(seen) == alone
    finally:
        vector.close()
