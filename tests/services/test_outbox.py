"""Mail that goes out: queued whole, sent once, and never again by itself when nobody knows."""

from dataclasses import replace
from datetime import timedelta

import pytest

from mcsys_desktop.core import clock
from mcsys_desktop.core.errors import StaleRecord, UserError
from mcsys_desktop.models import base
from mcsys_desktop.models.base import transaction
from mcsys_desktop.models.customers import AddressForm, Customer, EmailAddress, EmailUse
from mcsys_desktop.models.invoices import EventKind
from mcsys_desktop.models.outbox import DocumentFile, Mail, MailState
from mcsys_desktop.services import invoices, outbox
from mcsys_desktop.services.invoices import DraftHead, Finished, Status
from mcsys_desktop.services.outbox import Fate, Known, NoWay, Sender, Told
from mcsys_desktop.services.outbox.message import Envelope
from tests import billing
from tests.conftest import AtDesk, Office

OWN = Sender("info@example.nl", "MC Systemen")


@pytest.fixture(autouse=True)
def ours(db: Office, at_desk: AtDesk) -> None:
    """Our company is known."""
    at_desk(billing.company, login="carla")


def customer(name: str = "Bakkerij De Vries", *, private: bool = False) -> Customer:
    """Somebody who can be mailed."""
    made = billing.customer(name, private=private)
    with transaction():
        made.kvk_number = "" if private else "12345678"
        made.save()
        EmailAddress(customer=made, address="jan@example.nl").save()
        EmailAddress(customer=made, address="geld@example.nl", use=EmailUse.INVOICES).save()
    return made


def final(of: Customer) -> Finished:
    """A final invoice of which a file for machines can be made."""
    head = DraftHead(customer_id=of.id, reference="PO 4711")
    return billing.final(of, head=head)


def queued(**other: object) -> int:
    """A mail of an invoice in the queue."""
    return outbox.queue(replace(outbox.propose(final(customer()).id), **other))  # type: ignore[arg-type]


class Carrier:
    """Answers what it is told to, and keeps what it was given."""

    def __init__(self, *fates: Told | BaseException) -> None:
        self.fates = list(fates)
        self.carried: list[Envelope] = []

    def carry(self, envelope: Envelope) -> Told:
        fate = self.fates.pop(0) if self.fates else Told(Fate.SENT, "250 OK")
        self.carried.append(envelope)
        if isinstance(fate, BaseException):
            raise fate
        return fate

    def close(self) -> None:
        pass


def state(mail_id: int) -> MailState:
    """How it stands with a mail."""
    return Mail.get_by_id(mail_id).state


def test_a_mail_is_queued_whole_and_sent_once() -> None:
    done = final(customer())
    letter = outbox.propose(done.id)
    assert letter.to == "geld@example.nl", "the address for invoices comes first"
    assert done.number in letter.heading
    assert "€\xa090,75" in letter.body
    assert letter.body.startswith("Geachte heer/mevrouw,\n\n")
    assert [each.name for each in letter.files] == [f"{done.number}.pdf", f"{done.number}.xml"]
    mail_id = outbox.queue(letter)
    assert invoices.standing(done.id).status is Status.FINAL
    way = Carrier()
    told = outbox.send(way, OWN, Known())
    assert (told.sent, told.trouble, state(mail_id)) == (1, "", MailState.SENT)
    assert [event.kind for event in invoices.events(done.id)] == [EventKind.SENT]
    assert invoices.standing(done.id).status is Status.SENT
    assert outbox.send(way, OWN, Known()).sent == 0
    assert len(way.carried) == 1
    assert DocumentFile.select().count() == 2, "kept once"


def test_asked_twice_under_one_request_it_is_queued_once() -> None:
    letter = outbox.propose(final(customer()).id)
    request = billing.request()
    assert outbox.queue(letter, request=request) == outbox.queue(letter, request=request)
    assert Mail.select().count() == 1


def test_a_private_customer_gets_no_file_for_machines_and_is_called_as_agreed() -> None:
    made = customer("Jan Jansen", private=True)
    with transaction():
        Customer.update(address_form=AddressForm.INFORMAL, version=Customer.version + 1).where(
            Customer.id == made.id
        ).execute()
    letter = outbox.propose(billing.final(made).id)
    assert [each.kind.value for each in letter.files] == ["pdf"]
    assert "stuur ik je" in letter.body


def test_what_the_server_refuses_is_said_at_the_document() -> None:
    mail_id = queued()
    outbox.send(Carrier(Told(Fate.REFUSED, "(550 no such user)")), OWN, Known())
    row = Mail.get_by_id(mail_id)
    assert (row.state, row.said) == (MailState.REFUSED, "(550 no such user)")
    (event,) = invoices.events(row.invoice_id or 0)
    assert (event.kind, event.words) == (
        EventKind.REFUSED,
        "geld@example.nl: (550 no such user)",
    )


