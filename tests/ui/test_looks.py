"""How papers look is chosen on the settings page, with the page beside it."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from mcsys_desktop.core.errors import UserError
from mcsys_desktop.documents import pictures
from mcsys_desktop.services import invoice_settings, looks
from mcsys_desktop.services.invoice_settings import Chosen, Window
from mcsys_desktop.ui.looks import LookCard
from mcsys_desktop.ui.looks.form import LookForm
from mcsys_desktop.ui.style import style
from mcsys_desktop.ui.work import Work
from tests.ui.accessibility import clipped, walk


@pytest.fixture
def card(work: Work, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> LookCard:
    """The card over an office in memory."""
    kept = {"chosen": Chosen()}

    def choose(_version: int, changes: dict[str, object]) -> Chosen:
        from dataclasses import replace

        kept["chosen"] = replace(kept["chosen"], **changes)  # type: ignore[arg-type]
        return kept["chosen"]

    monkeypatch.setattr(invoice_settings, "chosen", lambda: kept["chosen"])
    monkeypatch.setattr(invoice_settings, "choose", choose)
    monkeypatch.setattr(looks, "letterhead", lambda: (b"", b""))
    monkeypatch.setattr("mcsys_desktop.services.companies.sign", _no_logo)
    monkeypatch.setattr("mcsys_desktop.services.sellers.seller", _nobody)
    made = LookCard(work)
    qtbot.addWidget(made)
    made.resize(720, made.sizeHint().height())
    made.show()
    made.refresh()
    qtbot.waitUntil(lambda: made.page.shows, timeout=20_000)
    return made


def _no_logo() -> object:
    from mcsys_desktop.services.companies import Sign

    return Sign("", b"")


def _nobody() -> object:
    from mcsys_desktop.documents.invoices.snapshot import Seller

    return Seller("")


def test_a_change_is_seen_on_the_page_before_it_is_saved(card: LookCard, qtbot: QtBot) -> None:
    before = card.page.grab().toImage()
    card.form.window_at.choose(Window.RIGHT)
    card.form.window_at.activated.emit(1)
    qtbot.waitUntil(lambda: card.page.grab().toImage() != before, timeout=20_000)
    assert invoice_settings.chosen().window is Window.LEFT
    card.save.click()
    qtbot.waitUntil(lambda: card.said.text() == "Saved.")
    assert invoice_settings.chosen().window is Window.RIGHT
    assert walk(card) == []


def test_nothing_is_cut_off_with_large_letters(card: LookCard) -> None:
    style().apply("light", "normal", 1.3)
    card.resize(style().px(680), card.sizeHint().height())
    QApplication.processEvents()
    assert [told for told in clipped(card) if "NoteField" not in told] == []  # they scroll


def test_what_cannot_be_is_said_at_its_field_and_nothing_is_saved(card: LookCard) -> None:
    card.form.right.setText("ver")
    card.form.accent.setText("teal")
    card.save.click()
    QApplication.processEvents()
    assert "millimetres" in card.form.rows["window_right"].note.text()
    assert invoice_settings.chosen() == Chosen()
    assert card.form.right.text() == "ver"


def test_the_test_page_has_a_frame_where_the_window_is(
    card: LookCard, qtbot: QtBot, tmp_path: Path
) -> None:
    file = tmp_path / "test.pdf"
    card.save_test_page(file)
    qtbot.waitUntil(lambda: "test.pdf" in card.said.text(), timeout=20_000)
    (page,) = pictures.texts(file.read_bytes())
    assert "Langestraat 84" in page
    assert "100 mm" in page


def test_a_file_that_is_no_letterhead_is_told(
    card: LookCard, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_data: bytes) -> None:
        raise UserError("no letterhead")

    monkeypatch.setattr(looks, "keep_letterhead", refuse)
    (tmp_path / "x.pdf").write_bytes(b"x")
    card.take_letterhead(tmp_path / "x.pdf")
    qtbot.waitUntil(lambda: card.said.text() == "no letterhead")
    card.take_letterhead(tmp_path / "none.pdf")
    qtbot.waitUntil(lambda: "none.pdf" in card.said.text())


@pytest.mark.parametrize(("typed", "tenths"), [("2", 20), ("-1,5", -15), ("", 0), ("0.25", 2)])
def test_millimetres_are_read_as_people_type_them(qtbot: QtBot, typed: str, tenths: int) -> None:
    form = LookForm()
    qtbot.addWidget(form)
    form.show_chosen(Chosen())
    form.down.setText(typed)
    assert form.said().window_down == tenths
