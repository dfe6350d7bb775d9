"""Every level of reasoning-gym's curricula makes items that their answers solve."""

import pytest

from gem_gymnasium.engines.reasoning_gym.catalog import TASKS
from gem_gymnasium.engines.reasoning_gym.configuration import attributes, configuration, levels
from gem_gymnasium.engines.reasoning_gym.task import task_of

WITHOUT = {"acre", "gsm_symbolic", "list_functions"}


def test_which_tasks_have_levels():
    assert {name for name in TASKS if not levels(name)} == WITHOUT


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(TASKS.keys() - WITHOUT))
def test_the_gold_answer_solves_items_of_every_level(name):
    made = []
    for level in range(levels(name)):
        task = task_of(name, configuration(name, level=level))
        for index in range(5):
            item = task.item(index)
            assert task.score(task.gold(item), item) == 1.0, (level, index)
        made.append(str([task.item(index)["question"] for index in range(20)]))
    if name != "self_reference":  # its curriculum sets what its items don't use
        assert len(set(made)) > 1, "all levels are the same"
    assert attributes(name)
