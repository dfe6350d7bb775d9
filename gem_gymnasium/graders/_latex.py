r"""LaTeX and plain text in one plain form: no dress, one spelling for each sign.

All functions are linear in the length of the text, but for its nesting.
"""

from __future__ import annotations

import re

__all__ = ["clean", "depth", "enclosed", "split"]

_SIGNS = {
    "−": "-", "–": "-", "＋": "+", "×": r"\times ", "⋅": r"\cdot ", "·": r"\cdot ", "∙": r"\cdot ",
    "÷": r"\div ", "∕": "/", "⁄": "/", "π": r"\pi ", "∞": r"\infty ", "≤": r"\le ", "≥": r"\ge ",
    "⩽": r"\le ", "⩾": r"\ge ", "≠": r"\ne ", "±": r"\pm ", "∓": r"\mp ", "∪": r"\cup ",
    "∩": r"\cap ", "∈": r"\in ", "°": r"^\circ ", "º": r"^\circ ", "√": r"\sqrt ", "≈": r"\approx ",
    "∅": r"\emptyset ", "¼": r"\frac{1}{4}", "½": r"\frac{1}{2}", "¾": r"\frac{3}{4}",
    "⅓": r"\frac{1}{3}", "⅔": r"\frac{2}{3}", "θ": r"\theta ", "α": r"\alpha ", "β": r"\beta ",
    "γ": r"\gamma ", "λ": r"\lambda ", "μ": r"\mu ", "φ": r"\phi ", "ω": r"\omega ",
    "\u00a0": " ", "\u2009": " ", "\u202f": " ", "\u200b": "", "\ufeff": "", "’": "'", "′": "'",
    "“": '"', "”": '"', "‘": "'",
}  # fmt: skip
_RAISED = re.compile("[⁺⁻]?[⁰¹²³⁴⁵⁶⁷⁸⁹]+")
_LOWERED = re.compile("[₀₁₂₃₄₅₆₇₈₉]+")
_DIGITS = str.maketrans("⁺⁻⁰¹²³⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉", "+-01234567890123456789")
_SIGNS |= {chr(code + 0xFEE0): chr(code) for code in range(0x21, 0x7F)}  # full-width forms
_TABLE = str.maketrans(_SIGNS)

_COMMANDS = {
    "dfrac": r"\frac", "tfrac": r"\frac", "cfrac": r"\frac", "leq": r"\le", "leqslant": r"\le",
    "geq": r"\ge", "geqslant": r"\ge", "neq": r"\ne", "lt": "<", "gt": ">", "lbrace": r"\{",
    "rbrace": r"\}", "lbrack": "[", "rbrack": "]", "langle": "(", "rangle": ")", "lvert": "|",
    "rvert": "|", "vert": "|", "ast": r"\cdot", "degree": r"^\circ", "infin": r"\infty",
    "mathrm": r"\text", "textbf": r"\text", "mathbf": r"\text", "textrm": r"\text",
    "textit": r"\text", "mbox": r"\text", "textnormal": r"\text", "mathit": r"\text",
    "mathsf": r"\text", "mathtt": r"\text", "texttt": r"\text", "textsf": r"\text",
    "operatorname": r"\text", "boldsymbol": r"\text", "bm": r"\text", "hbox": r"\text",
    "varnothing": r"\emptyset", "arcsin": r"\arcsin", "sim": r"\approx", "approxeq": r"\approx",
    "iff": r"\Leftrightarrow", "euro": "€", "pounds": "£", "dbinom": r"\binom",
    "tbinom": r"\binom", "dots": r"\ldots", "cdots": r"\ldots",
}  # fmt: skip
_SIZES = """
left right big Big bigg Bigg bigl bigr Bigl Bigr biggl biggr Biggl Biggr displaystyle textstyle
limits nolimits hfill rm bf it
"""
_NOTHING = frozenset(_SIZES.split())
_SPACE = frozenset(["quad", "qquad", "hspace", "thinspace"])
_COMMAND = re.compile(r"\\\\|\\(?:([A-Za-z]+) ?|([,;:!> ()\[\]$%&#_~|-]))|\$|~|\*\*|\{,\}|\s+")
_THIN = re.compile(r"(?<=\d)\\[,!]\s?(?=\d{3}(?!\d))", re.A)  # between thousands
_ESCAPED = {"$": r"\$", "%": "%", "&": "&", "#": "#", "_": "_", "|": "|"}
_WRAPPED = ("\\boxed{", "\\fbox{", "\\text{", "**", "`", '"', "$")
_MOST_DRESSES = 8
_MATHEMATICAL = tuple("0123456789([-+.")
_PLAIN = re.compile(r"[\w+./ -]*", re.A)
_OPEN, _CLOSE = "([{", ")]}"
_BRACKET = re.compile(r"\\[{}]|[(\[{)\]}]|\\begin|\\end")


