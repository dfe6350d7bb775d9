"""Problems of prices: shopping, discounts, shared bills, coins, tickets."""

from __future__ import annotations

from gem_gymnasium.generators.math_problems._draw import (
    GOODS,
    THINGS,
    Draw,
    Families,
    Noun,
    dollars,
    joined,
    paid,
    worked,
)
from gem_gymnasium.generators.problem import Problem

__all__ = ["FAMILIES"]

_BILLS = (20, 50, 100, 200, 300, 400, 500, 600, 800, 1000)


def shopping(d: Draw, level: int) -> Problem:
    """Several kinds of goods; from level 2 on the change, at level 3 after a discount."""
    buyer = d.person()
    goods = d.some(GOODS, level + 1)
    counts = [d.whole(2, 9) for _ in goods]
    # With a discount by tens of percent, prices of whole ten cents leave whole cents.
    prices = [d.cents(level) if level < 3 else d.whole(8, 120) * 10 for _ in goods]
    costs = [count * price for count, price in zip(counts, prices, strict=True)]
    total = sum(costs)
    lines = [
        f"{good.counted(count)} at {dollars(price)} each"
        for good, count, price in zip(goods, counts, prices, strict=True)
    ]
    steps = [
        f"The {good}: {count} * {dollars(price)} = {dollars(cost)}."
        for good, count, price, cost in zip(goods, counts, prices, costs, strict=True)
    ]
    steps.append(f"Together: {' + '.join(map(dollars, costs))} = {dollars(total)}.")
    story = d.pick(
        (
            f"{buyer} buys {joined(lines)}.",
            f"At a shop {buyer} chooses {joined(lines)}.",
            f"{buyer} orders {joined(lines)}; delivery is free.",
        )
    )
    if level == 1:
        asked = d.pick(
            (f"How much does {buyer} spend in all?", "What is the total cost of the purchase?")
        )
        return paid(f"{story} {asked}", steps, total)
    if level == 3:
        percent = d.whole(1, 4) * 10
        off = total * percent // 100
        story += f" A coupon takes {percent}% off the total."
        steps.append(
            f"The coupon takes off {dollars(total)} * {percent} / 100 = {dollars(off)}, "
            f"which leaves {dollars(total)} - {dollars(off)} = {dollars(total - off)}."
        )
        total -= off
    bill = next(bill for bill in _BILLS if bill * 100 > total)
    steps.append(f"The change: ${bill} - {dollars(total)} = {dollars(bill * 100 - total)}.")
    return paid(
        f"{story} {buyer.they.capitalize()} pays with ${bill}. How much change does {buyer} get?",
        steps,
        bill * 100 - total,
    )


def unit_price(d: Draw, level: int) -> Problem:
    """The price of one from the price of several."""
    good, buyer = d.pick(THINGS), d.person()
    first, second = d.some(range(3, 12 + 6 * level), 2)
    price = d.whole(6, 60) * 5
    cost, wanted = first * price, second * price
    return paid(
        d.pick(
            (
                f"{first} {good} cost {dollars(cost)}. At the same price for each, how much do "
                f"{second} {good} cost?",
                f"{buyer} pays {dollars(cost)} for {first} {good}, which all cost the same. How "
                f"much would {second} of them cost?",
            )
        ),
        [
            f"One costs {dollars(cost)} / {first} = {dollars(price)}.",
            f"{second} cost {second} * {dollars(price)} = {dollars(wanted)}.",
        ],
        wanted,
    )


