"""The fields of how papers look: envelope, letterhead, colour, conditions."""

from dataclasses import replace
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from mcsys_desktop.core.errors import UserError
from mcsys_desktop.core.i18n import _
from mcsys_desktop.services import invoice_settings, looks
from mcsys_desktop.services.invoice_settings import Chosen, Letterhead, Window
from mcsys_desktop.ui.widgets import (
    ChoiceField,
    Labelled,
    LineField,
    NoteField,
    Switch,
    column,
    row,
)


class LookForm(QWidget):
    """The fields of a look. ``edited`` comes at every change."""

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._chosen = Chosen()
        self.window_at = ChoiceField(
            [
                (Window.LEFT, _("On the left")),
                (Window.RIGHT, _("On the right")),
                (Window.NONE, _("No window")),
            ]
        )
        self.right, self.down = LineField(), LineField()
        self.accent = LineField()
        self.head = ChoiceField(
            [
                (Letterhead.DRAWN, _("Drawn by the program")),
                (Letterhead.PDF, _("Own letterhead below it")),
                (Letterhead.PREPRINTED, _("Printed on the paper already")),
            ]
        )
        self.fold, self.qr = Switch(_("Fold mark")), Switch(_("QR code for paying"))
        self.terms_page = Switch(_("Conditions on a page of their own"))
        self.terms_nl = NoteField("", name=_("Conditions in Dutch"))
        self.terms_en = NoteField("", name=_("Conditions in English"))
        self.rows = {
            "window_right": Labelled(_("Moved to the right (mm)"), self.right),
            "window_down": Labelled(_("Moved down (mm)"), self.down),
            "accent": Labelled(_("Accent colour"), self.accent),
        }
        moved = row(self.rows["window_right"], self.rows["window_down"], gap=12)
        self.setLayout(
            column(
                Labelled(_("Window of the envelope"), self.window_at),
                moved,
                Labelled(_("Letterhead"), self.head),
                self.rows["accent"],
                self.fold,
                self.qr,
                Labelled(_("Conditions in Dutch"), self.terms_nl),
                Labelled(_("Conditions in English"), self.terms_en),
                self.terms_page,
                gap=10,
            )
        )
        for choice in (self.window_at, self.head):
            choice.activated.connect(lambda _at: self.edited.emit())
        for line in (self.right, self.down, self.accent):
            line.textEdited.connect(lambda _text: self.edited.emit())
        for switch in (self.fold, self.qr, self.terms_page):
            switch.clicked.connect(lambda _on: self.edited.emit())
        for note in (self.terms_nl, self.terms_en):
            note.settled.connect(lambda _text: self.edited.emit())

    def show_chosen(self, chosen: Chosen) -> None:
        """Show what is stored."""
        self._chosen = chosen
        self.window_at.choose(chosen.window)
        self.head.choose(chosen.letterhead)
        self.right.setText(_millimetres(chosen.window_right))
        self.down.setText(_millimetres(chosen.window_down))
        self.accent.setText(chosen.accent)
        self.fold.setChecked(chosen.fold_marks)
        self.qr.setChecked(chosen.qr)
        self.terms_page.setChecked(chosen.terms_page)
        self.terms_nl.show_text(chosen.terms_nl)
        self.terms_en.show_text(chosen.terms_en)

    def said(self) -> Chosen:
        """What the fields say. Raises UserError, and shows it at its field."""
        found: dict[str, Any] = {}
        for name, read in (
            ("window_right", lambda: _tenths(self.right.text())),
            ("window_down", lambda: _tenths(self.down.text())),
            ("accent", lambda: _colour(self.accent.text())),
        ):
            self.rows[name].show_error("")
            try:
                found[name] = read()
            except UserError as error:
                self.rows[name].show_error(str(error))
                raise
        return replace(
            self._chosen,
            window=Window(str(self.window_at.value())),
            letterhead=Letterhead(str(self.head.value())),
            fold_marks=self.fold.isChecked(),
            qr=self.qr.isChecked(),
            terms_page=self.terms_page.isChecked(),
            terms_nl=self.terms_nl.text(),
            terms_en=self.terms_en.text(),
            **found,
        )


def _tenths(typed: str) -> int:
    text = typed.strip().replace(",", ".") or "0"
    try:
        tenths = round(float(text) * 10)
    except (ValueError, OverflowError) as error:
        raise UserError(_("Type millimetres, like 2 or -1,5.")) from error
    if abs(tenths) > invoice_settings.FURTHEST:
        raise UserError(_("The window can be moved by 30 mm at most."))
    return tenths


def _millimetres(tenths: int) -> str:
    sign, whole, rest = "-" if tenths < 0 else "", abs(tenths) // 10, abs(tenths) % 10
    return f"{sign}{whole},{rest}" if rest else f"{sign}{whole}"


def _colour(typed: str) -> str:
    red, green, blue = looks.colour(typed)
    return f"#{red:02X}{green:02X}{blue:02X}"
