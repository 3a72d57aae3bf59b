"""A4 pages on which words are put where they belong: the one place that knows fpdf2.

Only plain cells are used: fpdf2's markdown and HTML would make markup of text from outside. Fonts
are TrueType, because fpdf2 embeds OpenType CFF under the wrong name and the text could not be
copied from the PDF again. Small ones are embedded whole (``whole_fonts.py``): making a subset of
them for every document took most of the time that an invoice took. Writing that the house's font
does not have comes from DejaVu Sans, shaped and in its own direction, read when somebody needs it.
"""

import logging
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Literal, Self

from fpdf import FPDF
from fpdf.enums import XPos, YPos
from fpdf.fonts import TTFFont

from mcsys_desktop.core import resources
from mcsys_desktop.documents import whole_fonts
from mcsys_desktop.documents.whole_fonts import Producer, WholeFont

WIDTH, HEIGHT = 210.0, 297.0  # millimetres
INK = (22, 32, 42)
GREY = (74, 87, 99)
LINE = (200, 207, 214)
LEADING = 0.3528 * 1.32  # millimetres of a line for each point of its size
UNKNOWN = "\N{REPLACEMENT CHARACTER}"  # for what none of our fonts can write
Colour = tuple[int, int, int]
Align = Literal["L", "R", "C"]

logging.getLogger("fontTools.subset").setLevel(logging.WARNING)  # it tells of every table


