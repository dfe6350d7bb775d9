"""Families about words and lines: choosing, counting, logs, tables of results."""

from __future__ import annotations

from gem_gymnasium.generators.code_problems._sketch import (
    Args,
    Draw,
    Family,
    Param,
    Sketch,
    family,
    grow,
)

__all__ = ["FAMILIES"]

_NAMES = ("ada", "bo", "cleo", "dan", "eva", "finn", "gus", "hana", "ivo", "jun", "kai", "lea")


@family(1, 2)
def best_word(draw: Draw) -> Sketch:
    """One word out of a list by a rule."""
    loved = "".join(sorted(draw.sample("abcdefg", 2)))
    rules = [
        ("has the most letters", "len(word)"),
        (
            f"has the most letters that are {loved[0]} or {loved[1]}",
            f'word.count("{loved[0]}") + word.count("{loved[1]}")',
        ),
        ("has the most different letters", "len(set(word))"),
        (
            "has the most places where a letter is followed by a later one of the alphabet",
            "sum(a < b for a, b in zip(word, word[1:]))",
        ),
    ]
    (first, key), (second, other) = draw.sample(rules, 2)
    tie, last = draw.pick(
        (("the first of them in the list", ""), ("the last of them in the list", "="))
    )
    more = f"; among several of these one that {second}" if draw.level == 2 else ""
    ask, result = draw.pick((("the word", "best"), ("the word's place, counted from 1", "at")))
    return Sketch(
        name="best_word",
        text=f"Find the word of `words` that {first}{more}; if there are several still, {tie}.",
        takes=(Param("words", "strs", "from 1 to 30 words of 1 to 10 small letters"),),
        gives=("str" if result == "best" else "int", ask),
        values={
            "key": key,
            "other": other if draw.level == 2 else "0",
            "last": last,
            "result": result,
        },
        source="""
            def best_word(words):
                best, at, top = "", 0, None
                for place, word in enumerate(words, start=1):
                    score = $key, $other
                    if top is None or score >$last top:
                        best, at, top = word, place, score
                return $result
            """,
        make=lambda step: (
            [
                draw.text(draw.whole(1, 8), "abcdefgh")
                for _ in range(draw.whole(3, grow(step, 5, 30)))
            ],
        ),
        edges=((["a"],), (["ab", "ba", "ab"],), (["gggg", "abc", "fedcba"],)),
    )


@family(2, 3)
def word_census(draw: Draw) -> Sketch:
    """How often words come in lines of text, cleaned first."""
    shortest = draw.whole(2, 3)
    marks = draw.sample(",.!?;:", 3)
    stop = draw.sample(("ka", "lo", "mi", "tu"), 2)
    tie, sign = draw.pick(
        (("the one that comes first in the alphabet", ""), ("the one that was seen first", "first"))
    )
    rank = 1 if draw.level == 2 else draw.whole(2, 3)
    which = {1: "most often", 2: "second most often", 3: "third most often"}[rank]
    key = "(-count[word], word)" if not sign else "-count[word]"
    names = ["ka", "lo", "mi", "tu", "ra", "sol", "rado", "misol", "kalo", "e", "o"]

    def line() -> str:
        parts = []
        for _ in range(draw.whole(1, 6)):
            word = draw.pick(names)
            word = word.capitalize() if draw.chance(0.2) else word
            parts.append(word + (draw.pick(marks) if draw.chance(0.25) else ""))
        return " ".join(parts)

    return Sketch(
        name="word_census",
        text=f"Take the words of `lines`, which are separated by spaces, without the marks "
        f"{' '.join(marks)} behind them, and in small letters. Leave out words with fewer than "
        f"{shortest} letters and the words {stop[0]} and {stop[1]}. Which of them comes {which}? "
        f"Of several with the same count {tie} goes first.",
        takes=(Param("lines", "strs", "from 1 to 25 lines of words, one space between two words"),),
        gives=("str", "that word, a space and how often it comes; `none 0` if there is none"),
        values={
            "marks": "".join(marks),
            "shortest": shortest,
            "stop": tuple(stop),
            "key": key,
            "place": rank - 1,
        },
        source="""
            def word_census(lines):
                count = {}
                for line in lines:
                    for word in line.lower().split():
                        word = word.rstrip("$marks")
                        if len(word) >= $shortest and word not in $stop:
                            count[word] = count.get(word, 0) + 1
                ranked = sorted(count, key=lambda word: $key)
                if len(ranked) <= $place:
                    return "none 0"
                return f"{ranked[$place]} {count[ranked[$place]]}"
            """,
        make=lambda step: ([line() for _ in range(grow(step, 3, 25))],),
        edges=((["e"],), (["ra Ra" + marks[0] + " sol"],), (["sol ra", "rado sol", "ra rado"],)),
    )


