"""Weekdays, dates, leap years."""

from datetime import date
from typing import Any

from gem_gymnasium.engines.reasoning_gym.answers import same_number, same_word
from gem_gymnasium.engines.reasoning_gym.task import Item, Task

_NAMED = {"weekday_offset", "weekday_of_date", "weekday_of_date_from_first_date", "is_leap_year"}


class CalendarArithmetic(Task):
    """A weekday, a number of days, a day of a month, or whether a year is a leap year."""

    name = "calendar_arithmetic"
    example = "365"
    pattern = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|Yes|No|\d|[1-9]\d{1,2}"
    changes = (
        "The end of a period of business days stands in the question with its own year; "
        "reasoning-gym writes that of the start.",
        "Where January 1 is given, the question says how many days the year has.",
        "Numbers and weekdays must be right: reasoning-gym pays for others, the more the nearer "
        "they are.",
    )
    chance = 0.11  # "No"

    def make_dataset(self, **extra: Any) -> Any:
        dataset = super().make_dataset(**extra)
        if dataset.config.offset_upper_bound < 1:
            # Its search for a day after January 1 would never end.
            raise ValueError(f"config={self.config!r}: offset_upper_bound must be at least 1.")
        return dataset

    def item(self, index: int) -> Item:
        item = super().item(index)
        metadata = item["metadata"]
        if metadata["task"] == "count_business_days":
            end = date.fromisoformat(metadata["end_date"])
            shown = f"{end:%A, %B} {end.day}, "
            start, found, year = item["question"].rpartition(shown)
            if found:
                year = year.removeprefix(str(self.dataset.config.year))
                item["question"] = f"{start}{shown}{end.year}{year}"
        elif metadata["task"] == "weekday_of_date_from_first_date":
            year = metadata["year"]
            days = (date(year, 12, 31) - date(year, 1, 1)).days + 1
            item["question"] += f" (The year has {days} days.)"
        return item

    def score(self, answer: str, item: Item) -> float:
        gold: str = item["answer"]
        if item["metadata"]["task"] in _NAMED:
            return float(same_word(answer, gold))
        return float(same_number(answer, gold))
