"""What became of a missed call since it was missed, in a sentence."""

from collections.abc import Mapping

from mcsys_desktop.core.i18n import _
from mcsys_desktop.services import calls
from mcsys_desktop.services.call_backs import Closed, Closing

_SPOKEN = (calls.Outcome.ANSWERED, calls.Outcome.ANSWERED_ELSEWHERE)


def told(
    row: calls.CallRow | None, closed: Closed | None, taker: str, names: Mapping[str, str], me: str
) -> str:
    """The sentence; "" while nobody has done anything about it.

    ``closed`` is how they came off the call-back list, ``taker`` the login of who calls back,
    ``names`` those of the colleagues, and ``me`` the login at this desk.
    """
    if row is None:
        return ""
    if row.outcome in _SPOKEN or row.state is calls.CallState.ANSWERED:
        return _("Somebody else picked up after all.")
    if closed is not None and closed.at >= row.rang_at:
        by = names.get(closed.by, closed.by)
        if closed.how is Closing.WE_CALLED:
            if closed.by == me:
                return _("You have called back.")
            return (
                _("{name} has called back.").format(name=by) if by else _("Has been called back.")
            )
        if closed.how is Closing.THEY_CALLED:
            if by and closed.by != me:
                return _("They called again and spoke to {name}.").format(name=by)
            return _("They called again and were spoken to.")
    if row.handled_by and row.handled_by != me:
        return _("Ticked off by {name}.").format(name=names.get(row.handled_by, row.handled_by))
    if row.handled_at is not None:
        return _("There has been contact since.")
    if taker == me and taker:
        return _("You call back.")
    return _("{name} calls back.").format(name=names.get(taker, taker)) if taker else ""
