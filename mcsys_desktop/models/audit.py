"""What happened here, who did it, and the chain that shows whether that was changed afterwards.

Written by generated triggers and by nothing else; ``core.chain`` says what is hashed and how. A row
and its detail are written when something changes, the act that ties them together just before
COMMIT. Details can be erased, the rest cannot.
"""

from collections.abc import Callable
from typing import Any, ClassVar

from peewee import SQL, BigIntegerField, IntegerField, Model, TextField

from mcsys_desktop.core import cards, chain
from mcsys_desktop.models.base import Access, Group, database, rows, shared
from mcsys_desktop.models.fields import CharField, KeyField, MomentField
from mcsys_desktop.models.privacy import Erasure, Purpose, Term, impersonal, personal

HAPPENINGS = (
    "login",
    "login_failed",
    "refused",
    "export",
    "print",
    "mail",
    "reveal",
    "backup",
    "restore",
    "review",
    "alarm",
    "erase",
    "login_made",
    "login_group",  # somebody may do more, or less
    "login_closed",
    "login_opened",
    "code",  # somebody got a start code
    "password",  # somebody chose another password
    "recovery",  # somebody came in with the printed code
    "recovery_code",  # the printed code was replaced by another one
    "pin",  # somebody chose a PIN at a desk, or does without
    "key",  # the office's file gets another key
)  # what is noted beside changes of rows
LONGEST = 2000  # characters of a note


class AuditHead(Model):
    """The last link of the chain. One row."""

    access: ClassVar[Access] = Access(read=Group.READER)

    one = impersonal(IntegerField(primary_key=True))
    seq = impersonal(BigIntegerField())
    hash = impersonal(CharField(max_length=64))

    class Meta:
        database = database
        legacy_table_names = False


class AuditAct(Model):
    """One link: one business act, whole or not at all."""

    access: ClassVar[Access] = Access(read=Group.DESK)

    seq = impersonal(BigIntegerField(primary_key=True, constraints=[SQL("CHECK (seq > 0)")]))
    act = impersonal(BigIntegerField(unique=True))
    at = impersonal(MomentField())  # in the order of seq
    actor = personal(TextField(index=True), Purpose.ACCOUNTABILITY, Term.STAFF, Erasure.KEEP)
    desk = personal(TextField(), Purpose.ACCOUNTABILITY, Term.STAFF, Erasure.KEEP)
    rows = impersonal(IntegerField())
    digest = impersonal(CharField(max_length=64))
    previous = impersonal(CharField(max_length=64))
    hash = impersonal(CharField(max_length=64))

    class Meta:
        database = database
        legacy_table_names = False


class AuditRow(Model):
    """That one row was changed, or that something was done that changes none (see HAPPENINGS)."""

    access: ClassVar[Access] = Access(read=Group.DESK)

    id = impersonal(BigIntegerField(primary_key=True))  # of its detail, which may be gone
    act = impersonal(BigIntegerField(index=True))
    kind = impersonal(CharField(max_length=20))
    table_name = impersonal(TextField())
    row_id = impersonal(BigIntegerField())
    customer_id = impersonal(BigIntegerField(null=True, index=True))
    columns = impersonal(TextField())
    commitment = impersonal(CharField(max_length=64))

    class Meta:
        database = database
        legacy_table_names = False
        indexes = ((("table_name", "row_id"), False),)


class AuditDetail(Model):
    """What the columns held before and after: what erasing removes."""

    access: ClassVar[Access] = Access(read=Group.DESK)

    id = impersonal(KeyField())
    salt = impersonal(CharField(max_length=64))
    detail = personal(TextField(), Purpose.ACCOUNTABILITY, Term.RELATION, Erasure.DELETE_ROW)

    class Meta:
        database = database
        legacy_table_names = False


AUDIT: tuple[type[Model], ...] = (AuditHead, AuditAct, AuditRow, AuditDetail)
_PERSONS = "SELECT person_id FROM customer_person WHERE customer_id = "
# Somebody who belongs to another customer as well is that one's to remember.
_NOT_SHARED = (
    "NOT (table_name = 'person' AND EXISTS (SELECT 1 FROM customer_person AS o"
    " WHERE o.person_id = audit_row.row_id AND o.customer_id <> ?))"
)


def note(what: str, said: str = "", customer_id: int | None = None) -> None:
    """Write down that something was done which changes no row. Only inside ``transaction()``.

    ``what`` is one of HAPPENINGS, ``said`` a few words that may be erased with the customer's data.
    """
    if what not in HAPPENINGS:
        raise ValueError(f"{what} is not on the list of happenings")
    said = cards.masked(said[:LONGEST])
    if shared():
        rows("SELECT app.note(%s, %s, %s)", (what, customer_id, said))
    else:
        put(database.execute_sql, what, customer_id, chain.netstrings(("said", None, said)))


def forget(customer_id: int) -> int:
    """Erase what the log says that rows of one customer held; the chain stays valid.

    People count whom no other customer has, so their ties must still be there.
    Only inside ``transaction()``. The number of details that are gone.
    """
    if shared():
        ((gone,),) = rows("SELECT app.forget_history(%s)", (customer_id,))
        return int(gone)
    connection: Any = database.connection()
    connection.erasing = True
    try:
        theirs = f"customer_id = ? OR (table_name = 'person' AND row_id IN ({_PERSONS}?))"
        whose = f"({theirs}) AND {_NOT_SHARED}"
        cursor = database.execute_sql(
            f"DELETE FROM audit_detail WHERE id IN (SELECT id FROM audit_row WHERE {whose})",  # noqa: S608  # marks only
            (customer_id, customer_id, customer_id),
        )
        gone = int(cursor.rowcount)
    finally:
        connection.erasing = False
    put(database.execute_sql, "erase", customer_id, "")
    return gone


def put(
    execute: Callable[[str, tuple[Any, ...]], Any],
    what: str,
    customer_id: int | None,
    detail: str,
) -> None:
    """In a file there is no function that writes for us: the triggers check what comes in."""
    salt = chain.salt()
    made = execute(
        "INSERT INTO audit_detail (salt, detail) VALUES (?, ?) RETURNING id", (salt, detail)
    )
    ((row,),) = made.fetchall()
    execute(
        "INSERT INTO audit_row (id, act, kind, table_name, row_id, customer_id, columns,"
        " commitment) VALUES (?, mcsys_act(), ?, '', 0, ?, '', ?)",
        (row, what, customer_id, chain.commitment(salt, detail)),
    )
