r"""Answers out of a model's text: the last ``\boxed{}`` or program, and numbers and words in it.

All functions are linear in the length of the text, whatever it holds: a model's text is hostile
input.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

__all__ = ["answer", "boxed", "integers", "program", "undress", "word"]

_BOX = "\\boxed"
_BRACES = re.compile(r"\\boxed[ \t]*\{|\\[{}]|[{}]")
# LaTeX that changes how an answer looks and not what it says.
_DRESS = re.compile(
    r"\\(?:text(?:tt|bf|it|sf|rm|up|normal)?|math(?:rm|bf|tt|it|sf)|boldsymbol|operatorname|bf|rm|tt)"
    r"(?![a-zA-Z])"
)
_SPACES = re.compile(r"(?:\\[,;:! ]|\\q?quad\b|[\s~$])+")
_ARROWS = re.compile(r"\\(?:right|long|to)[a-z]*(?:arrow)?\b|\\to\b|→|⟶")
_ODD = re.compile(r"[^\w\s,+-]|_")  # what an answer without any dress has not
# What may stand around an answer without changing it.
_PAIRS = (
    ("{", "}"),
    (r"\{", r"\}"),
    (r"\(", r"\)"),
    ("(", ")"),
    ("[", "]"),
    ("**", "**"),
    ("`", "`"),
    ('"', '"'),
    ("'", "'"),
    ("“", "”"),
    ("‘", "’"),
)
_NUMBER = r"[+-]?\d{1,9}"
_LABEL = r"\b(?:row|col|column|number|to|and)\b:?"
_BETWEEN = rf"(?:[\s,;=()\[\]]|->|{_LABEL})*"
# A number ends where its digits end, and does not touch the one before: nothing is read twice.
_INTEGERS = re.compile(
    rf"{_BETWEEN}{_NUMBER}(?:(?!\d){_BETWEEN}(?<![\d+-]){_NUMBER})*[\s)\]]*", re.A | re.I
)
# A run of backticks, with what stands before and behind it in its line; read once each.
_FENCE = re.compile(r"(^[ \t]*+)?(`{3,}+)([^\n`]*+)(\n|\Z)?", re.M)
_PYTHON = frozenset({"py", "python", "python3"})
_DEEPER = 3  # columns that a fence may stand farther to the right than the one that it closes
_DOUBLED = re.compile(r"[,;=]\s*[,;=]")
_COLUMN_FIRST = re.compile(r"\bcol.*\brow", re.I | re.S)  # the numbers would be taken for others
_EACH = re.compile(_NUMBER, re.A)
_SEPARATORS = re.compile(r"[\s,]+")
_TAIL = 2**18  # characters at the end of a text in which its answer is looked for
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
        if closed and content and (content.isalnum() or not _ODD.search(content)):
            return content.strip()  # what most boxes hold
    # Dress or braces in the box, an empty box, or one left open.
    nested = _last_closed(box + rest)
    if not nested:
        nested = _last_closed(before) or nested
    return None if nested is None else undress(nested)


def answer(text: str) -> str | None:
    r"""The last answer in a text: in a closed ``\boxed{...}``, or between ``<answer>`` tags.

    Args:
        text: Any string; its last 262,144 characters are looked at.

    Returns:
        The content as it stands there, without white space around it, or None where there is none.

    Example:
        >>> answer(r"It is \boxed{[1, 2]}.")
        '[1, 2]'
        >>> answer("<answer>{</answer>")
        '{'
    """
    text = text[-_TAIL:]
    head, closing, after = text.rpartition("</answer>")
    _, opening, tagged = head.rpartition("<answer>") if closing else ("", "", "")
    # A tag that is closed behind the last box counts; a box within the tag is the answer itself.
    if opening and _BOX not in after:
        inner = _last_closed(tagged) if _BOX in tagged else None
        return (tagged if inner is None else inner).strip()
    content = _last_closed(text) if _BOX in text else None
    if content is None:
        return tagged.strip() if opening else None
    return content.strip()


def program(text: str) -> str | None:
    r"""The last program in a text: in a code block, or between ``<answer>`` tags where none is.

    The last block of the language "python" counts, else the last without a language: models often
    show behind a program what it prints. A block is closed by as many backticks in a line of their
    own; some models close it at the end of its last line.

    Args:
        text: Any string; its last 262,144 characters are looked at.

    Returns:
        The program as it stands there, without the indentation of the block, or None where there is
        none.

    Example:
        >>> program("So:\n```python\nprint(1)\n```\nIt prints:\n```\n1\n```")
        'print(1)'
    """
    text = text[-_TAIL:]
    best: str | None = None
    of_python = False
    for language, block in _blocks(text):
        if block.strip() and language in _PYTHON:
            best, of_python = block, True
        elif block.strip() and not language and not of_python:
            best = block
    if best is None:
        head, closing, _ = text.rpartition("</answer>")
        _, opening, tagged = head.rpartition("<answer>") if closing else ("", "", "")
        best = tagged.strip("\r\n") if opening else None
    return best


def _blocks(text: str) -> Iterator[tuple[str, str]]:
    """The closed code blocks of a text: their language in small letters, and what they hold."""
    opened: re.Match[str] | None = None
    aside: int | None = None  # where the block ends, if no fence in a line of its own closes it
    for fence in _FENCE.finditer(text):
        alone, words = fence[4] is not None, fence[3].removesuffix("</answer>").split()
        if opened is not None:
            deep = None if fence[1] is None else len(fence[1]) - len(opened[1] or "")
            if alone and not words and len(fence[2]) >= len(opened[2]):
                if deep is not None and deep <= _DEEPER:
                    yield _block(text, opened, fence.start())
                    opened = aside = None
                elif deep is None and aside is None:
                    aside = fence.start()
                continue
            if deep is None or deep > _DEEPER or not alone or len(words) != 1:
                continue  # backticks in the program
            if aside is not None:
                yield _block(text, opened, aside)
        if alone:
            opened, aside = fence, None
    if opened is not None and aside is not None:
        yield _block(text, opened, aside)


def _block(text: str, opened: re.Match[str], end: int) -> tuple[str, str]:
    content = text[opened.end() : end].rstrip("\r\n")
    if indent := opened[1]:
        content = "\n".join(line.removeprefix(indent) for line in content.split("\n"))
    words = opened[3].split()
    return (words[0].lower() if words else ""), content


def _last_closed(text: str) -> str | None:
    """The content of the last box that is closed, braces counted, in one pass.

    An empty box counts only where there is no other: models quote the instruction to use one.
    """
    opened: list[int] = []  # where each open brace's content starts; negative: an ordinary brace
    best, empty = (-1, -1), False
    for match in _BRACES.finditer(text):
        brace = match.group()
        if brace == "}":
            if opened:
                start = opened.pop()
                if start == match.start():
                    empty = True
                elif start > best[0]:
                    best = (start, match.start())
        elif brace == "{":
            opened.append(-1)
        elif brace[-1] == "{" and len(brace) > 2:
            opened.append(match.end())
    if best[0] >= 0:
        return text[best[0] : best[1]]
    return "" if empty else None


def undress(content: str) -> str:
    r"""``content`` without what changes its look only.

    That is LaTeX fonts and spacing, dollar signs, quotes, brackets and braces around the whole, and
    a full stop or comma behind it; arrows become ``->``. A content that is too long to be an answer
    is left as it is.

    Example:
        >>> undress(r"\textbf{up}.")
        'up'
    """
    if len(content) > _LONGEST:
        return content.strip()
    plain, fonts = _DRESS.subn("", content)
    if fonts:
        plain = plain.replace("{", "").replace("}", "")
    plain = _SPACES.sub(" ", _ARROWS.sub("->", plain)).strip()
    bare = _without_pair(plain.rstrip(".,").rstrip())
    while bare != plain:
        plain, bare = bare, _without_pair(bare.rstrip(".,").rstrip())
    return plain


def _without_pair(text: str) -> str:
    """``text`` without brackets or quotes around the whole of it."""
    for left, right in _PAIRS:
        inner = text[len(left) : -len(right)]
        if (
            len(text) >= len(left) + len(right)
            and text.startswith(left)
            and text.endswith(right)
            and left not in inner
            and right not in inner
        ):
            return inner.strip()
    return text


def integers(content: str, count: int | None = None) -> tuple[int, ...] | None:
    """Exactly ``count`` integers, with spaces, commas, brackets, arrows or labels between them.

    Args:
        content: The text of an answer.
        count: How many integers there must be; None takes any number of them but none.

    Returns:
        The integers (of 9 digits at most), or None where the text is anything else.

    Example:
        >>> integers("(3, 2)", 2)
        (3, 2)
        >>> integers("row 3, column 2", 2)
        (3, 2)
    """
    if len(content) > _LONGEST:
        return None
    if (
        not _INTEGERS.fullmatch(content)
        or _DOUBLED.search(content)
        or _COLUMN_FIRST.search(content)
    ):
        return None
    if any(content.count(left) != content.count(right) for left, right in ("()", "[]")):
        return None
    numbers = _EACH.findall(content)
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
