r"""Answers out of a model's text: the last ``\boxed{}``, and numbers and words within it.

All functions are linear in the length of the text, whatever it holds: a model's text is hostile
input.
"""

from __future__ import annotations

import re

__all__ = ["boxed", "integers", "word"]

_BOX = "\\boxed"
_ODD = re.compile(r"[\\{$~]")
_BRACES = re.compile(r"\\boxed[ \t]*\{|\\[{}]|[{}]")
# LaTeX that changes how an answer looks and not what it says.
_DRESS = re.compile(r"\\(?:text|texttt|textbf|textit|mathrm|mathbf|mathtt|mathit|operatorname)\b")
_SPACES = re.compile(r"(?:\\[,;:! ]|\\q?quad\b|[\s~$])+")
_INTEGERS = re.compile(r"[\[(]?\s*([+-]?\d{1,9}(?:(?:\s*,\s*|\s+)[+-]?\d{1,9})*)\s*[\])]?", re.A)
_SEPARATORS = re.compile(r"[\s,]+")
_LONGEST = 200  # characters of the longest answer that is looked into


def boxed(text: str) -> str | None:
    r"""The content of the last closed ``\boxed{...}``, without LaTeX dress and outer spaces.

    Args:
        text: Any string.

    Returns:
        The content, or None where there is no closed box.

    Example:
        >>> boxed(r"I first thought \boxed{12}, but it is \boxed{ \text{25} }.")
        '25'
    """
    before, box, rest = text.rpartition(_BOX)
    if not box:
        return None
    if rest[:1] == "{":
        content, closed, _ = rest[1:].partition("}")
        if closed and (content.isalnum() or not _ODD.search(content)):
            return content.strip()  # what most boxes hold
    # Braces or LaTeX in the box, or a box left open.
    nested = _last_closed(box + rest)
    if nested is None:
        nested = _last_closed(before)
    return None if nested is None else undress(nested)


def _last_closed(text: str) -> str | None:
    """The content of the last box that is closed, braces counted, in one pass."""
    opened: list[int] = []  # where each open brace's content starts; negative: an ordinary brace
    best = (-1, -1)
    for match in _BRACES.finditer(text):
        brace = match.group()
        if brace == "}":
            if opened:
                start = opened.pop()
                if start > best[0]:
                    best = (start, match.start())
        elif brace == "{":
            opened.append(-1)
        elif brace[-1] == "{" and len(brace) > 2:
            opened.append(match.end())
    return text[best[0] : best[1]] if best[0] >= 0 else None


def undress(content: str) -> str:
    r"""``content`` without LaTeX fonts, spacing commands, dollar signs and their braces.

    A content that is too long to be an answer is left as it is.
    """
    if len(content) > _LONGEST:
        return content.strip()
    plain, fonts = _DRESS.subn("", content)
    if fonts:
        plain = plain.replace("{", "").replace("}", "")
    return _SPACES.sub(" ", plain).strip()


def integers(content: str, count: int | None = None) -> tuple[int, ...] | None:
    """Exactly ``count`` integers, separated by spaces or commas, brackets around them or not.

    Args:
        content: The text of an answer.
        count: How many integers there must be; None takes any number of them but none.

    Returns:
        The integers (of 9 digits at most), or None where the text is anything else.

    Example:
        >>> integers("(3, 2)", 2)
        (3, 2)
    """
    if len(content) > _LONGEST:
        return None
    match = _INTEGERS.fullmatch(content)
    if match is None:
        return None
    numbers = _SEPARATORS.split(match.group(1))
    return tuple(map(int, numbers)) if count in (None, len(numbers)) else None


def word(content: str) -> str | None:
    """One word of ASCII letters in lower case; spaces, commas or hyphens between letters go.

    Args:
        content: The text of an answer.

    Returns:
        The word, or None where the text is anything else.

    Example:
        >>> word("C R A N E")
        'crane'
    """
    if len(content) > _LONGEST:
        return None
    if content.isalpha() and content.isascii():
        return content.lower()
    letters = _SEPARATORS.split(content.replace("-", " ").strip("\"'. "))
    joined = "".join(letters)
    # Spaced letters make a word; two words don't.
    if all(len(letter) == 1 for letter in letters) or len(letters) == 1:
        return joined.lower() if joined.isalpha() and joined.isascii() else None
    return None
