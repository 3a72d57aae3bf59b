"""What a column of a list can be: the fields of ours, and what they are called."""

from enum import StrEnum

from mcsys_desktop.core.i18n import N_, _


class Field(StrEnum):
    """One thing that a column tells of a customer. Values are those of ``vcards.COLUMNS`` too."""

    NOTHING = ""  # the column is left out
    NUMBER = "number"
    KEY = "key"  # what another system calls them
    KIND = "kind"
    STANDING = "standing"
    COMPANY = "company"
    DEPARTMENT = "department"
    NAME = "name"  # of a person in one piece; of a firm where nothing says that it is a person
    CONTACT = "contact"  # the name of a person in one piece; beside it, "name" is the firm's
    SALUTATION = "salutation"
    FIRST_NAME = "first_name"
    PREFIX = "prefix"
    SURNAME = "surname"
    ROLE = "role"
    PEOPLE = "people"  # more people, one below the other
    PHONE = "phone"
    MOBILE = "mobile"
    WORK = "work"
    HOME = "home"
    FAX = "fax"
    OTHER_PHONE = "other_phone"
    EMAIL = "email"
    INVOICE_EMAIL = "invoice_email"
    STREET = "street"  # with the house number or without
    HOUSE_NUMBER = "house_number"
    ADDITION = "addition"  # to the house number
    POSTCODE = "postcode"  # with the city or without
    CITY = "city"
    COUNTRY = "country"
    BILLING_STREET = "billing_street"
    BILLING_HOUSE_NUMBER = "billing_house_number"
    BILLING_POSTCODE = "billing_postcode"
    BILLING_CITY = "billing_city"
    BILLING_COUNTRY = "billing_country"
    OTHER_STREET = "other_street"
    OTHER_HOUSE_NUMBER = "other_house_number"
    OTHER_POSTCODE = "other_postcode"
    OTHER_CITY = "other_city"
    OTHER_COUNTRY = "other_country"
    KVK = "kvk"
    VAT = "vat"
    LABELS = "labels"
    NOTES = "notes"


_WORDS = {
    Field.NOTHING: N_("Leave out"),
    Field.NUMBER: N_("Customer number"),
    Field.KEY: N_("Key of the old system"),
    Field.KIND: N_("Kind"),
    Field.STANDING: N_("Standing"),
    Field.COMPANY: N_("Company"),
    Field.DEPARTMENT: N_("Department"),
    Field.NAME: N_("Name"),
    Field.CONTACT: N_("Contact person"),
    Field.SALUTATION: N_("Salutation"),
    Field.FIRST_NAME: N_("First name"),
    Field.PREFIX: N_("Prefix"),
    Field.SURNAME: N_("Surname"),
    Field.ROLE: N_("Role"),
    Field.PEOPLE: N_("Other people"),
    Field.PHONE: N_("Phone"),
    Field.MOBILE: N_("Mobile"),
    Field.WORK: N_("Phone at work"),
    Field.HOME: N_("Phone at home"),
    Field.FAX: N_("Fax"),
    Field.OTHER_PHONE: N_("Other phone"),
    Field.EMAIL: N_("E-mail"),
    Field.INVOICE_EMAIL: N_("E-mail for invoices"),
    Field.STREET: N_("Street"),
    Field.HOUSE_NUMBER: N_("House number"),
    Field.ADDITION: N_("Addition"),
    Field.POSTCODE: N_("Postcode"),
    Field.CITY: N_("City"),
    Field.COUNTRY: N_("Country"),
    Field.BILLING_STREET: N_("Billing street"),
    Field.BILLING_HOUSE_NUMBER: N_("Billing house number"),
    Field.BILLING_POSTCODE: N_("Billing postcode"),
    Field.BILLING_CITY: N_("Billing city"),
    Field.BILLING_COUNTRY: N_("Billing country"),
    Field.OTHER_STREET: N_("Other street"),
    Field.OTHER_HOUSE_NUMBER: N_("Other house number"),
    Field.OTHER_POSTCODE: N_("Other postcode"),
    Field.OTHER_CITY: N_("Other city"),
    Field.OTHER_COUNTRY: N_("Other country"),
    Field.KVK: N_("KvK number"),
    Field.VAT: N_("VAT number"),
    Field.LABELS: N_("Tags"),
    Field.NOTES: N_("Notes"),
}


def words(field: Field) -> str:
    """What a field is called on the screen, and at the top of a column of our own lists."""
    return _(_WORDS[field])


# Cells of these may hold several values; of all others the cells of two columns would quarrel.
MANY = frozenset(
    {
        *(Field.PHONE, Field.MOBILE, Field.WORK, Field.HOME, Field.FAX, Field.OTHER_PHONE),
        *(Field.EMAIL, Field.INVOICE_EMAIL, Field.LABELS, Field.NOTES, Field.PEOPLE),
        Field.NOTHING,
    }
)
PHONES = (Field.PHONE, Field.MOBILE, Field.WORK, Field.HOME, Field.OTHER_PHONE, Field.FAX)
