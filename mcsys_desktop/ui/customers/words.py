"""The words the screen uses for what the database stores, in the order people choose from them."""

from datetime import datetime

from mcsys_desktop.core import clock, places, text
from mcsys_desktop.core.i18n import _, ngettext
from mcsys_desktop.core.salutation import Form
from mcsys_desktop.services import calls, customers


def kinds() -> dict[customers.CustomerKind, str]:
    """Private or business."""
    return {
        customers.CustomerKind.PRIVATE: _("Private"),
        customers.CustomerKind.BUSINESS: _("Business"),
    }


def standings() -> dict[customers.Standing, str]:
    """How far the relation has come."""
    return {
        customers.Standing.PROSPECT: _("Prospect"),
        customers.Standing.CUSTOMER: _("Customer"),
        customers.Standing.FORMER: _("Former customer"),
    }


def number_uses() -> dict[customers.NumberUse, str]:
    """What a phone number is for."""
    return {
        customers.NumberUse.MAIN: _("Main number"),
        customers.NumberUse.MOBILE: _("Mobile"),
        customers.NumberUse.HOME: _("Home"),
        customers.NumberUse.WORK: _("Work"),
        customers.NumberUse.FAX: _("Fax"),
        customers.NumberUse.OTHER: _("Other number"),
    }


def relations() -> dict[customers.Relation, str]:
    """Whose number it is, seen from the customer."""
    return {
        customers.Relation.OWN: _("Own"),
        customers.Relation.PARENT: _("Parent"),
        customers.Relation.PARTNER: _("Partner"),
        customers.Relation.CHILD: _("Child"),
        customers.Relation.RECEPTION: _("Reception"),
        customers.Relation.ACCOUNTANT: _("Accountant"),
        customers.Relation.NEIGHBOUR: _("Neighbour"),
        customers.Relation.OTHER: _("Somebody else"),
    }


def email_uses() -> dict[customers.EmailUse, str]:
    """What an e-mail address is for."""
    return {
        customers.EmailUse.CONTACT: _("Contact"),
        customers.EmailUse.INVOICES: _("Invoices by e-mail"),
    }


def address_uses() -> dict[customers.AddressUse, str]:
    """What an address is for."""
    return {
        customers.AddressUse.VISITING: _("Visiting address"),
        customers.AddressUse.BILLING: _("Billing address"),
        customers.AddressUse.PICK_UP: _("Collection and delivery"),
    }


def origins() -> dict[customers.Origin, str]:
    """How the office came by a piece of contact data."""
    return {
        customers.Origin.TYPED: _("Entered here"),
        customers.Origin.PHONE: _("Told by phone"),
        customers.Origin.MAIL: _("Sent by mail"),
        customers.Origin.IMPORTED: _("Read in from a file"),
    }


def salutations() -> dict[str, str]:
    """How somebody is addressed; any other word is their own."""
    return {
        Form.UNKNOWN: _("Not known"),
        Form.MR: _("Mr"),
        Form.MS: _("Ms"),
        Form.EITHER: _("Mr or Ms"),
        Form.NEUTRAL: _("Name only"),
    }


def salutation(stored: str) -> str:
    """The same beside somebody's name; nothing where nothing is known."""
    return salutations().get(stored, stored).lower() if stored else ""


def languages() -> dict[str, str]:
    """The languages that letters and invoices are written in."""
    return {"nl": _("Dutch"), "en": _("English")}


def ways_of_invoices() -> dict[customers.InvoicesBy, str]:
    """How invoices are delivered."""
    return {
        customers.InvoicesBy.USUAL: _("As the office usually does"),
        customers.InvoicesBy.EMAIL: _("By e-mail"),
        customers.InvoicesBy.POST: _("By post"),
        customers.InvoicesBy.E_INVOICE: _("As e-invoice"),
    }


def listings() -> dict[bool, str]:
    """Whether the telephones of the office show a customer's name."""
    return {False: _("With name and numbers"), True: _("Not in it")}


def address_forms() -> dict[customers.AddressForm, str]:
    """How letters speak to a customer."""
    return {
        customers.AddressForm.USUAL: _("As the office usually does"),
        customers.AddressForm.INFORMAL: _("Informal (je)"),
        customers.AddressForm.FORMAL: _("Formal (u)"),
    }


def payment_term(days: int | None) -> str:
    """A term of payment as people say it."""
    if days is None:
        return _("Usual term of the office")
    return ngettext("{count} day", "{count} days", days).format(count=days)


def countries() -> dict[str, str]:
    """The countries of an address: our own and its neighbours, then by name."""
    first = ("NL", "BE", "DE")
    rest = sorted(
        (code for code in places.COUNTRIES if code not in first),
        key=lambda code: text.sort_key(_(places.COUNTRIES[code])),
    )
    return {code: _(places.COUNTRIES[code]) for code in (*first, *rest)}


def joined(*parts: str) -> str:
    """The parts that are not empty, with a middle dot between them."""
    return " · ".join(part for part in parts if part)


def changed(name: str, at: datetime | None) -> str:
    """Who changed something, and when: "Mark changed this at 10:41"."""
    name = name or _("Somebody")
    if at is None:
        return _("{name} changed this meanwhile").format(name=name)
    return _("{name} changed this at {time}").format(name=name, time=clock.time_of_day(at))


def origin_and_day(origin: customers.Origin, obtained_at: datetime | None) -> str:
    """Where a datum came from and when: "Told by phone · 14 Nov 09:12"."""
    when = clock.day_and_time(obtained_at, clock.today()) if obtained_at else ""
    return joined(origins()[origin], when)


def call_icon(call: calls.CallRow) -> tuple[str, str]:
    """The picture of a call and the token of its colour."""
    if call.direction == calls.Direction.OUTBOUND:
        return "phone-outgoing", "text2"
    if call.outcome in (calls.Outcome.MISSED, calls.Outcome.VOICEMAIL):
        return "phone-missed", "bad"
    return "phone-incoming", "ok"


def call_title(call: calls.CallRow) -> str:
    """What a call was, in a few words; its note's first line when there is one."""
    if note := call.note.strip():
        return note.splitlines()[0]
    if call.direction == calls.Direction.OUTBOUND:
        return _("Called by us")
    return {
        calls.Outcome.MISSED: _("Missed call"),
        calls.Outcome.VOICEMAIL: _("Left a message"),
        calls.Outcome.BUSY: _("Called while busy"),
        calls.Outcome.BLOCKED: _("Blocked call"),
    }.get(call.outcome, _("Phone call"))


def call_length(call: calls.CallRow) -> str:
    """How long the conversation was ("2:48"), or nothing if there was none."""
    spoken = call.answered_at is not None and call.seconds is not None
    return clock.duration(call.seconds or 0) if spoken else ""


def one_line(address: customers.AddressLine) -> str:
    """An address as people say it: "Langestraat 84, 3811 AH Amersfoort"."""
    street = " ".join(part for part in (address.street, address.house_number) if part)
    place = " ".join(part for part in (address.postcode, address.city) if part)
    known = places.COUNTRIES.get(address.country, "")
    country = _(known) if known else address.country
    if address.country in ("", places.HOME):
        country = ""
    return ", ".join(part for part in (street, place, country) if part)
