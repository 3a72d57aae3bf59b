"""The database itself refuses card numbers, by exactly the rule of ``core.cards``."""

# ruff: noqa: S608  # names of our own tables

import random
import string
import sys
import time
import unicodedata
from collections.abc import Iterator

import peewee
import pytest
from peewee import DatabaseError

from mcsys_desktop.core import cards, clock
from mcsys_desktop.core.errors import CardNumber
from mcsys_desktop.models import base, failures, rules
from mcsys_desktop.models.audit import note
from mcsys_desktop.models.base import Group
from mcsys_desktop.models.calls import Call
from mcsys_desktop.models.fields import ChoiceField
from mcsys_desktop.models.staff import Colleague
from mcsys_desktop.models.tables import RECORDS, TABLES
from tests import make
from tests.conftest import AtDesk, Office
from tests.core import test_cards as known

CARD = "4111 1111 1111 1111"
EACH = 80


def texts() -> Iterator[str]:
    """What is seen, what is not, and thousands of things between the two."""
    for form in known.WRITTEN.values():
        yield from map(form, known.numbers(EACH, 7))
    chance = random.Random(7)
    for kind in known.HARMLESS.values():
        yield from (kind(chance) for _time in range(EACH))
    some = list(known.numbers(400, 8))
    for number in some:
        written = list(known.grouped(number, chance.choice([" ", "-", " - ", ".", "  ", ""])))
        for _change in range(chance.randrange(4)):
            written[chance.randrange(len(written))] = chance.choice("0O1Il| -.:#a€\u0660\u00a0")
        beside = chance.choice(["", "1", "12 ", "1.", "1234 ", "4-", "NL91ABNA0417164300 ", "cvc "])
        behind = chance.choice(["", " 12/27", " 0628", " 0628 123", "-1234", " 1234 5678", "1"])
        yield beside + "".join(written) + behind
    for number in some:  # in groups of any size, parted by anything
        yield "".join(
            sign + chance.choice(["", "", "", " ", "-", "--", "\t", "\u2003", "\u200d", "—"])
            for sign in number
        )
        sizes = chance.choices([1, 2, 3, 4, 5, 6, 13], k=7)
        gap = chance.choice([" ", "-", ".", ": ", " , ", "   ", "     "])
        digits = number + "".join(chance.choices(string.digits, k=30))
        yield gap.join(digits[sum(sizes[:at]) : sum(sizes[: at + 1])] for at in range(len(sizes)))
    for code in ("cvc", "CVV", "Cid", "cav", "cvx", "c\u0131d"):
        for between in ("", " ", "2 ", "-code: ", " is ", "=", "    ", " code  .  "):
            for digits in ("12", "123", "1234", "12345"):
                yield f"{chance.choice(['', 'a', ' ', 'é'])}{code}{between}{digits}"
    alphabet = "0123456789" * 3 + " -./OIl|ABNL" + "€é\u200b\u0663"
    for _time in range(2000):
        yield "".join(chance.choices(alphabet, k=chance.randrange(10, 60)))
    for country, length in cards.IBAN_LENGTHS.items():
        iban = known._iban(chance, country, length - 4)
        yield from (iban, known._spaced(iban), iban[:-1] + "0", f"{iban}1", f"a{iban}")
    yield from ("", "cvc 123", "\u0663" * 20, "4" * 40, "1 " * 60, "\x01cvc\x02123", "\x854111")


@pytest.mark.parametrize("engine", ["postgres"])
def test_both_databases_agree_with_the_rule(office: Office) -> None:
    given = list(texts())
    with office.administrator() as admin:
        found = admin.execute(
            "SELECT app.holds_card(said) FROM unnest(%s::text[]) WITH ORDINALITY AS g(said, place)"
            " ORDER BY place",
            (given,),
        ).fetchall()
    expected = [cards.holds(text) for text in given]
    assert len(given) > 7000
    assert 1500 < sum(expected) < len(given) - 1500
    differ = [text for text, (held,), so in zip(given, found, expected, strict=True) if held != so]
    assert differ == []


@pytest.mark.parametrize("engine", ["postgres"])
def test_every_sign_means_the_same_to_both(office: Office) -> None:
    """Each sign of Unicode between the groups of a number, and each digit in the place of one."""
    points = [
        point
        for point in range(1, sys.maxunicode + 1)
        if point < 0x3000
        or unicodedata.category(chr(point))[0] in "NZP"
        or unicodedata.category(chr(point)) in ("Cf", "Mn", "Me")
    ]
    points = [point for point in points if not 0xD800 <= point < 0xE000]
    given = [f"4111 1111{chr(point)}1111 1111" for point in points]
    given += [f"4111 111{chr(point)} 1111 1111" for point in points if chr(point).isdigit()]
    with office.administrator() as admin:
        found = admin.execute(
            "SELECT said FROM unnest(%s::text[]) AS g(said) WHERE app.holds_card(said)", (given,)
        ).fetchall()
    assert {said for (said,) in found} == {text for text in given if cards.holds(text)}


