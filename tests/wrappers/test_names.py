import gymnasium
import pytest

import gem_gymnasium  # noqa: F401 - registers the ids
from gem_gymnasium.wrappers import (
    ChatTemplate,
    ConcatHistory,
    ConcatObservations,
    EpisodeTracking,
    apply_wrappers,
    from_names,
)

GUESS = {"id": "gem/GuessTheNumber-v0", "max_number": 20, "max_turns": 20}
TEMPLATE = "{% for m in messages %}<{{ m.role }}>{{ m.content }}{% endfor %}<assistant>"


def layers(env):
    """The wrappers of `env` that are ours, the innermost first."""
    found = []
    while isinstance(env, gymnasium.Wrapper):
        if type(env).__module__.startswith("gem_gymnasium"):
            found.append(env)
        env = env.env
    return found[::-1]


@pytest.mark.parametrize(
    ("names", "classes"),
    [
        ("", []),
        ("concat", [ConcatObservations]),
        ("concat_with_action", [ConcatHistory]),
        ("concat_chat", [ChatTemplate]),
        ("concat_chat_on_reset", [ChatTemplate]),
        ("concat_chat,episode_tracking", [ChatTemplate, EpisodeTracking]),
        (" episode_tracking , concat,", [EpisodeTracking, ConcatObservations]),
        (["concat", "episode_tracking"], [ConcatObservations, EpisodeTracking]),
    ],
)
def test_names_stand_for_wrappers_the_first_innermost(names, classes, capfd):
    env = apply_wrappers(gymnasium.make(**GUESS), from_names(names, tokenizer=TEMPLATE))
    assert [type(layer) for layer in layers(env)] == classes
    env.reset(seed=1)
    env.step(r"\boxed{3}")
    assert capfd.readouterr() == ("", "")


def test_the_two_chats_differ_as_gems_do():
    def last(name):
        env = apply_wrappers(gymnasium.make(**GUESS), from_names(name, tokenizer=TEMPLATE))
        env.reset(seed=1)
        return env.step(r"\boxed{3}")[0]

    assert last("concat_chat").count("<assistant>") == 2
    assert last("concat_chat").endswith(
        "<user>The number is higher than 3.\nTurns left: 19<assistant>"
    )
    assert last("concat_chat_on_reset").endswith(
        "<assistant>\\boxed{3}\nThe number is higher than 3.\nTurns left: 19\n"
    )


@pytest.mark.parametrize("mode", ["sync", "async"])
def test_a_vector_environment_takes_the_list(mode):
    envs = gymnasium.make_vec(
        **GUESS,
        num_envs=2,
        vectorization_mode=mode,
        wrappers=from_names("concat_with_action,episode_tracking", max_length=4000),
    )
    texts, _ = envs.reset(seed=1)
    more, *_, info = envs.step([r"\boxed{3}", r"\boxed{4}"])
    assert all(text.startswith(start) for text, start in zip(more, texts, strict=True))
    assert list(info["step_counter"]) == [1, 1]
    envs.close()


def test_options_go_to_the_wrappers_that_have_them():
    names = "concat,concat_chat,episode_tracking"
    env = apply_wrappers(
        gymnasium.make(**GUESS), from_names(names, tokenizer=TEMPLATE, max_turns=2, system="s")
    )
    concat, chat, _ = layers(env)
    assert (concat.max_turns, chat.max_turns, chat.system) == (2, 2, "s")


@pytest.mark.parametrize(
    ("names", "options", "message"),
    [
        ("episode_tracking", {"max_turns": 2}, "'episode_tracking' takes the option 'max_turns'"),
        ("concat", {"max_turn": 2}, "takes the option 'max_turn'"),
        ("concat_chat_on_reset", {"on_reset_only": False}, "takes the option 'on_reset_only'"),
        ("", {"max_turns": 2}, "takes the option 'max_turns'"),
    ],
)
def test_an_option_that_no_wrapper_takes_is_an_error(names, options, message):
    with pytest.raises(TypeError, match=message):
        from_names(names, tokenizer=TEMPLATE, **options)


def test_an_unknown_name_is_answered_with_the_known():
    with pytest.raises(ValueError, match=r"no wrapper 'concat_chatt'.*'concat_chat'.*'episode_"):
        from_names("concat_chatt")


@pytest.mark.parametrize("name", ["search_tool", "search_tool_no_int_reward"])
def test_a_name_that_is_not_there_yet_says_so(name):
    with pytest.raises(ValueError, match=f"GEM's '{name}' is not in this version.*'concat'"):
        from_names(f"{name},concat")


@pytest.mark.parametrize("name", ["concat_chat", "concat_chat_on_reset"])
def test_a_chat_needs_a_tokenizer(name):
    with pytest.raises(ValueError, match=f"'{name}' needs tokenizer="):
        from_names(name)
