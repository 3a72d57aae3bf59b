"""The print dialog: what it shows of printers, what it remembers, what it says when it fails."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from mcsys_desktop.core.errors import UserError
from mcsys_desktop.services import printing
from mcsys_desktop.services.printing import Choice, Printer, Sent, Tray
from mcsys_desktop.ui.printing import PrintDialog
from mcsys_desktop.ui.work import Work
from tests.ui.accessibility import clipped, walk

BALIE = Printer("Balie", (Tray("Tray1", "Tray 1"), Tray("Tray2", "Tray 2")), two_sided=True)
SIMPLE = Printer("Achter")
Opened = Callable[..., PrintDialog]


@pytest.fixture
def opened(work: Work, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Opened:
    """The dialog, shown, with these printers."""

    def open_it(*found: Printer, choice: Choice | None = None, ids: tuple[int, ...] = (1,)):  # type: ignore[no-untyped-def]
        monkeypatch.setattr(printing, "printers_here", lambda: list(found))
        dialog = PrintDialog(work, ids, choice or Choice())
        qtbot.addWidget(dialog)
        dialog.show()
        qtbot.waitUntil(lambda: "Looking" not in dialog.said.text())
        return dialog

    return open_it


def test_what_was_chosen_last_time_is_chosen_again(opened: Opened) -> None:
    choice = Choice("Balie", "Tray1", "Tray2", 3, two_sided=True, letterhead=False)
    dialog = opened(SIMPLE, BALIE, choice=choice, ids=(1, 2))
    assert dialog.choice() == choice
    assert dialog.go.isEnabled()
    assert walk(dialog) == []
    assert clipped(dialog) == []


def test_trays_and_sides_are_asked_only_where_there_are_any(opened: Opened) -> None:
    dialog = opened(SIMPLE, BALIE)
    assert not dialog.first.isVisible()
    assert not dialog.two_sided.isVisible()
    dialog.printer.choose("Balie")
    QApplication.processEvents()
    assert dialog.first.isVisible()
    assert dialog.two_sided.isVisible()


def test_without_a_printer_it_says_what_to_do(opened: Opened) -> None:
    dialog = opened()
    assert "no printer" in dialog.said.text()
    assert not dialog.go.isEnabled()
    assert dialog.cancel.isEnabled()


def test_a_printer_that_is_gone_is_told(opened: Opened) -> None:
    dialog = opened(SIMPLE, choice=Choice("Balie"))
    assert "Balie" in dialog.said.text()
    assert dialog.choice().printer == "Achter"


def test_a_printer_that_refuses_leaves_the_dialog_for_another_try(
    opened: Opened, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    tries: list[Choice] = []

    def print_documents(ids: list[int], choice: Choice, _send: object) -> Sent:
        tries.append(choice)
        if len(tries) == 1:
            raise UserError("The printer Achter is no longer there.")
        return Sent(("job-1",), len(ids))

    monkeypatch.setattr(printing, "print_documents", print_documents)
    dialog = opened(SIMPLE, BALIE)
    dialog.go.click()
    qtbot.waitUntil(lambda: "no longer there" in dialog.said.text())
    assert dialog.go.isEnabled()
    dialog.printer.choose("Balie")
    with qtbot.waitSignals([dialog.chosen, dialog.printed, dialog.accepted]):
        dialog.go.click()
    assert [choice.printer for choice in tries] == ["Achter", "Balie"]


def test_documents_that_cannot_be_printed_are_named(
    opened: Opened, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent = Sent(("job-1",), 1, ("F2026-00002 cannot be drawn.",))
    monkeypatch.setattr(printing, "print_documents", lambda *_given: sent)
    dialog = opened(SIMPLE, ids=(1, 2))
    dialog.go.click()
    qtbot.waitUntil(lambda: "F2026-00002" in dialog.said.text())
    assert dialog.isVisible()
    assert not dialog.go.isEnabled()


def test_qt_draws_every_page_for_a_system_without_cups(tmp_path, qapp) -> None:  # type: ignore[no-untyped-def]
    from datetime import UTC, datetime

    from PySide6.QtPrintSupport import QPrinter

    from mcsys_desktop.documents import pictures
    from mcsys_desktop.documents.invoices.look import Look
    from mcsys_desktop.documents.invoices.paper import render
    from mcsys_desktop.ui.printing import windows
    from tests.documents.invoices import sheets

    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "out.pdf"))
    work = [sheets.WORK[0]] * 40
    pdf = render(sheets.sheet(work), Look(), datetime(2026, 11, 22, tzinfo=UTC))
    windows.draw(pdf, printer, "Factuur")
    drawn = pictures.rasters((tmp_path / "out.pdf").read_bytes(), 40)
    meant = pictures.rasters(pdf, 40)
    assert len(drawn) == len(meant) == 2
    for one, other in zip(drawn, meant, strict=True):
        assert abs(one.width - other.width) <= 1
        dark = [sum(page.pixels) / len(page.pixels) for page in (one, other)]
        assert abs(dark[0] - dark[1]) < 3  # as much ink on it