class Canvas(FPDF):
    """A document that is the same bytes for the same content and moment. All lengths are mm.

    It is made inside ``with``, which closes the files of its fonts. ``archival``: PDF/A-3b, for
    what must be readable in seven years (ISO 19005-3).
    """

    def __init__(
        self,
        title: str,
        language: str,
        made_at: datetime,
        *,
        archival: bool = False,
        fonts: tuple[str, str] = ("Inter-Regular.ttf", "Inter-SemiBold.ttf"),
    ) -> None:
        super().__init__(
            orientation="P",
            unit="mm",
            format="A4",
            enforce_compliance="PDF/A-3B" if archival else None,
        )
        for style, file in zip(("", "B"), fonts, strict=True):
            self._add_house(style, resources.path("fonts", file))
        self._signs = frozenset(self._font("house").cmap)
        self._every = frozenset[int]()  # with those of the other font, once it is there
        self._end_of_page: Callable[[], None] = lambda: None
        self.set_auto_page_break(False)
        self.set_title(title)
        self.set_lang("nl-NL" if language == "nl" else language)
        self.set_creator("MCSys Desktop")
        self.set_creation_date(made_at)  # otherwise it is the clock, and no two PDFs are equal

    # Words ----------------------------------------------------------------------------------------

    def ink(self, size: float, *, bold: bool = False, colour: Colour = INK) -> None:
        """What is written from here on: points, weight and colour."""
        self.set_font("House", "B" if bold else "", size)
        self.set_text_color(*colour)

    def put(
        self,
        x: float,
        y: float,
        width: float,
        text: str,
        *,
        size: float,
        bold: bool = False,
        colour: Colour = INK,
        align: Align = "L",
    ) -> None:
        """One line of text in a box that begins at (x, y); what is too wide is set smaller."""
        text = self._writable(text)
        font = self._whole(bold)
        if font is not None and not self.text_shaping:
            self._put_whole(font, x, y, width, text, size, colour, align)
            return
        self.ink(size, bold=bold, colour=colour)
        wide = self.get_string_width(text)
        if wide > width > 0:
            self.set_font_size(max(size * width / wide, 4.0))
        self.set_xy(x, y)
        self.cell(width, size * LEADING, text, align=align, markdown=False)
        if self.text_shaping:  # it leaves another size behind than fpdf2 believes
            self.font_family = ""

    def _put_whole(
        self,
        font: WholeFont,
        x: float,
        y: float,
        width: float,
        text: str,
        size: float,
        colour: Colour,
        align: Align,
    ) -> None:
        """The same, and the same place to a hair, without asking fpdf2 for every sign."""
        wide, line = whole_fonts.wide(font, text, size, self.k), size * LEADING
        if wide > width > 0:
            smaller = max(size * width / wide, 4.0)
            wide, size = wide * smaller / size, smaller
        free = width - wide
        x += {"L": self.c_margin, "R": free - self.c_margin, "C": free / 2}[align]
        y += 0.5 * line + 0.3 * size / self.k
        whole_fonts.put(self, font, x, y, text, size, _rgb(colour))

    def broken(self, text: str, width: float, *, size: float, bold: bool = False) -> list[str]:
        """A text as lines that fit ``width``; its own line breaks stay."""
        self.ink(size, bold=bold)
        lines: list[str] = []
        font = self._whole(bold)
        for paragraph in text.split("\n"):
            clean = self._writable(paragraph)
            if font is not None and not self.text_shaping:
                wide = whole_fonts.wide(font, clean, size, self.k)
                if wide <= width - 2 * self.c_margin:
                    lines.append(paragraph)
                    continue
            elif self.get_string_width(clean) <= width - 2 * self.c_margin:
                lines.append(paragraph)
                continue
            found = self.multi_cell(
                width, size * LEADING, clean, align="L", dry_run=True, output="LINES"
            )
            lines += [str(line) for line in found]  # type: ignore[union-attr]  # with LINES
        return lines

    def write(  # type: ignore[override]  # fpdf2's own writes where it stands; ours, in a box
        self,
        x: float,
        y: float,
        width: float,
        text: str,
        *,
        size: float,
        bold: bool = False,
        colour: Colour = INK,
    ) -> float:
        """A text over as many lines as it needs; where it ended."""
        for line in self.broken(text, width, size=size, bold=bold):
            self.put(x, y, width, line, size=size, bold=bold, colour=colour)
            y += size * LEADING
        return y

    def paragraph(self, text: str, *, size: float, bold: bool = False, grey: bool = False) -> None:
        """A paragraph over the whole width, from where the last one ended."""
        text = self._writable(text)
        self.ink(size, bold=bold, colour=GREY if grey else INK)
        self.multi_cell(
            0, size * 0.52, text, align="L", new_x=XPos.LMARGIN, new_y=YPos.NEXT, markdown=False
        )

    def wide(self, text: str, *, size: float, bold: bool = False) -> float:
        """How wide a text is."""
        text, font = self._writable(text), self._whole(bold)
        if font is not None and not self.text_shaping:
            return whole_fonts.wide(font, text, size, self.k)
        self.ink(size, bold=bold)
        return float(self.get_string_width(text))

    # Lines, boxes, pictures -----------------------------------------------------------------------

    def rule(self, x: float, y: float, width: float, colour: Colour = LINE) -> None:
        """A thin horizontal line."""
        self.set_draw_color(*colour)
        self.set_line_width(0.25)
        self.line(x, y, x + width, y)

    def frame(self, x: float, y: float, width: float, height: float, colour: Colour) -> None:
        """A thin frame."""
        self.set_draw_color(*colour)
        self.set_line_width(0.3)
        self.rect(x, y, width, height)

    def squares(self, x: float, y: float, side: float, rows: list[list[bool]]) -> None:
        """A pattern of black squares, ``side`` wide and high: a QR code."""
        if not rows:
            return
        each = side / len(rows)
        boxes = []
        for down, row in enumerate(rows):
            at = 0
            while at < len(row):
                end = at
                while end < len(row) and row[end]:
                    end += 1
                if end > at:  # a run of black as one: fewer strokes, and no white hairlines
                    boxes.append((x + at * each, y + down * each, (end - at) * each, each))
                at = end + 1
        whole_fonts.fill(self, boxes)

    def picture(self, data: bytes, x: float, y: float, width: float, height: float) -> None:
        """A picture inside a box, as large as fits, in its corner. Raises ValueError for none."""
        try:
            whole_fonts.picture(self, data, x, y, width, height)
        except Exception as error:  # whatever a damaged picture brings up
            raise ValueError("this is no picture") from error

    # The whole ------------------------------------------------------------------------------------

    def attach(self, name: str, data: bytes, kind: str, made_at: datetime) -> None:
        """Put a file into the document, as what the document also is (PDF/A-3)."""
        self.embed_file(
            bytes=data,
            basename=name,
            mime_type=kind,
            modification_date=made_at,
            associated_file_relationship="Alternative",
            compress=True,
        )

    def bytes(self) -> bytes:
        """The finished document."""
        return bytes(self.output(output_producer_class=Producer))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_failure: object) -> None:
        for font in self.fonts.values():  # else they stay open until somebody collects garbage
            if isinstance(font, TTFFont):
                font.close()

    def _add_house(self, style: str, file: Path) -> None:
        if whole_fonts.small(file):
            whole_fonts.add(self, "House", style, file)
        else:
            self.add_font("House", style, file)

    def _whole(self, bold: bool) -> WholeFont | None:
        font = self.fonts["houseB" if bold else "house"]
        return font if isinstance(font, WholeFont) else None

    def _font(self, name: str) -> TTFFont:
        font = self.fonts[name]
        if not isinstance(font, TTFFont):
            raise TypeError("our fonts are TrueType")
        return font

    def _writable(self, text: str) -> str:
        """The text without what no font of ours has; the other font is read when it is needed."""
        if not text or self._signs.issuperset(map(ord, text)):
            if self._every:
                self.set_text_shaping(False)
            return text
        if not self._every:
            for style in ("", "B"):
                self.add_font("Other", style, resources.path("fonts", "DejaVuSans.ttf"))
            self.set_fallback_fonts(["Other"], exact_match=False)
            self._every = self._signs | frozenset(self._font("other").cmap)
        self.set_text_shaping(True)
        return "".join(sign if ord(sign) in self._every else UNKNOWN for sign in text)


def _rgb(colour: Colour) -> str:
    return " ".join(f"{part / 255:.4g}" for part in colour) + " rg"
