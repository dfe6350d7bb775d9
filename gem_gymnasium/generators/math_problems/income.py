"""Problems of money that comes and goes: wages, savings, profit, interest, tariffs."""

from __future__ import annotations

from math import ceil

from gem_gymnasium.generators.math_problems._draw import (
    GOODS,
    Draw,
    Families,
    dollars,
    paid,
    worked,
)
from gem_gymnasium.generators.problem import Problem

__all__ = ["FAMILIES"]


def wages(d: Draw, level: int) -> Problem:
    """Pay by the hour, with overtime from level 2 on and costs at level 3."""
    worker = d.person()
    rate = d.whole(6, 18) * 2
    if level == 1:
        hours, days = d.whole(3, 9), d.whole(3, 6)
        return worked(
            f"{worker} earns ${rate} an hour and works {hours} hours a day. How many dollars does "
            f"{worker.they} earn in {days} days?",
            [
                f"A day brings {hours} * ${rate} = ${hours * rate}.",
                f"{days} days bring {days} * ${hours * rate} = ${days * hours * rate}.",
            ],
            days * hours * rate,
        )
    regular, extra = d.whole(30, 40), d.whole(2, 14)
    bonus = rate * 3 // 2
    base, more = regular * rate, extra * bonus
    story = (
        f"{worker} earns ${rate} an hour for the first {regular} hours of a week, and one and a "
        f"half times as much for each hour beyond them. This week {worker.they} works "
        f"{regular + extra} hours."
    )
    steps = [
        f"The first {regular} hours bring {regular} * ${rate} = ${base}.",
        f"There are {regular + extra} - {regular} = {extra} more hours at "
        f"${rate} * 3 / 2 = ${bonus}, which bring {extra} * ${bonus} = ${more}.",
        f"Together: ${base} + ${more} = ${base + more}.",
    ]
    if level == 2:
        return worked(f"{story} How many dollars does {worker} earn?", steps, base + more)
    percent = d.pick((10, 20, 25, 30))
    kept = (base + more) * (100 - percent)
    return paid(
        f"{story} Of the pay, {percent}% goes to taxes. How much is left?",
        [*steps, f"What is left: ${base + more} * {100 - percent} / 100 = {dollars(kept)}."],
        kept,
    )


