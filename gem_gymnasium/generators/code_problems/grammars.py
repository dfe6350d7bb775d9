"""Families about texts with rules: brackets, rewriting, formulas."""

from __future__ import annotations

from gem_gymnasium.generators.code_problems._sketch import (
    Draw,
    Family,
    Param,
    Sketch,
    family,
    grow,
)

__all__ = ["FAMILIES"]


def _row(draw: Draw, most: int, letters: str) -> Param:
    return Param("text", "str", f"from 1 to {most} letters {', '.join(letters)}")


@family(2, 3, 4)
def brackets(draw: Draw) -> Sketch:
    """Nested brackets of odd letters."""
    letters = draw.sample("ABCDEFGHIJKLMNOPQRSTUVWXYZ", 6)
    pairs = dict(zip(letters[:3], letters[3:], strict=True))
    deepest = draw.whole(3, 6)
    listed = ", ".join(f"{left} is closed by {right}" for left, right in pairs.items())
    asks = ["valid", "error"] if draw.level == 2 else ["error", "depth"]
    ask = "least" if draw.level == 4 else draw.pick(asks)
    words, kind = {
        "valid": (
            f"the text is well nested and never more than {deepest} brackets are open",
            "bool",
        ),
        "error": (
            "the place, counted from 1, of the first letter at which one sees that no text with "
            f"this beginning is well nested and never has more than {deepest} brackets open; 0 if "
            "there is none",
            "int",
        ),
        "depth": (
            "the sum, over all closing brackets that close the bracket opened last, of how many "
            "brackets were open before; other closing brackets are skipped",
            "int",
        ),
        "least": (
            "the least number of letters that must be struck out so that the rest is well nested",
            "int",
        ),
    }[ask]
    ends = {
        "valid": ("return False", "return not open_", ""),
        "error": ("return place", "return 0", ""),
        "depth": ("continue", "return total", ""),
    }
    wrong, end, _ = ends.get(ask, ("", "", ""))
    limit = "False" if ask == "depth" else f"len(open_) > {deepest}"
    most = 40 if ask == "least" else 80

    def make(step: int) -> tuple[str]:
        text: list[str] = []
        waiting: list[str] = []
        size = grow(step, 6, most - 2 * deepest)
        while len(text) < size:
            if waiting and (draw.chance(0.5) or len(waiting) == deepest):
                text.append(waiting.pop())
            else:
                left = draw.pick(list(pairs))
                text.append(left)
                waiting.append(pairs[left])
        text += waiting[::-1]
        if draw.chance(0.5) or ask == "least":
            for _ in range(1 + size // 10):
                text[draw.whole(0, len(text) - 1)] = draw.pick(letters)
        return ("".join(text),)

    return Sketch(
        name="brackets",
        text=f"These letters are brackets: {listed}. A text is well nested if every bracket is "
        "closed, in the right order, and nothing is closed that wasn't opened. "
        + ("Is the text well nested, and not too deep?" if ask == "valid" else f"Find {words}."),
        takes=(_row(draw, most, "".join(sorted(letters))),),
        gives=("bool" if kind == "bool" else "int", words),
        values={"pairs": pairs, "wrong": wrong, "end": end, "limit": limit},
        source="""
            def brackets(text):
                # least[i][j]: letters of text[i:j] to strike out
                size = len(text)
                least = [[0] * (size + 1) for _ in range(size + 1)]
                for length in range(1, size + 1):
                    for i in range(size - length + 1):
                        j = i + length
                        best = least[i + 1][j] + 1
                        closing = $pairs.get(text[i])
                        for k in range(i + 1, j):
                            if text[k] == closing:
                                best = min(best, least[i + 1][k] + least[k + 1][j])
                        least[i][j] = best
                return least[0][size]
            """
        if ask == "least"
        else """
            def brackets(text):
                closing, open_, total = $pairs, [], 0
                for place, letter in enumerate(text, start=1):
                    if letter in closing:
                        open_.append(closing[letter])
                        if $limit:
                            $wrong
                    elif open_ and open_[-1] == letter:
                        total += len(open_)
                        open_.pop()
                    else:
                        $wrong
                $end
            """,
        make=make,
        edges=(
            (letters[0],),
            (letters[3],),
            (letters[0] + letters[3],),
            (letters[0] * (deepest + 1) + letters[3] * (deepest + 1),),
        ),
    )


@family(2, 3)
def rewriting(draw: Draw) -> Sketch:
    """Replace pairs of letters until nothing fits."""
    pairs = draw.sample([a + b for a in "abc" for b in "abc"], 3)
    rules = [(pair, draw.pick("abc") if draw.chance(0.8) else "") for pair in pairs]
    rules = rules[: 2 if draw.level == 2 else 3]
    listed = ", ".join(f"{old} -> {new or 'nothing'}" for old, new in rules)
    by_rule = draw.chance(0.5)
    order = (
        "Take the first rule of these that fits anywhere, and apply it at the leftmost place where "
        "it fits."
        if by_rule
        else "Take the leftmost place where any rule fits, and apply the rule that fits there."
    )
    ask, kind, result = draw.pick(
        (
            ("the text in the end, or `empty` if nothing is left", "str", 'text or "empty"'),
            ("how many times a rule was applied", "int", "steps"),
        )
    )
    return Sketch(
        name="rewriting",
        text=f"These rules replace two letters that stand side by side: {listed}. {order} Repeat "
        f"this until no rule fits. Find {ask}.",
        takes=(Param("text", "str", "from 1 to 80 letters a, b, c"),),
        gives=("str" if kind == "str" else "int", ask),
        values={
            "rules": rules,
            "key": "number, place" if by_rule else "place, number",
            "result": result,
        },
        source="""
            def rewriting(text):
                steps = 0
                while True:
                    found = []
                    for number, (old, new) in enumerate($rules):
                        place = text.find(old)
                        if place >= 0:
                            found.append((($key), place, new))
                    if not found:
                        return $result
                    _, place, new = min(found)
                    text = text[:place] + new + text[place + 2 :]
                    steps += 1
            """,
        make=lambda step: (draw.text(grow(step, 5, 80), "abc"),),
        edges=(("a",), ("abc",), ("aabbcc" * 3,), (rules[0][0] * 5,)),
    )


@family(3, 4, 5)
def formula(draw: Draw) -> Sketch:
    """Formulas with operators of another precedence."""
    signs = {"+": "a + b", "-": "a - b", "*": "a * b", "@": "max(a, b)", "%": "abs(a - b)"}
    words = {"@": "a @ b is the greater one", "%": "a % b is their distance, |a - b|"}
    count = draw.of_level(l3=3, l4=4, l5=5)
    chosen = draw.sample(list(signs), count)
    if draw.level == 3:
        strength = {sign: place for place, sign in enumerate(chosen)}
    else:
        strength = {sign: draw.whole(0, 2) for sign in chosen}
    groups = sorted(set(strength.values()), reverse=True)
    right = [level for level in groups if draw.level == 5 and draw.chance(0.4)]
    modulus = draw.pick((1000, 1009, 9973))
    said = []
    for level in groups:
        members = [sign for sign in chosen if strength[sign] == level]
        side = "from the right" if level in right else "from the left"
        said.append(f"{' and '.join(members)} ({side})")
    odd = [words[sign] for sign in chosen if sign in words]
    meanings = f" Here {', and '.join(odd)}." if odd else ""

    def expression(size: int, deep: int) -> str:
        parts: list[str] = []
        for place in range(size):
            if place:
                parts.append(draw.pick(chosen))
            if deep and draw.chance(0.3):
                parts.append("(" + expression(draw.whole(2, 4), deep - 1) + ")")
            else:
                parts.append(str(draw.whole(0, 30)))
        return "".join(parts)

    return Sketch(
        name="formula",
        text=f"Compute a formula. Its operators, those that bind strongest first, are: "
        f"{', then '.join(said)}. Operators in one group bind equally, and are computed from the "
        f"side that is said.{meanings} Brackets come first. Give the result modulo {modulus} (from "
        "0 "
        f"to {modulus - 1}); computing modulo {modulus} earlier can change it.",
        takes=(
            Param(
                "text",
                "str",
                "numbers from 0 to 30, operators and round brackets, no spaces; "
                "up to 200 characters",
            ),
        ),
        gives=("int", f"the result modulo {modulus}"),
        values={
            "strength": strength,
            "right": tuple(right),
            "modulus": modulus,
            "cases": ", ".join(f'"{sign}": {signs[sign]}' for sign in chosen),
        },
        source="""
            import re

            def formula(text):
                tokens = re.findall(r"\\d+|.", text) + [")"]

                def value(weakest):
                    token = tokens.pop(0)
                    if token == "(":
                        a = value(0)
                        tokens.pop(0)
                    else:
                        a = int(token)
                    while tokens[0] != ")" and $strength[tokens[0]] >= weakest:
                        sign = tokens.pop(0)
                        level = $strength[sign]
                        b = value(level if level in $right else level + 1)
                        a = {$cases}[sign]
                    return a

                return value(0) % $modulus
            """,
        make=lambda step: (expression(grow(step, 3, 12), min(2, step // 3)),),
        edges=(
            ("7",),
            ("(7)",),
            ("1" + chosen[0] + "2",),
            ("9" + chosen[1] + "8" + chosen[2] + "7",),
        ),
    )


FAMILIES: tuple[Family, ...] = (
    brackets,
    rewriting,
    formula,
)