def _replaced(match: re.Match[str]) -> str:
    name, escaped = match.groups()
    if name is not None:
        if name in _NOTHING:
            return ""
        if name in _SPACE:
            return " "
        return _COMMANDS.get(name, "\\" + name) + (" " if match.group()[-1] == " " else "")
    if escaped is not None:
        return _ESCAPED.get(escaped, " " if escaped in ",;:> ~" else "")
    text = match.group()
    return {"$": "", "**": "^", "{,}": ",", "\\\\": "\\\\"}.get(text, " ")


def clean(text: str) -> str:
    r"""The plain form of an answer: without dollars, boxes, fonts, spacing, and a full stop.

    Example:
        >>> clean(r"$\boxed{\dfrac{1}{2}\,}$.")
        '\\frac{1}{2}'
    """
    text = " ".join(text.split())
    if _PLAIN.fullmatch(text):
        return text.rstrip(".").rstrip()
    if not text.isascii():
        text = _RAISED.sub(lambda run: f"^{{{run.group().translate(_DIGITS)}}}", text)
        text = _LOWERED.sub(lambda run: f"_{{{run.group().translate(_DIGITS)}}}", text)
        text = text.translate(_TABLE).strip()
    if "\\\\" in text and "\\begin" not in text:
        text = text.replace("\\\\", "\\")  # escaped once more, as in JSON
    text = _undressed(text)
    text = _COMMAND.sub(_replaced, _THIN.sub("", text))
    return _undressed(" ".join(text.split()))  # single spaces: patterns need not run over many


def _undressed(text: str) -> str:
    """Without a box, a font or quotes around the whole, and without a full stop behind it."""
    for _ in range(_MOST_DRESSES):
        before = text
        if text[-1:] in (".", ",", ";", ":") and text[-2:-1] not in (".", "\\"):
            text = text[:-1].rstrip()
        for wrap in _WRAPPED:
            if text.startswith(wrap):
                if wrap[-1] == "{":
                    inner = enclosed(text, len(wrap) - 1)
                elif text.endswith(wrap) and text.count(wrap) == 2:
                    inner = text[len(wrap) : -len(wrap)]
                else:
                    inner = None
                if inner is not None and (wrap != "\\text{" or inner[:1] in _MATHEMATICAL):
                    text = inner.strip()
        if text == before or not text:
            break
    return text


def enclosed(text: str, start: int) -> str | None:
    """What is within the bracket at ``start``, where that bracket closes at the text's end."""
    level = 0
    for match in _BRACKET.finditer(text, start):
        sign = match.group()
        if sign[0] == "\\" and len(sign) > 2:
            continue
        level += 1 if sign[-1] in _OPEN else -1
        if level <= 0:
            return text[start + 1 : match.start()] if match.end() == len(text) else None
    return None


def depth(text: str) -> int:
    """How deep brackets of any kind are nested."""
    level = deepest = 0
    for match in _BRACKET.finditer(text):
        sign = match.group()
        if sign[-1] in _OPEN or sign == "\\begin":
            level += 1
            deepest = max(deepest, level)
        else:
            level -= 1
    return deepest


def split(text: str, separators: re.Pattern[str]) -> list[tuple[str, str]] | None:
    """The parts of a text between separators that stand outside of all brackets.

    Args:
        text: A clean text.
        separators: A pattern that matches no bracket and not the empty text.

    Returns:
        The parts, each with the separator before it ("" for the first), or None where brackets
        don't match.
    """
    brackets = _BRACKET.finditer(text)
    parts: list[tuple[str, str]] = []
    level = start = 0
    before = ""
    bracket = next(brackets, None)
    for match in separators.finditer(text):
        while bracket is not None and bracket.start() < match.start():
            level += 1 if bracket.group()[-1] in _OPEN or bracket.group() == "\\begin" else -1
            if level < 0:
                return None
            bracket = next(brackets, None)
        if level == 0:
            parts.append((before, text[start : match.start()].strip()))
            before, start = match.group().strip(), match.end()
    while bracket is not None:
        level += 1 if bracket.group()[-1] in _OPEN or bracket.group() == "\\begin" else -1
        if level < 0:
            return None
        bracket = next(brackets, None)
    if level:
        return None
    parts.append((before, text[start:].strip()))
    return parts
