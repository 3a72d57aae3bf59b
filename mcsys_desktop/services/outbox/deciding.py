"""What a person decides about a mail that did not simply go: again, it arrived, or no more."""

from collections.abc import Sequence

from mcsys_desktop.core import clock
from mcsys_desktop.core.errors import UserError
from mcsys_desktop.core.i18n import _
from mcsys_desktop.models.base import stale, transaction
from mcsys_desktop.models.outbox import Mail, MailState
from mcsys_desktop.services import colleagues
from mcsys_desktop.services.outbox.sending import write_event

_AGAIN = (
    *(MailState.UNCERTAIN, MailState.REFUSED, MailState.BOUNCED),
    *(MailState.WAITING, MailState.HELD),
)


def again(mail_id: int, version: int) -> None:
    """Send it (once more) from the desk of whoever asks, under the same Message-ID: who has it
    already can tell that it is the same mail. Also lets go what was held, and takes over what waits
    for another desk. Raises StaleRecord, UserError.
    """
    _change(
        *(mail_id, version, _AGAIN, MailState.WAITING),
        claimed_by=colleagues.me(),
        claimed_at=None,
        not_before=None,
    )


def arrived(mail_id: int, version: int) -> None:
    """The customer has it: an uncertain mail was sent after all. Raises StaleRecord, UserError."""
    _change(mail_id, version, (MailState.UNCERTAIN,), MailState.SENT, sent_at=clock.now())


def drop(mail_id: int, version: int) -> None:
    """Send it no more. Raises StaleRecord, UserError for what is on its way or gone."""
    _change(mail_id, version, _AGAIN, MailState.DROPPED)


def _change(
    mail_id: int, version: int, of: Sequence[MailState], to: MailState, **columns: object
) -> None:
    with transaction():
        row: Mail | None = Mail.get_or_none(Mail.id == mail_id)
        if row is None:
            raise UserError(_("This mail is no longer there."))
        if row.version != version:
            raise stale(row.changed_by, row.changed_at)
        if row.state not in of:
            raise UserError(_("This mail is on its way, or gone already."))
        changed = (
            Mail.update(state=to, version=version + 1, **columns)
            .where((Mail.id == mail_id) & (Mail.version == version))
            .execute()
        )
        if not changed:
            raise stale(row.changed_by, row.changed_at)
        write_event(row, to)
