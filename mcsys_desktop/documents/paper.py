"""Sheets of running text in the house's type: for the safe, for the desk, for an envelope."""

from datetime import datetime

from fpdf.enums import XPos, YPos

from mcsys_desktop.documents.canvas import GREY, Canvas

BODY = 10.5  # points
TITLE = 18
SMALL = 8.5
LABEL, PEN = 66, 8  # millimetres: what stands before a line to write on, and room for a hand
WORDS = 118  # millimetres: what stands before its keys
MARGIN = 22  # millimetres


class Paper(Canvas):
    """Running text on A4, which goes on on the next page by itself."""

    def __init__(self, title: str, language: str, made_at: datetime) -> None:
        super().__init__(title, language, made_at)
        self.set_margins(MARGIN, MARGIN)
        self.set_auto_page_break(True, MARGIN)
        self.add_page()
        self.write_lines(title, size=TITLE, bold=True)
        self.ln(3)

    def write_lines(
        self, text: str, *, size: float = BODY, bold: bool = False, grey: bool = False
    ) -> None:
        """A paragraph over the whole width."""
        self.paragraph(text, size=size, bold=bold, grey=grey)

    def write_step(self, number: int, text: str, *, size: float = BODY) -> None:
        """A numbered paragraph with its number in the margin column."""
        self.ink(size, bold=True)
        self.cell(9, size * 0.52, f"{number}.")
        self.paragraph(text, size=size)
        self.ln(1.6)

    def write_framed(self, text: str, *, size: float) -> None:
        """One line in a box, for what must be copied sign by sign."""
        self.ink(size, bold=True)
        self.set_draw_color(*GREY)
        self.cell(0, size * 0.9, text, border=1, align="C", new_x=XPos.LMARGIN, new_y=YPos.NEXT)

    def write_pair(self, words: str, keys: str) -> None:
        """Something at the left, and what belongs to it at the right."""
        self.ink(BODY)
        self.cell(WORDS, PEN - 2, words, align="L")
        self.ink(BODY, bold=True)
        self.cell(0, PEN - 2, keys, align="L", new_x=XPos.LMARGIN, new_y=YPos.NEXT)

    def write_blank(self, label: str) -> None:
        """A label with a line behind it, to be filled in with a pen."""
        self.ink(SMALL, colour=GREY)
        self.set_draw_color(*GREY)
        self.cell(LABEL, PEN, label, align="L")
        self.cell(0, PEN, "", border="B", new_x=XPos.LMARGIN, new_y=YPos.NEXT)
