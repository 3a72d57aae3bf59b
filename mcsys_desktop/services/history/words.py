"""The log in the office's own words: what tables, columns and values are called on the screen."""

from datetime import datetime
from functools import cache

from mcsys_desktop.core import clock
from mcsys_desktop.core.i18n import N_, _
from mcsys_desktop.models.fields import EPOCH, MICROSECOND
from mcsys_desktop.models.rules_audit import Form, audited
from mcsys_desktop.models.tables import RECORDS
from mcsys_desktop.models.tags import Tag
from mcsys_desktop.services.history import chosen_words, paper_words
from mcsys_desktop.services.history.column_words import COLUMNS
from mcsys_desktop.services.history.value_words import VALUES

# What is kept for machines, or says only what belongs to what: nobody reads it.
UNSAID = frozenset(
    {
        *("sort_key", "tail", "e164", "position", "customer_id", "person_id", "sha256", "digest"),
        *("hash", "seq", "obtained_at", "heading", "call_id", "first_id", "second_id"),
        *("heir_id", "merged_id", "taken", "desk"),
        *("invoice_id", "article_id", "quote_id", "quote_version_id", "payment_id", "credit_id"),
        *("credits_id", "cancels_id", "pays_back_id", "number_series_id", "agreement_id"),
        *("line_id", "reminder_id", "mail_id", "file_id", "from_quote", "deducts_id", "request"),
        *("credited_line", "found_by", "content_hash", "last_hash", "salt", "renderer"),
        *("message_id", "choice_group", "look_id", "key"),
    }
)

_THINGS = {
    "customer": N_("Customer"),
    "person": N_("Person"),
    "customer_person": N_("Person with the customer"),
    "phone_number": N_("Phone number"),
    "email_address": N_("E-mail address"),
    "address": N_("Address"),
    "call": N_("Phone call"),
    "colleague": N_("Colleague"),
    "backup": N_("Backup"),
    "security_review": N_("Security review"),
    "office_setting": N_("Setting of the office"),
    "tag": N_("Tag"),
    "customer_tag": N_("Tag of the customer"),
    "note": N_("Note"),
    "call_back": N_("Entry of the call-back list"),
    "saved_view": N_("Saved view"),
    "import_mapping": N_("What was learnt of a file"),
    "company": N_("Own company"),
    "not_duplicate": N_("Two that are not the same"),
    "merging": N_("Merging with another customer"),
    "phone_system": N_("Phone system"),
    "phone_reception": N_("Machine that telephones report to"),
    **paper_words.THINGS,
}

_HAPPENINGS = {
    "login": N_("Signed in"),
    "login_failed": N_("Wrong passwords before signing in"),
    "refused": N_("Rights refused"),
    "export": N_("Data taken out"),
    "print": N_("Printed"),
    "mail": N_("Sent by e-mail"),
    "reveal": N_("Something secret shown"),
    "backup": N_("Backup made"),
    "restore": N_("Backup put back"),
    "review": N_("Security reviewed"),
    "alarm": N_("Alarm: the history was changed"),
    "erase": N_("Personal data erased"),
    "login_made": N_("Login made"),
    "login_group": N_("Rights of a login changed"),
    "login_closed": N_("Login closed"),
    "login_opened": N_("Login opened again, with a start code"),
    "code": N_("Start code given"),
    "password": N_("Own password changed"),
    "recovery": N_("Signed in with the recovery code"),
    "recovery_code": N_("Another recovery code made"),
    "pin": N_("PIN of a desk changed"),
    "key": N_("Another key for the file"),
}
_CHANGES = {"insert": N_("added"), "update": N_("changed"), "delete": N_("removed")}


def happening(kind: str) -> str:
    """What was done that changes no row."""
    return _(_HAPPENINGS.get(kind, kind))


def said(kind: str, told: str) -> str:
    """What was noted beside it. Of a login also what it may do since: "sanne: Desk"."""
    login, _blank, group = told.partition(" ")
    known = VALUES.get(f"may.{group}", "") if kind in ("login_made", "login_group") else ""
    return f"{login}: {_(known)}" if known else told


def change(kind: str, table: str) -> str:
    """What happened to a row: "Phone number added"."""
    thing = _(_THINGS.get(table, table))
    return _("{thing} {changed}").format(thing=thing, changed=_(_CHANGES.get(kind, kind)))


def column(table: str, name: str) -> str:
    """What a column is called on the screen; nothing for what nobody reads."""
    if name in UNSAID:
        return ""
    known = COLUMNS.get(f"{table}.{name}", "")
    return _(known) if known else name


def value(table: str, name: str, told: str | None) -> str:
    """What a column held, as the screen writes it. Nothing for no value."""
    if told is None or told == "":
        return ""
    if name == "logo":
        return _("a picture")  # its letters say nothing to anybody
    if (table, name) == ("phone_system", "chosen"):
        return chosen_words.of_phone_system(told)
    if name == "tag_id":
        tag = Tag.get_or_none(Tag.id == int(told))
        return str(tag.name) if tag is not None else ""  # a word that the office no longer has
    known = paper_words.value(table, name, told)
    if known is not None:
        return known
    form = _forms().get(table, {}).get(name, Form.TEXT)
    if form is Form.FLAG:
        return _("yes") if told == "1" else _("no")
    if form is Form.MOMENT and told.lstrip("-").isdecimal():
        return clock.day_and_time(_moment(told), clock.today())
    known = VALUES.get(f"{name}.{told}", "")
    return _(known) if known else told.strip()


def _moment(told: str) -> datetime:
    return EPOCH + int(told) * MICROSECOND


@cache
def _forms() -> dict[str, dict[str, Form]]:
    told = {model._meta.table_name: audited(model) for model in RECORDS}
    return {table: dict(log.columns) for table, log in told.items() if log is not None}
