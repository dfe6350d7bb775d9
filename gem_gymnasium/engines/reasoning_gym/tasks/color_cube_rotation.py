"""A cube with coloured sides that is turned."""

import re

from gem_gymnasium.engines.reasoning_gym.task import Item, Task

_RULE = (
    "Each rotation takes the shortest way, about a horizontal axis; one that brings the bottom to "
    "the top is half a turn about the axis through the left and right sides, which stay in place."
)


class ColorCubeRotation(Task):
    """The color of a side after some rotations."""

    name = "color_cube_rotation"
    example = "red"
    pattern = (
        "red|green|blue|yellow|white|orange|purple|pink|brown|gray|cyan|magenta|gold|silver|indigo|"
        "violet"
    )
    changes = (
        "The question says about which axis the cube turns: there are two ways to bring the bottom "
        "to the top, and reasoning-gym takes one silently.",
        "A wrong color earns nothing; reasoning-gym pays 0.01 for any text.",
    )
    chance = 0.0625  # one of 16 colors

    def item(self, index: int) -> Item:
        item = super().item(index)
        # After the list of sides and before the first rotation.
        before, after = re.split(r"\n\n(?=The cube is rotated)", item["question"], maxsplit=1)
        return {**item, "question": f"{before}\n\n{_RULE}\n\n{after}"}

    def score(self, answer: str, item: Item) -> float:
        if len(answer) > 20:
            return 0.0
        return float(answer.lower().replace("grey", "gray") == item["answer"])
