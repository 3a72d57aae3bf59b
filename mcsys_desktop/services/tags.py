"""Tags: made, renamed, coloured, removed; put on customers and taken off again.

Whoever asks for a customer's tags gets those of the customers that were merged into it as well.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from peewee import IntegrityError, ModelSelect

from mcsys_desktop.core import text
from mcsys_desktop.core.errors import UserError
from mcsys_desktop.core.i18n import _
from mcsys_desktop.models.base import database, transaction
from mcsys_desktop.models.customers import Customer
from mcsys_desktop.models.tags import Colour as Colour
from mcsys_desktop.models.tags import CustomerTag, Tag
from mcsys_desktop.services import free_text, sorted_by
from mcsys_desktop.services.erased import refuse_erased
from mcsys_desktop.services.merged import family_of
from mcsys_desktop.services.queries import among, tuples

LONGEST = 40  # characters: more does not fit in a row of a list
_STEPS = 50  # as in `merged`: no circle of merged customers goes on for ever


@dataclass(frozen=True, slots=True)
class TagLine:
    """One tag of the office."""

    id: int
    version: int
    name: str
    colour: Colour


@dataclass(frozen=True, slots=True)
class Removed:
    """A tag that was removed, and who bore it: all that it takes to bring it back."""

    name: str
    colour: Colour
    customer_ids: tuple[int, ...]


def all_tags() -> list[TagLine]:
    """All tags of the office, in the order of their names."""
    return sorted(map(_line, Tag.select()), key=_place)


def counts() -> dict[int, int]:
    """How many customers bear each tag, by the tag's id; none where a tag is missing."""
    found: dict[int, int] = {}
    for (tag_id,) in tuples(CustomerTag.select(CustomerTag.tag)):
        found[tag_id] = found.get(tag_id, 0) + 1
    return found


def tags_of(customer_ids: Sequence[int]) -> dict[int, tuple[TagLine, ...]]:
    """The tags of each of these customers, by name; customers without any are left out."""
    heirs = _heirs(customer_ids)
    found: dict[int, dict[int, TagLine]] = {}
    query = CustomerTag.select(CustomerTag, Tag).join(Tag)
    for worn in query.where(among(CustomerTag.customer, list(heirs))):
        found.setdefault(heirs[worn.customer_id], {})[worn.tag_id] = _line(worn.tag)
    return {
        customer_id: tuple(sorted(worn.values(), key=_place)) for customer_id, worn in found.items()
    }


def put(customer_id: int, tag_id: int) -> None:
    """Mark a customer with a tag; one that is there already is not put there twice.

    Raises UserError when a colleague removed the tag meanwhile.
    """
    inside = database.in_transaction()
    try:
        with transaction():
            if not Tag.select().where(Tag.id == tag_id).exists():
                raise UserError(_("A colleague has removed this tag."))
            refuse_erased(Customer.get_by_id(customer_id))
            if not _worn(customer_id, tag_id).exists():
                CustomerTag(customer=customer_id, tag=tag_id).save()
                sorted_by.renew([customer_id])
    except IntegrityError:
        if inside or not _worn(customer_id, tag_id).exists():
            raise  # otherwise a colleague put it there in the same moment: that is no quarrel


def take(customer_id: int, tag_id: int) -> None:
    """Take a tag off a customer, and off all that were merged into it."""
    with transaction():
        for worn in list(_worn(customer_id, tag_id)):
            worn.delete_instance()
        sorted_by.renew([customer_id])


def make(name: str, colour: Colour = Colour.GREY) -> int:
    """Make a tag and return its id. Raises UserError when there is one of that name."""
    name = _checked(name)
    with transaction():
        _refuse_twice(name)
        tag = Tag(name=name, colour=colour)
        tag.save()
        return int(tag.id)


def named(name: str) -> int:
    """The id of the tag with this name, however it is written; it is made when there is none."""
    with transaction():
        known = _find(_checked(name))
        return known.id if known is not None else make(name)


def change(tag_id: int, version: int, *, name: str, colour: Colour) -> None:
    """Rename or recolour a tag, wherever it is put.

    Raises StaleRecord when somebody else changed it first, UserError when the name is taken.
    """
    name = _checked(name)
    with transaction():
        tag = Tag.get_or_none(Tag.id == tag_id)
        if tag is None:
            raise UserError(_("A colleague has removed this tag."))
        _refuse_twice(name, but=tag_id)
        tag.version = version
        renamed = tag.name != name
        if renamed:
            tag.name = name
        if tag.colour is not colour:
            tag.colour = colour
        tag.save()
        if renamed:
            worn = CustomerTag.select(CustomerTag.customer).where(CustomerTag.tag == tag_id)
            sorted_by.renew(customer_id for (customer_id,) in tuples(worn))


def remove(tag_id: int) -> Removed | None:
    """Remove a tag from the office and from everybody; None when it is gone already."""
    with transaction():
        tag = Tag.get_or_none(Tag.id == tag_id)
        if tag is None:
            return None
        worn = list(CustomerTag.select().where(CustomerTag.tag == tag_id))
        gone = Removed(tag.name, tag.colour, tuple(each.customer_id for each in worn))
        for each in worn:
            each.delete_instance()
        tag.delete_instance()
        sorted_by.renew(gone.customer_ids)
        return gone


def bring_back(gone: Removed) -> int:
    """Make a removed tag again, on everybody who bore it and is still there; its id."""
    with transaction():
        tag_id = named(gone.name)
        tag = Tag.get_by_id(tag_id)
        if tag.colour is not gone.colour:
            tag.colour = gone.colour
            tag.save()
        bore = among(Customer.id, gone.customer_ids) & Customer.erased_at.is_null()
        there = Customer.select(Customer.id).where(bore)
        for (customer_id,) in list(tuples(there)):
            put(customer_id, tag_id)
        return tag_id


def _worn(customer_id: int, tag_id: int) -> "ModelSelect[CustomerTag]":
    return CustomerTag.select().where(
        CustomerTag.customer.in_(family_of(customer_id)) & (CustomerTag.tag == tag_id)
    )


def _heirs(customer_ids: Sequence[int]) -> dict[int, int]:
    """Each of these customers and all that were merged into them → which of these it is."""
    heirs = {customer_id: customer_id for customer_id in customer_ids}
    newest = list(heirs)
    for _step in range(_STEPS):
        query = Customer.select(Customer.id, Customer.merged_into)
        found = [
            (merged, into)
            for merged, into in tuples(query.where(among(Customer.merged_into, newest)))
            if merged not in heirs
        ]
        if not found:
            break
        heirs |= {merged: heirs[into] for merged, into in found}
        newest = [merged for merged, _into in found]
    return heirs


def _checked(name: str) -> str:
    cleaned = text.clean(name, LONGEST + 1)
    free_text.refuse_cards(text.clean(name))
    if not cleaned:
        raise UserError(_("Type a name for the tag."))
    if len(cleaned) > LONGEST:
        raise UserError(
            _("“{start}…” is too long: at most {limit} characters fit here.").format(
                start=cleaned[:20], limit=LONGEST
            )
        )
    return cleaned


def _find(name: str) -> TagLine | None:
    wanted = text.fold(name)
    return next((line for line in all_tags() if text.fold(line.name) == wanted), None)


def _refuse_twice(name: str, but: int = 0) -> None:
    known = _find(name)
    if known is not None and known.id != but:
        raise UserError(_("There is a tag “{name}” already.").format(name=known.name))


def _line(tag: Tag) -> TagLine:
    return TagLine(tag.id, tag.version, tag.name, tag.colour)


def _place(line: TagLine) -> str:
    return text.fold(line.name)
