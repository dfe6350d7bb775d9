r"""Running untrusted Python, confined, in milliseconds, on nothing but Linux and Python.

Example:
    >>> from gem_gymnasium import sandbox
    >>> with sandbox.Sandbox(preload=()) as box:
    ...     box.run("print(sum(range(10)))").stdout
    '45\n'
"""

from gem_gymnasium.sandbox.limits import Limits, Result, SandboxUnavailable
from gem_gymnasium.sandbox.probe import Probe, Report, report
from gem_gymnasium.sandbox.program import Program
from gem_gymnasium.sandbox.sandbox import Sandbox, default
from gem_gymnasium.sandbox.session import Session

__all__ = [
    "Limits",
    "Probe",
    "Program",
    "Report",
    "Result",
    "Sandbox",
    "SandboxUnavailable",
    "Session",
    "default",
    "report",
]
