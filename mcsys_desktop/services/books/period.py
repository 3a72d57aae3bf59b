"""A stretch of days for the books, and the final documents in it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from peewee import Expression

from mcsys_desktop.core.errors import UserError
from mcsys_desktop.core.i18n import _
from mcsys_desktop.models.base import Group
from mcsys_desktop.models.invoices import Invoice as Stored
from mcsys_desktop.models.invoices import Kind
from mcsys_desktop.services.colleagues.rights import rights
from mcsys_desktop.services.queries import tuples

AT_ONCE = 200  # documents that are held in memory together


@dataclass(frozen=True, slots=True)
class Period:
    """From a day up to and with another. Raises UserError when the last is before the first."""

    first: date
    last: date

    def __post_init__(self) -> None:
        """Refuse what is no period."""
        if self.last < self.first:
            raise UserError(_("The last day of a period is not before its first."))

    @property
    def words(self) -> str:
        """Both days, as people here write them."""
        return f"{self.first:%d-%m-%Y} – {self.last:%d-%m-%Y}"

    def holds(self) -> Expression:
        """A condition: a final document with a date in this period."""
        condition: Expression = Stored.number.is_null(False) & Stored.dated.between(
            self.first, self.last
        )
        return condition


def refuse_others() -> None:
    """Raise UserError for who may not know what the office earns."""
    if not rights().may(Group.ACCOUNTING):
        raise UserError(
            _("Only who does the books may see this. Ask an administrator of the office.")
        )


def documents(period: Period) -> Iterator[Stored]:
    """The final documents of a period in the order of their numbers, a stretch at a time."""
    asked = (
        Stored.select(Stored.id)
        .where(period.holds())
        .order_by(Stored.kind.desc(), Stored.dated, Stored.seq, Stored.id)
    )
    ids = [found for (found,) in tuples(asked)]
    for at in range(0, len(ids), AT_ONCE):
        some = ids[at : at + AT_ONCE]
        rows = {row.id: row for row in Stored.select().where(Stored.id.in_(some))}
        yield from (rows[each] for each in some)


def sign(kind: Kind) -> int:
    """What the positive amounts of a document count for: a credit invoice takes them off."""
    return -1 if kind is Kind.CREDIT else 1
