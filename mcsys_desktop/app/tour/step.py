"""One step of the tour, and what it takes pictures of."""

from collections.abc import Callable
from dataclasses import dataclass, field

from PySide6.QtWidgets import QWidget

from mcsys_desktop.app.tour.stage import Stage


def _main(stage: Stage) -> list[QWidget]:
    return [stage.window]


def _nothing(_stage: Stage) -> None:
    """There is nothing to put back."""


@dataclass(frozen=True, slots=True)
class Step:
    """``act`` does it; ``seen`` says what is on the screen, "" until it is; ``after`` tidies up."""

    name: str
    done: str
    act: Callable[[Stage], object]
    seen: Callable[[Stage], str]
    pictures: Callable[[Stage], list[QWidget]] = _main
    after: Callable[[Stage], object] = field(default=_nothing)
