"""Families that run a machine: a stack, registers."""

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


@family(3, 4)
def stack_machine(draw: Draw) -> Sketch:
    """Run a program of a stack machine with drawn names and rules."""
    names = draw.sample(("PUT", "DUP", "ADD", "SUB", "MUL", "FLIP", "POP", "OVER"), 8)
    actions = [
        ("push the number `n` (written `{} n`)", "stack.append(int(n))", 0),
        ("push a copy of the top number", "stack.append(stack[-1])", 1),
        (
            "take the two top numbers and push their sum",
            "stack.append(stack.pop() + stack.pop())",
            2,
        ),
        (
            "take the top number b, then a, and push a - b",
            "b = stack.pop(); stack.append(stack.pop() - b)",
            2,
        ),
        (
            "take the two top numbers and push their product modulo $modulus",
            "stack.append(stack.pop() * stack.pop() % $modulus)",
            2,
        ),
        ("swap the two top numbers", "stack[-1], stack[-2] = stack[-2], stack[-1]", 2),
        ("take the top number away", "stack.pop()", 1),
        ("push a copy of the number below the top", "stack.append(stack[-2])", 2),
    ]
    count = draw.of_level(l3=5, l4=8)
    kept = [actions[0], *(actions[place] for place in draw.sample(range(1, 8), count - 1))]
    modulus = draw.whole(50, 999)
    skip = draw.chance(0.5)
    named = dict(zip(names, kept, strict=False))
    rules = "; ".join(
        f"`{name}`: {words.format(name).replace('$modulus', str(modulus))}"
        for name, (words, _, _) in named.items()
    )
    short = "the line is skipped" if skip else "the machine stops at once"
    ask, result = draw.pick(
        (
            ("the sum of the numbers on the stack in the end", "sum(stack)"),
            ("the top number in the end (-1 if the stack is empty)", "stack[-1] if stack else -1"),
            ("the greatest height of the stack", "highest"),
        )
    )
    branches = ""
    for place, (name, (_, code, need)) in enumerate(named.items()):
        word = "if" if place == 0 else "elif"
        branches += f'                    {word} name == "{name}":\n'
        branches += f"                        if len(stack) < {need}:\n" if need else ""
        if need:
            branches += f"                            {'continue' if skip else 'break'}\n"
        for part in code.split("; "):
            branches += f"                        {part}\n"

    def line() -> str:
        name = names[0] if draw.chance(0.45) else draw.pick(list(named))
        return f"{name} {draw.whole(0, 20)}" if name == names[0] else name

    return Sketch(
        name="stack_machine",
        text="A machine with a stack of numbers, empty at first, runs the lines of `code`. "
        f"{rules}. "
        f"If the stack holds too few numbers for a line, {short}. Find {ask}.",
        takes=(Param("code", "strs", "from 1 to 60 lines"),),
        gives=("int", ask),
        values={"modulus": modulus},
        source=f"""
            def stack_machine(code):
                stack, highest = [], 0
                for line in code:
                    name, _, n = line.partition(" ")
{branches}                    highest = max(highest, len(stack))
                return {result}
            """,
        make=lambda step: ([line() for _ in range(grow(step, 5, 60))],),
        edges=(([f"{names[0]} 5"],), ([names[1]],), ([f"{names[0]} {n}" for n in range(12)],)),
    )


@family(4, 5)
def register_machine(draw: Draw) -> Sketch:
    """Run a machine with jumps; at level 5 so long that loops must be seen."""
    most = draw.of_level(l4=2000, l5=10**12)
    modulus = draw.whole(40, 120)
    up, add, jump, back = draw.sample(("inc", "mix", "jmp", "ret", "rot", "set", "nop", "hop"), 4)
    factor, plus = draw.whole(2, 7), draw.whole(1, 9)
    test, words = draw.pick(
        (
            ("a % 2", "a is odd"),
            ("a > b", "a is greater than b"),
            ("b % 3 == 0", "b is divisible by 3"),
        )
    )

    def make(step: int) -> Args:
        lines = []
        for _ in range(draw.whole(3, 8)):
            name = draw.pick((up, add, jump, back))
            lines.append(f"{name} {draw.whole(1, 4)}")
        return lines, draw.whole(grow(step, 3, most) // 2, grow(step, 6, most))

    return Sketch(
        name="register_machine",
        text="A machine has two numbers, a = 0 and b = 1, and runs the lines of `code`, from the "
        f"first on. `{up} k`: a becomes a + k, modulo {modulus}. `{add} k`: b becomes "
        f"{factor} * b + {plus} * a + k, modulo {modulus}. `{jump} k`: if {words}, the next k "
        "lines "
        f"are skipped. `{back} k`: a and b swap, and then k is added to a, modulo {modulus}. "
        "Behind "
        "the last line the machine goes on at the first line; skipping goes on there too. Each "
        "line "
        "that is run is a step, skipped ones are not. Find 1000 * a + b after `steps` steps.",
        takes=(
            Param("code", "strs", "from 1 to 8 lines, k from 1 to 4"),
            Param("steps", "int", f"from 0 to {most}"),
        ),
        gives=("int", "1000 * a + b"),
        values={
            "up": up,
            "add": add,
            "jump": jump,
            "modulus": modulus,
            "factor": factor,
            "plus": plus,
            "test": test,
        },
        source="""
            def register_machine(code, steps):
                lines = [(line.split()[0], int(line.split()[1])) for line in code]
                a, b, at, seen, done = 0, 1, 0, {}, 0
                while done < steps:
                    state = a, b, at
                    if state in seen:  # from here on all comes again
                        round_ = done - seen[state]
                        done += (steps - done) // round_ * round_
                        seen = {}
                        if done == steps:
                            break
                    seen[state] = done
                    name, k = lines[at]
                    at += 1
                    if name == "$up":
                        a = (a + k) % $modulus
                    elif name == "$add":
                        b = ($factor * b + $plus * a + k) % $modulus
                    elif name == "$jump":
                        at += k if $test else 0
                    else:
                        a, b = (b + k) % $modulus, a
                    at %= len(lines)
                    done += 1
                return 1000 * a + b
            """,
        naive="""
            def register_machine(code, steps):
                a, b, at = 0, 1, 0
                for _ in range(steps):
                    name, k = code[at].split()
                    k = int(k)
                    at = (at + 1) % len(code)
                    if name == "$up":
                        a = (a + k) % $modulus
                    elif name == "$add":
                        b = ($factor * b + $plus * a + k) % $modulus
                    elif name == "$jump":
                        if $test:
                            at = (at + k) % len(code)
                    else:
                        a, b = (b + k) % $modulus, a
                return 1000 * a + b
            """,
        make=make,
        edges=(
            ([f"{up} 1"], 0),
            ([f"{up} 3"], 100),
            ([f"{back} 2", f"{add} 1"], 7),
            ([f"{jump} 1", f"{up} 2"], 9),
        ),
        slow="A solution that runs every step is too slow." if draw.level == 5 else "",
    )


FAMILIES: tuple[Family, ...] = (
    stack_machine,
    register_machine,
)
