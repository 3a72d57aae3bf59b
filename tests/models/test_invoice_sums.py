"""No number is given to a document whose sums are not what its lines come to, whoever asks."""

import json
from datetime import timedelta

import pytest
from peewee import DatabaseError

from mcsys_desktop.core import clock
from mcsys_desktop.core.errors import UserError
from mcsys_desktop.models import base, doors, failures
from mcsys_desktop.models import finalising as stored
from mcsys_desktop.models.invoices import FINALISE, Kind, NumberSeries
from mcsys_desktop.services import invoices
from tests import billing
from tests.conftest import MIGRATOR, AtDesk, Office


@pytest.fixture(autouse=True)
def done(db: Office, at_desk: AtDesk) -> invoices.Finished:
    """An honest one."""
    at_desk(billing.company, login="carla")
    return billing.final(billing.customer())


def test_a_number_is_not_given_for_sums_that_are_not_right(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    lies = {
        "total": lambda said: said.update(total=said["total"] + 1),
        "vat": lambda said: said.update(vat=said["vat"] + 1),
        "a sum": lambda said: said["sums"][0].update(base=said["sums"][0]["base"] - 1),
        "a rate": lambda said: said["sums"][0].update(points=900),
        "the VAT of a sum": lambda said: said["sums"][0].update(vat=0),
        "a price": lambda said: said["items"][0].update(price=1),
        "an amount": lambda said: said["items"][0].update(amount=1, net=1),
        "a line less": lambda said: said["items"].pop(),
        "a line more": lambda said: said["items"].append(dict(said["items"][0])),
        "no lines": lambda said: said.update(items=[], sums=[], total=0, vat=0),
        "a discount": lambda said: said.update(
            extras=[dict(said["items"][0], amount=-1, net=-1, reason="")]
        ),
        "particulars": lambda said: said.update(particulars="0" * 64),
        "another kind": lambda said: said.update(kind="credit"),
        "another mode": lambda said: said.update(mode="incl"),
        "a net amount": lambda said: said["items"][0].update(net=said["items"][0]["net"] + 1),
        "what it corrects": lambda said: said.update(corrects="F1"),
    }
    honest = stored.finalise
    customer = billing.customer("Liegt BV")

    def finalise(lie: str, *said: object) -> stored.Final:
        invoice_id, version, request, snapshot, salt, particulars = said
        changed = json.loads(str(snapshot))
        lies[lie](changed)
        return honest(
            int(str(invoice_id)),
            int(str(version)),
            str(request),
            json.dumps(changed),
            str(salt),
            str(particulars),
        )

    got_through = []
    for lie in lies:
        made, version = billing.draft(customer, billing.line("Een"), billing.line("Twee", 3333))
        monkeypatch.setattr(stored, "finalise", lambda *said, lie=lie: finalise(lie, *said))
        try:
            invoices.finalise(made, version, billing.request())
        except (UserError, DatabaseError):
            continue
        got_through.append(lie)
    assert got_through == []
    monkeypatch.setattr(stored, "finalise", honest)
    assert billing.final(customer).number.endswith("-00002"), "no lie took a number"


@pytest.mark.parametrize("engine", ["postgres"])
def test_not_even_the_owner_gives_a_number_out_of_turn(db: Office) -> None:
    import psycopg

    draft, _version = billing.draft(billing.customer("Ander BV"))
    for said in (
        "number = 'F1'",
        "dated = '2001-01-01'",
        "seq = 1",
        "total = 1",
        "due = '2001-01-01'",
    ):
        with db.raw(MIGRATOR) as connection:
            connection.execute("SET ROLE mcsys_owner")
            with pytest.raises(psycopg.Error) as refused:
                connection.execute(
                    f"UPDATE app.invoice SET {said}, version = version + 1"  # noqa: S608
                    f" WHERE id = {draft}".encode()
                )
        assert refused.value.sqlstate == failures.GUARDED, said


def test_a_series_begins_with_nothing_and_goes_on_by_one(
    db: Office, at_desk: AtDesk, done: invoices.Finished
) -> None:
    def begin(**said: object) -> None:
        with base.transaction():
            NumberSeries(kind=Kind.CREDIT, year=2030, prefix="CN", **said).save()

    for wrong in ({"last_hash": "x"}, {"last_dated": clock.today()}, {"last_seq": -1}):
        with pytest.raises(UserError) as refused:  # also to who may begin one
            at_desk(lambda wrong=wrong: begin(**wrong), login="carla")
        assert failures.GUARDED in str(refused.value.__cause__)
    at_desk(lambda: begin(last_seq=41), login="carla")
    if db.path is None:
        return  # nobody has a right to it: tests/models/test_invoice_attacks.py
    for said in ("last_seq = last_seq + 1", "last_seq = 0", "year = 2031", "last_hash = ''"):
        with pytest.raises(UserError), base.transaction(), doors.through(FINALISE):
            base.database.execute_sql(
                f"UPDATE number_series SET {said}, version = version + 1"  # noqa: S608
                " WHERE kind = 'invoice'"
            )
    assert invoices.flaws() == []


@pytest.mark.parametrize("engine", ["sqlite"])
def test_in_a_file_the_act_itself_takes_no_number_out_of_turn(
    db: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    honest = stored._series

    def skipping(kind: Kind, year: int) -> NumberSeries:
        found = honest(kind, year)
        found.last_seq += 1
        return found

    def forgetting(kind: Kind, year: int) -> NumberSeries:
        found = honest(kind, year)
        found.last_hash = ""
        return found

    def going_back(kind: Kind, year: int) -> NumberSeries:
        found = honest(kind, year)
        found.last_dated = clock.today() + timedelta(days=1)
        return found

    customer = billing.customer("Ander BV")
    for wrong in (skipping, forgetting, going_back):
        monkeypatch.setattr(stored, "_series", wrong)
        with pytest.raises((UserError, DatabaseError)):
            billing.final(customer)
    monkeypatch.setattr(stored, "_series", honest)
    assert billing.final(customer).number.endswith("-00002")
    assert invoices.flaws() == []
