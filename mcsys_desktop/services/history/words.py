"""The log in the office's own words: what tables, columns and values are called on the screen."""

from collections.abc import Mapping
from datetime import datetime
from functools import cache

from mcsys_desktop.core import clock
from mcsys_desktop.core.i18n import N_, _
from mcsys_desktop.models.fields import EPOCH, MICROSECOND
from mcsys_desktop.models.rules_audit import Form, audited
from mcsys_desktop.models.tables import RECORDS

# What is kept for machines, or says only what belongs to what: nobody reads it.
UNSAID = frozenset(
    {
        *("sort_key", "tail", "e164", "position", "customer_id", "person_id", "sha256", "digest"),
        *("hash", "seq", "obtained_at"),
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
}

_COLUMNS: Mapping[str, str] = {
    "customer.number": N_("Customer number"),
    "customer.kind": N_("Kind of customer"),
    "customer.standing": N_("Standing"),
    "customer.name": N_("Name"),
    "customer.department": N_("Department"),
    "customer.kvk_number": N_("KvK number"),
    "customer.vat_number": N_("VAT ID"),
    "customer.language": N_("Language"),
    "customer.notes": N_("Notes"),
    "customer.trunk_digits": N_("Last digits of a number series"),
    "customer.archived_at": N_("Archived on"),
    "customer.merged_into_id": N_("Merged into"),
    "person.first_name": N_("First name"),
    "person.prefix": N_("Prefix"),
    "person.surname": N_("Surname"),
    "person.salutation": N_("Salutation"),
    "person.origin": N_("Origin"),
    "customer_person.role": N_("Role"),
    "phone_number.typed": N_("Phone number"),
    "phone_number.extension": N_("Extension"),
    "phone_number.use": N_("Kind of number"),
    "phone_number.relation": N_("Whose number"),
    "phone_number.remark": N_("Remark"),
    "phone_number.valid_until": N_("Valid until"),
    "phone_number.origin": N_("Origin"),
    "email_address.address": N_("E-mail address"),
    "email_address.use": N_("Used for"),
    "email_address.origin": N_("Origin"),
    "address.use": N_("Kind of address"),
    "address.street": N_("Street"),
    "address.house_number": N_("House number"),
    "address.postcode": N_("Postcode"),
    "address.city": N_("City"),
    "address.country": N_("Country"),
    "address.remark": N_("Remark"),
    "address.origin": N_("Origin"),
    "call.direction": N_("Direction"),
    "call.state": N_("State of the call"),
    "call.outcome": N_("How it ended"),
    "call.number_raw": N_("Phone number"),
    "call.withheld": N_("Number withheld"),
    "call.name_given": N_("Name given"),
    "call.called": N_("Called number"),
    "call.answered_by": N_("Answered by"),
    "call.rang_at": N_("Rang at"),
    "call.answered_at": N_("Answered at"),
    "call.ended_at": N_("Ended at"),
    "call.note": N_("Note"),
    "call.result": N_("Result"),
    "call.handled_at": N_("Handled at"),
    "call.handled_by": N_("Handled by"),
    "colleague.login": N_("Login"),
    "colleague.name": N_("Name"),
    "colleague.extension": N_("Extension"),
    "colleague.may": N_("What they may do"),
    "colleague.left_at": N_("Left on"),
    "backup.place": N_("Place"),
    "backup.bytes": N_("Size in bytes"),
    "backup.rows": N_("Number of rows"),
    "backup.taken_at": N_("Made at"),
    "backup.proven_at": N_("Proven at"),
    "security_review.findings": N_("Findings"),
    "security_review.logins": N_("Logins"),
    "security_review.restored_at": N_("Last proven restore"),
    "security_review.remark": N_("Remark"),
    "office_setting.name": N_("Setting"),
    "office_setting.value": N_("Value"),
}

# Only where what is stored is no word of Dutch.
_VALUES: Mapping[str, str] = {
    "kind.private": N_("Private"),
    "kind.business": N_("Business"),
    "standing.prospect": N_("Prospect"),
    "standing.customer": N_("Customer"),
    "standing.former": N_("Former customer"),
    "origin.typed": N_("Entered here"),
    "origin.phone": N_("Told by phone"),
    "origin.mail": N_("Sent by mail"),
    "origin.imported": N_("Read in from a file"),
    "use.main": N_("Main number"),
    "use.mobile": N_("Mobile"),
    "use.home": N_("Home"),
    "use.work": N_("Work"),
    "use.fax": N_("Fax"),
    "use.other": N_("Other number"),
    "use.contact": N_("Contact"),
    "use.invoices": N_("Invoices by e-mail"),
    "use.visiting": N_("Visiting address"),
    "use.billing": N_("Billing address"),
    "use.pick_up": N_("Collection and delivery"),
    "relation.own": N_("Own"),
    "relation.parent": N_("Parent"),
    "relation.partner": N_("Partner"),
    "relation.child": N_("Child"),
    "relation.reception": N_("Reception"),
    "relation.accountant": N_("Accountant"),
    "relation.neighbour": N_("Neighbour"),
    "relation.other": N_("Somebody else"),
    "direction.inbound": N_("Incoming"),
    "direction.outbound": N_("Outgoing"),
    "state.1_ringing": N_("Ringing"),
    "state.2_answered": N_("In conversation"),
    "state.3_ended": N_("Ended"),
    "outcome.answered": N_("Answered"),
    "outcome.missed": N_("Missed"),
    "outcome.answered_elsewhere": N_("Answered elsewhere"),
    "outcome.voicemail": N_("Left a message"),
    "outcome.busy": N_("Busy"),
    "outcome.blocked": N_("Blocked"),
    "outcome.unknown": N_("Unknown"),
    "result.solved": N_("Solved"),
    "result.call_back": N_("Call back"),
    "result.sales": N_("Sales"),
    "name.updates_folders": N_("Folder of updates"),
    "name.updates_key": N_("Key of the updates"),
    "name.backup_wanted": N_("Backup asked for"),
    "name.backup_key_holders": N_("Who keeps the keys of the backups"),
    "may.mcsys_reader": N_("Reads only"),
    "may.mcsys_desk": N_("Desk"),
    "may.mcsys_accounting": N_("Accounting"),
    "may.mcsys_admin": N_("Administrator"),
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
    known = _VALUES.get(f"may.{group}", "") if kind in ("login_made", "login_group") else ""
    return f"{login}: {_(known)}" if known else told


def change(kind: str, table: str) -> str:
    """What happened to a row: "Phone number added"."""
    thing = _(_THINGS.get(table, table))
    return _("{thing} {changed}").format(thing=thing, changed=_(_CHANGES.get(kind, kind)))


def column(table: str, name: str) -> str:
    """What a column is called on the screen; nothing for what nobody reads."""
    if name in UNSAID:
        return ""
    known = _COLUMNS.get(f"{table}.{name}", "")
    return _(known) if known else name


def value(table: str, name: str, told: str | None) -> str:
    """What a column held, as the screen writes it. Nothing for no value."""
    if told is None or told == "":
        return ""
    form = _forms().get(table, {}).get(name, Form.TEXT)
    if form is Form.FLAG:
        return _("yes") if told == "1" else _("no")
    if form is Form.MOMENT and told.lstrip("-").isdecimal():
        return clock.day_and_time(_moment(told), clock.today())
    known = _VALUES.get(f"{name}.{told}", "")
    return _(known) if known else told.strip()


def _moment(told: str) -> datetime:
    return EPOCH + int(told) * MICROSECOND


@cache
def _forms() -> dict[str, dict[str, Form]]:
    told = {model._meta.table_name: audited(model) for model in RECORDS}
    return {table: dict(log.columns) for table, log in told.items() if log is not None}
