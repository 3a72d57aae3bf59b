"""Paper: A4 pages in the house's type, and the one place that knows fpdf2.

Only plain cells are used: fpdf2's markdown and HTML would make markup of text from outside. Fonts
are TrueType and embedded as subsets, because fpdf2 embeds OpenType CFF under the wrong name and
the text could not be copied from the PDF again.
"""

from datetime import datetime
from typing import Self

from fpdf import FPDF
from fpdf.enums import XPos, YPos
from fpdf.fonts import TTFFont

from mcsys_desktop.core import resources

BODY = 10.5  # points
TITLE = 18
SMALL = 8.5
LABEL, PEN = 66, 8  # millimetres: what stands before a line to write on, and room for a hand
WORDS = 118  # millimetres: what stands before its keys
MARGIN = 22  # millimetres
INK = (22, 32, 42)
GREY = (74, 87, 99)


class Paper(FPDF):
    """An A4 document that is the same bytes for the same content and moment.

    It is made inside ``with``, which closes the files of its fonts.
    """

    def __init__(self, title: str, language: str, made_at: datetime) -> None:
        super().__init__(orientation="P", unit="mm", format="A4")
        for style, file in (("", "Inter-Regular.ttf"), ("B", "Inter-SemiBold.ttf")):
            self.add_font("Inter", style, resources.path("fonts", file))
        self.set_margins(MARGIN, MARGIN)
        self.set_auto_page_break(True, MARGIN)
        self.set_title(title)
        self.set_lang(language)
        self.set_creator("MCSys Desktop")
        self.set_creation_date(made_at)  # otherwise it is the clock, and no two PDFs are equal
        self.add_page()
        self.write_lines(title, size=TITLE, bold=True)
        self.ln(3)

    def write_lines(
        self, text: str, *, size: float = BODY, bold: bool = False, grey: bool = False
    ) -> None:
        """A paragraph over the whole width."""
        self._ink(size, bold, grey)
        self.multi_cell(
            0, size * 0.52, text, align="L", new_x=XPos.LMARGIN, new_y=YPos.NEXT, markdown=False
        )

    def write_step(self, number: int, text: str, *, size: float = BODY) -> None:
        """A numbered paragraph with its number in the margin column."""
        height = size * 0.52
        self._ink(size, True, False)
        self.cell(9, height, f"{number}.")
        self._ink(size, False, False)
        self.multi_cell(
            0, height, text, align="L", new_x=XPos.LMARGIN, new_y=YPos.NEXT, markdown=False
        )
        self.ln(1.6)

    def write_framed(self, text: str, *, size: float) -> None:
        """One line in a box, for what must be copied sign by sign."""
        self._ink(size, True, False)
        self.set_draw_color(*GREY)
        self.cell(0, size * 0.9, text, border=1, align="C", new_x=XPos.LMARGIN, new_y=YPos.NEXT)

    def write_pair(self, words: str, keys: str) -> None:
        """Something at the left, and what belongs to it at the right."""
        self._ink(BODY, False, False)
        self.cell(WORDS, PEN - 2, words, align="L")
        self._ink(BODY, True, False)
        self.cell(0, PEN - 2, keys, align="L", new_x=XPos.LMARGIN, new_y=YPos.NEXT)

    def write_blank(self, label: str) -> None:
        """A label with a line behind it, to be filled in with a pen."""
        self._ink(SMALL, False, True)
        self.set_draw_color(*GREY)
        self.cell(LABEL, PEN, label, align="L")
        self.cell(0, PEN, "", border="B", new_x=XPos.LMARGIN, new_y=YPos.NEXT)

    def bytes(self) -> bytes:
        """The finished document."""
        return bytes(self.output())

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_failure: object) -> None:
        for font in self.fonts.values():  # else they stay open until somebody collects garbage
            if isinstance(font, TTFFont):
                font.ttfont.close()

    def _ink(self, size: float, bold: bool, grey: bool) -> None:
        self.set_font("Inter", "B" if bold else "", size)
        self.set_text_color(*(GREY if grey else INK))
