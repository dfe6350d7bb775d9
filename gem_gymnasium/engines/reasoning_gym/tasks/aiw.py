"""Alice's brothers and sisters, friends and colleagues."""

from __future__ import annotations

import re
from typing import Any

from gem_gymnasium.engines.reasoning_gym.task import Item, NumberTask

_SISTERS = "How many sisters does "
_CIRCLES = re.compile(r"she also has (\d+) female coll.* and (\d+) female colleagues in", re.S)


class Aiw(NumberTask):
    """How many sisters, friends or colleagues somebody has."""

    name = "aiw"
    example = "12"
    pattern = r"[1-9]|1[0-3]"
    changes = (
        "Matilda belongs to two circles, so that her colleagues are those of both: "
        "reasoning-gym's answer leaves out one of them.",
        "The question about siblings asks for the brother of the woman it tells of; "
        "reasoning-gym's asks for a stranger's in half of its items.",
        "An answer must be the number; reasoning-gym pays a share for a text that contains it.",
    )
    chance = 0.16  # six

    def make_dataset(self, **extra: Any) -> Any:
        from reasoning_gym.logic.aiw import TaskType

        config = dict(self.config)
        if "task_types" in config:  # plain texts, where reasoning-gym wants an enumeration's
            config["task_types"] = [TaskType(kind) for kind in config["task_types"]]
            config.setdefault("task_type_weights", [1.0] * len(config["task_types"]))
        return super().make_dataset(**config, **extra)

    def item(self, index: int) -> Item:
        item: Item = self.dataset[index]
        question: str = item["question"]
        kind = item["metadata"]["task_type"]
        if kind == "siblings":
            woman = question.partition(" has ")[0]
            told = question.partition(_SISTERS)[0]
            return {**item, "question": f"{told}{_SISTERS}{woman}'s brother have?"}
        if kind == "colleagues":
            circles = _CIRCLES.search(question)
            assert circles is not None, question
            # In one circle the woman herself takes Matilda's place, the other has the rest.
            return {**item, "answer": str(int(circles[1]) + int(circles[2]) - 1)}
        return item
