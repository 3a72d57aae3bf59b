"""Customers taken out: for a spreadsheet, for a telephone, and to be read in again."""

import csv
import io
import shutil
from pathlib import Path

import pytest

from mcsys_desktop.core import i18n
from mcsys_desktop.models import address, base
from mcsys_desktop.models.audit import AuditAct
from mcsys_desktop.models.customers import Address, AddressUse, Customer, CustomerKind, PhoneNumber
from mcsys_desktop.services import customers, demo, exports, history, imports
from mcsys_desktop.services.customers.snapshots import snapshots
from tests import make
from tests.conftest import AtDesk, Office


def brought(made: bytes, name: str, folder: Path) -> dict[str, int]:
    """How many rows became what, when this file is read in."""
    file = folder / name
    file.write_bytes(made)
    read = imports.read_file(file)
    done = imports.bring_in(read, imports.remembered(read))
    assert [row.error for row in done.errors()] == []
    changes = [row for row in done.rows if row.outcome is imports.Outcome.UPDATE]
    assert changes == []
    return {str(outcome): count for outcome, count in done.counts.items() if count}


def contents() -> list[tuple[object, ...]]:
    """Every customer with what belongs to it, without the ids of this office."""
    ids = [one.id for one in Customer.select().order_by(Customer.number)]
    return [
        (
            *(one.number, one.kind, one.standing, one.name, one.department),
            *(one.kvk_number, one.vat_number, one.notes),
            [(each.first_name, each.prefix, each.surname, each.role) for each in one.people],
            sorted((each.e164, each.use) for each in one.numbers if not each.former),
            sorted(one.emails),
            [(each.use, each.street, each.house_number, each.postcode) for each in one.places],
        )
        for one in snapshots(ids)
    ]


@pytest.mark.parametrize("language", ["en", "nl"])
def test_what_was_taken_out_adds_nothing_when_it_comes_in_again(
    db: Office, at_desk: AtDesk, tmp_path: Path, language: str
) -> None:
    i18n.use(language)
    at_desk(demo.fill, 1, 120, login="carla")
    with base.transaction():
        make.customer("=1+1 B.V.", notes="+31 en\n-12 en ;=2", numbers=["nummer 12"])
        make.customer("Zonder Persoon", kind=CustomerKind.PRIVATE, department="Hun afdeling")
    acts = AuditAct.select().count()
    many = customers.count()

    made = (
        exports.customers_csv(),
        exports.customers_vcards(),
        exports.customers_vcards(version="4.0"),
    )

    for file, name in zip(made, ("a.csv", "b.vcf", "c.vcf"), strict=True):
        assert brought(file, name, tmp_path) == {"same": many}
    assert AuditAct.select().count() == acts + len(made)  # that it was taken out, and no more
    assert not history.verify()


@pytest.mark.parametrize("engine", ["sqlite"])
@pytest.mark.parametrize("form", ["csv", "vcf"])
def test_another_office_gets_the_same_customers(
    db: Office, tmp_path: Path, sqlite_template: Path, form: str
) -> None:
    demo.fill(customers=60)
    with base.transaction():
        Address.delete().where(Address.use == AddressUse.PICK_UP).execute()
        PhoneNumber.delete().where(PhoneNumber.valid_until.is_null(False)).execute()
        for one in Customer.select().where(Customer.archived_at.is_null(False)):
            one.archived_at = None  # whoever is archived is not in the list
            one.save()
    before = contents()
    made = exports.customers_file(exports.Kind(form))
    other = tmp_path / "other.db"
    shutil.copy(sqlite_template, other)

    base.connect(address.of_file(other), author="anna")
    with base.connected():
        assert brought(made, f"list.{form}", tmp_path) == {"new": len(before)}
        assert contents() == before


def test_that_it_was_taken_out_stands_in_the_log(db: Office) -> None:
    make.customer("Bakkerij De Vries")
    make.customer("Karin de Vries", kind=CustomerKind.PRIVATE)

    exports.customers_csv(customers.CustomerFilter.PRIVATE)

    acts = history.acts(history.Sought(history.Kind.TAKEN_OUT))
    assert "1 customer, CSV" in str(acts)


def test_only_who_was_chosen_is_taken_out_in_that_order(db: Office) -> None:
    one, two, _three = (make.customer(name) for name in ("Een", "Twee", "Drie"))

    rows = list(
        csv.reader(
            io.StringIO(exports.customers_csv([two.id, one.id]).decode("utf-8-sig")), delimiter=";"
        )
    )

    name = rows[0].index("Name")
    assert [row[name] for row in rows[1:]] == ["Twee", "Een"]


def test_a_customer_that_was_merged_is_a_part_of_the_other(db: Office) -> None:
    heir = make.customer("Bakkerij De Vries")
    gone = make.customer("Bakkerij Vries", emails=["oud@bakkerij.example"])
    with base.transaction():
        gone.merged_into = heir
        gone.save()

    made = exports.customers_csv().decode("utf-8-sig")

    assert len(made.splitlines()) == 2
    assert "oud@bakkerij.example" in made


def test_a_formula_in_a_name_is_text_in_every_form(db: Office) -> None:
    make.customer('=HYPERLINK("http://example.org")')

    assert "\"'=HYPERLINK" in exports.customers_csv().decode("utf-8-sig")
    assert exports.customers_xlsx().startswith(b"PK")
