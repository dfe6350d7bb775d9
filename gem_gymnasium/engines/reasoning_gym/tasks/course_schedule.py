"""Whether courses can be taken in an order that heeds what they require."""

from graphlib import CycleError, TopologicalSorter
from typing import Any

from gem_gymnasium.engines.reasoning_gym.task import ChoiceTask


class CourseSchedule(ChoiceTask):
    """Whether there is no circle among the requirements."""

    name = "course_schedule"
    example = "False"
    pattern = "True|False"
    changes = (
        "An answer must be True or False alone; a text that contains the right one earns nothing.",
        "Our own code looks for circles: reasoning-gym's goes as deep as there are courses, and "
        "fails at about a thousand.",
    )
    chance = 0.5

    def make_dataset(self, **extra: Any) -> Any:
        dataset = super().make_dataset(**extra)
        dataset._can_finish = _can_finish
        return dataset


def _can_finish(_courses: int, prerequisites: list[tuple[int, int]]) -> bool:
    sorter: TopologicalSorter[int] = TopologicalSorter()
    for course, before in prerequisites:
        sorter.add(course, before)
    try:
        sorter.prepare()
    except CycleError:
        return False
    return True
