"""Papers that are missing are made while somebody works here; documents are printed."""

import pytest
from pytestqt.qtbot import QtBot

from mcsys_desktop.app.printing import Printing
from mcsys_desktop.app.program import Program
from mcsys_desktop.services import invoices, printing
from mcsys_desktop.services.invoices import papers
from mcsys_desktop.services.printing import Choice, Printer, Sent
from tests import billing

pytestmark = pytest.mark.parametrize("engine", ["sqlite"])  # the engine does not matter here


def _final(program: Program, qtbot: QtBot) -> int:
    made: list[int] = []

    def make() -> int:
        billing.company()
        return billing.final(billing.customer()).id

    program.work.run(program, make, then=made.append)
    qtbot.waitUntil(lambda: bool(made))
    return made[0]


def test_a_paper_that_is_missing_is_made_soon(plain: Program, qtbot: QtBot) -> None:
    done = _final(plain, qtbot)
    found: list[list[papers.Paper]] = []

    def kept() -> bool:
        plain.work.run(plain, papers.kept, done, then=found.append)
        return bool(found and found[-1])

    plain.live.hear("invoice")
    qtbot.waitUntil(kept, timeout=30_000)
    assert found[-1][0].whole


def test_documents_are_printed_and_the_choice_is_remembered(
    plain: Program, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    done = _final(plain, qtbot)
    monkeypatch.setattr(printing, "printers_here", lambda: [Printer("Balie")])
    monkeypatch.setattr(printing, "to_queue", lambda _pdf, _ticket, _title: "job-1")
    assert plain.screens is not None
    acts = Printing(plain.screens)
    acts.print_document(done)
    assert acts.dialog is not None
    qtbot.waitUntil(acts.dialog.go.isEnabled)
    with qtbot.waitSignal(acts.dialog.printed) as sent:
        acts.dialog.go.click()
    assert sent.args == [Sent(("job-1",), 1)]
    qtbot.waitUntil(lambda: acts.dialog is None)
    assert Choice.read(plain.settings.printing["invoice"]).printer == "Balie"
    events: list[list[invoices.Event]] = []
    plain.work.run(plain, invoices.events, done, then=events.append)
    qtbot.waitUntil(lambda: bool(events))
    assert [event.kind for event in events[0]] == [invoices.EventKind.PRINTED]