@pytest.mark.parametrize("engine", ["postgres"])
@pytest.mark.parametrize("sign", ["1 ", "4", "4-", "4111 ", "1O", "AB12 ", "cvc ", "\u200b1"])
def test_long_texts_take_the_server_no_time(office: Office, sign: str) -> None:
    text = sign * (20_000 // len(sign))
    with office.administrator() as admin:
        began = time.perf_counter()
        admin.execute("SELECT app.holds_card(%s)", (text,))
        assert time.perf_counter() - began < 2


def test_every_column_of_words_is_guarded() -> None:
    """What is left out is made by machines; whoever adds a column must say so."""
    guarded = {table.name: set(table.texts) for table in rules.of_models(TABLES)}
    left = {
        f"{model._meta.table_name}.{field.column_name}"
        for model in RECORDS
        for field in model._meta.sorted_fields
        if isinstance(field, peewee.TextField | peewee.CharField)
        and not isinstance(field, ChoiceField)
        and field.name not in base.SERVER_SET
        and field.column_name not in guarded[model._meta.table_name]
    }
    assert left == {
        *("customer.language", "address.country", "company.country"),  # too short
        *("phone_number.tail", "import_mapping.heading", "company.logo"),
        *("call_report.source", "call_report.external_id", "call_report.last_kind"),
        *("phone_secret.secret", "phone_reception.desk", "call_report.rings_at"),
        *("call_report.device", "request.key", "backup.sha256", "backup.digest", "backup.hash"),
        *("article.found_by", "article_text.language", "billing_terms.peppol_scheme"),
        *("invoice_setting.accent", "invoice_setting.letterhead_first", "number_series.last_hash"),
        *("invoice.language", "invoice.snapshot", "invoice.content_hash", "invoice.request"),
        *("invoice_particulars.salt", "invoice_particulars.text", "payment.source"),
        *("payment.external_id", "quote_version.language", "quote_version.snapshot"),
        *("quote_version.particulars", "agreement.language", "reminder.language"),
        *("reminder.snapshot", "document_file.name", "document_file.sha256"),
        *("document_file.renderer", "mail.message_id", "invoice_setting.letterhead_next"),
        *("paper_look.key", "paper_look.text"),
    }


def refused(table: str, assignment: str, value: str) -> None:
    """The database says no, in the office's words, and repeats nothing."""
    mark = base.database.param
    with pytest.raises(CardNumber) as caught, base.transaction():
        base.database.execute_sql(
            f'UPDATE "{table}" SET {assignment} = {mark}, version = version + 1', (value,)
        )
    assert "1111" not in str(caught.value) + str(caught.value.__cause__)


def test_no_column_takes_a_card_number_by_raw_sql_either(db: Office, at_desk: AtDesk) -> None:
    customer = make.customer("Bakkerij", numbers=["033 461 20 45"])
    make.person(customer, "Jan", "", "Smit")
    with base.transaction():
        Call(rang_at=clock.now(), e164="+31334612045").save()
    tried = 0
    theirs = ("customer", "person", "customer_person", "phone_number", "call")
    for table in rules.of_models(TABLES):
        for column in table.texts if table.name in theirs else ():
            if column not in ("e164", "direction", "extension"):  # too short, or of digits
                refused(table.name, f'"{column}"', CARD)
                tried += 1
    assert tried == 22
    refused("phone_number", '"e164"', "+378282246310005")
    refused("phone_number", '"extension"', "cvc 123")
    with pytest.raises(CardNumber), base.transaction():
        make.customer(f"Bakkerij {CARD}")

    def name() -> None:
        with base.transaction():
            Colleague(login="dirk", name=f"Dirk {CARD}", may=Group.DESK).save()

    with pytest.raises(CardNumber):
        at_desk(name, login="carla")


def test_what_an_update_does_not_touch_is_not_looked_at(db: Office) -> None:
    """A row of before the rule, or a rule that was made stricter, keeps nobody from working."""
    made = make.customer("Bakkerij")
    if db.path is None:
        with db.administrator() as admin:
            admin.execute("SET session_replication_role = replica")
            admin.execute("UPDATE app.customer SET notes = %s", (CARD,))
    else:
        with base.database.connection() as connection:
            (guard,) = connection.execute(
                "SELECT sql FROM sqlite_master WHERE name = 'customer_update_guard'"
            ).fetchone()
            connection.execute("DROP TRIGGER customer_update_guard")
            with base.transaction():
                base.database.execute_sql(
                    "UPDATE customer SET notes = ?, version = version + 1", (CARD,)
                )
            connection.execute(guard)
    made = type(made).get()
    made.name = "Bakkerij Smit"
    with base.transaction():
        made.save()
    assert type(made).get().name == "Bakkerij Smit"


def test_the_log_takes_no_card_number_in_a_note(db: Office) -> None:
    with base.transaction():
        note("export", f"klant met {CARD}")
    told = str(base.rows("SELECT detail FROM audit_detail"))
    assert "•••• •••• •••• 1111" in told
    if db.path is None:
        with db.raw("rita") as connection, pytest.raises(Exception, match=failures.CARD) as no:
            connection.execute("SELECT app.note('export', NULL, %s)", (CARD,))
        assert "1111" not in str(no.value)


@pytest.mark.parametrize("engine", ["postgres"])
def test_the_servers_functions_are_nobodys_to_call_or_replace(db: Office) -> None:
    for sql in (
        "SELECT app.holds_card('x')",
        "CREATE OR REPLACE FUNCTION app.holds_card(said text) RETURNS boolean LANGUAGE sql AS"
        " 'SELECT false'",
    ):
        with db.raw("carla") as connection, pytest.raises(Exception, match="permission denied"):
            connection.execute(sql.encode())


def test_a_refusal_is_no_other_error(db: Office) -> None:
    made = make.customer("Bakkerij")
    mark = base.database.param
    with pytest.raises(DatabaseError), base.database.atomic():
        base.database.execute_sql(f"UPDATE customer SET notes = {mark}", (CARD,))
    assert type(made).get().notes == ""
