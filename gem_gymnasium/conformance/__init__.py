"""The proof: the checks that every id must pass, for authors of new environments as well.

``check("my/Game-v0")`` runs them all and returns a `Report`, for PettingZoo's ids as well;
``python -m gem_gymnasium.conformance [pattern]`` prints the table for the registered ids.
"""

from gem_gymnasium.conformance.battery import BATTERY, Floors, floors
from gem_gymnasium.conformance.checks import CHECKS, TABLE_CHECKS
from gem_gymnasium.conformance.report import CheckResult, Report, check
from gem_gymnasium.conformance.table import counts_to_check

__all__ = [
    "BATTERY",
    "CHECKS",
    "TABLE_CHECKS",
    "CheckResult",
    "Floors",
    "Report",
    "check",
    "counts_to_check",
    "floors",
]
