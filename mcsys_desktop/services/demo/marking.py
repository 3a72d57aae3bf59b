"""Tags and notes of the demo office, on the customers that everybody looks at first."""

from mcsys_desktop.models.customers import Customer
from mcsys_desktop.services import notes, tags
from mcsys_desktop.services.notes import NoteKind
from mcsys_desktop.services.queries import tuples
from mcsys_desktop.services.tags import Colour

_TAGS = (
    ("Onderhoudscontract", Colour.TEAL),
    ("Webshop", Colour.PURPLE),
    ("Haalt zelf op", Colour.BLUE),
    ("School", Colour.ORANGE),
)
_MARKED = 12  # customers


def mark() -> None:
    """Put tags on the first customers, and write notes about the very first."""
    made = [tags.make(name, colour) for name, colour in _TAGS]
    first = Customer.select(Customer.id).order_by(Customer.id).limit(_MARKED)
    ids = [int(customer_id) for (customer_id,) in tuples(first)]
    for at, customer_id in enumerate(ids):
        tags.put(customer_id, made[at % len(made)])
    if ids:
        tags.put(ids[0], made[1])
        notes.write(ids[0], "Levering achterom; de winkel gaat om 6.00 uur open.", pinned=True)
        notes.write(ids[0], "Kassa nagekeken, nieuwe printer besproken.", kind=NoteKind.VISIT)
