"""Families about whole numbers: divisors, recurrences, maps that wander, bits."""

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

_HUGE = 10**15


@family(2, 5)
def recurrence(draw: Draw) -> Sketch:
    """A linear recurrence; at level 5 so far out that matrices must be multiplied."""
    p, q, r = draw.whole(1, 5), draw.whole(1, 7), draw.whole(1, 9)
    modulus = draw.pick((997, 1009, 10007, 65537, 99991))
    back = draw.pick((2, 3))
    most = draw.of_level(l2=2000, l5=_HUGE)

    def make(step: int) -> Args:
        place = draw.whole(back, grow(step, 10, most))
        return draw.whole(0, 50), draw.whole(0, 50), draw.whole(0, 50), place

    plain = """
        def recurrence(a, b, c, n):
            terms = [a, b, c]
            for _ in range(n):
                terms.append(($p * terms[-1] + $q * terms[-$back] + $r) % $modulus)
                terms.pop(0)
            return terms[0] % $modulus
        """
    fast = """
        def recurrence(a, b, c, n):
            def times(left, right):
                return [
                    [sum(x * y for x, y in zip(row, column)) % $modulus for column in zip(*right)]
                    for row in left
                ]

            # The state (f(k), f(k+1), f(k+2), 1) times this is the next state.
            last = [0, 0, $p, 0]
            last[3 - $back] += $q
            step = [[0, 1, 0, 0], [0, 0, 1, 0], [last[0], last[1], last[2], $r], [0, 0, 0, 1]]
            power = [[int(i == j) for j in range(4)] for i in range(4)]
            while n:
                if n % 2:
                    power = times(power, step)
                step = times(step, step)
                n //= 2
            return sum(x * y for x, y in zip(power[0], (a, b, c, 1))) % $modulus
        """
    return Sketch(
        name="recurrence",
        text="A sequence begins f(0) = `a`, f(1) = `b`, f(2) = `c`, and goes on with "
        f"f(k) = {p} * f(k-1) + {q} * f(k-{back}) + {r} for k >= 3. "
        f"Compute f(`n`) modulo {modulus}.",
        takes=(
            Param("a", "int", "from 0 to 50"),
            Param("b", "int", "from 0 to 50"),
            Param("c", "int", "from 0 to 50"),
            Param("n", "int", f"from 0 to {most}"),
        ),
        gives=("int", f"f(n) modulo {modulus}"),
        values={"p": p, "q": q, "r": r, "back": back, "modulus": modulus},
        source=fast if draw.level == 5 else plain,
        naive=plain,
        make=make,
        edges=((4, 9, 3, 0), (4, 9, 3, 1), (1, 0, 2, 3), (3, 5, 7, 2)),
        slow="" if draw.level < 5 else "A solution that computes every term is too slow.",
    )


@family(3, 4, 5)
def wandering(draw: Draw) -> Sketch:
    """Iterate a quadratic map: the length of its cycle, or where it is after very many steps."""
    modulus = draw.whole(300, 900)
    p, q = draw.whole(1, 9), draw.whole(0, 20)
    steps = draw.of_level(l3=300, l4=10**12, l5=_HUGE)
    rule = f"({p} * x * x + {q} * x + c) % {modulus}"
    values = {"rule": rule}
    begin = f"Begin with x = `start` and replace x by {rule} (% is the rest of the division)"
    start = Param("start", "int", f"from 0 to {modulus - 1}")
    constant = Param("c", "int", "from 0 to 99")
    if draw.level == 3 or draw.chance(0.3):
        wanted, result = draw.pick(
            (
                (
                    "the number of different numbers that come again and again",
                    "len(seen) - seen[x]",
                ),
                ("the number of numbers that come only once", "seen[x]"),
            )
        )
        return Sketch(
            name="wandering",
            text=f"{begin}, over and over, without end. Among the numbers that come, `start` "
            f"included, find {wanted}.",
            takes=(start, constant),
            gives=("int", wanted),
            values={**values, "result": result},
            source="""
                def wandering(start, c):
                    seen, x = {}, start
                    while x not in seen:
                        seen[x] = len(seen)
                        x = $rule
                    return $result
                """,
            make=lambda step: (draw.whole(0, modulus - 1), draw.whole(0, 99)),
            edges=((0, 0), (1, 1), (modulus - 1, 50)),
        )
    return Sketch(
        name="wandering",
        text=f"{begin}, `steps` times. Find x then.",
        takes=(start, constant, Param("steps", "int", f"from 0 to {steps}")),
        gives=("int", "x in the end"),
        values=values,
        source="""
            def wandering(start, c, steps):
                order, place, x = [], {}, start
                while x not in place:
                    place[x] = len(order)
                    order.append(x)
                    x = $rule
                tail = place[x]
                if steps < tail:
                    return order[steps]
                return order[tail + (steps - tail) % (len(order) - tail)]
            """,
        naive="""
            def wandering(start, c, steps):
                x = start
                for _ in range(steps):
                    x = $rule
                return x
            """,
        make=lambda step: (
            draw.whole(0, modulus - 1),
            draw.whole(0, 99),
            draw.whole(0, grow(step, 10, steps)),
        ),
        edges=((1, 5, 0), (0, 0, 1), (modulus - 1, 3, 7)),
        slow="A solution that makes every step is too slow.",
    )


