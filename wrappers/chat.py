"""Observations as a chat: messages, and the string that a chat template makes of them."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Any, Generic, TypeVar

import gymnasium
import jinja2
from gymnasium import spaces
from gymnasium.utils import RecordConstructorArgs

from gem_gymnasium.spaces import UnicodeText
from gem_gymnasium.wrappers.history import MAX_LENGTH, HistoryWrapper
from gem_gymnasium.wrappers.recording import recordable, recorded
from gem_gymnasium.wrappers.templates import ChatTemplateError, Message, Template, renderer

__all__ = ["ChatMessages", "ChatTemplate"]

Seen = TypeVar("Seen")


class _Chat(HistoryWrapper[Seen, tuple[str, str]], Generic[Seen]):
    """The items of a history are a role and a content."""

    def __init__(
        self,
        env: gymnasium.Env[str, str],
        *,
        observation_space: spaces.Space[Seen],
        max_turns: int | None,
        system: str | None,
        tool_role: str = "tool",
    ) -> None:
        super().__init__(env, observation_space=observation_space, max_turns=max_turns)
        self.system = system
        self.tool_role = tool_role

    def _begin(self, observation: str) -> tuple[tuple[str, str], ...]:
        instructions = ("user", observation)
        return (instructions,) if self.system is None else (("system", self.system), instructions)

    def _turn(
        self, action: str, observation: str, info: dict[str, Any]
    ) -> tuple[tuple[str, str], ...]:
        role = self.tool_role if info.get("role") == "tool" else "user"
        return ("assistant", action), (role, observation)

    def _messages(self) -> list[Message]:
        return [{"role": role, "content": content} for role, content in self._items()]


class ChatMessages(_Chat[tuple[Message, ...]]):
    r"""The episode so far as messages: a tuple of ``{"role": ..., "content": ...}``.

    The first observation and all that the environment says after it are of the role "user", what a
    tool says (``info["role"] == "tool"``) is of the role "tool", the agent's actions are of the
    role "assistant". Each observation is made of new objects.

    In an ``AsyncVectorEnv`` it needs ``shared_memory=False``, since Gymnasium keeps no ``Sequence``
    in shared memory. In a ``SyncVectorEnv`` ``copy=False`` is safe and spares a deep copy of all
    messages at every step.

    Args:
        env: An environment with text observations and actions.
        max_turns: How many turns (an action and its observation) are kept, the newest; None keeps
            all. The system message and the first observation, which holds the instructions, are
            always kept.
        system: The content of a message of the role "system" before all others.
        max_length: The most characters of a message.

    Raises:
        TypeError: If the environment's observations or actions are not text, or if an
            ``Autoreset`` inside hides the resets.
        ValueError: If ``max_turns`` is not a positive whole number, or ``system`` is longer than
            ``max_length``.

    Example:
        >>> import gymnasium, gem_gymnasium
        >>> env = gymnasium.make("gem/GuessTheNumber-v0", max_turns=9)
        >>> env = ChatMessages(env, system="Be brief.")
        >>> _ = env.reset(seed=1)
        >>> messages, *_ = env.step(r"\boxed{3}")
        >>> [message["role"] for message in messages]
        ['system', 'user', 'assistant', 'user']
        >>> messages[-1]["content"]
        'The number is higher than 3.\nTurns left: 8'
    """

    def __init__(
        self,
        env: gymnasium.Env[str, str],
        *,
        max_turns: int | None = None,
        system: str | None = None,
        max_length: int = MAX_LENGTH,
    ) -> None:
        RecordConstructorArgs.__init__(
            self, max_turns=max_turns, system=system, max_length=max_length
        )
        self._space = UnicodeText(max_length)
        role = UnicodeText(len("assistant"), pattern="system|user|assistant|tool")
        message = spaces.Dict({"role": role, "content": self._space})
        super().__init__(
            env, observation_space=spaces.Sequence(message), max_turns=max_turns, system=system
        )
        if system is not None:
            self._space.fit(system)

    def _begin(self, observation: str) -> tuple[tuple[str, str], ...]:
        return super()._begin(self._space.fit(observation))

    def _turn(
        self, action: str, observation: str, info: dict[str, Any]
    ) -> tuple[tuple[str, str], ...]:
        return super()._turn(self._space.fit(action), self._space.fit(observation), info)

    def _show(self) -> tuple[Message, ...]:
        return tuple(self._messages())


class ChatTemplate(_Chat[str]):
    r"""The string that a chat template makes of the episode so far: what a model reads.

    The messages are those of `ChatMessages`, and the generation prompt stands behind them all, so
    that the model goes on as the assistant.

    The template runs in Jinja's sandbox and follows the convention of Hugging Face's tokenizers,
    none of which is needed. It knows ``messages``, ``add_generation_prompt``, the special tokens
    (``bos_token``, ``eos_token``, ... from the folder, else empty), ``tools`` and ``documents``
    (None), and the functions ``raise_exception`` and ``strftime_now``.

    With ``on_reset_only`` the template makes the first observation, up to the generation prompt,
    and all else is appended as raw text: the action where the model began to write, the separator,
    the observation, the separator. An observation and the agent's action behind it are then the
    beginning of the next observation, as long as ``max_turns`` drops no turn.

    Args:
        env: An environment with text observations and actions.
        template: The text of a Jinja chat template; or the path of a folder that has it in
            ``chat_template.jinja`` or ``tokenizer_config.json``; or a tokenizer, any object with
            ``apply_chat_template(messages, tokenize=False, add_generation_prompt=...)``. A
            tokenizer is shared by all copies of the environment, and is the one argument that
            ``env.spec.to_json()`` refuses.
        add_generation_prompt: Whether the string ends with the beginning of an assistant's message.
        on_reset_only: Whether the template makes the first observation only.
        tool_role: The role of what tools say. Templates that know no "tool" may take "user".
        variables: More variables of the template, for example ``{"enable_thinking": False}``.
        max_turns: How many turns (an action and its observation) are kept, the newest; None keeps
            all. The system message and the first observation, which holds the instructions, are
            always kept.
        system: The content of a message of the role "system" before all others.
        separator: What stands around observations with ``on_reset_only``.
        max_length: The most characters of an observation of this wrapper.

    Raises:
        ChatTemplateError: If the folder or its template isn't there, or the template's syntax is
            wrong; and from `reset` and `step` if the template refuses the messages.
        TypeError: If the environment's observations or actions are not text, if ``template`` is
            none of the three kinds, or if an ``Autoreset`` inside hides the resets.
        ValueError: If ``max_turns`` is not a positive whole number.

    Example:
        >>> import gymnasium, gem_gymnasium
        >>> template = (
        ...     "{% for m in messages %}<{{ m.role }}>{{ m.content }}</{{ m.role }}>{% endfor %}"
        ...     "{% if add_generation_prompt %}<assistant>{% endif %}"
        ... )
        >>> env = gymnasium.make("gem/GuessTheNumber-v0", max_turns=9)
        >>> env = ChatTemplate(env, template)
        >>> instructions, _ = env.reset(seed=1)
        >>> text, *_ = env.step(r"\boxed{3}")
        >>> text.removeprefix(instructions)
        '\\boxed{3}</assistant><user>The number is higher than 3.\nTurns left: 8</user><assistant>'
    """

    def __init__(
        self,
        env: gymnasium.Env[str, str],
        template: Template,
        *,
        add_generation_prompt: bool = True,
        on_reset_only: bool = False,
        tool_role: str = "tool",
        variables: Mapping[str, Any] | None = None,
        max_turns: int | None = None,
        system: str | None = None,
        separator: str = "\n",
        max_length: int = MAX_LENGTH,
    ) -> None:
        template, variables = recorded(template), recorded(variables)
        if isinstance(template, os.PathLike):
            template = os.fspath(template)
        RecordConstructorArgs.__init__(
            self,
            template=recordable(
                template,
                self.class_name(),
                "template",
                "Pass the path of the tokenizer's folder, or the text of its chat template with "
                "the special tokens in `variables`.",
            ),
            add_generation_prompt=add_generation_prompt,
            on_reset_only=on_reset_only,
            tool_role=tool_role,
            variables=recordable(
                variables, self.class_name(), "variables", "Pass strings, numbers, lists and dicts."
            ),
            max_turns=max_turns,
            system=system,
            separator=separator,
            max_length=max_length,
        )
        self._space = UnicodeText(max_length)
        super().__init__(
            env,
            observation_space=self._space,
            max_turns=max_turns,
            system=system,
            tool_role=tool_role,
        )
        self.add_generation_prompt = add_generation_prompt
        self.on_reset_only = on_reset_only
        self.separator = separator
        self._renderer = renderer(template, variables or {})
        self._prompt = ""  # the rendered beginning of the episode, with `on_reset_only`

    def _begin(self, observation: str) -> tuple[tuple[str, str], ...]:
        head = super()._begin(observation)
        if self.on_reset_only:
            self._prompt = self._render([{"role": role, "content": text} for role, text in head])
        return head

    def _show(self) -> str:
        if self.on_reset_only:
            past = self.separator.join([*(content for _, content in self._turns), ""])
            text = self._prompt + past
        else:
            text = self._render(self._messages())
        return self._space.fit(text)

    def _render(self, messages: list[Message]) -> str:
        try:
            return self._renderer(messages, self.add_generation_prompt)
        except Exception as error:  # a template may fail in any way
            raise ChatTemplateError(_explain(error, messages)) from error


def _explain(error: Exception, messages: list[Message]) -> str:
    """What a template's error means, and what may help."""
    roles = list(dict.fromkeys(message["role"] for message in messages))
    remedies = []
    if "tool" in roles:
        remedies.append('If it knows no role "tool", pass tool_role="user".')
    if "system" in roles:
        remedies.append('If it knows no role "system", pass system=None.')
    if isinstance(error, jinja2.UndefinedError):
        remedies.append("What it needs beside the messages, pass in `variables`.")
    return " ".join(
        [
            f"The chat template failed on messages of the roles {', '.join(roles)}: "
            f"{type(error).__name__}: {error}",
            *remedies,
        ]
    )
