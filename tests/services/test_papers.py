"""The files of final documents: made once, kept, made after a crash, proven by drawing again."""

import hashlib
import io
from dataclasses import replace

import pytest
from PIL import Image

from mcsys_desktop.core.errors import UserError
from mcsys_desktop.models.base import transaction
from mcsys_desktop.models.customers import Customer
from mcsys_desktop.models.outbox import DocumentFile, FileKind, PaperLook
from mcsys_desktop.services import companies, invoice_settings, invoices, looks
from mcsys_desktop.services.invoices import DraftHead, papers, proving
from tests import billing
from tests.conftest import AtDesk, Office


@pytest.fixture(autouse=True)
def ours(db: Office, at_desk: AtDesk) -> None:
    """Our company is known."""
    at_desk(billing.company, login="carla")


def _business() -> Customer:
    customer = billing.customer()
    with transaction():
        customer.kvk_number = "87654321"
        customer.save()
    return customer


def _picture(width: int = 400, height: int = 560, colour: str = "teal") -> bytes:
    written = io.BytesIO()
    Image.new("RGB", (width, height), colour).save(written, "PNG")
    return written.getvalue()


def test_a_business_gets_a_pdf_with_its_xml_and_both_are_kept() -> None:
    customer = _business()
    head = DraftHead(customer_id=customer.id, reference="PO 118")
    done = billing.final(customer, head=head)
    found = papers.papers(done.id)
    assert [(each.kind, each.name) for each in found] == [
        (FileKind.PDF, f"{done.number}.pdf"),
        (FileKind.UBL, f"{done.number}.xml"),
    ]
    assert all(each.whole for each in found)
    assert found[0].renderer.startswith("1 fpdf2 2.")
    assert found[0].content.startswith(b"%PDF-1.7")
    assert f"<cbc:ID>{done.number}</cbc:ID>".encode() in found[1].content
    again = papers.papers(done.id)
    assert [each.id for each in again] == [each.id for each in found]


def test_a_consumer_gets_no_xml() -> None:
    done = billing.final(billing.customer("Fam. Jansen", private=True))
    assert [each.kind for each in papers.papers(done.id)] == [FileKind.PDF]


def test_a_draft_has_no_paper() -> None:
    draft, _version = billing.draft(billing.customer())
    with pytest.raises(UserError, match="final"):
        papers.papers(draft)
    with pytest.raises(UserError, match="F1999"):
        papers.numbered("F1999-00001")


def test_what_is_missing_after_a_crash_is_made_and_nothing_twice() -> None:
    customer = billing.customer()
    ids = [billing.final(customer).id for _each in range(3)]
    papers.papers(ids[1])
    assert papers.missing() == [ids[0], ids[2]]
    assert papers.make_missing() == papers.Made(2)
    assert papers.make_missing() == papers.Made(0)
    assert papers.make(ids) == papers.Made(0)
    assert DocumentFile.select().count() == 3
    assert PaperLook.select().count() == 1


def test_many_are_drawn_in_processes_of_their_own_with_the_same_bytes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    customer = billing.customer()
    ids = [billing.final(customer, billing.line(f"Regel {n}")).id for n in range(4)]
    papers.make(ids[:2])
    monkeypatch.setattr(papers, "MANY", 2)
    monkeypatch.setattr(papers, "AT_ONCE", 2)
    assert papers.make_missing() == papers.Made(2)
    proof = proving.prove()
    assert (proof.documents, proof.papers, proof.equal, proof.flaws) == (4, 4, 4, [])


