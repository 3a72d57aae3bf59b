"""What the customer's own card says to whoever picks up the phone."""

from mcsys_desktop.core.i18n import _
from mcsys_desktop.services.facts import Fact, FactRow, FactSource


def _tell_note(row: FactRow) -> Fact:
    return Fact(
        kind="customer_note",
        urgency=row.urgency,
        tone="warn",
        icon="sticky-note",
        title=row.title or "",
        detail=_("Note about this customer"),
        target=f"customer:{row.customer_id}",
        customer_id=row.customer_id,
    )


CUSTOMER_NOTE = FactSource(
    kind="customer_note",
    tables=("customer",),
    tell=_tell_note,
    urgency=80,
    target="c.id",
    title="c.notes",
    source="FROM family m CROSS JOIN customer c"
    " WHERE m.id = m.root AND c.id = m.id AND c.notes <> ''",
)
FACTS = (CUSTOMER_NOTE,)