def saving(d: Draw, level: int) -> Problem:
    """Weeks until a goal is reached, or until one saver has as much as another."""
    saver, other = d.people(2)
    if level < 3:
        has, income = d.whole(10, 60), d.whole(9, 30)
        spends = d.whole(2, income // 2) if level == 2 else 0
        weekly = income - spends
        goal = has + weekly * d.whole(6, 40) - d.whole(0, weekly - 1)
        weeks = ceil((goal - has) / weekly)
        spending = f", of which {saver.they} spends ${spends}" if spends else ""
        steps = [f"{saver} needs ${goal} - ${has} = ${goal - has} more."]
        if spends:
            steps.append(f"Each week ${income} - ${spends} = ${weekly} is added.")
        steps.append(
            f"After {weeks - 1} weeks {(weeks - 1) * weekly} dollars are added, which is too "
            f"little; after {weeks} weeks it is {weeks} * {weekly} = {weeks * weekly}."
        )
        return worked(
            f"{saver} has ${has} and wants to buy a {d.pick(('bicycle', 'phone', 'watch'))} for "
            f"${goal}. Each week {saver.they} gets ${income}{spending}; the rest is saved. After "
            f"how many weeks can {saver.they} pay for it?"
            if spends
            else f"{saver} has ${has} and saves ${income} each week for a "
            f"{d.pick(('bicycle', 'phone', 'watch'))} that costs ${goal}. After how many weeks "
            f"can {saver.they} pay for it?",
            steps,
            weeks,
        )
    slow, gap, weeks = d.whole(5, 30), d.whole(3, 14), d.whole(5, 40)
    small, large = d.whole(10, 80), 0
    large = small + gap * weeks
    fast = slow + gap
    steps = [
        f"At first {other} is ahead by {large} - {small} = {large - small} dollars.",
        f"Each week {saver} gains {fast} - {slow} = {gap} dollars on {other}.",
        f"They have the same after {large - small} / {gap} = {weeks} weeks.",
    ]
    story = (
        f"{saver} has ${small} and saves ${fast} a week; {other} has ${large} and saves ${slow} a "
        "week."
    )
    if level == 3:
        return worked(f"{story} After how many weeks do they have the same?", steps, weeks)
    final = small + fast * weeks
    return worked(
        f"{story} When they have the same amount, they buy a present together with all of it. "
        "How many dollars does the present cost?",
        [
            *steps,
            f"Then {saver} has {small} + {weeks} * {fast} = {final} dollars.",
            f"The present costs 2 * {final} = {2 * final} dollars.",
        ],
        2 * final,
    )


def profit(d: Draw, level: int) -> Problem:
    """Goods bought at one price and sold at others."""
    seller, good = d.person(), d.pick(GOODS)
    count = d.whole(4, 20) * 5
    cost = d.whole(3, 20)
    price = cost + d.whole(2, 12)
    sold = d.whole(count // 2, count - 3)
    low = d.whole(max(1, cost - 4), cost)
    spent, first, rest = count * cost, sold * price, (count - sold) * low
    steps = [f"The {good} cost {count} * ${cost} = ${spent}."]
    if level == 2:
        gain = count * price - spent
        return worked(
            f"{seller} buys {count} {good} for ${cost} each and sells all of them for ${price} "
            f"each. How many dollars of profit does {seller.they} make?",
            [
                *steps,
                f"The sales bring {count} * ${price} = ${count * price}.",
                f"The profit: ${count * price} - ${spent} = ${gain}.",
            ],
            gain,
        )
    steps += [
        f"The first sales bring {sold} * ${price} = ${first}.",
        f"The remaining {count} - {sold} = {count - sold} bring {count - sold} * ${low} = ${rest}.",
    ]
    gain = first + rest - spent
    story = (
        f"{seller} buys {count} {good} for ${cost} each, sells {sold} of them for ${price} each "
        f"and the remaining ones for ${low} each."
    )
    steps.append(f"In all the sales bring ${first} + ${rest} = ${first + rest}.")
    if gain <= 0:
        return worked(f"{story} How many dollars do the sales bring in all?", steps, first + rest)
    steps.append(f"The profit: ${first + rest} - ${spent} = ${gain}.")
    return worked(f"{story} How many dollars of profit does {seller.they} make?", steps, gain)


def stall(d: Draw, level: int) -> Problem:
    """The sales that cover the costs."""
    seller, good = d.person(), d.pick(GOODS)
    count, cost = d.whole(8, 40) * 5, d.whole(3, 20)
    price = cost + d.whole(2, 12)
    spent = count * cost
    sold = d.whole(2, spent // price - 1)
    low = d.whole(cost, price - 1)
    # No more than was gained so far, so that the others can bring the rest.
    rent = d.whole(1, sold * (price - cost))
    costs, first = spent + rent, sold * price
    wanted = ceil((costs - first) / low)
    return worked(
        f"{seller} buys {count} {good} for ${cost} each and rents a stall for ${rent}. "
        f"{seller.they.capitalize()} has sold {sold} of them for ${price} each, and sells the "
        f"others for ${low} each. At least how many of the others must {seller.they} sell so that "
        "the sales cover all costs?",
        [
            f"The costs: {count} * ${cost} + ${rent} = ${costs}.",
            f"The first sales bring {sold} * ${price} = ${first}.",
            f"What is missing: ${costs} - ${first} = ${costs - first}.",
            f"{wanted} more bring {wanted} * ${low} = ${wanted * low}, which is enough; one fewer "
            "is not.",
        ],
        wanted,
    )


def interest(d: Draw, level: int) -> Problem:
    """Simple interest at level 3, compound interest above."""
    owner = d.person()
    rate = d.whole(2, 12)
    if level == 3:
        capital, years = d.whole(4, 60) * 100, d.whole(2, 9)
        yearly = capital * rate // 100
        total = capital + yearly * years
        return worked(
            f"{owner} puts ${capital} into an account that pays {rate}% simple interest a year, "
            f"which means always on the first amount. How many dollars are in it after {years} "
            "years?",
            [
                f"A year brings ${capital} * {rate} / 100 = ${yearly}.",
                f"{years} years bring {years} * ${yearly} = ${yearly * years}.",
                f"Together: ${capital} + ${yearly * years} = ${total}.",
            ],
            total,
        )
    rate, unit = d.pick(((5, 20), (10, 10), (20, 5)))
    years = level - 2
    capital = d.whole(2, 30) * unit**years  # so that no year adds cents
    amount, steps = capital, []
    for year in range(1, years + 1):
        after = amount * (100 + rate) // 100
        steps.append(f"After year {year}: {amount} * {100 + rate} / 100 = {after} dollars.")
        amount = after
    steps.append(f"The interest: {amount} - {capital} = {amount - capital} dollars.")
    return worked(
        f"{owner} puts ${capital} into an account. At the end of each year {rate}% of what is in "
        f"it is added. How many dollars of interest have been added after {years} years?",
        steps,
        amount - capital,
    )


def plans(d: Draw, level: int) -> Problem:
    """Two tariffs that cost the same at some use."""
    what, unit = d.pick(
        (
            ("gym", "visit"),
            ("car club", "trip"),
            ("copy shop", "poster"),
            ("studio", "hour"),
            ("boat rental", "hour"),
        )
    )
    dear, gap, use = d.whole(5, 20), d.whole(2, 9), d.whole(5, 40)
    fixed = d.whole(4, 30)
    cheap_fixed, dear_fixed = fixed + gap * use, fixed
    article = "an" if unit == "hour" else "a"
    story = (
        f"A {what} has two plans for a month. Plan A costs ${dear_fixed} and ${dear + gap} "
        f"{article} "
        f"{unit}; plan B costs ${cheap_fixed} and ${dear} {article} {unit}."
    )
    steps = [
        f"Plan B costs ${cheap_fixed} - ${dear_fixed} = ${cheap_fixed - dear_fixed} more at first, "
        f"and ${dear + gap} - ${dear} = ${gap} less for each {unit}.",
        f"They cost the same at {cheap_fixed - dear_fixed} / {gap} = {use} {unit}s.",
    ]
    if level == 2:
        uses = d.whole(5, 40)
        total = dear_fixed + uses * (dear + gap)
        return worked(
            f"{story} How many dollars does plan A cost in a month with {uses} {unit}s?",
            [f"Plan A: ${dear_fixed} + {uses} * ${dear + gap} = ${total}."],
            total,
        )
    if level == 3:
        return worked(f"{story} For how many {unit}s a month do both cost the same?", steps, use)
    saved = d.whole(4, 30)
    return worked(
        f"{story} How many {unit}s a month does {d.person()} need for plan B to be cheaper by "
        f"${gap * saved}?",
        [
            *steps,
            f"Each {unit} beyond saves ${gap}, so {gap * saved} / {gap} = {saved} more are "
            f"needed: {use} + {saved} = {use + saved}.",
        ],
        use + saved,
    )


FAMILIES: Families = {
    wages: (1, 2, 3),
    saving: (1, 2, 3, 4),
    profit: (2, 3),
    stall: (4,),
    interest: (3, 4, 5),
    plans: (2, 3, 4),
}
