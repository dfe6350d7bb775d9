"""Rubik's cubes."""

import re
from collections.abc import Iterable
from functools import cache
from random import Random
from typing import TypeAlias

from gem_gymnasium.engines.reasoning_gym.task import Item, Task

Turn: TypeAlias = tuple[str, int, int, int]
"""A letter, the first and last layer that turn, counted from its face, and how many quarters."""
Vector: TypeAlias = tuple[int, ...]

_LONGEST = 10_000
_DRAWS = 100
# A layer's number stands apart from the turn before it, else it is that turn's count.
_TURN = re.compile(r"[\s,]*([1-6]?)([LRUDFB]w?|[MESXYZxyz])(['’′`]?)([1-3]?)(['’′`]?)")
# Axis and side of each letter's face; a middle slice turns as a face does, so does the cube.
_FACES = {"L": (0, -1), "R": (0, 1), "D": (1, -1), "U": (1, 1), "B": (2, -1), "F": (2, 1)}
_AS_FACE = {"M": "L", "E": "D", "S": "F", "X": "R", "Y": "U", "Z": "F"}


class RubiksCube(Task):
    """Turns that solve a cube."""

    name = "rubiks_cube"
    example = "R U R' U'"
    pattern = r"[LRUDFB]'?(?: [LRUDFB]'?){0,24}"
    form = (
        "Write the turns with spaces between them. The cube is shown unfolded: up above, then "
        "left, front, right and back, then down; on larger cubes 2R is the second layer from the "
        "right, Rw the two outer ones, and 3Rw three."
    )
    changes = (
        "Only a solved cube earns; reasoning-gym pays the share of the stickers in place, of which "
        "an untouched cube has many.",
        "Turns are read more strictly (reasoning-gym skips what it can't split) and without spaces "
        "too; a count, as in U2, is allowed.",
        "The answer is the scramble backwards, as reasoning-gym's items have none.",
        "Scrambles that leave the cube solved get more turns.",
    )

    def item(self, index: int) -> Item:
        """reasoning-gym's item without its solver's solution, which takes long."""
        from reasoning_gym.cognition.rubiks_cube import Cube

        dataset = self.dataset
        config = dataset.config
        size = config.cube_size
        rng = Random(dataset.seed + index)
        steps = rng.randint(config.min_scramble_steps, config.max_scramble_steps)
        cube = Cube(size)
        scramble = dataset._generate_random_moves(rng, cube, num_steps=steps)
        cube.rotate(scramble)
        for _ in range(_DRAWS):
            if not cube.is_done():
                break
            more = dataset._generate_random_moves(rng, cube, num_steps=1)
            cube.rotate(more)
            scramble += more
        image = dataset.remove_ansi(str(cube)) if config.remove_ansi else str(cube)
        template: str = rng.choice(dataset._prompt_templates)
        return {
            "question": template.format(cube_size=size, cube_render=image),
            "answer": None,
            "metadata": {
                "source_dataset": self.name,
                "source_index": index,
                "cube_size": size,
                "scramble_steps": len(scramble),
                "scramble_moves": " ".join(map(str, scramble)),
                "difficulty": {
                    "cube_size": size,
                    "scramble_steps": (config.min_scramble_steps, config.max_scramble_steps),
                },
            },
        }

    def score(self, answer: str, item: Item) -> float:
        size = item["metadata"]["cube_size"]
        turns = _turns(answer, size) if len(answer) <= _LONGEST else None
        if turns is None:
            return 0.0
        scramble = _turns(item["metadata"]["scramble_moves"], size) or []
        return float(_is_solved(_turned(size, [*scramble, *turns])))

    def gold(self, item: Item) -> str:
        # reasoning-gym writes a wide turn of one layer, which is a plain one, as "1Rw".
        scramble = re.sub("1(.)w", r"\1", item["metadata"]["scramble_moves"]).split()
        return " ".join(
            move.removesuffix("'") if move.endswith("'") else f"{move}'"
            for move in reversed(scramble)
        )


def _turns(text: str, size: int) -> list[Turn] | None:
    """Turns in Singmaster's notation, or None where the text isn't that or the cube is smaller."""
    turns: list[Turn] = []
    text = text.strip()
    place = 0
    while place < len(text):
        found = _TURN.match(text, place)
        if found is None or (found[3] and found[5]):
            return None
        place = found.end()
        layer, name, count = found[1], found[2], int(found[4] or 1)
        letter = name[0].upper()
        quarters = count if not (found[3] or found[5]) else -count
        if letter in "XYZ" and not layer:
            turns.append((_AS_FACE[letter], 1, size, quarters % 4))
        elif letter in "MES" and not layer and size % 2:
            middle = size // 2 + 1
            turns.append((_AS_FACE[letter], middle, middle, quarters % 4))
        elif letter in _FACES:
            wide = name.endswith("w")
            last = int(layer or (2 if wide else 1))
            if last > size:
                return None
            turns.append((letter, 1 if wide else last, last, quarters % 4))
        else:
            return None
    return turns


@cache
def _stickers(size: int) -> tuple[tuple[Vector, Vector], ...]:
    """Each sticker's place, in half cells from the center, and the way that it faces."""
    line = range(1 - size, size, 2)
    found = []
    for axis, side in _FACES.values():
        for one in line:
            for other in line:
                place, way = [one, other], [0, 0]
                place.insert(axis, side * (size - 1))
                way.insert(axis, side)
                found.append((tuple(place), tuple(way)))
    return tuple(found)


@cache
def _permutation(size: int, turn: Turn) -> tuple[int, ...]:
    """Which sticker comes to each sticker's place."""
    letter, first, last, quarters = turn
    axis, side = _FACES[letter]
    stickers = _stickers(size)
    number = {sticker: index for index, sticker in enumerate(stickers)}
    comes = list(range(len(stickers)))
    for index, (place, way) in enumerate(stickers):
        if first <= (size + 1 - side * place[axis]) // 2 <= last:
            for _ in range(quarters):
                place, way = _quarter(place, axis, side), _quarter(way, axis, side)
            comes[number[place, way]] = index
    return tuple(comes)


def _quarter(vector: Vector, axis: int, side: int) -> Vector:
    """A vector turned clockwise, as seen by who looks at the face from outside."""
    one, other = (axis + 1) % 3, (axis + 2) % 3
    turned = list(vector)
    turned[one], turned[other] = side * vector[other], -side * vector[one]
    return tuple(turned)


def _turned(size: int, turns: Iterable[Turn]) -> list[int]:
    """The faces that a solved cube's stickers come from after some turns, face by face."""
    colors = [index // size**2 for index in range(6 * size**2)]
    for turn in turns:
        colors = [colors[index] for index in _permutation(size, turn)]
    return colors


def _is_solved(colors: list[int]) -> bool:
    count = len(colors) // 6
    faces = [colors[start : start + count] for start in range(0, len(colors), count)]
    return all(len(set(face)) == 1 for face in faces)
