"""What the database says no with, in sentences that a person can act on.

The generated rules raise codes of our own: SQLSTATE MC001 and on in PostgreSQL; on SQLite the
message begins with the same code.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from peewee import DatabaseError, InterfaceError

from mcsys_desktop.core import cards
from mcsys_desktop.core.errors import (
    CardNumber,
    OfficeUnavailable,
    ReadOnlyOffice,
    Refused,
    StaleRecord,
    Unanswered,
    UserError,
)
from mcsys_desktop.core.i18n import N_, _

TOO_OLD = "MC001"  # the version gate
FORBIDDEN = "MC002"  # nobody may do this to this table
STALE = "MC003"  # somebody else was first, or no version was sent
GUARDED = "MC004"  # a named rule of the business
MISFIT = "MC005"  # a value that does not belong in the column
CARD = "MC006"  # a card's number, which the office never stores
CODES = (TOO_OLD, FORBIDDEN, STALE, GUARDED, MISFIT, CARD)
_DAMAGED = ("not a database", "no office", "malformed", "vtable constructor failed", "corrupt")
NOT_ALLOWED = "42501"  # insufficient_privilege

# Rules of the business that somebody may come up against without doing anything odd.
_SAID = {
    "credit_within_what_is_left": N_("More would be given back than is left of the invoice."),
    "allocation_within_the_payment": N_("More would be used of this payment than is left of it."),
    "allocation_within_the_credit": N_("More would be used of this credit than is left of it."),
    "allocation_within_what_is_open": N_("More would be paid than is open."),
    "paid_back_within_what_is_left": N_("More would be paid back than is left of this payment."),
    "invoice_final_stays": N_("A final document never changes. Make a credit invoice instead."),
    "line_of_a_draft": N_("A final document never changes. Make a credit invoice instead."),
}

on_refused: Callable[[str], None] = lambda what: None  # noqa: E731  # set by services.history


def code(error: BaseException) -> str:
    """Our own code for the refusal, or ""."""
    state = sqlstate(error)
    if state in CODES:
        return state
    start = str(error)[:5]
    return start if start in CODES else ""


def _guard(error: BaseException) -> str:
    """The name of the rule that was broken."""
    words = str(getattr(error, "orig", error)).split()
    return words[1] if len(words) > 1 else ""


def sqlstate(error: BaseException) -> str:
    """What the server called it: in the driver's own error, which Peewee keeps beside its own."""
    return str(getattr(getattr(error, "orig", error), "sqlstate", None) or "")


@contextmanager
def translated(shared: bool) -> Iterator[None]:
    """Turn what the database raises into OfficeUnavailable, ReadOnlyOffice and the like.

    An error that is nobody's to act on stays what it is: it is a bug.
    """
    try:
        yield
    except Exception as error:
        known = sentence(error, shared) if of_database(error) else None
        if known is None:
            raise
        raise known from error


def of_database(error: BaseException) -> bool:
    """Whether the database or its driver says so: Peewee leaves what is met while rows are read."""
    from mcsys_desktop.models import sqlcipher  # nothing fails before the first frame

    known = (DatabaseError, InterfaceError, sqlcipher.DatabaseError)
    return isinstance(error, known) or hasattr(error, "sqlstate")


def unanswered(error: BaseException, shared: bool) -> Unanswered | None:
    """The error for a COMMIT whose answer never came, or None where there was an answer."""
    if not shared:
        return None
    from mcsys_desktop.models import postgres

    if not postgres.lost(error):
        return None
    return Unanswered(
        _(
            "The connection broke just as this was saved, so it is not certain that the office"
            " has it. Look first whether it is there, then save again if it is not."
        )
    )


def sentence(error: BaseException, shared: bool) -> UserError | None:
    """The error to raise instead, or None for a bug."""
    refusal = code(error)
    if refusal == TOO_OLD:
        return ReadOnlyOffice(
            _("This program is older than the office. Install the new version on this desk.")
        )
    if refusal == STALE:
        return StaleRecord(_("Somebody else has just changed this. Look again, then try again."))
    if refusal == GUARDED:
        return UserError(
            _(_SAID.get(_guard(error), "")) or _("The office does not allow this change.")
        )
    if refusal == CARD:
        return CardNumber(_(cards.REFUSED))
    if shared:
        return _of_server(error)
    if any(sign in str(error) for sign in _DAMAGED):
        return not_ours()
    if "unable to open" in str(error):
        return OfficeUnavailable(_("The office's file is not there, or may not be read."))
    if "database is locked" in str(error):
        return OfficeUnavailable(_("The office's file is in use by another program."))
    if "disk is full" in str(error) or "disk I/O error" in str(error):
        return OfficeUnavailable(_("The disk is full or does not answer; nothing was saved."))
    return None


def _of_server(error: BaseException) -> UserError | None:
    from mcsys_desktop.models import postgres

    state = sqlstate(error)
    if state == NOT_ALLOWED:
        return refused(error)
    if state == "53100":
        return OfficeUnavailable(_("The server's disk is full; nothing was saved."))
    if state in ("XX001", "XX002"):  # a page whose checksum is not right
        return OfficeUnavailable(
            _(
                "A part of the office on the server's disk is damaged. Tell whoever looks after the"
                " server at once; a backup can be put back."
            )
        )
    if state == "57014":  # query_canceled, by statement_timeout
        return UserError(_("The server needed too long for this. Try again in a moment."))
    if state == "55P03":
        return UserError(_("Somebody else is busy with this. Try again in a moment."))
    if postgres.lost(error):
        return postgres.unavailable(error)
    return None


def refused(error: BaseException) -> Refused:
    """The error for a right that this login does not have; the log is told of it.

    The server names what it was about as the last word of its sentence, in every language of its.
    """
    words = str(getattr(error, "orig", error)).splitlines()[:1]
    on_refused(words[0].rpartition(" ")[2].strip('"«»„“') if words else "")
    return Refused(_("Your login may not do this."))


def not_ours() -> OfficeUnavailable:
    """The error for something that is not an office, or half of one."""
    return OfficeUnavailable(
        _("This is not an office of MCSys, or it is damaged. Put back a copy from a backup.")
    )
