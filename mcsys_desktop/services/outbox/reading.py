"""The queue as the screens show it, and what somebody should look at."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from peewee import JOIN, Expression, fn

from mcsys_desktop.models.customers import Customer
from mcsys_desktop.models.invoices import Invoice
from mcsys_desktop.models.outbox import Mail, MailState
from mcsys_desktop.services import colleagues
from mcsys_desktop.services.queries import tuples

MOST = 500  # of a list; what needs somebody stands first

# What somebody has to decide about, then what will go by itself, then what is over.
ORDER = (
    *(MailState.UNCERTAIN, MailState.REFUSED, MailState.BOUNCED, MailState.HELD),
    *(MailState.SENDING, MailState.WAITING, MailState.SENT, MailState.DROPPED),
)
TROUBLED = (MailState.UNCERTAIN, MailState.REFUSED, MailState.BOUNCED)


@dataclass(frozen=True, slots=True)
class MailLine:
    """One mail of the queue. ``desk`` is the login whose desk sends it."""

    id: int
    version: int
    state: MailState
    recipient: str
    heading: str
    number: str  # of its document; "" where there is none
    customer: str
    customer_id: int | None
    invoice_id: int | None
    at: datetime  # when it was queued
    sent_at: datetime | None
    not_before: datetime | None
    tries: int
    desk: str
    said: str
    copy_to: str = ""
    body: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """How many there are in each state that is not over."""

    waiting: int = 0
    sending: int = 0
    uncertain: int = 0
    refused: int = 0


def lines(states: Iterable[MailState] | None = None) -> list[MailLine]:
    """Mails in these states, or all: the ones that need somebody first, then the newest."""
    wanted = list(MailState if states is None else states)
    found: list[MailLine] = []
    for state in ORDER:
        if state in wanted and len(found) < MOST:
            found += _lines(Mail.state == state, MOST - len(found))
    return found


def of_invoice(invoice_id: int) -> list[MailLine]:
    """The mails about one document, the newest first."""
    return _lines(Mail.invoice == invoice_id, MOST)


def get(mail_id: int) -> MailLine | None:
    """One mail; None when it is gone."""
    found = _lines(Mail.id == mail_id, 1)
    return found[0] if found else None


def standing() -> Standing:
    """How it stands with the queue."""
    query = Mail.select(Mail.state, fn.COUNT(Mail.id)).where(
        Mail.state.in_([MailState.WAITING, MailState.SENDING, *TROUBLED])
    )
    counts: dict[MailState, int] = dict(tuples(query.group_by(Mail.state)))
    return Standing(
        waiting=counts.get(MailState.WAITING, 0),
        sending=counts.get(MailState.SENDING, 0),
        uncertain=counts.get(MailState.UNCERTAIN, 0),
        refused=counts.get(MailState.REFUSED, 0) + counts.get(MailState.BOUNCED, 0),
    )


def mine_waiting() -> int:
    """How many wait to be sent by whoever works here."""
    condition = (Mail.state == MailState.WAITING) & (Mail.claimed_by == colleagues.me())
    return int(Mail.select().where(condition).count())


def _lines(condition: Expression, limit: int) -> list[MailLine]:
    query = (
        Mail.select(Mail, Invoice.number.alias("paper"), Customer.name.alias("whose"))
        .join(Invoice, JOIN.LEFT_OUTER, on=(Mail.invoice == Invoice.id))
        .switch(Mail)
        .join(Customer, JOIN.LEFT_OUTER, on=(Mail.customer == Customer.id))
        .where(condition)
        .order_by(Mail.id.desc())
        .limit(limit)
        .objects()
    )
    return [_line(row) for row in query]


def _line(row: "Mail") -> MailLine:
    return MailLine(
        id=row.id,
        version=row.version,
        state=row.state,
        recipient=row.recipient,
        heading=row.heading,
        number=getattr(row, "paper", "") or "",
        customer=getattr(row, "whose", "") or "",
        customer_id=row.customer_id,
        invoice_id=row.invoice_id,
        at=row.created_at,
        sent_at=row.sent_at,
        not_before=row.not_before,
        tries=row.tries,
        desk=row.claimed_by,
        said=row.said,
        copy_to=row.copy_to,
        body=row.body,
    )


def numbers(found: Sequence[MailLine]) -> str:
    """The numbers of the documents of these, for a sentence."""
    return ", ".join(line.number or line.heading for line in found)
