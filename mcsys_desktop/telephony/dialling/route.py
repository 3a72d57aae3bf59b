"""What all ways to dial have in common."""

import threading
from typing import Protocol

from mcsys_desktop.core.dialled import is_plain
from mcsys_desktop.core.errors import UserError
from mcsys_desktop.core.i18n import _

PICKED_UP_WITHIN = 30.0  # seconds for somebody to pick up the telephone on their own desk
LOOK = 0.25  # seconds between looks at whether the program ends


class Route(Protocol):
    """One way to dial. It waits, so it has a thread of its own."""

    def dial(self, number: str, ended: threading.Event) -> None:
        """Let the telephone at this desk call ``number``, as it is dialled there.

        Returns when it has picked up, or nothing more can be known; soon after ``ended`` is set.
        Raises UserError with the sentence that says why nobody is called.
        """


def refuse_what_is_no_number(number: str) -> None:
    """Raises UserError for anything that is not digits with at most a plus before them."""
    if not is_plain(number):
        raise UserError(
            _("“{number}” cannot be dialled. A number has digits, and at most a plus before them.")
            .format(number=number[:30])
        )  # fmt: skip


def not_picked_up() -> UserError:
    """The telephone rang here, and nobody lifted it."""
    return UserError(_("Your phone does not answer. Pick it up when it rings, or dial by hand."))


def busy() -> UserError:
    """Somebody speaks on it, or it lets nobody through."""
    return UserError(_("Your phone is busy. Nobody was called."))
