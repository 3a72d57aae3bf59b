"""Sending what waits: claimed first, handed over, and then written down what became of it.

One program sends at a time (``mail_turns.to_mail``), so that whoever has the turn knows: mail that
is on its way now belongs to a program that is gone. Nobody knows whether that one arrived, and it
is never sent again by itself.
"""

import logging
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from peewee import Expression

from mcsys_desktop.core import clock
from mcsys_desktop.core.errors import UserError
from mcsys_desktop.core.i18n import _
from mcsys_desktop.core.progress import Progress
from mcsys_desktop.models import mail_turns
from mcsys_desktop.models.base import transaction
from mcsys_desktop.models.invoices import EventKind, InvoiceEvent
from mcsys_desktop.models.outbox import Mail, MailState
from mcsys_desktop.services import colleagues
from mcsys_desktop.services.outbox.addresses import Sender
from mcsys_desktop.services.outbox.carrying import Carrier, Fate, NoWay, Told
from mcsys_desktop.services.outbox.message import envelope
from mcsys_desktop.services.queries import among, tuples

log = logging.getLogger(__name__)
AT_MOST = timedelta(days=2)  # so long a server may say "not now"
LONGEST_PAUSE = 60  # minutes


@dataclass
class Round:
    """What came of one time of sending. ``trouble`` says why not everything could be tried."""

    sent: int = 0
    refused: int = 0
    later: int = 0
    uncertain: int = 0
    trouble: str = ""
    again: bool = True  # whether trying later may help against the trouble
    busy: bool = False  # another program sends just now


@dataclass
class Known:
    """What this program knows of mails whose fate it could not write down yet."""

    fates: dict[tuple[int, datetime], Told] = field(default_factory=dict)


def send(carrier: Carrier, sender: Sender, known: Known, progress: Progress | None = None) -> Round:
    """Send what waits to be sent by whoever works here. Raises OfficeUnavailable, Cancelled."""
    done = Round()
    with mail_turns.to_mail() as ours:
        if not ours:
            done.busy = True
            return done
        try:
            done.uncertain += recover(known)
            me = colleagues.me()
            waiting = _waiting(me)
            for count, mail_id in enumerate(waiting):
                if progress is not None:
                    progress(count, len(waiting))
                if not mail_turns.still_to_mail():
                    break
                if not _send_one(mail_id, me, carrier, sender, known, done):
                    break
            if progress is not None:
                progress(len(waiting), len(waiting))
        finally:
            carrier.close()
    return done


def recover(known: Known) -> int:
    """Settle what was left on its way; how many nobody knows of. Only in one's turn."""
    left = list(Mail.select().where(Mail.state == MailState.SENDING).order_by(Mail.id))
    unsure = 0
    for mail in left:
        told = Told(Fate.UNKNOWN)
        if mail.claimed_at is not None:
            told = known.fates.pop((mail.id, mail.claimed_at), told)
        unsure += _settle(mail.id, mail.claimed_at, told) and told.fate is Fate.UNKNOWN
    return unsure


def _waiting(login: str) -> list[int]:
    due: Expression = Mail.not_before.is_null() | (Mail.not_before <= clock.now())
    query = (
        Mail.select(Mail.id)
        .where((Mail.state == MailState.WAITING) & (Mail.claimed_by == login) & due)
        .order_by(Mail.id)
    )
    return [found for (found,) in tuples(query)]


def _send_one(
    mail_id: int, login: str, carrier: Carrier, sender: Sender, known: Known, done: Round
) -> bool:
    """Claim, hand over, write down; whether to go on with the next one."""
    claimed = _claim(mail_id, login)
    if claimed is None:
        return True
    at = claimed.claimed_at
    if at is None:  # for the type checker: a claim has its moment
        return True
    goes_on = True
    try:
        told = carrier.carry(envelope(claimed, sender))
    except NoWay as error:
        told, goes_on = Told(Fate.LATER, ends=True), False
        done.trouble, done.again = str(error), error.again
    except UserError as error:  # the sender is no address
        told, goes_on = Told(Fate.LATER, ends=True), False
        done.trouble, done.again = str(error), False
    except BaseException:  # a fault of ours, or the program ends: nobody knows how far it came
        known.fates[(mail_id, at)] = Told(Fate.UNKNOWN)
        raise
    known.fates[(mail_id, at)] = told
    _settle(mail_id, at, told)
    del known.fates[(mail_id, at)]
    _count(done, told)
    if told.ends and told.fate is Fate.LATER:
        done.trouble = done.trouble or _("The mail server hung up. What waits is tried again soon.")
        return False
    return goes_on


