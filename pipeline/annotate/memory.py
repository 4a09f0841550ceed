"""What rules find in an article, remembered until the next is read: they ask the same of one word again and again.

A parse does not change once it is made, so that nothing remembered of it can grow wrong.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import ParamSpec, TypeVar, cast

P = ParamSpec("P")
T = TypeVar("T")

MEMORY = 1 << 12
"""How many answers of a function are kept: a long article has so many words."""
_FORGETTING: list[Callable[[], None]] = []


def remembered(function: Callable[P, T]) -> Callable[P, T]:
    """Return a function that remembers its answers until `forget` is called; its arguments must be hashable."""
    remembering = lru_cache(maxsize=MEMORY)(function)
    _FORGETTING.append(remembering.cache_clear)
    return cast("Callable[P, T]", remembering)


def forget() -> None:
    """Forget all answers, and with them the parse that they keep in memory."""
    for forgetting in _FORGETTING:
        forgetting()
