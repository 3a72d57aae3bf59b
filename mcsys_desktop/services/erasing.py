"""Erasing a customer: prospects who said no are offered for it, and it is done as declared.

What erasing does to a column is said where the column is (``models/privacy``); here that is carried
out over every table that leads to the customer, so that a new table needs nothing here. Only an
administrator of the office erases, and nothing brings it back.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from peewee import Expression, Field

from mcsys_desktop.core import clock, text
from mcsys_desktop.core.errors import UserError
from mcsys_desktop.core.i18n import _
from mcsys_desktop.models import audit, papers, search, tables
from mcsys_desktop.models.base import SERVER_SET, Group, Record, transaction
from mcsys_desktop.models.customers import Customer, CustomerPerson, Standing
from mcsys_desktop.models.fields import SortKeyField
from mcsys_desktop.models.office import keep_setting, setting
from mcsys_desktop.models.privacy import ERASED, Erasure, Personal, Term, declared
from mcsys_desktop.services import names
from mcsys_desktop.services.colleagues.rights import require
from mcsys_desktop.services.merged import family_of, heir_of
from mcsys_desktop.services.queries import among, tuples

USUAL_DAYS = 30  # after which a prospect who said no is offered for erasing
LONGEST_DAYS = 365
_SETTING = "declined_days"
_SHOWN = 200


@dataclass(frozen=True, slots=True)
class Declined:
    """A prospect who said no so long ago that the office should let go of the data."""

    id: int
    number: int
    name: str
    declined_at: datetime


def term() -> int:
    """How many days a prospect who said no stays with the office."""
    chosen = setting(_SETTING)
    return int(chosen) if chosen.isdecimal() else USUAL_DAYS


def set_term(days: int) -> None:
    """Choose another term. Raises UserError for one that will not do, or to who may not choose."""
    if not 1 <= days <= LONGEST_DAYS:
        raise UserError(_("Choose between 1 and {days} days.").format(days=LONGEST_DAYS))
    require(Group.ADMIN)
    with transaction():
        keep_setting(_SETTING, str(days))


def due() -> list[Declined]:
    """The prospects whose term has ended, the longest ago first."""
    query = (
        Customer.select(Customer.id, Customer.number, Customer.name, Customer.declined_at)
        .where(
            (Customer.standing == Standing.PROSPECT)
            & (Customer.declined_at <= clock.now() - timedelta(days=term()))
            & Customer.erased_at.is_null()
            & Customer.merged_into.is_null()
        )
        .order_by(Customer.declined_at, Customer.id)
        .limit(_SHOWN)
    )
    return [
        Declined(customer_id, number or 0, names.shown(name, number), at)
        for customer_id, number, name, at in tuples(query)
    ]


def erase(customer_id: int) -> None:
    """Erase all that is known of a customer, and of the people whom no other customer has.

    What is left is a row with its number, called "[gewist]", in the archive, and final invoices,
    which the law keeps as they are until their term has ended. There is no way back.
    Raises Refused to who is no administrator, UserError when a law keeps a part of it.
    """
    require(Group.ADMIN)
    with transaction():
        heir = heir_of(customer_id)
        family = family_of(heir)
        if Customer.get_by_id(heir).erased_at is not None:
            return  # two people did it: that is no quarrel
        _refuse_kept(family)
        _erase_customers(family)
        ways = []
        for model in tables.RECORDS:
            if model is Customer:
                continue
            if model is CustomerPerson:
                ways.append(model)  # who the people are must be known until the end
                continue
            _apply(model, family)
        for member in family:
            for model in ways:
                _blank(model, _theirs(model, family), _personal(model))
            search.remove(member)
            audit.forget(member)
            for model in ways:
                model.delete().where(_theirs(model, [member])).execute()


def _refuse_kept(family: Sequence[int]) -> None:
    """What a law keeps may not be erased before its term ends; papers are told apart themselves."""
    for model in tables.RECORDS:
        if model in papers.UNKEPT:
            continue
        kept = [f for f in _personal(model) if _says(f).erasure is Erasure.KEEP]
        theirs = _theirs(model, family)
        if theirs is None or not any(_says(f).term is Term.FISCAL for f in kept):
            continue
        if model.select().where(theirs).exists():
            raise UserError(
                _("The law keeps papers of this customer. Erase it when their term has ended.")
            )


def _erase_customers(family: Sequence[int]) -> None:
    now = clock.now()
    for customer in Customer.select().where(among(Customer.id, family)):
        for name, value in _emptied(_personal(Customer)).items():
            if getattr(customer, name) != value:
                setattr(customer, name, value)
        customer.archived_at = customer.archived_at or now
        customer.erased_at = now
        customer.save()


def _apply(model: type[Record], family: Sequence[int]) -> None:
    theirs = _theirs(model, family)
    if model in papers.UNKEPT:
        unkept = papers.UNKEPT[model]
        if theirs is not None and unkept is not None:
            model.delete().where(theirs & unkept()).execute()
        return
    fields = _personal(model)
    if theirs is None or not fields:
        return
    if any(_says(field).erasure is Erasure.DELETE_ROW for field in fields):
        model.delete().where(theirs).execute()
    else:
        _blank(model, theirs, fields)


def _blank(model: type[Record], theirs: Expression | None, fields: Sequence["Field[Any]"]) -> None:
    emptied = _emptied(fields)
    held = None
    for name, value in emptied.items():
        differs = getattr(model, name) != value
        held = differs if held is None else held | differs
    if theirs is not None and held is not None:
        values = {**emptied, "version": model.version + 1}
        model.update(**values).where(theirs & held).execute()


def _emptied(fields: Sequence["Field[Any]"]) -> dict[str, str]:
    """What stands in these columns afterwards; those that the law keeps stay as they are."""
    found = {}
    for field in fields:
        erasure = _says(field).erasure
        if erasure is Erasure.KEEP:
            continue
        left = ERASED if erasure is Erasure.PLACEHOLDER else ""
        found[field.name] = text.sort_key(left) if isinstance(field, SortKeyField) else left
    return found


def _theirs(model: type[Record], family: Sequence[int]) -> Expression | None:
    """Which rows of a table are about these customers; None for a table that is about nobody."""
    if not model.subject:
        return None
    way, _dot, key = model.subject.partition(".")
    if not key:
        field = model.id if way == "id" else getattr(model, way)
        return among(field, family)
    if way == CustomerPerson._meta.table_name:
        return among(model.id, _only_theirs(family))
    through = getattr(model, way)
    owned = through.rel_model.select(through.rel_model.id)
    theirs: Expression = through.in_(owned.where(among(getattr(through.rel_model, key), family)))
    return theirs


def _only_theirs(family: Sequence[int]) -> list[int]:
    """The people of these customers whom no other customer has."""
    tied = CustomerPerson.select(CustomerPerson.person)
    own = {person for (person,) in tuples(tied.where(among(CustomerPerson.customer, family)))}
    elsewhere = tied.where(
        among(CustomerPerson.person, list(own)) & ~among(CustomerPerson.customer, family)
    )
    return sorted(own - {person for (person,) in tuples(elsewhere)})


def _personal(model: type[Record]) -> list["Field[Any]"]:
    """The columns that say something about the customer; authors are the staff's."""
    return [
        field
        for field in model._meta.sorted_fields
        if field.name not in SERVER_SET and isinstance(declared(field), Personal)
    ]


def _says(field: "Field[Any]") -> Personal:
    found = declared(field)
    if not isinstance(found, Personal):
        raise TypeError(f"{field.name} holds nothing personal")
    return found