def test_no_answer_means_uncertain_and_nothing_goes_by_itself() -> None:
    mail_id = queued()
    told = outbox.send(Carrier(Told(Fate.UNKNOWN, ends=True)), OWN, Known())
    assert (told.uncertain, state(mail_id)) == (1, MailState.UNCERTAIN)
    way = Carrier()
    outbox.send(way, OWN, Known())
    assert way.carried == []
    row = Mail.get_by_id(mail_id)
    outbox.again(mail_id, row.version)
    outbox.send(way, OWN, Known())
    assert state(mail_id) is MailState.SENT
    (envelope,) = way.carried
    assert envelope.message_id == row.message_id
    assert row.message_id.encode() in envelope.content


def test_an_uncertain_mail_that_arrived_is_sent_and_one_that_is_dropped_stays_away() -> None:
    first, second = queued(), queued()
    outbox.send(Carrier(Told(Fate.UNKNOWN), Told(Fate.UNKNOWN)), OWN, Known())
    outbox.arrived(first, Mail.get_by_id(first).version)
    outbox.drop(second, Mail.get_by_id(second).version)
    assert (state(first), state(second)) == (MailState.SENT, MailState.DROPPED)
    assert [e.kind for e in invoices.events(Mail.get_by_id(first).invoice_id or 0)] == [
        EventKind.SENT
    ]
    with pytest.raises(UserError):
        outbox.again(first, Mail.get_by_id(first).version)
    with pytest.raises(StaleRecord):
        outbox.again(second, 1)


def test_what_a_killed_program_left_on_its_way_is_uncertain() -> None:
    mail_id = queued()

    class Killed(BaseException):
        pass

    with pytest.raises(Killed):
        outbox.send(Carrier(Killed()), OWN, Known())
    assert state(mail_id) is MailState.SENDING
    way = Carrier()
    told = outbox.send(way, OWN, Known())
    assert (told.uncertain, state(mail_id), way.carried) == (1, MailState.UNCERTAIN, [])


def test_what_is_known_but_could_not_be_written_down_is_written_down_later(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    mail_id, known = queued(), Known()
    with monkeypatch.context() as broken:
        broken.setattr(
            "mcsys_desktop.services.outbox.sending.write_event",
            lambda *_what: (_ for _ in ()).throw(RuntimeError("the line is gone")),
        )
        with pytest.raises(RuntimeError):
            outbox.send(Carrier(), OWN, known)
    assert state(mail_id) is MailState.SENDING
    assert outbox.send(Carrier(), OWN, known).uncertain == 0
    assert state(mail_id) is MailState.SENT


def test_trouble_with_the_account_leaves_everything_waiting() -> None:
    found = [queued(), queued()]
    way = Carrier(NoWay("The password is wrong.", again=False))
    told = outbox.send(way, OWN, Known())
    assert (told.trouble, told.again, len(way.carried)) == ("The password is wrong.", False, 1)
    assert [state(each) for each in found] == [MailState.WAITING] * 2
    assert [Mail.get_by_id(each).tries for each in found] == [0, 0]


def test_not_now_is_tried_later_and_refused_after_two_days(monkeypatch: pytest.MonkeyPatch) -> None:
    mail_id = queued()
    outbox.send(Carrier(Told(Fate.LATER, "(451 greylisted)")), OWN, Known())
    row = Mail.get_by_id(mail_id)
    assert row.state is MailState.WAITING
    assert row.not_before is not None
    assert row.not_before > clock.now()
    way = Carrier(Told(Fate.LATER, "(451 still)"))
    outbox.send(way, OWN, Known())
    assert way.carried == [], "not before its time"
    later = clock.now() + timedelta(days=3)
    monkeypatch.setattr(clock, "now", lambda: later)
    outbox.send(way, OWN, Known())
    assert (len(way.carried), state(mail_id)) == (1, MailState.REFUSED)


def test_a_desk_sends_what_its_own_people_asked_and_takes_over_when_told(at_desk: AtDesk) -> None:
    if not base.shared():
        pytest.skip("in a file everybody sits at one desk")
    mail_id = queued()
    way = Carrier()

    def at_bobs() -> None:
        outbox.send(way, OWN, Known())

    at_desk(at_bobs)
    assert (way.carried, state(mail_id)) == ([], MailState.WAITING)
    at_desk(lambda: outbox.again(mail_id, Mail.get_by_id(mail_id).version))
    assert outbox.send(way, OWN, Known()).sent == 0
    at_desk(at_bobs)
    assert (len(way.carried), state(mail_id)) == (1, MailState.SENT)


def test_two_programs_never_send_at_once(at_desk: AtDesk) -> None:
    queued()
    seen: list[bool] = []

    class Meanwhile(Carrier):
        def carry(self, envelope: Envelope) -> Told:
            at_desk(lambda: seen.append(outbox.send(Carrier(), OWN, Known()).busy))
            return super().carry(envelope)

    assert outbox.send(Meanwhile(), OWN, Known()).sent == 1
    assert seen == [True]
