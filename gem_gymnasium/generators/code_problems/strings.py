"""Families about texts as rows of letters: ciphers, palindromes, windows, edits."""

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

_ABC = "abcdefghijklmnopqrstuvwxyz"


def _row(draw: Draw, most: int, letters: str) -> Param:
    return Param("text", "str", f"from 1 to {most} letters {', '.join(letters)}")


@family(1, 2)
def moving_cipher(draw: Draw) -> Sketch:
    """A cipher whose shift moves on."""
    first, more = draw.whole(1, 12), draw.whole(1, 6)
    fixed = "".join(sorted(draw.sample(_ABC, 3)))
    anew = draw.level == 2
    rule = " After a space the next letter is shifted by the first number again." if anew else ""
    return Sketch(
        name="moving_cipher",
        text=f"In a cipher the first letter of a text is shifted by {first} places in the alphabet "
        f"(a comes after z), and each further one by {more} places more than the one before it. "
        f"The letters {', '.join(fixed)} and spaces stay as they are, though the shift grows at "
        f"them too.{rule} Put `text` into the cipher.",
        takes=(
            Param("text", "str", "from 1 to 100 small letters, with single spaces between some"),
        ),
        gives=("str", "the text in cipher"),
        values={
            "first": first,
            "more": more,
            "fixed": fixed + " ",
            "next": f'{first} if letter == " " else shift + {more}' if anew else f"shift + {more}",
        },
        source="""
            def moving_cipher(text):
                result, shift = "", $first
                for letter in text:
                    if letter in "$fixed":
                        result += letter
                    else:
                        result += chr((ord(letter) - ord("a") + shift) % 26 + ord("a"))
                    shift = $next
                return result
            """,
        make=lambda step: (
            " ".join(draw.text(draw.whole(1, 7), _ABC) for _ in range(grow(step, 2, 12))),
        ),
        edges=(("a",), ("xyz",), ("z" * 30,), (_ABC,)),
    )


@family(1, 2)
def squeeze(draw: Draw) -> Sketch:
    """Run-length coding with a threshold, or its inverse."""
    least = draw.whole(2, 4)
    before = draw.chance(0.5)
    order = "the number and then the letter" if before else "the letter and then the number"
    back = draw.level == 2 and draw.chance(0.5)
    if back:
        item = r"(\d*)([a-d])" if before else r"([a-d])(\d*)"
        count, letter = (0, 1) if before else (1, 0)

        def coded(size: int) -> str:
            parts = []
            for _ in range(size):
                number = str(draw.whole(least, 20)) if draw.chance(0.6) else ""
                letter = draw.pick("abcd")
                parts.append(number + letter if before else letter + number)
            return "".join(parts)

        return Sketch(
            name="unsqueeze",
            text=f"A text was made shorter: a run of {least} or more equal letters was written as "
            f"{order} of them, and other letters as they are. Some runs were cut in two before "
            "that. Find the text before it was made shorter.",
            takes=(Param("text", "str", "from 1 to 60 characters a, b, c, d and digits"),),
            gives=("str", "the text before"),
            values={"item": item, "count": count, "letter": letter},
            source="""
                import re

                def unsqueeze(text):
                    parts = re.findall(r"$item", text)
                    return "".join(part[$letter] * int(part[$count] or 1) for part in parts)
                """,
            make=lambda step: (coded(grow(step, 2, 12)),),
            edges=(("a",), ("12a" if before else "a12",), ("abcd",)),
        )
    return Sketch(
        name="squeeze",
        text="Make a text shorter: take its runs of equal letters, as long as possible. Write a "
        f"run of {least} or more as {order} of them, and shorter runs as they are.",
        takes=(_row(draw, 80, "abcd"),),
        gives=("str", "the shorter text"),
        values={"least": least, "form": "{length}{letter}" if before else "{letter}{length}"},
        source="""
            from itertools import groupby

            def squeeze(text):
                result = ""
                for letter, run in groupby(text):
                    length = len(list(run))
                    result += f"$form" if length >= $least else letter * length
                return result
            """,
        make=lambda step: (
            "".join(draw.pick("abcd") * draw.whole(1, 6) for _ in range(grow(step, 3, 16))),
        ),
        edges=(("a",), ("a" * 12,), ("abab",), ("a" * least + "b" * (least - 1),)),
    )