def discount(d: Draw, level: int) -> Problem:
    """A price that is lowered once, twice, or known only afterwards."""
    good = d.pick(("coat", "bicycle", "tent", "desk", "guitar", "camera", "sofa", "printer", "rug"))
    first, second = d.some(range(10, 60, 10), 2)
    price = d.whole(4, 60) * 10
    once = price * (100 - first)  # in cents
    if level == 1:
        first = d.whole(1, 15) * 5
        off = price * first
        return paid(
            f"A {good} costs ${price}. In a sale its price is lowered by {first}%. "
            f"What does the {good} cost in the sale?",
            [
                f"The reduction: ${price} * {first} / 100 = {dollars(off)}.",
                f"The sale price: ${price} - {dollars(off)} = {dollars(price * 100 - off)}.",
            ],
            price * 100 - off,
        )
    steps = [f"After the first reduction: ${price} * {100 - first} / 100 = {dollars(once)}."]
    if level == 2:
        coupon = d.whole(2, 15)
        if once <= coupon * 100:
            coupon = 1
        return paid(
            f"A {good} costs ${price}. The shop takes {first}% off, and then {d.person()} uses a "
            f"coupon worth ${coupon}. What is the final price?",
            [
                *steps,
                f"With the coupon: {dollars(once)} - ${coupon} = {dollars(once - coupon * 100)}.",
            ],
            once - coupon * 100,
        )
    twice = once * (100 - second) // 100
    steps.append(
        f"After the second reduction: {dollars(once)} * {100 - second} / 100 = {dollars(twice)}."
    )
    if level == 3:
        saved = price * 100 - twice
        return paid(
            f"A {good} costs ${price}. First its price falls by {first}%, and a month later "
            "the new "
            f"price falls by another {second}%. How much less than at first does the {good} cost "
            "now?",
            [*steps, f"The difference: ${price} - {dollars(twice)} = {dollars(saved)}."],
            saved,
        )
    return paid(
        f"The price of a {good} was lowered by {first}%, and then the new price was lowered by "
        f"{second}%. Now the {good} costs {dollars(twice)}. What did it cost at first?",
        [
            f"Each dollar became {100 - first} / 100 * {100 - second} / 100 = "
            f"{(100 - first) * (100 - second) // 100} / 100 dollars.",
            f"The first price: {dollars(twice)} * 100 / "
            f"{(100 - first) * (100 - second) // 100} = ${price}.",
        ],
        price * 100,
    )


def restaurant(d: Draw, level: int) -> Problem:
    """A bill with tax and tip, shared by friends."""
    friends = d.whole(2, 6)
    percent = d.pick((10, 15, 20, 25))
    each = d.whole(4, 20) * 2
    meals = friends * each * 100
    tip = meals * percent // 100
    host = d.person()
    if level == 2:
        return paid(
            f"{host} and {Noun('friend', 'friends').counted(friends - 1)} eat out. Each meal costs "
            f"${each}, everybody has one, and they add a tip of {percent}%. What do they pay in "
            "all?",
            [
                f"The meals: {friends} * ${each} = {dollars(meals)}.",
                f"The tip: {dollars(meals)} * {percent} / 100 = {dollars(tip)}.",
                f"Together: {dollars(meals)} + {dollars(tip)} = {dollars(meals + tip)}.",
            ],
            meals + tip,
        )
    drinks = d.whole(3, 12) * friends * 20
    share = (meals + tip + drinks) // friends
    return paid(
        f"{friends} friends eat out. Each has a meal for ${each}. They add a tip of {percent}% on "
        f"the meals, and share a bottle of juice that costs {dollars(drinks)}. The whole bill is "
        "split evenly. How much does each of them pay?",
        [
            f"The meals: {friends} * ${each} = {dollars(meals)}.",
            f"The tip: {dollars(meals)} * {percent} / 100 = {dollars(tip)}.",
            f"The bill: {dollars(meals)} + {dollars(tip)} + {dollars(drinks)} = "
            f"{dollars(meals + tip + drinks)}.",
            f"Each pays {dollars(meals + tip + drinks)} / {friends} = {dollars(share)}.",
        ],
        share,
    )


def coins(d: Draw, level: int) -> Problem:
    """Two kinds of coins: how many of each, from their number and worth."""
    owner = d.person()
    (low, low_name), (high, high_name) = sorted(
        d.some(
            (
                (1, "penny/pennies"),
                (5, "nickel/nickels"),
                (10, "dime/dimes"),
                (25, "quarter/quarters"),
                (50, "half-dollar/half-dollars"),
            ),
            2,
        )
    )
    many_low, many_high = low_name.partition("/")[2], high_name.partition("/")[2]
    few, many = d.whole(4, 25 * (level - 2)), d.whole(4, 25 * (level - 2))
    number, worth = few + many, few * high + many * low
    steps = [
        f"If all {number} were {many_low}, they would be worth {number} * {low} = {number * low} "
        "cents.",
        f"That is {worth} - {number * low} = {worth - number * low} cents too little, and each of "
        f"the {many_high} adds {high} - {low} = {high - low} cents.",
        f"So there are {worth - number * low} / {high - low} = {few} {many_high}.",
    ]
    cents = Noun("cent", "cents")
    values = (
        f"(The {many_low} are worth {cents.counted(low)} each, the {many_high} {high} cents each.)"
    )
    if level == 3:
        return worked(
            f"{owner} has {number} coins, all of them {many_low} or {many_high}, worth "
            f"{dollars(worth)} together. How many {many_high} are there? {values}",
            steps,
            few,
        )
    return worked(
        f"A jar holds {number} coins, only {many_low} and {many_high}. {owner} counts "
        f"{dollars(worth)} in all. How much are the {many_low} worth together, in cents? {values}",
        [
            *steps,
            f"There are {number} - {few} = {many} {many_low}, worth {many} * {low} = "
            f"{many * low} cents.",
        ],
        many * low,
    )


