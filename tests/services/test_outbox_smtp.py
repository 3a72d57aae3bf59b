"""Mail through a real server on loopback: sealed, signed in, cut off and killed anywhere."""

import random
import ssl
from collections.abc import Iterator
from pathlib import Path

import pytest

from mcsys_desktop.models.base import transaction
from mcsys_desktop.models.customers import EmailAddress
from mcsys_desktop.models.outbox import Mail, MailState
from mcsys_desktop.services import outbox
from mcsys_desktop.services.invoices import DraftHead
from mcsys_desktop.services.outbox import Fate, Known, NoWay, Sender
from mcsys_desktop.services.outbox.message import Envelope
from mcsys_desktop.services.outbox.smtp import Smtp
from tests import billing
from tests.conftest import AtDesk, Office
from tests.mailing import LOGIN, Cutter, MailServer

OWN = Sender("info@example.nl", "MC Systemen")


@pytest.fixture
def server(tmp_path: Path) -> Iterator[MailServer]:
    with MailServer(tmp_path) as found:
        yield found


def letter(number: int = 1, to: str = "jan@example.nl", body: str = "Dag") -> Envelope:
    """A small mail."""
    ours = f"<{number}@example.nl>"
    content = f"From: info@example.nl\r\nMessage-ID: {ours}\r\nSubject: x\r\n\r\n{body}\r\n"
    return Envelope("info@example.nl", (to,), content.encode(), ours)


def test_many_mails_go_over_one_sealed_line(server: MailServer) -> None:
    way = server.way()
    told = [way.carry(letter(number)) for number in range(5)]
    way.close()
    assert [each.fate for each in told] == [Fate.SENT] * 5
    assert told[0].said == "250 2.0.0 kept as 4711"
    assert server.post.signed_in == [LOGIN]
    assert set(server.post.ids().values()) == {1}


def test_lines_that_begin_with_a_dot_arrive_as_they_were(server: MailServer) -> None:
    way = server.way()
    way.carry(letter(body=".\r\n..twee\nlos\r\n."))
    way.close()
    assert server.post.taken[0].get_content() == ".\r\n..twee\r\nlos\r\n.\r\n"


@pytest.mark.parametrize(
    ("other", "said"),
    [
        ({"password": "verkeerd"}, "refuses the user name"),
        ({"host": "127.0.0.1", "port": 9}, "cannot be reached"),
        ({"security": "tls"}, "does not speak TLS"),
        ({"security": "none", "host": "mail.example.nl"}, "only to a server on this computer"),
    ],
)
def test_why_nothing_can_be_sent_is_said(
    server: MailServer, other: dict[str, str], said: str
) -> None:
    with pytest.raises(NoWay, match=said):
        server.way(**other).carry(letter())
    assert not server.post.taken


def test_a_server_that_does_not_prove_itself_gets_no_password(server: MailServer) -> None:
    with pytest.raises(NoWay, match="does not prove"):
        Smtp(server.server(), context=ssl.create_default_context()).carry(letter())
    assert not server.post.signed_in


def test_what_the_server_says_decides(server: MailServer) -> None:
    server.post.answers = {"nobody@example.nl": "550 5.1.1 no such user"}
    server.post.after = ["451 4.7.1 greylisted", "554 5.7.1 looks like spam"]
    way = server.way()
    refused = way.carry(letter(to="nobody@example.nl"))
    assert (refused.fate, refused.ends) == (Fate.REFUSED, False)
    assert "does not exist" in refused.said
    assert "550 5.1.1 no such user" in refused.said
    assert [way.carry(letter()).fate for _time in range(3)] == [
        Fate.LATER,
        Fate.REFUSED,
        Fate.SENT,
    ]
    way.close()


def test_a_whole_mail_of_an_invoice_arrives(
    db: Office, at_desk: AtDesk, server: MailServer
) -> None:
    at_desk(billing.company, login="carla")
    customer = billing.customer("Café ’t Hoekje — “Zon”")
    with transaction():
        customer.kvk_number = "12345678"
        customer.save()
        EmailAddress(customer=customer, address="jan@example.nl").save()
    done = billing.final(customer, head=DraftHead(customer_id=customer.id, reference="PO 4711"))
    outbox.queue(outbox.propose(done.id))
    assert outbox.send(server.way(), Sender("info@example.nl", "MC Systemén"), Known()).sent == 1
    (mail,) = server.post.taken
    assert mail["From"] == "MC Systemén <info@example.nl>"
    assert done.number in mail["Subject"]
    body = mail.get_body(("plain",))
    assert body is not None
    assert "€ 90,75" in body.get_content()
    pdf, xml = mail.iter_attachments()
    assert (pdf.get_filename(), xml.get_filename()) == (f"{done.number}.pdf", f"{done.number}.xml")
    assert pdf.get_content().startswith(b"%PDF-")
    assert b"Hoekje" in xml.get_content()


def test_cut_anywhere_nothing_is_lost_and_nothing_doubled(
    db: Office, at_desk: AtDesk, server: MailServer
) -> None:
    at_desk(billing.company, login="carla")
    found = []
    with transaction():
        for number in range(25):
            about = outbox.Letter(outbox.Subject(), None, "jan@example.nl", f"Nr {number}", "Dag")
            found.append(outbox.queue(about))
    # Long enough for the way in (TLS and signing in), then anywhere in a mail or between two.
    with Cutter(server.port, random.Random(4), 12, 2500, 8000) as cutter:
        for _time in range(60):
            way = Smtp(server.server(port=cutter.port), context=server.trust(), timeout=20.0)
            outbox.send(way, OWN, Known())
            if not outbox.mine_waiting():
                break
    assert cutter.cut >= 6, "the line was cut in the middle of things"
    ids = server.post.ids()
    for row in Mail.select():
        arrived = ids[row.message_id]
        assert arrived <= 1, "nothing goes twice by itself"
        assert row.state in (MailState.SENT, MailState.UNCERTAIN)
        if row.state is MailState.SENT:
            assert arrived == 1, "what is said to be sent arrived"
    assert Mail.select().count() == len(found)