@family(2, 3, 4)
def mirrors(draw: Draw) -> Sketch:
    """Palindromes inside a text."""
    most = draw.of_level(l2=30, l3=80, l4=300)
    least = draw.whole(2, 5)
    letters = draw.pick(("ab", "abc", "xyz"))
    swap = draw.level > 2 and draw.chance(0.5)
    if swap:
        a, b = letters[0], letters[1]
        same = f'{{"{a}": "{b}", "{b}": "{a}"}}.get(text[i], text[i]) == text[j]'
        rule = f"reads the same backwards after all {a} and {b} in it change places with each other"
    else:
        same, rule = "text[i] == text[j]", "reads the same backwards"
    parity = draw.pick(("", " of even length", " of odd length"))
    if swap and parity == " of odd length":
        parity = ""
    start = {"": "(0, 1)", " of even length": "(1,)", " of odd length": "(0,)"}[parity]
    ask, result = draw.pick(
        (
            (f"how many stretches{parity} of {least} or more letters are mirrors", "count"),
            (f"the length of the longest stretch{parity} that is a mirror (0 for none)", "longest"),
        )
    )
    return Sketch(
        name="mirrors",
        text=f"A stretch of consecutive letters is a mirror if it {rule}. Stretches at different "
        f"places count as different. Find {ask}.",
        takes=(_row(draw, most, letters),),
        gives=("int", ask),
        values={"same": same, "start": start, "result": result, "least": least},
        source="""
            def mirrors(text):
                count = longest = 0
                for middle in range(len(text)):
                    for more in $start:
                        i, j = middle, middle + more
                        while i >= 0 and j < len(text) and $same:
                            count += j - i + 1 >= $least
                            longest = max(longest, j - i + 1)
                            i, j = i - 1, j + 1
                return $result
            """,
        naive="""
            def mirrors(text):
                def mirror(i, j):
                    return i > j or ($same and mirror(i + 1, j - 1))

                count = longest = 0
                for i in range(len(text)):
                    for j in range(i, len(text)):
                        if (j - i) % 2 in $start and mirror(i, j):
                            count += j - i + 1 >= $least
                            longest = max(longest, j - i + 1)
                return $result
            """,
        make=lambda step: (draw.text(grow(step, 6, most), letters),),
        edges=((letters[0],), (letters[0] * 9,), (letters[:2] * 5,)),
    )


@family(3, 4, 5)
def modest_window(draw: Draw) -> Sketch:
    """The longest stretch with few kinds of letters, or few of some letters."""
    most = draw.of_level(l3=60, l4=1500, l5=20000)
    limit = draw.whole(2, 4)
    letters = draw.pick(("abcde", "pqrstu", "klmnop"))
    marked = "".join(sorted(draw.sample(letters, 2)))
    words, bad = draw.pick(
        (
            (f"at most {limit} different letters", "len(count) > $limit"),
            (f"no letter more than {4 * limit} times", "count[text[end]] > 4 * $limit"),
            (
                f"at most {limit} letters that are {marked[0]} or {marked[1]}",
                f"count.get('{marked[0]}', 0) + count.get('{marked[1]}', 0) > $limit",
            ),
        )
    )
    ask, result = draw.pick(
        (
            (f"the length of the longest stretch with {words}", "longest"),
            (f"how many stretches have {words}", "total"),
        )
    )
    bad = bad.replace("$limit", str(limit))
    return Sketch(
        name="modest_window",
        text=f"Among the stretches of one or more consecutive letters of `text` find {ask}.",
        takes=(_row(draw, most, letters),),
        gives=("int", ask),
        values={"bad": bad, "result": result},
        source="""
            def modest_window(text):
                count, begin, longest, total = {}, 0, 0, 0
                for end, letter in enumerate(text):
                    count[letter] = count.get(letter, 0) + 1
                    while $bad:
                        count[text[begin]] -= 1
                        if not count[text[begin]]:
                            del count[text[begin]]
                        begin += 1
                    longest = max(longest, end - begin + 1)
                    total += end - begin + 1
                return $result
            """,
        naive="""
            def modest_window(text):
                longest = total = 0
                for begin in range(len(text)):
                    count, fine = {}, True
                    for end in range(begin, len(text)):
                        count[text[end]] = count.get(text[end], 0) + 1
                        fine = fine and not ($bad)
                        if fine:
                            longest = max(longest, end - begin + 1)
                            total += 1
                return $result
            """,
        make=lambda step: (
            # Uneven letters, so that long stretches occur.
            draw.text(grow(step, 5, most), letters + letters[0] * draw.whole(0, 12)),
        ),
        edges=((letters[0],), (letters,), (letters[0] * 20,), (marked * 6,)),
        slow="A solution that looks at every stretch is too slow." if most > 5000 else "",
    )


