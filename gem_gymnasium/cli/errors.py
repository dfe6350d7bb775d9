"""Bad input gets one line on stderr and exit code 2; Ctrl-C gets exit code 130."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import typer
from typer.core import TyperGroup

__all__ = ["BadInput", "OneLineErrors", "complain", "input_errors"]

_INTERRUPTED = 130  # the exit code of a program that Ctrl-C ended


class BadInput(Exception):  # noqa: N818 - it is the input that is bad
    """What a person typed can't be done; the message is for that person."""


class OneLineErrors(TyperGroup):
    """A group of commands that says what is wrong in one line, without usage, box or traceback."""

    def main(self, *args: Any, **kwargs: Any) -> Any:
        """Run the command and leave with its exit code."""
        kwargs["standalone_mode"] = False
        try:
            code = super().main(*args, **kwargs)
        except BadInput as error:
            complain(str(error))
            code = 2
        except (typer.Abort, KeyboardInterrupt):
            code = _INTERRUPTED
        except Exception as error:
            # Errors of usage; their class stands in typer or in click, as typer's version has it.
            if not hasattr(error, "format_message"):
                raise
            complain(error.format_message())
            code = 2
        if code == _INTERRUPTED and sys.stderr.isatty():
            print(file=sys.stderr)  # the shell's prompt goes to a line of its own
        sys.exit(code if isinstance(code, int) else 0)


def complain(message: str) -> None:
    """Print one line on stderr."""
    print(f"gem-gymnasium: {' '.join(message.split())}", file=sys.stderr)


@contextmanager
def input_errors(about: str = "", *, values: bool = True) -> Iterator[None]:
    """Turn the errors that a person's input causes into `BadInput`.

    Args:
        about: What goes before the message, such as an id.
        values: Whether a ValueError or a TypeError is the input's fault too, as it is where an
            environment is made with it.
    """
    from gymnasium.error import Error

    try:
        yield
    except ImportError as error:
        message = str(error)
        if error.name and not error.name.startswith("gem_gymnasium"):
            message += f"; try: pip install {error.name.partition('.')[0]}"
    except OSError as error:
        message = error.strerror or str(error)
        if error.filename:
            message = f"{error.filename}: {message}"
    except Error as error:
        message = str(error)
    except (ValueError, TypeError) as error:
        if not values:
            raise
        message = str(error)
    else:
        return
    raise BadInput(f"{about}: {message}" if about else message)
