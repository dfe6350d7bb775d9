"""Machines that are taken apart."""

from collections.abc import Iterator
from typing import Any

from gem_gymnasium.engines.reasoning_gym.task import Item, Task
from gem_gymnasium.engines.reasoning_gym.tasks._rows import numbers
