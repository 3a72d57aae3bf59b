"""The emergency envelope: one page, the code as it was made, ten steps, room for a pen."""

import re
from datetime import UTC, datetime

import pytest

from mcsys_desktop.core import recovery
from mcsys_desktop.documents import emergency_envelopes
from mcsys_desktop.documents.emergency_envelopes import EmergencyEnvelope


def envelope(computer: str = "kantoor") -> EmergencyEnvelope:
    return EmergencyEnvelope(
        office="postgresql://postgres@kantoor.local:5432/kantoor",
        server="kantoor.local",
        address="192.168.1.10:5432",
        database="kantoor",
        computer=computer,
        key_file="mcsys-office-key.pem",
        key_code="0JP0-H09T-CTKS-MJTB-XEXP-YV1G-0CHK",
        made_at=datetime(2026, 11, 22, 9, tzinfo=UTC),
        made_on="22-11-2026",
    )


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("computer", ["kantoor", "een-computer-met-een-heel-lange-naam-in-het-net"])
def test_it_is_one_page(language: str, computer: str) -> None:
    pdf = emergency_envelopes.render(envelope(computer), language)
    assert pdf.startswith(b"%PDF-")
    assert len(re.findall(rb"/Type /Page\b", pdf)) == 1


def test_the_same_envelope_is_the_same_bytes() -> None:
    assert emergency_envelopes.render(envelope()) == emergency_envelopes.render(envelope())
    other = envelope(recovery.make())
    assert emergency_envelopes.render(other) != emergency_envelopes.render(envelope())


def test_it_has_ten_steps() -> None:
    assert len(emergency_envelopes.STEPS) == 10


def test_a_strange_name_is_only_a_name() -> None:
    odd = emergency_envelopes.render(envelope("{x} **vet** <b>{date}</b> €"))
    assert odd.startswith(b"%PDF-")
