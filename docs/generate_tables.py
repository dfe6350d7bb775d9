"""The tables of TextArena's games and of our changes to them, for the pages that show them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from gem_gymnasium.engines.textarena import GAMES, Game, Rules, rules_of
from gem_gymnasium.engines.textarena.patches import PATCHES, Replace
from gem_gymnasium.registration import entries, multiplayer

ROOTS = {
    entry.kwargs["game"]: entry.id.removeprefix("gem/").removesuffix("-v0")
    for entry in entries() + multiplayer()
    if "game" in entry.kwargs and "variant" not in entry.kwargs
}
"""The name of each game's page."""


def table(header: str, rows: Iterable[str]) -> str:
    """A table in Markdown."""
    rule = "|" + "---|" * (header.count("|") - 1)
    return "\n".join([header, rule, *rows]) + "\n"


def counts(allowed: tuple[int, ...]) -> str:
    """How many may play."""
    if len(allowed) == 1:
        return str(allowed[0])
    return f"{allowed[0]}-{allowed[-1]}" + (", even" if allowed[1] - allowed[0] == 2 else "")


def lists_actions(game: Game) -> bool:
    return rules_of(game.name).legal is not Rules.legal


def facts(game: Game) -> Iterator[str]:
    """What the page of a game for several players says of it, in sentences."""
    turns = {
        "sequential": "Players act one after another.",
        "simultaneous": "Players choose before any choice is shown.",
        "mixed": "Players talk in turn and then choose before any choice is shown.",
    }
    yield f"**Players:** {counts(game.counts())}."
    yield {
        "perfect": "**Information:** perfect; everybody sees all that was done and dealt.",
        "imperfect": "**Information:** imperfect.",
    }[game.information]
    yield f"**Turns:** {game.turns}. {turns[game.turns]}"
    if game.teams:
        yield "**Teams:** the players of a team earn the same."
    yield f"**Zero-sum:** {'yes' if game.zero_sum else 'not always'}."
    yield f"**Limit:** {game.max_cycles:,} actions; {ends(game)}."
    listed = "are listed" if lists_actions(game) else "can't be listed"
    yield f"**Legal actions:** {listed}."
    if game.asks:
        yield f"**Asks:** a `{game.asks}=` callable may stand for the language model in it."


def ends(game: Game) -> str:
    if game.endless:
        return "legal play may go on for ever, and is truncated then"
    return "games of random legal actions end by the rules before"


def changes(game: Game) -> list[tuple[str, list[str]]]:
    """Our changes of a game: each reason, and the functions of ours that it is for."""
    found: dict[str, list[str]] = {}
    for module, patches in PATCHES.items():
        if module.split(".")[1] == game.module:
            for patch in patches:
                names = found.setdefault(patch.reason, [])
                if isinstance(patch, Replace) and patch.name not in names:
                    names.append(patch.name)
    return list(found.items())


def _replaced(names: list[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def mended(game: Game) -> str:
    """A section on what we changed."""
    found = changes(game)
    if not found:
        return "## What we changed\n\nNothing: the game is TextArena's as it is."
    lines = [f"- {reason}" + (f" ({_replaced(names)})" if names else "") for reason, names in found]
    return "\n".join(
        ["## What we changed", "", "Why TextArena's source is changed here:", "", *lines]
    )


def _link(game: Game) -> str:
    return f"[{game.name}](environments/{ROOTS[game.name]}.md)"


def tables() -> dict[str, str]:
    """The tables that `textarena.md` includes, by name."""
    single = [game for game in GAMES.values() if game.players == "1"]
    multi = [game for game in GAMES.values() if game.players != "1"]
    return {
        "textarena_single": table("| game | ids | turns | oracle |", map(_single_row, single)),
        "textarena_multi": table(
            "| game | ids | players | information | turns | teams | zero-sum | limit | listed |",
            map(_multi_row, multi),
        ),
        "textarena_patches": table("| game | why | in place of |", _patch_rows()),
    }


def _single_row(game: Game) -> str:
    rules = rules_of(game.name)
    turns = sorted({rules(arguments).max_turns() for arguments in game.variants.values()})
    span = str(turns[0]) if len(turns) == 1 else f"{turns[0]} to {turns[-1]}"
    oracle = rules(game.variants[""]).no_oracle or "yes"
    return f"| {_link(game)} | {len(game.variants)} | {span} | {_cell(oracle)} |"


def _multi_row(game: Game) -> str:
    limit = f"{game.max_cycles:,}" + (" (endless)" if game.endless else "")
    every = {game.counts(variant) for variant in game.variants}
    players = "; ".join(counts(allowed) for allowed in sorted(every))
    return (
        f"| {_link(game)} | {len(game.variants)} | {players} | {game.information} | {game.turns} "
        f"| {_yes(game.teams)} | {_yes(game.zero_sum)} | {limit} | {_yes(lists_actions(game))} |"
    )


def _patch_rows() -> Iterator[str]:
    for game in GAMES.values():
        for reason, names in changes(game):
            yield f"| {_link(game)} | {_cell(reason)} | {_replaced(names)} |"


def _yes(value: bool) -> str:
    return "yes" if value else ""


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")
