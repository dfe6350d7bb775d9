"""What the commands print: good in a terminal, and plain where the output goes to a file."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rich.console import Console

    from gem_gymnasium.rollout import Episode, Result

__all__ = [
    "Live",
    "facts",
    "json_lines",
    "number",
    "panel",
    "players",
    "progress",
    "results",
    "say",
    "table",
    "verdict",
]

_LONGEST = 300  # characters of a value that `facts` prints
_ENDS = {
    None: "Left",
    "solved": "Solved",
    "lost": "Lost",
    "draw": "Drawn",
    "turns": "Unsolved",
    "format": "Ended by an answer that can't be read",
    "time_limit": "Stopped by the limit of steps",
}


def console(*, stderr: bool = False) -> Console:
    """A console that prints text as it is: no markup, no emoji, no guessed colours."""
    from rich.console import Console

    return Console(stderr=stderr, markup=False, emoji=False, highlight=False)


def say(text: str, style: str | None = None) -> None:
    """Print text; lines are never broken or cut where the output is no terminal."""
    out = console()
    out.print(text, style=style, soft_wrap=not out.is_terminal)


def json_lines(value: Any) -> None:
    """Print a value as indented JSON."""
    print(json.dumps(value, indent=2, default=str))


def number(value: float) -> str:
    """A number in a few characters."""
    return f"{value:.4g}"


def players(counts: Sequence[int]) -> str:
    """How many may play, in a few characters.

    Example:
        >>> players((2,)), players((2, 3, 4)), players((4, 6, 8))
        ('2', '2-4', '4-8, even')
    """
    if len(counts) == 1:
        return str(counts[0])
    return f"{counts[0]}-{counts[-1]}" + (", even" if counts[1] - counts[0] == 2 else "")


def table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Print a table as wide as it needs to be; columns whose title begins with ">" are right."""
    from rich.measure import Measurement
    from rich.table import Table

    made = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0))
    for title in columns:
        right = title.startswith(">")
        made.add_column(title.removeprefix(">"), justify="right" if right else "left")
    for row in rows:
        made.add_row(*row)
    out = console()
    width = Measurement.get(out, out.options.update(width=10_000), made).maximum
    out.width = max(width, out.width)
    out.print(made, soft_wrap=True)


def results(found: Iterable[Result]) -> None:
    """Print what policies reached, a line each."""
    table(
        ("id", "policy", ">episodes", ">success", ">return", "", ">turns"),
        (
            (
                result.env_id,
                result.policy,
                str(result.episodes),
                f"{result.success_rate:.0%}",
                f"{result.mean_return:.3f}",
                "" if result.return_error is None else f"± {result.return_error:.3f}",
                f"{result.mean_turns:.1f}",
            )
            for result in found
        ),
    )


def facts(found: Mapping[str, Any]) -> None:
    """Print names and values, a line each; a very long value is shortened, and says so."""
    for name, value in found.items():
        match value:
            case None:
                text = "unknown"
            case bool():
                text = "yes" if value else "no"
            case list():
                text = ", ".join(map(str, value))
            case dict():
                text = ", ".join(f"{key}={item!r}" for key, item in value.items()) or "none"
            case (low, high):
                text = f"{number(low)} to {number(high)}"
            case _:
                text = str(value)
        if len(text) > _LONGEST:
            text = f"{text[:_LONGEST]}... ({len(text)} characters; --json shows all)"
        say(f"{name.replace('_', ' '):<16}{text}")


@contextmanager
def progress(total: int) -> Iterator[Callable[[str], None]]:
    """A progress bar on stderr, where that is a terminal; call it with what was done."""
    if not sys.stderr.isatty():
        yield lambda done: None
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (TextColumn("{task.description}", markup=False), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=total)
        yield lambda done: bar.update(task, advance=1, description=done)


def verdict(episode: Episode) -> str:
    """How an episode ended, in a sentence."""
    reason = episode.stop_reason
    end = _ENDS.get(reason, f"Ended ({reason})")
    if episode.success and "rank" in episode.turns[-1].info:  # there is somebody who lost
        end = "Won"
    return f"{end} after {_turns(episode.length)}; total reward {number(episode.total_reward)}."


def _turns(count: int) -> str:
    return "1 turn" if count == 1 else f"{count} turns"


def panel(title: str, text: str, style: str = "cyan") -> None:
    """Print a text under a title, in a box where the output is a terminal."""
    out = console()
    if out.is_terminal:
        from rich.panel import Panel
        from rich.text import Text

        out.print(Panel(Text(text), title=Text(title), title_align="left", border_style=style))
    else:
        say(f"[{title}]\n{text}\n")


class Live:
    """Shows an episode while it is played; it is the ``on_turn`` of `run_episode`.

    Args:
        rules: Show the first observation.
        actions: Show the actions too (of a person who types them it is not needed).
        most: Turns that are shown, beside the last; None shows all.
        pause: Called after each thing that is shown.
        title: Of the first observation; None takes the id.
    """

    def __init__(
        self,
        *,
        rules: bool = True,
        actions: bool = False,
        most: int | None = None,
        pause: Callable[[], object] = lambda: None,
        title: str | None = None,
    ) -> None:
        self._rules = rules
        self._actions = actions
        self._most = most
        self._pause = pause
        self._title = title
        self._skipped = 0

    def __call__(self, episode: Episode) -> None:
        """Show the last turn, or the beginning."""
        if not episode.turns:
            if self._rules:
                panel(self._title or episode.env_id, str(episode.observation), "cyan")
                self._pause()
            return
        turn = episode.turns[-1]
        if self._most is not None and episode.length > self._most and not episode.done:
            self._skipped += 1
            return
        if self._skipped:
            say(f"... {_turns(self._skipped)} not shown ...\n", "dim")
        if self._actions:
            say(f"> {turn.action}", "bold")
        most = turn.info.get("max_turns")
        title = f"turn {episode.length}" + (f" of {most}" if most else "")
        style = "cyan" if not episode.done else "green" if episode.success else "red"
        panel(f"{title}, reward {number(turn.reward)}", str(turn.observation), style)
        self._pause()
