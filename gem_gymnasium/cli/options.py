"""Arguments and options that several commands take."""

from __future__ import annotations

from typing import Annotated

import typer

from gem_gymnasium.cli import ids

__all__ = ["Id", "Json", "Settings"]

Id = Annotated[
    str,
    typer.Argument(
        metavar="ID", help="An id, or one of GEM's, or module:id.", autocompletion=ids.complete
    ),
]
Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Settings = Annotated[
    list[str] | None,
    typer.Option(
        "--set", metavar="KEY=VALUE", help="An argument of the environment; may be repeated."
    ),
]
