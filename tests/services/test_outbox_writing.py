"""What mails say and to whom: addresses, headers, the office's own texts, files."""

from dataclasses import replace
from pathlib import Path

import pytest

from mcsys_desktop.core.errors import UserError
from mcsys_desktop.models.outbox import Mail
from mcsys_desktop.services import outbox
from mcsys_desktop.services.outbox import Known, Sender
from tests import billing
from tests.conftest import AtDesk, Office
from tests.services.test_outbox import Carrier, customer, final


@pytest.fixture(autouse=True)
def ours(db: Office, at_desk: AtDesk) -> None:
    """Our company is known."""
    at_desk(billing.company, login="carla")


@pytest.mark.parametrize(
    "typed",
    [
        "jan@example.nl\r\nBcc: dief@evil.example",
        "jan@example.nl\nBcc: dief@evil.example",
        "Jan <jan@example.nl>",
        "jan@",
        "jan@example",
        "ja n@@example.nl",
        '"jan"@example.nl',
        "jan@example.nl(comment)",
        "",
    ],
)
def test_an_address_that_is_none_is_refused_before_it_is_queued(typed: str) -> None:
    letter = outbox.propose(final(customer()).id)
    with pytest.raises(UserError):
        outbox.queue(replace(letter, to=typed))
    assert Mail.select().count() == 0


def test_no_header_can_be_smuggled_in() -> None:
    letter = outbox.propose(final(customer()).id)
    with pytest.raises(UserError):
        outbox.queue(replace(letter, heading="Factuur\r\nBcc: dief@evil.example"))
    outbox.queue(
        replace(letter, heading="Fact\x0buur\x85 Bcc: x", copy_to="a@example.nl; b@éxample.nl")
    )
    way = Carrier()
    outbox.send(way, Sender("info@example.nl", "MC\r\nBcc: dief@evil.example"), Known())
    (envelope,) = way.carried
    head = envelope.content.partition(b"\r\n\r\n")[0].lower()
    assert b"\nbcc:" not in head
    assert envelope.recipients == ("geld@example.nl", "a@example.nl", "b@xn--xample-9ua.nl")


def test_texts_are_the_offices_own_and_names_in_braces_are_checked(at_desk: AtDesk) -> None:
    kind, form = outbox.Kind.INVOICE, outbox.Form.FORMAL
    with pytest.raises(UserError, match="nummr"):
        at_desk(lambda: outbox.wording.keep(kind, "nl", form, "{nummr}", "{naam}"), login="carla")
    at_desk(
        lambda: outbox.wording.keep(kind, "nl", form, "{nummer} {naam}", "Dag {naam}: {bedrag}"),
        login="carla",
    )
    letter = outbox.propose(billing.final(customer("{bedrag} BV")).id)
    assert letter.body == "Dag {bedrag} BV: €\xa090,75", "what is filled in is not read again"
    at_desk(lambda: outbox.wording.keep(kind, "nl", form, "", ""), login="carla")
    assert not outbox.wording.template(kind).own


def test_every_default_text_fills_in_completely() -> None:
    for kind in outbox.Kind:
        for language in outbox.wording.LANGUAGES:
            for form in outbox.Form:
                said = outbox.wording.template(kind, language, form)
                heading, body = outbox.wording.fill(said, outbox.wording.EXAMPLE)
                assert "F2026-00042" in heading
                assert not {"{", "}", "<", ">", "|"} & set(heading + body), (kind, language, form)


def test_a_file_for_the_mail_program_can_be_completed_there(tmp_path: Path) -> None:
    letter = outbox.propose(final(customer()).id)
    made = outbox.files.save(letter, tmp_path / outbox.files.file_name(letter))
    content = made.read_bytes()
    assert b"X-Unsent: 1\r\n" in content
    assert b"\r\nFrom:" not in content
    assert content.count(b"Content-Disposition: attachment") == 2


def test_many_are_queued_and_those_that_cannot_be_say_why() -> None:
    reachable = billing.final(customer())
    nowhere = billing.final(billing.customer("Zonder Adres BV"))
    found = outbox.queue_all([reachable.id, nowhere.id, reachable.id])
    assert [bool(each.mail_id) for each in found] == [True, False, False]
    assert "address" in found[1].why
    assert "already" in found[2].why
