"""Legs of animals."""

from gem_gymnasium.engines.reasoning_gym.task import Item, NumberTask


class LegCounting(NumberTask):
    """How many legs some animals have together."""

    name = "leg_counting"
    example = "1234"
    pattern = r"0|[1-9]\d{0,2}|1\d{3}"
    changes = (
        "A question with starfish says that their five arms count as legs, as in the answer; "
        "nobody could know.",
        "An answer must be the number; a text that contains it earns nothing.",
    )

    def item(self, index: int) -> Item:
        item = super().item(index)
        if "starfish" in item["metadata"]["animals"]:
            item["question"] = f"{item['question'].rstrip()}\n(The arms of starfish count as legs.)"
        return item
