"""No number is given to a document whose sums are not what its lines come to, whoever asks."""

import json

import pytest
from peewee import DatabaseError

from mcsys_desktop.core.errors import UserError
from mcsys_desktop.services import invoices
from tests import billing
from tests.conftest import AtDesk, Office


@pytest.fixture(autouse=True)
def done(db: Office, at_desk: AtDesk) -> invoices.Finished:
    """An honest one."""
    at_desk(billing.company, login="carla")
    return billing.final(billing.customer())


def test_a_number_is_not_given_for_sums_that_are_not_right(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from mcsys_desktop.models import finalising as stored

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
