"""The fields in which each part of a customer card is typed."""

from mcsys_desktop.core import phone, places, registrations
from mcsys_desktop.core.i18n import _
from mcsys_desktop.services import customers
from mcsys_desktop.ui.customers import checks, facets, words
from mcsys_desktop.ui.customers.chosen import ChoiceField, SalutationField
from mcsys_desktop.ui.customers.edits import Typed
from mcsys_desktop.ui.customers.fields import DaysField, Field, NoteField, TextField
from mcsys_desktop.ui.customers.groups import FieldGroup, Fields, SingleRow


def nobody() -> dict[int | None, str]:
    """The choice that a number belongs to nobody in particular."""
    return {None: _("Nobody in particular")}


class Choices:
    """Whose a number can be: filled anew for each customer, read when a row is made."""

    def __init__(self) -> None:
        self.people: dict[int | None, str] = nobody()


def new_customer() -> tuple[Field, ...]:
    """A new customer, in the order in which people say it."""
    country, postcode = _country_and_postcode()
    return (
        TextField("company_name", _("Company")),
        TextField("first_name", _("First name")),
        TextField("prefix", _("Prefix")),
        TextField("surname", _("Surname")),
        TextField("phone", _("Phone number"), checks.number),
        TextField("email", _("E-mail address"), checks.email),
        TextField("street", _("Street")),
        TextField("house_number", _("House no.")),
        postcode,
        TextField("city", _("City")),
        country,
        NoteField("notes", _("Notes")),
    )


def _country_and_postcode() -> tuple[ChoiceField, TextField]:
    """A postcode is looked at as its country writes it, as far as we know how."""
    country = ChoiceField("country", _("Country"), words.countries())
    country.set_value(places.HOME)
    postcode = TextField(
        "postcode",
        _("Postcode"),
        hint=lambda typed: checks.postcode(typed, str(country.value())),
        tidy=lambda typed: places.postcode(typed) if country.value() == places.HOME else typed,
    )
    country.changed.connect(postcode.weigh)
    return country, postcode


def identity() -> SingleRow:
    """Name, kind and standing."""
    fields: Fields = (
        (TextField("name", _("Name"), required=_("Type a name.")), 3),
        (ChoiceField("kind", _("Kind"), words.kinds()), 2),
        (ChoiceField("standing", _("Standing"), words.standings()), 2),
    )
    return SingleRow(fields, {}, per_line=3)


def registration() -> SingleRow:
    """What a business is registered under."""
    fields: Fields = (
        (TextField("department", _("Department")), 3),
        (
            TextField("kvk_number", _("KvK number"), hint=checks.kvk, tidy=registrations.kvk),
            3,
        ),
        (TextField("vat_number", _("VAT ID"), hint=checks.vat, tidy=registrations.vat), 3),
    )
    return SingleRow(fields, {}, per_line=3)


def terms() -> SingleRow:
    """What was agreed: how letters speak, when is paid, how invoices come."""
    fields: Fields = (
        (ChoiceField("language", _("Language"), words.languages()), 3),
        (ChoiceField("address_form", _("How letters speak"), words.address_forms()), 3),
        (
            DaysField(
                "payment_days",
                _("Payment term in days"),
                words.payment_term(None),
                checks.payment_days,
            ),
            3,
        ),
        (ChoiceField("invoices_by", _("Invoices"), words.ways_of_invoices()), 3),
        (ChoiceField("unlisted", _("Phone book of the telephones"), words.listings()), 3),
    )
    return SingleRow(fields, {}, per_line=2)


def notes() -> SingleRow:
    """What everybody should know of this customer."""
    return SingleRow(((NoteField("notes", _("Notes")), 1),), {}, per_line=1)


def people() -> FieldGroup:
    """Who works or lives there."""

    def make(row: Typed) -> Fields:
        name: Fields = (
            (TextField("first_name", _("First name")), 3),
            (TextField("prefix", _("Prefix")), 2),
            (TextField("surname", _("Surname")), 4),
        )
        salutation = SalutationField("salutation", _("Salutation"), words.salutations())
        listing = ChoiceField("unlisted", _("Phone book"), words.listings())
        if row.id is None and row.values.get("person_id"):
            # With the office already: called as they are there, until this is saved.
            for field, _share in name:
                field.fixed = True
                field.hold(False)
            salutation.setEnabled(False)
            listing.setEnabled(False)
        return (*name, (salutation, 3), (TextField("role", _("Role")), 3), (listing, 3))

    return FieldGroup(
        _("People"),
        _("Add a person"),
        _("Remove this person"),
        make,
        facets.PEOPLE.defaults,
        per_line=3,
    )


def numbers(chosen: Choices) -> FieldGroup:
    """Phone numbers, what they are for and whose they are."""

    def make(row: Typed) -> Fields:
        number = TextField("typed", _("Phone number"), checks.number)
        use = ChoiceField("use", _("Use"), words.number_uses())
        if row.id is None:
            _propose_use(number, use)
        return (
            (number, 4),
            (use, 3),
            (ChoiceField("person_id", _("Whose"), chosen.people), 4),
            (ChoiceField("relation", _("Relation"), words.relations()), 4),
            (TextField("remark", _("Remark")), 7),
        )

    return FieldGroup(
        _("Phone numbers"),
        _("Add a phone number"),
        _("Remove this phone number"),
        make,
        facets.NUMBERS.defaults,
        per_line=3,
    )


def _propose_use(number: TextField, use: ChoiceField) -> None:
    """Choose by the number's own range what a new number is for, until somebody chooses."""

    def propose() -> None:
        e164 = phone.parse(number.value()).e164
        if e164 and not use.chosen:
            mobile = phone.describe(e164)[0] is phone.LineType.MOBILE
            use.set_value(customers.NumberUse.MOBILE if mobile else customers.NumberUse.MAIN)

    number.line.editingFinished.connect(propose)


def emails(chosen: Choices) -> FieldGroup:
    """E-mail addresses, what they are for and whose they are."""

    def make(_row: Typed) -> Fields:
        return (
            (TextField("address", _("E-mail address"), checks.email), 6),
            (ChoiceField("use", _("Use"), words.email_uses()), 3),
            (ChoiceField("person_id", _("Whose"), chosen.people), 3),
        )

    return FieldGroup(
        _("E-mail addresses"),
        _("Add an e-mail address"),
        _("Remove this e-mail address"),
        make,
        facets.EMAILS.defaults,
    )


def addresses() -> FieldGroup:
    """Places."""

    def make(_row: Typed) -> Fields:
        country, postcode = _country_and_postcode()
        return (
            (TextField("street", _("Street")), 5),
            (TextField("house_number", _("House no.")), 3),
            (postcode, 3),
            (TextField("city", _("City")), 4),
            (ChoiceField("use", _("Use"), words.address_uses()), 5),
            (country, 4),
            (TextField("remark", _("Remark")), 6),
        )

    return FieldGroup(
        _("Addresses"),
        _("Add an address"),
        _("Remove this address"),
        make,
        facets.ADDRESSES.defaults,
        per_line=4,
    )
