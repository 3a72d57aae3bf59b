"""Printing: through a real print service, and what is said when there is no paper or no printer."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image

from mcsys_desktop.core import printers
from mcsys_desktop.core.errors import UserError
from mcsys_desktop.core.printers import Ticket
from mcsys_desktop.documents import pictures
from mcsys_desktop.services import invoices, printing
from mcsys_desktop.services.invoices import papers
from mcsys_desktop.services.printing import Choice
from tests import billing, cups
from tests.conftest import AtDesk, Office


class Queue:
    """A printer that remembers what it was given."""

    def __init__(self) -> None:
        self.jobs: list[tuple[list[str], Ticket, str]] = []

    def send(self, pdf: bytes, ticket: Ticket, title: str) -> str:
        self.jobs.append((pictures.texts(pdf), ticket, title))
        return f"job-{len(self.jobs)}"


@pytest.fixture
def ids(db: Office, at_desk: AtDesk) -> list[int]:
    """Two final invoices: one of a page, one of several."""
    at_desk(billing.company, login="carla")
    customer = billing.customer()
    many = [billing.line(f"Regel {n}") for n in range(60)]
    return [billing.final(customer).id, billing.final(customer, *many).id]


def test_many_documents_are_one_job_and_it_is_written_down(ids: list[int]) -> None:
    queue = Queue()
    sent = printing.print_documents(ids, Choice("Balie", copies=2), queue.send)
    assert (sent.jobs, sent.documents, sent.refused) == (("job-1",), 2, ())
    ((pages, ticket, title),) = queue.jobs
    assert len(pages) == 4
    assert "Regel 59" in pages[-1]
    assert (ticket, title) == (Ticket("Balie", "", 2), "2 documents")
    for invoice_id in ids:
        (event,) = invoices.events(invoice_id)
        assert (event.kind, event.words) == (invoices.EventKind.PRINTED, "Balie")


def test_on_both_sides_each_document_begins_on_a_front(ids: list[int]) -> None:
    queue = Queue()
    printing.print_documents(ids, Choice("Balie", two_sided=True), queue.send)
    ((pages, ticket, _title),) = queue.jobs
    assert ticket.two_sided
    assert [bool(page.strip()) for page in pages] == [True, False, True, True, True, False]


def test_following_pages_come_from_their_own_tray(ids: list[int]) -> None:
    queue = Queue()
    choice = Choice("Balie", first_tray="Tray1", next_tray="Tray2")
    sent = printing.print_documents(ids, choice, queue.send)
    assert len(sent.jobs) == 3
    assert [(len(pages), ticket.tray) for pages, ticket, _title in queue.jobs] == [
        (1, "Tray1"),
        (1, "Tray1"),
        (2, "Tray2"),
    ]


def test_paper_with_a_letterhead_gets_none_and_what_is_kept_stays(ids: list[int]) -> None:
    number, bare = printing.pages(ids[0], letterhead=False)
    kept = papers.papers(ids[0])[0]
    assert kept.name == f"{number}.pdf"
    own = "Langestraat 12"  # of the letterhead
    assert own in pictures.texts(kept.content)[0]
    assert own not in pictures.texts(bare)[0]
    assert printing.pages(ids[0])[1] == kept.content


def test_a_printer_that_takes_nothing_leaves_nothing_written_down(ids: list[int]) -> None:
    def refuse(_pdf: bytes, _ticket: Ticket, _title: str) -> str:
        raise UserError("gone")

    with pytest.raises(UserError, match="gone"):
        printing.print_documents(ids, Choice("Balie"), refuse)
    assert invoices.events(ids[0]) == []


def test_a_draft_is_told_and_the_others_are_printed(ids: list[int]) -> None:
    draft, _version = billing.draft(billing.customer())
    queue = Queue()
    sent = printing.print_documents([draft, ids[0]], Choice("Balie"), queue.send)
    assert (sent.documents, len(sent.refused)) == (1, 1)


def test_a_choice_is_remembered_and_a_damaged_one_is_the_usual() -> None:
    choice = Choice("Balie", "Tray1", "Tray2", 3, two_sided=True, letterhead=False)
    assert Choice.read(choice.written()) == choice
    for damaged in ("", "[]", "null", '{"copies": "3"}', '{"copies": true}', "{"):
        assert Choice.read(damaged) == Choice()


@pytest.fixture
def service(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[cups.Service]:
    """A print service of our own."""
    if reason := cups.why_not():
        pytest.skip(reason)
    with cups.service(tmp_path / "cups", monkeypatch) as made:
        yield made


@pytest.mark.parametrize("engine", ["sqlite"])
def test_a_real_print_service_prints_what_is_kept(ids: list[int], service: cups.Service) -> None:
    (printer,) = printers.printers()
    assert printer.name == service.printer
    sent = printing.print_documents(ids, Choice(printer.name))
    (printed,) = service.printed()
    assert not printers.waiting(sent.jobs[0])
    first, *others = pictures.rasters(printed, 200)  # its filters make drawings of letters
    assert len(others) == 3
    picture = Image.frombuffer(
        "RGB", (first.width, first.height), first.pixels, "raw", "BGRX", first.stride
    )
    (code,) = zxingcpp.read_barcodes(picture)
    assert papers.papers(ids[0])[0].name.removesuffix(".pdf") in code.text


def test_a_real_print_service_says_what_is_wrong(service: cups.Service) -> None:
    pdf = pictures.together([])
    with pytest.raises(UserError, match="no longer there"):
        printers.send(pdf, Ticket("Weg"), "x")
    service.admin("/usr/sbin/cupsreject", service.printer)
    with pytest.raises(UserError, match="takes no jobs"):
        printers.send(pdf, Ticket(service.printer), "x")
    service.admin("/usr/sbin/cupsaccept", service.printer)
    service.admin("/usr/sbin/cupsdisable", service.printer)
    job = printers.send(b"%PDF-1.7 waits", Ticket(service.printer), "x; rm -rf $(x)")
    assert printers.waiting(job)  # in the queue until somebody looks after the printer
    assert printers.complaint(service.printer) == "The printer was stopped."
    assert "no longer there" in printers.complaint("Weg")


def _pretend(folder: Path, monkeypatch: pytest.MonkeyPatch, **programs: str) -> None:
    folder.mkdir()
    for name, script in programs.items():
        file = folder / name
        file.write_text(f"#!/bin/sh\n{script}\n")
        file.chmod(file.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}/usr/bin{os.pathsep}/bin")


@pytest.mark.skipif(os.name == "nt", reason="Windows prints through Qt")
def test_trays_and_sides_are_read_and_paper_that_is_out_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    options = (
        "InputSlot/Media Source: *Auto Tray1 ManualFeed\\nDuplex/2-Sided: *None DuplexNoTumble"
    )
    _pretend(
        tmp_path / "bin",
        monkeypatch,
        lp="cat >/dev/null; echo 'lp: Error - unable to connect' >&2; exit 1",
        lpstat="""case "$*" in
  -e) echo Achter; echo Balie;;
  -d) echo 'system default destination: Balie';;
  *) echo 'printer Balie now printing Balie-7.'; echo '  Alerts: media-empty-error';;
esac""",
        lpoptions=f"printf '{options}\\n'",
    )
    usual, other = printers.printers()
    assert (usual.name, usual.usual, other.name) == ("Balie", True, "Achter")
    assert [tray.label for tray in usual.trays] == ["Tray 1", "Manual Feed"]
    assert usual.two_sided
    assert printers.complaint("Balie") == "The printer is out of paper."
    with pytest.raises(UserError, match="does not answer"):
        printers.send(b"", Ticket("Balie"), "x")


def test_a_computer_without_printing_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    assert printers.printers() == []
    with pytest.raises(UserError, match="Save the PDF"):
        printers.send(b"", Ticket("Balie"), "x")