@family(2, 3, 4)
def chosen_divisors(draw: Draw) -> Sketch:
    """Divisors with a property, at level 4 of numbers up to 10**12."""
    modulus = draw.whole(3, 6)
    rest = draw.whole(1, modulus - 1)
    most = draw.of_level(l2=2000, l3=20000, l4=10**8)
    words, condition = draw.pick(
        (
            (f"that leave the rest {rest} when divided by {modulus}", f"d % {modulus} == {rest}"),
            (f"whose last digit is at least {rest + 1}", f"d % 10 > {rest}"),
            (
                f"that are at least {rest} more than the square root of `n`, rounded down",
                f"d >= isqrt(n) + {rest}",
            ),
        )
    )
    ask, result = draw.pick((("d", "the sum of"), ("1", "the number of")))
    wanted = f"{result} the divisors of `n` {words}"
    return Sketch(
        name="chosen_divisors",
        text=f"Find {wanted}. Divisors of a number are the whole numbers from 1 to the number that "
        "divide it without rest.",
        takes=(Param("n", "int", f"from 1 to {most}"),),
        gives=("int", wanted),
        values={"condition": condition, "ask": ask},
        source="""
            from math import isqrt

            def chosen_divisors(n):
                total = 0
                for small in range(1, isqrt(n) + 1):
                    if n % small == 0:
                        for d in {small, n // small}:
                            if $condition:
                                total += $ask
                return total
            """,
        naive="""
            from math import isqrt

            def chosen_divisors(n):
                return sum($ask for d in range(1, n + 1) if n % d == 0 and $condition)
            """,
        make=lambda step: (
            draw.whole(1, 9)
            * draw.pick((12, 60, 36, 120, 30))
            * draw.whole(1, grow(step, 2, most // 1080)),
        ),
        edges=((1,), (2,), (97,), (36,), (most,)),
        slow="A solution that tries every number up to `n` is too slow." if most > 10**6 else "",
    )


@family(2, 3, 5)
def bit_pairs(draw: Draw) -> Sketch:
    """The best pair of numbers under a bit operation."""
    most, bits = draw.of_level(l2=(20, 8), l3=(80, 12), l5=(10000, 20))
    if draw.level == 5:
        words, value, best = "a xor b", "a ^ b", "max"
    else:
        words, value = draw.pick(
            (
                ("a xor b", "a ^ b"),
                ("a and b", "a & b"),
                ("the number of bits in which a and b differ", 'bin(a ^ b).count("1")'),
                ("the number of bits 1 in a or b", 'bin(a | b).count("1")'),
            )
        )
        best = draw.pick(("max", "min"))
    offset = draw.whole(1, 2**bits - 1)
    plus = f", of pairs that are both changed by xor {offset} before," if draw.level == 3 else ""
    changed = f"[value ^ {offset} for value in values]" if plus else "values"
    mask = draw.whole(2 ** (bits - 1), 2**bits - 1) if draw.level == 5 else 0
    if mask:
        words = f"(a xor b) and {mask}"
        value = f"(a ^ b) & {mask}"
    plain = """
        def bit_pairs(values):
            numbers = $changed
            return $best(
                $value for place, a in enumerate(numbers) for b in numbers[:place]
            )
        """
    fast = """
        def bit_pairs(values):
            numbers = {value & $mask for value in values}
            best = 0
            for bit in reversed(range($bits)):
                # Can the result have this bit too? Then two beginnings differ by just that.
                wish = best | 1 << bit
                heads = {number >> bit for number in numbers}
                if any(head ^ wish >> bit in heads for head in heads):
                    best = wish
            return best
        """
    word = {"max": "greatest", "min": "least"}[best]
    return Sketch(
        name="bit_pairs",
        text="Numbers are seen as bits; `xor`, `and` and `or` work on every bit. Find the "
        f"{word} value of {words}{plus} where a and b are numbers of `values` at two different "
        "places.",
        takes=(Param("values", "ints", f"from 2 to {most} numbers from 0 to {2**bits - 1}"),),
        gives=("int", f"the {word} value"),
        values={"changed": changed, "best": best, "value": value, "mask": mask, "bits": bits},
        source=fast if draw.level == 5 else plain,
        naive=plain,
        make=lambda step: (draw.wholes(grow(step, 3, most), 0, 2**bits - 1),),
        edges=(([0, 0],), ([1, 2],), ([2**bits - 1, 0, 5],), ([7, 7, 7],)),
        slow="A solution that looks at every pair is too slow." if draw.level == 5 else "",
    )


FAMILIES: tuple[Family, ...] = (
    recurrence,
    wandering,
    chosen_divisors,
    bit_pairs,
)
