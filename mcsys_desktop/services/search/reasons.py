"""Why a customer was found, where the name does not say it: "street: Dorpsstraat 12"."""

from collections.abc import Callable, Iterator
from functools import partial

from mcsys_desktop.core import text
from mcsys_desktop.core.i18n import _
from mcsys_desktop.models.customers import Relation
from mcsys_desktop.models.search import Candidate
from mcsys_desktop.services.customers.search_text import digits
from mcsys_desktop.services.customers.wanted import Wanted
from mcsys_desktop.services.search.details import Details, Number


def why(one: Candidate, known: Details, asked: Wanted) -> tuple[str, bool]:
    """The reason, "" where title and place show it; and whether it tells a phone number itself."""
    seen = f"{text.fold(one.name)}\n{text.fold(known.city)}"
    unseen = [word for word in asked.core if word not in seen]
    if not unseen:
        return "", False
    if asked.number is not None and asked.number == one.number:
        return _("customer number {number}").format(number=one.number), False
    best, chosen = 0, None
    for part in _parts(known, one.name):
        # Of "dorpsstraat 12" the street says more than a number with 12 in it.
        fitting = sum(len(word) for word in unseen if any(word in form for form in part[1]))
        if fitting > best:
            best, chosen = fitting, part
    if chosen is None:
        return "", False
    said, _forms, number = chosen
    if number is not None and number.shown == known.phone and not _whose(number, one.name):
        return "", False  # it stands in the row anyway
    return said(), number is not None


def _parts(
    known: Details, owner: str
) -> Iterator[tuple[Callable[[], str], tuple[str, ...], Number | None]]:
    """What a customer can be found by: its sentence, the folded forms, the number if it is one."""
    for one in known.numbers:
        forms = (one.e164.lstrip("+"), digits(one.shown), text.fold(one.shown))
        yield partial(_phone, one, owner), forms, one
    for name, role in known.people:
        yield partial(_person, name, role), (text.fold(name),), None
    for street, postcode, city in known.streets:
        yield partial(_("street: {street}").format, street=street), (text.fold(street),), None
        code = text.fold(postcode)
        said = partial(_("postcode: {postcode}").format, postcode=postcode)
        yield said, (code, code.replace(" ", "")), None
        yield partial(_("place: {city}").format, city=city), (text.fold(city),), None
    for address in known.emails:
        said = partial(_("e-mail: {address}").format, address=address)
        yield said, (text.fold(address),), None
    said = partial(_("department: {name}").format, name=known.department)
    yield said, (text.fold(known.department),), None


def _person(name: str, role: str) -> str:
    if role:
        return _("{name}, {role}").format(name=name, role=role)
    return _("contact: {name}").format(name=name)


def _phone(one: Number, owner: str) -> str:
    whose = _whose(one, owner)
    if whose:
        return _("phone of {owner}: {number}").format(owner=whose, number=one.shown)
    return _("phone: {number}").format(number=one.shown)


def _whose(one: Number, owner: str) -> str:
    """Whose number it is, as people say it; nothing for that of the customer, called ``owner``."""
    if one.relation is Relation.OWN:
        return "" if one.person == owner else one.person
    if one.remark:
        return one.remark
    if one.person:
        return one.person
    return {
        Relation.PARENT: _("a parent"),
        Relation.PARTNER: _("the partner"),
        Relation.CHILD: _("a child"),
        Relation.RECEPTION: _("the reception"),
        Relation.ACCOUNTANT: _("the accountant"),
        Relation.NEIGHBOUR: _("a neighbour"),
    }.get(one.relation, _("somebody else"))