def _count(done: Round, told: Told) -> None:
    done.sent += told.fate is Fate.SENT
    done.refused += told.fate is Fate.REFUSED
    done.later += told.fate is Fate.LATER
    done.uncertain += told.fate is Fate.UNKNOWN


def _claim(mail_id: int, login: str) -> Mail | None:
    """Say that it is on its way, before it is; None when somebody else was first."""
    with transaction():
        row: Mail | None = Mail.get_or_none(Mail.id == mail_id)
        if row is None or row.state is not MailState.WAITING or row.claimed_by != login:
            return None
        at = clock.now()
        taken = (
            Mail.update(
                state=MailState.SENDING,
                claimed_at=at,
                tries=row.tries + 1,
                version=row.version + 1,
            )
            .where((Mail.id == mail_id) & (Mail.version == row.version))
            .execute()
        )
        if not taken:
            return None
    row.claimed_at = at
    return row


def _settle(mail_id: int, claimed_at: datetime | None, told: Told) -> bool:
    """Write down what became of a mail, with the event of its document; whether it was still to be
    written. What is known for certain wins over what somebody took for uncertain meanwhile.
    """
    with transaction():
        row: Mail | None = Mail.get_or_none(Mail.id == mail_id)
        unsettled = (MailState.SENDING, MailState.UNCERTAIN)
        if row is None or row.state not in unsettled or row.claimed_at != claimed_at:
            log.warning("mail %d was settled by somebody else", mail_id)
            return False
        state, changes = _fate(row, told)
        Mail.update(state=state, version=row.version + 1, **changes).where(
            (Mail.id == mail_id) & (Mail.version == row.version)
        ).execute()
        write_event(row, state, str(changes.get("said", "")))
    return True


def _fate(row: Mail, told: Told) -> tuple[MailState, dict[str, object]]:
    now = clock.now()
    if told.fate is Fate.SENT:
        return MailState.SENT, {"sent_at": now, "said": told.said}
    if told.fate is Fate.UNKNOWN:
        return MailState.UNCERTAIN, {"said": told.said}
    if told.fate is Fate.REFUSED:
        return MailState.REFUSED, {"said": told.said}
    if not told.said:  # it never came so far; the others did not either
        return MailState.WAITING, {"tries": max(row.tries - 1, 0)}
    if now - row.created_at > AT_MOST:
        return MailState.REFUSED, {"said": _("Tried for two days. {said}").format(said=told.said)}
    pause = timedelta(minutes=min(2**row.tries, LONGEST_PAUSE))
    return MailState.WAITING, {"said": told.said, "not_before": now + pause}


_EVENTS = {MailState.SENT: EventKind.SENT, MailState.REFUSED: EventKind.REFUSED}


def write_event(mail: Mail, state: MailState, said: str = "") -> None:
    """Tell the document what became of its mail. Only inside ``transaction()``."""
    if mail.invoice_id is None or state not in _EVENTS:
        return
    words = mail.recipient if state is MailState.SENT else f"{mail.recipient}: {said}"
    InvoiceEvent(invoice=mail.invoice_id, kind=_EVENTS[state], words=words).save()


def waits(mail_ids: Sequence[int]) -> int:
    """How many of these still wait or are on their way."""
    still = (MailState.WAITING, MailState.SENDING)
    return int(Mail.select().where(among(Mail.id, list(mail_ids)) & Mail.state.in_(still)).count())