def test_a_paper_that_cannot_be_drawn_is_told_and_the_others_are_made(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    customer = billing.customer()
    ids = [billing.final(customer, billing.line(words)).id for words in ("Goed", "Fout")]
    sheet = invoices.sheet

    def broken(invoice_id: int) -> object:
        whole = sheet(invoice_id)
        lines = whole.particulars.descriptions
        return (
            replace(whole, particulars=replace(whole.particulars, descriptions=()))
            if (lines == ("Fout",))
            else whole
        )

    monkeypatch.setattr(papers, "sheet", broken)
    assert papers.make(ids) == papers.Made(1, (ids[1],))
    with pytest.raises(UserError, match="cannot be drawn"):
        papers.papers(ids[1])


def test_a_changed_look_leaves_old_papers_as_they_were(at_desk: AtDesk) -> None:
    customer = billing.customer()
    first = billing.final(customer)
    before = papers.papers(first.id)[0].content
    at_desk(invoice_settings.choose, 0, {"accent": "#C2410C", "window": "right"}, login="carla")
    at_desk(companies.keep_logo, _picture(200, 60), login="carla")
    second = billing.final(customer)
    papers.make_missing()
    assert papers.papers(first.id)[0].content == before
    assert PaperLook.select().count() == 2
    proof = proving.prove()
    assert (proof.equal, proof.flaws) == (2, [])
    assert papers.papers(second.id)[0].look_id != papers.papers(first.id)[0].look_id


def test_a_letterhead_lies_below_and_is_kept_as_a_picture(at_desk: AtDesk) -> None:
    at_desk(looks.keep_letterhead, _picture(), login="carla")
    look = looks.look()
    assert look.background.startswith(b"\x89PNG")
    assert (look.following, look.own_paper) == (b"", True)
    done = billing.final(billing.customer())
    assert b"/Subtype /Image" in papers.papers(done.id)[0].content
    at_desk(looks.keep_letterhead, b"", login="carla")
    assert not looks.look().own_paper


@pytest.mark.parametrize("data", [b"GIF89a", b"%PDF-1.7 broken", b"\x89PNG\r\n\x1a\nbroken"])
def test_what_is_no_letterhead_is_refused_with_a_sentence(at_desk: AtDesk, data: bytes) -> None:
    with pytest.raises(UserError, match="letterhead"):
        at_desk(looks.keep_letterhead, data, login="carla")
    assert looks.letterhead() == (b"", b"")


@pytest.mark.parametrize("written", ["", "teal", "#12345", "#12345G"])
def test_a_colour_that_is_none_is_refused(at_desk: AtDesk, written: str) -> None:
    with pytest.raises(UserError, match="#0F766E"):
        at_desk(invoice_settings.choose, 0, {"accent": written}, login="carla")


@pytest.fixture
def tampered(db: Office) -> int:
    """A final document with its paper."""
    done = billing.final(billing.customer())
    papers.papers(done.id)
    return done.id


@pytest.mark.parametrize("engine", ["sqlite"])
def test_a_changed_or_lost_paper_is_found(tampered: int, monkeypatch: pytest.MonkeyPatch) -> None:
    paper = papers.papers(tampered)[0]
    kept = papers.kept
    monkeypatch.setattr(
        papers, "kept", lambda id_: [replace(each, content=b"%PDF-1.7") for each in kept(id_)]
    )
    flaws = proving.prove().flaws
    assert [flaw for flaw in flaws if paper.name in flaw] == flaws
    assert len(flaws) == 2
    monkeypatch.setattr(papers, "kept", lambda _id: [])
    monkeypatch.setattr(papers, "missing", lambda _after, _limit: [tampered])
    assert len(proving.prove().flaws) == 1


@pytest.mark.parametrize("engine", ["sqlite"])
def test_another_version_may_give_other_bytes_for_the_same_page(
    tampered: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = papers.kept
    monkeypatch.setattr(
        papers,
        "kept",
        lambda id_: [
            replace(
                each,
                renderer="1 fpdf2 2.0",
                content=each.content + b"\n%",
                sha256=hashlib.sha256(each.content + b"\n%").hexdigest(),
            )
            for each in kept(id_)
        ],
    )
    proof = proving.prove()
    assert (proof.equal, proof.alike, proof.flaws) == (0, 1, [])