def tickets(d: Draw, level: int) -> Problem:
    """Two prices and one total: a system of two equations in words."""
    child = d.whole(3, 12)
    adult = child + d.whole(2, 11)
    adults, children = d.whole(10, 60 + 20 * level), d.whole(10, 60 + 20 * level)
    event = d.pick(("a school play", "a concert", "a museum tour", "a puppet show", "a film"))
    if level == 3:
        number, money = adults + children, adults * adult + children * child
        return worked(
            f"Tickets for {event} cost ${adult} for adults and ${child} for children. {number} "
            f"people came and paid ${money} together. How many of them were children?",
            [
                f"If all were adults, they would pay {number} * ${adult} = ${number * adult}.",
                f"That is ${number * adult} - ${money} = ${number * adult - money} too much, and "
                f"each child pays ${adult} - ${child} = ${adult - child} less.",
                f"So there were {number * adult - money} / {adult - child} = {children} children.",
            ],
            children,
        )
    more = d.whole(2, 4)
    adults = d.whole(10, 90)
    extra = d.whole(3, 30)
    children = more * adults + extra
    money = adults * adult + children * child
    unit = adult + more * child
    return worked(
        f"Tickets for {event} cost ${adult} for adults and ${child} for children. The number of "
        f"children was {extra} more than {more} times the number of adults, and the tickets "
        f"brought ${money}. How many people came?",
        [
            f"The {extra} children beyond paid {extra} * ${child} = ${extra * child}, so that "
            f"${money} - ${extra * child} = ${money - extra * child} came from groups of an adult "
            f"and {more} children.",
            f"Such a group pays ${adult} + {more} * ${child} = ${unit}, so there were "
            f"{money - extra * child} / {unit} = {adults} adults.",
            f"Children: {more} * {adults} + {extra} = {children}.",
            f"Together: {adults} + {children} = {adults + children}.",
        ],
        adults + children,
    )


def markup(d: Draw, level: int) -> Problem:
    """A price that goes through a chain of percentages, backwards."""
    cost = d.whole(2, 50) * 20
    up, down = d.whole(1, 12) * 10, d.whole(1, 4) * 10  # no two that cancel out
    marked = cost * (100 + up) // 100
    sale = marked * (100 - down)  # in cents
    tax = d.pick((5, 10, 15, 20))
    final = sale * (100 + tax) // 100
    steps = [
        f"Before the tax: {dollars(final)} * 100 / {100 + tax} = {dollars(sale)}.",
        f"Before the discount: {dollars(sale)} * 100 / {100 - down} = ${marked}.",
        f"Before the markup: ${marked} * 100 / {100 + up} = ${cost}.",
    ]
    story = (
        f"A shop raises what it paid for a {d.pick(('table', 'lamp', 'carpet', 'bench'))} by {up}% "
        f"to get its list price, sells it {down}% below the list price, and adds a tax of {tax}% "
        f"to the selling price. The buyer pays {dollars(final)}."
    )
    if level == 4:
        return paid(f"{story} What had the shop paid for it?", steps, cost * 100)
    gain = sale - cost * 100
    word, size = ("loss", -gain) if gain < 0 else ("profit", gain)
    more, less = max(sale, cost * 100), min(sale, cost * 100)
    return paid(
        f"{story} The tax is not the shop's. What was its {word}?",
        [*steps, f"The {word}: {dollars(more)} - {dollars(less)} = {dollars(size)}."],
        size,
    )


FAMILIES: Families = {
    shopping: (1, 2, 3),
    unit_price: (1, 2),
    discount: (1, 2, 3, 4),
    restaurant: (2, 3),
    coins: (3, 4),
    tickets: (3, 4),
    markup: (4, 5),
}