@family(4, 5)
def repair(draw: Draw) -> Sketch:
    """Edit distance with drawn costs."""
    most = draw.of_level(l4=25, l5=70)
    add, drop, change = draw.whole(1, 6), draw.whole(1, 6), draw.whole(1, 9)
    twist = draw.pick(("swap", "vowel"))
    swap, cheap = draw.whole(1, 4), draw.whole(0, 1)
    letters = "abeiou" if twist == "vowel" else "abcd"
    rule = (
        f"swapping two letters that stand side by side (and were not changed) {swap}"
        if twist == "swap"
        else f"changing a vowel (a, e, i, o, u) into another vowel {cheap}"
    )

    def make(step: int) -> tuple[str, str]:
        first = draw.text(grow(step, 4, most), letters)
        second = list(first)
        for _ in range(1 + len(first) // 2):
            place = draw.whole(0, len(second) - 1)
            action = draw.whole(0, 2)
            if action == 0:
                second[place] = draw.pick(letters)
            elif action == 1 and len(second) < most:
                second.insert(place, draw.pick(letters))
            else:
                second[place : place + 2] = second[place : place + 2][::-1]
        return first, "".join(second)

    return Sketch(
        name="repair",
        text="The word `old` is to become the word `new`. Working from left to right, so that no "
        f"letter is treated twice, adding a letter costs {add}, dropping one {drop}, changing one "
        f"into another {change}, and {rule}; leaving a letter costs nothing. Find the least cost.",
        takes=(
            Param("old", "str", f"from 1 to {most} letters {', '.join(letters)}"),
            Param("new", "str", f"from 1 to {most} letters {', '.join(letters)}"),
        ),
        gives=("int", "the least cost"),
        values={
            "add": add,
            "drop": drop,
            "change": f"{cheap} if {{a, b}} <= set('aeiou') else {change}"
            if twist == "vowel"
            else change,
            "swap": swap if twist == "swap" else 10**6,
        },
        source="""
            def repair(old, new):
                # cost[i][j]: from the first i letters of old to the first j of new
                cost = [[0] * (len(new) + 1) for _ in range(len(old) + 1)]
                for i in range(len(old) + 1):
                    for j in range(len(new) + 1):
                        found = []
                        if i:
                            found.append(cost[i - 1][j] + $drop)
                        if j:
                            found.append(cost[i][j - 1] + $add)
                        if i and j:
                            a, b = old[i - 1], new[j - 1]
                            found.append(cost[i - 1][j - 1] + (0 if a == b else $change))
                        if i > 1 and j > 1 and old[i - 2 : i] == new[j - 2 : j][::-1]:
                            found.append(cost[i - 2][j - 2] + $swap)
                        cost[i][j] = min(found, default=0)
                return cost[len(old)][len(new)]
            """,
        make=make,
        edges=(("a", "a"), ("a", "b"), ("ab", "ba"), ("ab" * 4, "ba" * 3)),
        slow="A solution that tries every way to repair is too slow.",
    )


FAMILIES: tuple[Family, ...] = (
    moving_cipher,
    squeeze,
    mirrors,
    modest_window,
    repair,
)
