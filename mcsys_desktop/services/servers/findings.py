"""One thing that is wrong with a server: what, and how to mend it, in one sentence or two."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

Run = Callable[[str, Sequence[Any]], list[tuple[Any, ...]]]


@dataclass(frozen=True, slots=True)
class Finding:
    """``key`` is for programs and tests, ``sentence`` for people."""

    key: str
    sentence: str
