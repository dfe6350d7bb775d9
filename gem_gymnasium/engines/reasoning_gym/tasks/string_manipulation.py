"""Strings that are rewritten by rules."""

from collections.abc import Callable
from typing import Any, TypeAlias

from gem_gymnasium.engines.reasoning_gym.task import MOST_ITEMS, Item, Task

_Rule: TypeAlias = tuple[str, Callable[[str], tuple[str, int]]]
_TRIES = 100
_MOST_STATES = 5000
_MIDDLE = "remove the middle character"


class StringManipulation(Task):
    """The last string that rules lead to."""

    name = "string_manipulation"
    example = "abccbaabccba"
    pattern = r"(?:zz)?[abc]{1,22}"
    changes = (
        "Items whose string stays as it is (3 of 10) or ends empty are drawn again: copying it "
        "would solve the former, and no text the latter.",
        "The rule for the prefix 'cb' makes 'a' of 'cb' alone, as it says; reasoning-gym makes "
        "'aa' of it.",
        "The rule about the middle character says which one it is where there are two.",
        "An answer must be the string; a text that contains it earns nothing.",
    )

    def make_dataset(self, **extra: Any) -> Any:
        dataset = super().make_dataset(**extra)
        dataset.rules = [_mended(rule) for rule in dataset.rules]
        dataset._get_all_transforms = _states
        return dataset

    def item(self, index: int) -> Item:
        item: Item = self.dataset[index]
        for tries in range(1, _TRIES):
            metadata = item["metadata"]
            answer = item["answer"]
            if answer and answer != metadata["string"] and len(metadata["states"]) < _MOST_STATES:
                break
            item = self.dataset[index + tries * MOST_ITEMS]
        item["metadata"]["source_index"] = index
        return item


def _mended(rule: _Rule) -> _Rule:
    text, apply = rule
    if _MIDDLE in text:
        text = text.replace(_MIDDLE, f"{_MIDDLE} (of two, the one on the right)")
    if "prefix is 'cb'" in text:
        return text, lambda string: ("a", 5) if string == "cb" else apply(string)
    return text, apply


def _states(string: str, rules: list[_Rule]) -> list[str]:
    """The strings from the first to the last before one comes again, in linear time."""
    states = {string: None}  # in the order they came
    while len(states) < _MOST_STATES:
        for _, apply in rules:
            changed, applied = apply(string)
            if applied:
                break
        else:
            break
        if changed in states:
            break
        states[changed] = None
        string = changed
    return list(states)
