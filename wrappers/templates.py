"""Chat templates: from messages to the string that a model reads.

A template is a Jinja text as Hugging Face's tokenizers have it, which runs in Jinja's sandbox and
needs no tokenizer; or it is what a tokenizer object brings.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any, NoReturn, Protocol, TypeAlias

import jinja2
from gymnasium.error import Error
from jinja2.ext import Extension, loopcontrols
from jinja2.nodes import Node
from jinja2.parser import Parser
from jinja2.sandbox import ImmutableSandboxedEnvironment

__all__ = ["ChatTemplateError", "Message", "Renderer", "Template", "Tokenizer", "renderer"]

Message: TypeAlias = dict[str, str]
"""``{"role": ..., "content": ...}``."""
Renderer: TypeAlias = Callable[[list[Message], bool], str]
"""Makes a string of messages; the second argument is ``add_generation_prompt``."""


class Tokenizer(Protocol):
    """What is asked of a tokenizer object; those of Hugging Face transformers have it."""

    def apply_chat_template(
        self,
        conversation: list[Message],
        /,
        *,
        tokenize: bool,
        add_generation_prompt: bool,
        **variables: Any,
    ) -> Any:
        """The messages as one string."""


Template: TypeAlias = str | os.PathLike[str] | Tokenizer
"""A template's text, the folder of a tokenizer, or a tokenizer."""


class ChatTemplateError(Error):
    """A chat template can't be found, can't be read, or refuses the messages."""


def renderer(template: Template, variables: Mapping[str, Any]) -> Renderer:
    """The function that renders messages with a template.

    Args:
        template: A Jinja text, a folder with ``chat_template.jinja`` or ``tokenizer_config.json``,
            or a tokenizer.
        variables: More variables of the template.

    Raises:
        ChatTemplateError: If there is no such folder, no template in it, or the template's syntax
            is wrong.
        TypeError: If ``template`` is none of the three.
    """
    if not isinstance(template, str | os.PathLike):
        if not hasattr(template, "apply_chat_template"):
            raise TypeError(
                "template must be the text of a Jinja chat template, the path of a tokenizer's "
                f"folder, or an object with apply_chat_template(), got {template!r}."
            )
        return _OfTokenizer(template, variables)
    tokens: dict[str, str] = {}
    if isinstance(template, str) and ("{{" in template or "{%" in template):
        source = template
    else:
        source, tokens = _read_folder(Path(template))
    _compile(source)  # an error in it shows here and not at the first reset
    return _Jinja(source, {"bos_token": "", "eos_token": "", **tokens, **variables})


@dataclass(frozen=True)
class _Jinja:
    """Renders a template's text. It holds no compiled code, which can't be copied or pickled."""

    source: str
    variables: Mapping[str, Any]

    def __call__(self, messages: list[Message], add_generation_prompt: bool) -> str:
        return _compile(self.source).render(
            {"tools": None, "documents": None, **self.variables},
            messages=messages,
            add_generation_prompt=add_generation_prompt,
        )


@dataclass(frozen=True)
class _OfTokenizer:
    """Renders with a tokenizer, which all copies share: it holds nothing of an episode."""

    tokenizer: Tokenizer
    variables: Mapping[str, Any]

    def __call__(self, messages: list[Message], add_generation_prompt: bool) -> str:
        text = self.tokenizer.apply_chat_template(
            messages, tokenize=False, add_generation_prompt=add_generation_prompt, **self.variables
        )
        if not isinstance(text, str):
            raise TypeError(
                f"{type(self.tokenizer).__name__}.apply_chat_template(..., tokenize=False) must "
                f"return a string, got {type(text).__name__}."
            )
        return text

    def __deepcopy__(self, memo: dict[int, Any]) -> _OfTokenizer:
        return self


# --- a tokenizer's folder -------------------------------------------------------------------------


def _read_folder(folder: Path) -> tuple[str, dict[str, str]]:
    """The template in a tokenizer's folder, and the special tokens that it may name."""
    if not os.path.isdir(folder):
        raise ChatTemplateError(
            f"{str(folder)[:100]!r} is neither a folder nor a Jinja template, there is no {{{{ or "
            "{% in it. Pass a folder with chat_template.jinja or tokenizer_config.json, or a "
            "template's text, or a tokenizer object."
        )
    config_file, template_file = folder / "tokenizer_config.json", folder / "chat_template.jinja"
    try:
        config = json.loads(config_file.read_text("utf-8")) if config_file.is_file() else {}
    except ValueError as error:
        raise ChatTemplateError(f"{str(config_file)!r} is not JSON: {error}") from error
    # A token stands there as its text, or as a dictionary that has it as "content".
    texts = {
        name: value.get("content") if isinstance(value, dict) else value
        for name, value in config.items()
        if name.endswith("_token")
    }
    tokens = {name: text for name, text in texts.items() if isinstance(text, str)}
    if template_file.is_file():
        return template_file.read_text("utf-8"), tokens
    source = config.get("chat_template")
    if isinstance(source, list):  # several templates, by name
        source = {item["name"]: item["template"] for item in source}.get("default")
    if not isinstance(source, str):
        raise ChatTemplateError(
            f"The folder {str(folder)!r} has no chat template: no file chat_template.jinja, and no "
            '"chat_template" in tokenizer_config.json. Pass the template\'s text instead.'
        )
    return source, tokens


# --- Jinja, as Hugging Face's templates expect it ------------------------------------------------


class _Generation(Extension):
    """``{% generation %}``: marks what the assistant wrote, for training; here it is plain text."""

    tags = {"generation"}

    def parse(self, parser: Parser) -> Node | list[Node]:
        next(parser.stream)
        return parser.parse_statements(("name:endgeneration",), drop_needle=True)


def _raise_exception(message: str) -> NoReturn:
    raise jinja2.TemplateError(message)


def _strftime_now(format: str) -> str:
    return datetime.now().strftime(format)


def _to_json(
    value: Any,
    ensure_ascii: bool = False,
    indent: int | None = None,
    separators: tuple[str, str] | None = None,
    sort_keys: bool = False,
) -> str:
    """JSON as it is, where Jinja's own filter would write it for HTML."""
    return json.dumps(
        value,
        ensure_ascii=ensure_ascii,
        indent=indent,
        separators=separators,
        sort_keys=sort_keys,
    )


_JINJA = ImmutableSandboxedEnvironment(
    trim_blocks=True, lstrip_blocks=True, extensions=[_Generation, loopcontrols]
)
_JINJA.filters["tojson"] = _to_json
_JINJA.globals.update(raise_exception=_raise_exception, strftime_now=_strftime_now)


@lru_cache(maxsize=32)
def _compile(source: str) -> jinja2.Template:
    """The compiled template; many environments share a few templates."""
    try:
        return _JINJA.from_string(source)
    except jinja2.TemplateSyntaxError as error:
        raise ChatTemplateError(
            f"The chat template's syntax is wrong in line {error.lineno}: {error.message}"
        ) from error
