"""Times between times."""

import re
from datetime import datetime, timedelta
from random import Random

from gem_gymnasium.engines.reasoning_gym.task import Item, Task

_TRIES = 100
_TEXT = re.compile(r"\\(?:text|mathrm)\s?\{([^{}]{0,20})\}")
_TIME = r"(\d{1,4}):(\d\d)"
_DAYS = r"(\d{1,7})\s*days?"
_SHAPES = {
    asked: re.compile(pattern, re.A | re.I)
    for asked, pattern in {
        "HH:MM": _TIME,
        "HH:MM:SS": rf"{_TIME}:(\d\d)",
        "HH:MM:SS.mmm": rf"{_TIME}:(\d\d)\.(\d{{1,6}})",
        "D days": rf"{_DAYS}|(\d{{1,7}})",
        "D days, HH:MM": rf"{_DAYS}\s*,?\s*{_TIME}",
        "D days, HH:MM:SS": rf"{_DAYS}\s*,?\s*{_TIME}:(\d\d)",
    }.items()
}


class TimeIntervals(Task):
    """The time from one time or date to another, in a form that is asked for."""

    name = "time_intervals"
    example = "47 days, 12:34:56"
    pattern = (
        r"[012]\d:[0-5]\d(?::[0-5]\d(?:\.\d{3})?)?"
        r"|(?:\d{1,2}|100) days(?:, [012]\d:[0-5]\d(?::[0-5]\d)?)?"
    )
    form = "Leave out what is less than the last unit of that form, without rounding."
    changes = (
        "The answer is computed from the times that are shown: reasoning-gym leaves out the time "
        "of day and zone after a weekday in parentheses, and may miss a millisecond.",
        "Items whose end is before the start (times past midnight, other zones) are drawn again.",
        "An item doesn't depend on today's date.",
        "An answer must be the duration; reasoning-gym pays nearly all for any that is near.",
    )

    def item(self, index: int) -> Item:
        data = self.dataset
        for tries in range(_TRIES):
            # The draws are those of reasoning-gym, at first.
            seed = f"{self.name} {index} {tries}" if tries else data.seed + index
            rng = Random(seed)
            task_type = rng.choice(data.config.task_types)
            start, end, shape, asked = data._generate_times(rng, task_type)
            template = rng.choice(data.TEMPLATES)
            gap = _read(end, shape) - _read(start, shape)
            if gap >= timedelta():
                break
        return {
            "question": template.format(start=start, end=end, format=asked),
            "answer": _written(gap, asked),
            "metadata": {
                "source_dataset": self.name,
                "source_index": index,
                "task_type": task_type,
                "start_time": start,
                "end_time": end,
                "format": shape,
                "expected_format": asked,
                "difficulty": {
                    "max_time_difference_seconds": data.config.max_time_difference_seconds,
                    "max_date_difference_days": data.config.max_date_difference_days,
                },
            },
        }

    def score(self, answer: str, item: Item) -> float:
        asked = item["metadata"]["expected_format"]
        value = _parts(answer, asked)
        return float(value is not None and value == _parts(item["answer"], asked))


def _read(text: str, shape: str) -> datetime:
    return datetime.strptime(text, shape)  # both ends are with a zone, or neither


def _written(gap: timedelta, asked: str) -> str:
    """A duration in the form that is asked for."""
    seconds = gap.seconds
    days = f"{gap.days} days"
    hours = f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}"
    match asked:
        case "D days":
            return days
        case "D days, HH:MM":
            return f"{days}, {hours}"
        case "D days, HH:MM:SS":
            return f"{days}, {hours}:{seconds % 60:02d}"
        case "HH:MM":
            return hours
        case "HH:MM:SS":
            return f"{hours}:{seconds % 60:02d}"
        case _:
            return f"{hours}:{seconds % 60:02d}.{gap.microseconds // 1000:03d}"


def _parts(text: str, asked: str) -> list[int] | None:
    """The numbers of a duration, if it has the form that is asked for."""
    if len(text) > 100:
        return None
    found = _SHAPES[asked].fullmatch(_TEXT.sub(r"\1", text).strip())
    if found is None:
        return None
    parts = [part for part in found.groups() if part is not None]
    if asked.endswith(".mmm"):
        parts[-1] = parts[-1].ljust(6, "0")  # ".5" is half a second
    return [int(part) for part in parts]