@family(1, 2, 3)
def store_log(draw: Draw) -> Sketch:
    """A log of goods that come and go."""
    come, go, clear = (
        draw.sample(("add", "buy", "get", "load"), 1)
        + draw.sample(("sell", "ship", "use", "give"), 1)
        + ["drop"]
    )
    refuse = draw.chance(0.5)
    goods = ["nails", "rope", "tea", "wool", "salt"][: 3 if draw.level == 1 else 5]
    cap = draw.whole(20, 60)
    capped = draw.level == 3
    rule = f"`{go} x n`: n pieces of x leave the store; if there are fewer, " + (
        "the line is skipped" if refuse else "all of x leave"
    )
    drops = f" `{clear} x`: all of x leave." if draw.level > 1 else ""
    space = (
        f" The store holds {cap} pieces of all goods together; of what comes, only what fits is "
        "kept."
        if capped
        else ""
    )
    ask, kind, result = draw.pick(
        (
            ("how many pieces are left in all", "int", "sum(store.values())"),
            (
                "the goods of which pieces are left, in the order of the alphabet, each as `x n`; "
                "if nothing is left, the one line `empty`",
                "strs",
                '[f"{x} {n}" for x, n in sorted(store.items()) if n] or ["empty"]',
            ),
            ("how many lines changed nothing", "int", "idle"),
        )
    )

    def line() -> str:
        act = draw.whole(0, 9)
        if act == 9 and draw.level > 1:
            return f"{clear} {draw.pick(goods)}"
        return f"{come if act < 5 else go} {draw.pick(goods)} {draw.whole(1, 12)}"

    return Sketch(
        name="store_log",
        text=f"A store is empty at first. Each line of `log` says what happens. `{come} x n`: n "
        f"pieces of x come. {rule}.{drops}{space} Find {ask}.",
        takes=(Param("log", "strs", "from 1 to 60 lines"),),
        gives=("strs" if kind == "strs" else "int", ask),
        values={
            "come": come,
            "go": go,
            "cap": cap if capped else 10**6,
            "taken": "(n if n <= have else 0)" if refuse else "min(n, have)",
            "result": result,
        },
        source="""
            def store_log(log):
                store, idle = {}, 0
                for line in log:
                    act, x, *number = line.split()
                    have = store.get(x, 0)
                    n = int(number[0]) if number else have
                    if act == "$come":
                        change = min(n, $cap - sum(store.values()))
                    elif act == "$go":
                        change = -$taken
                    else:
                        change = -have
                    store[x] = have + change
                    idle += change == 0
                return $result
            """,
        make=lambda step: ([line() for _ in range(grow(step, 4, 60))],),
        edges=(
            ([f"{go} {goods[0]} 3"],),
            ([f"{come} {goods[1]} 5", f"{go} {goods[1]} 7"],),
            ([f"{come} {goods[0]} 9", f"{come} {goods[2]} 1", f"{go} {goods[0]} 9"],),
        ),
    )


@family(2, 3)
def league(draw: Draw) -> Sketch:
    """A table of results with points and ties."""
    win, tie = draw.whole(2, 4), draw.whole(0, 1)
    bonus_gap = draw.whole(3, 4)
    bonus = draw.level == 3
    second, key = draw.pick(
        (
            ("more goals", "-goals[team]"),
            (
                "a greater difference of goals made and goals let in",
                "-(goals[team] - against[team])",
            ),
            ("more games won", "-wins[team]"),
        )
    )
    rule = f" A win by {bonus_gap} or more goals gives 1 point more." if bonus else ""
    ask, kind, result = draw.pick(
        (
            ("the names of all teams, the best first", "strs", "table"),
            (
                "the first team and its points, with a space between",
                "str",
                'f"{table[0]} {points[table[0]]}"',
            ),
            (
                "the last team and its points, with a space between",
                "str",
                'f"{table[-1]} {points[table[-1]]}"',
            ),
        )
    )

    def make(step: int) -> Args:
        teams = draw.sample(_NAMES, grow(step, 3, 7))
        games = []
        for _ in range(grow(step, 3, 30)):
            a, b = draw.sample(teams, 2)
            games.append(f"{a} {draw.whole(0, 5)}:{draw.whole(0, 5)} {b}")
        return (games,)

    return Sketch(
        name="league",
        text="Each line of `games` is a game: a team, its goals, a colon, the other team's goals "
        "and "
        f"the other team. A win gives {win} points, a draw {tie + 1} for both, a lost game "
        f"0.{rule} "
        f"Teams are ranked by points; of equal teams the one with {second} is better, and then the "
        f"one whose name comes first in the alphabet. Find {ask}.",
        takes=(
            Param(
                "games", "strs", "from 1 to 30 games of up to 7 teams with names of small letters"
            ),
        ),
        gives=("strs" if kind == "strs" else "str", ask),
        values={
            "win": win,
            "tie": tie + 1,
            "gap": bonus_gap if bonus else 99,
            "key": key,
            "result": result,
        },
        source="""
            def league(games):
                points, goals, against, wins = {}, {}, {}, {}

                def enter(team, made, let_in):
                    for table in (points, goals, against, wins):
                        table.setdefault(team, 0)
                    goals[team] += made
                    against[team] += let_in
                    if made > let_in:
                        wins[team] += 1
                        points[team] += $win + (made - let_in >= $gap)
                    elif made == let_in:
                        points[team] += $tie

                for game in games:
                    team, score, other = game.split()
                    made, let_in = map(int, score.split(":"))
                    enter(team, made, let_in)
                    enter(other, let_in, made)
                table = sorted(points, key=lambda team: (-points[team], $key, team))
                return $result
            """,
        make=make,
        edges=(
            (["bo 1:1 ada"],),
            (["ada 0:9 bo"],),
            (["ivo 1:0 bo", "bo 5:0 kai", "kai 1:0 ivo"],),
        ),
    )


FAMILIES: tuple[Family, ...] = (
    best_word,
    word_census,
    store_log,
    league,
)
