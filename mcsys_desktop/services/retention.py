"""What the office forgets by itself when its term has ended. The database refuses that sooner.

Calls that belong to no customer go after 90 days, or as the office chose (``forgetting``), and with
them that somebody was called back: any desk sees to that soon after its start. Whoever still waits
is kept until somebody did. The keys of acts that were asked for go after 400 days, at night, by who
holds the turn; an office in a file has nobody else for it than its desks. Papers are
emptied when the fiscal term has ended.
"""

from mcsys_desktop.models import requests
from mcsys_desktop.models.base import may_take_long, shared
from mcsys_desktop.services import call_backs, calls
from mcsys_desktop.services.invoices import forgetting


def forget_at_desk() -> int:
    """What a desk does in passing; how much went."""
    gone = calls.forget_old() + call_backs.forget_old()
    return gone if shared() else gone + requests.forget_old() + forgetting.forget_old()


def forget_at_night() -> int:
    """All of it; how much went. Raises UserError."""
    with may_take_long():
        gone = calls.forget_old() + call_backs.forget_old() + requests.forget_old()
        return gone + forgetting.forget_old()
