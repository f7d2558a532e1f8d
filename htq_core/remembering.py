"""Answers remembered by the text that was asked about, and how to forget them: a server serves one after another."""

import re
from collections.abc import Callable
from functools import lru_cache
from typing import ParamSpec, TypeVar

_Given = ParamSpec("_Given")
_Answer = TypeVar("_Answer")
_forgets: list[Callable[[], None]] = []


def remembering(most: int) -> Callable[[Callable[_Given, _Answer]], Callable[_Given, _Answer]]:
    """Have a function that is asked about users' texts remember so many answers, until ``forget_texts``."""

    def remembered(function: Callable[_Given, _Answer]) -> Callable[_Given, _Answer]:
        kept = lru_cache(maxsize=most)(function)
        _forgets.append(kept.cache_clear)
        return kept  # type: ignore[return-value]

    return remembered


def forget_texts() -> None:
    """Forget every answer, and the search patterns that were made of users' words."""
    for forget in _forgets:
        forget()
    re.purge()
