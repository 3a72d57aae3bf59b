"""Small fonts and pictures, read once for all: the one file that uses the insides of fpdf2.

fpdf2 reads a font anew for every document and makes a subset of it at the end; of an invoice of one
page that was two thirds of the time. A font that is small already is kept here as it goes into the
PDF, and its glyphs are called by their own numbers, so that no table of them has to be made. Text
is written straight into the page, too: fpdf2 looks at every line for what our lines never have.
"""

import hashlib
import re
import zlib
from dataclasses import dataclass
from functools import cache, lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any

from fpdf import FPDF
from fpdf.enums import PDFResourceType
from fpdf.fonts import Glyph, PDFFontDescriptor, SubsetMap, TTFFont
from fpdf.image_datastructures import RasterImageInfo
from fpdf.image_parsing import get_img_info
from fpdf.output import (
    CIDSystemInfo,
    OutputProducer,
    PDFFont,
    PDFFontStream,
)
from fpdf.syntax import Name, PDFArray, PDFContentStream
from PIL import Image

SMALL = 64 * 1024  # bytes of a font that is embedded whole
_MAP = """/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
{blocks}endcmap
CMapName currentdict /CMap defineresource pop
end
end"""
_CREATED = re.compile('xmp:CreateDate="([^"]*)')
_MODIFIED = re.compile('(xmp:(?:Modify|Metadata)Date=")[^"]*')
_ESCAPED = {ord(sign): f"\\{sign}" for sign in "()\\"} | {13: "\\r"}  # within a PDF's string


@dataclass(frozen=True)
class _Read:
    """A font as it was read, for all documents; nothing of it is changed again."""

    font: TTFFont
    codes: dict[str, str]  # each sign as it is written into a page
    widths: dict[str, float]  # of each sign, in thousandths of the size
    packed: bytes  # the file, compressed
    length: int  # before
    reading: bytes  # which glyph is which sign, compressed
    advances: str  # the widths of all glyphs


class _Ready(PDFContentStream):
    """A stream that is compressed already."""

    def __init__(self, packed: bytes) -> None:
        super().__init__(packed)
        self.filter = Name("FlateDecode")


class _ReadyFont(PDFFontStream):
    def __init__(self, packed: bytes, length: int) -> None:
        PDFContentStream.__init__(self, packed)
        self.filter = Name("FlateDecode")
        self.length1 = length


class _Glyphs(SubsetMap):
    """All glyphs of a font under their own numbers. Nothing is remembered of what was used."""

    def __init__(self, font: TTFFont) -> None:
        self.font = font

    def pick(self, unicode: int) -> int | None:  # type: ignore[override]  # theirs is cached
        return self.font.glyph_ids.get(unicode)

    def pick_glyph(self, glyph: Glyph | None) -> int | None:
        return None if glyph is None else glyph.glyph_id

    def get_glyph(  # type: ignore[override]  # likewise
        self,
        glyph: int | None = None,
        unicode: int | tuple[int, ...] | None = None,
        glyph_name: str | None = None,
        glyph_width: int | None = None,
    ) -> Glyph | None:
        if glyph is None or unicode is None:
            return None
        return Glyph(glyph, unicode, glyph_name or "", glyph_width or 0)


class WholeFont(TTFFont):
    """A font of one document, which shares everything with those of the others."""

    def __init__(self, read: _Read, place: int, key: str) -> None:
        for name in TTFFont.__slots__:
            if hasattr(read.font, name):
                setattr(self, name, getattr(read.font, name))
        self.i, self.fontkey, self.read = place, key, read
        self.missing_glyphs = []
        self.subset = _Glyphs(self)
        self.desc = _described(read.font.desc)

    def close(self) -> None:
        """Nothing: others use the file too."""


def add(pdf: FPDF, family: str, style: str, file: Path) -> None:
    """Make a small font available in a document."""
    key = f"{family.lower()}{style}"
    pdf.fonts[key] = WholeFont(_read(file, style), len(pdf.fonts) + 1, key)


def put(
    pdf: FPDF, font: WholeFont, x: float, y: float, text: str, size: float, colour: str
) -> None:
    """Write signs that the font has on a base line; ``x`` and ``y`` are mm from the top left."""
    codes = font.read.codes
    written = "".join([codes[sign] for sign in text])
    place = f"{x * pdf.k:.2f} {(pdf.h - y) * pdf.k:.2f}"
    pdf._resource_catalog.add(PDFResourceType.FONT, font.i, pdf.page)
    pdf._out(f"q {colour} BT /F{font.i} {size:.2f} Tf {place} Td ({written}) Tj ET Q")


def wide(font: WholeFont, text: str, size: float, k: float) -> float:
    """How wide a text of signs that the font has is, in mm. ``k`` is the points of a mm."""
    widths = font.read.widths
    return sum([widths[sign] for sign in text]) * size / (1000 * k)


def fill(pdf: FPDF, boxes: list[tuple[float, float, float, float]]) -> None:
    """Black boxes (x, y, width, height in mm from the top left), in one stroke."""
    k, high = pdf.k, pdf.h
    drawn = "".join(
        f"{x * k:.3f} {(high - y - tall) * k:.3f} {across * k:.3f} {tall * k:.3f} re "
        for x, y, across, tall in boxes
    )
    pdf._out(f"q 0 g {drawn}f Q")


def picture(pdf: FPDF, data: bytes, x: float, y: float, width: float, height: float) -> None:
    """A picture in a box. Every document has the same logo: it is unpacked once.

    Raises whatever a damaged picture brings up.
    """
    name, known = hashlib.sha256(data).hexdigest(), pdf.image_cache.images
    if name not in known:
        info = RasterImageInfo(_unpacked(data))
        info.update(i=len(known) + 1, usages=0, iccp_i=None)
        known[name] = info
    pdf.image(name, x, y, width, height, keep_aspect_ratio=True)


@lru_cache(maxsize=4)
def _unpacked(data: bytes) -> dict[str, Any]:
    with Image.open(BytesIO(data)) as opened:
        opened.load()
        opened.info.pop("icc_profile", None)  # colours are those of the document
        info: dict[str, Any] = get_img_info("", opened)
    return dict(info)


class Producer(OutputProducer):
    """Writes the document: small fonts as they are, and no moment but the one it was given."""

    def _build_xmp_from_info(self) -> str:
        told = super()._build_xmp_from_info()
        made = _CREATED.search(told)
        if made is None:
            raise ValueError("the moment when it was made is missing")
        return _MODIFIED.sub(lambda found: found[1] + made[1], told)  # theirs is the clock's

    def _add_fonts(self, *found: Any) -> dict[int, Any]:
        catalogue = self.fpdf._resource_catalog
        every = catalogue.font_registry
        whole = {key: font for key, font in every.items() if isinstance(font, WholeFont)}
        catalogue.font_registry = {key: font for key, font in every.items() if key not in whole}
        try:
            made: dict[int, Any] = super()._add_fonts(*found)
        finally:
            catalogue.font_registry = every
        for font in whole.values():
            made[font.i] = self._add_whole(font)
        return made

    def _add_whole(self, font: WholeFont) -> PDFFont:
        read, name = font.read, font.name
        outer = PDFFont(subtype="Type0", base_font=name, encoding="Identity-H")
        inner = PDFFont(
            subtype="CIDFontType2",
            base_font=name,
            d_w=font.desc.missing_width,
            w=read.advances,
        )
        inner.c_i_d_to_g_i_d_map = Name("Identity")  # type: ignore[assignment]  # or a stream
        reading, system = _Ready(read.reading), CIDSystemInfo()
        system.ordering = type(system.ordering)("Identity", encrypt=True)
        font.desc.font_name = Name(name)
        file = _ReadyFont(read.packed, read.length)
        for each in (outer, inner, reading, system, font.desc, file):
            self._add_pdf_obj(each, "fonts")
        outer.descendant_fonts, outer.to_unicode = PDFArray([inner]), reading
        inner.c_i_d_system_info, inner.font_descriptor = system, font.desc
        font.desc.font_file2 = file  # type: ignore[attr-defined]  # as fpdf2 does
        return outer


@cache
def small(file: Path) -> bool:
    """Whether a font is embedded whole."""
    return file.stat().st_size <= SMALL


@lru_cache(maxsize=8)
def _read(file: Path, style: str) -> _Read:
    font = TTFFont(FPDF(), file, "small", style)
    data = file.read_bytes()
    order = font.ttfont.getGlyphOrder()
    metrics = font.ttfont["hmtx"].metrics
    advances = " ".join(str(round(font.scale * metrics[name][0] + 0.001)) for name in order)
    signs = sorted((place, sign) for sign, place in font.glyph_ids.items())
    lines = [
        f"<{place:04X}> <{chr(sign).encode('utf-16-be').hex().upper()}>\n" for place, sign in signs
    ]
    blocks = "".join(
        f"{len(part)} beginbfchar\n{''.join(part)}endbfchar\n"
        for part in (lines[at : at + 100] for at in range(0, len(lines), 100))
    )
    read = _Read(
        font,
        codes={chr(sign): _code(place) for sign, place in font.glyph_ids.items()},
        widths={chr(sign): font.cw[sign] for sign in font.cmap},
        packed=zlib.compress(data, 9),
        length=len(data),
        reading=zlib.compress(_MAP.format(blocks=blocks).encode("latin-1"), 9),
        advances=f"[0 [{advances}]]",
    )
    font.ttfont.ensureDecompiled()  # shaping asks for some of it
    font.ttfont.close()
    return read


def _code(place: int) -> str:
    return "".join(_ESCAPED.get(each, chr(each)) for each in divmod(place, 256))


def _described(of: PDFFontDescriptor) -> PDFFontDescriptor:
    return PDFFontDescriptor(
        ascent=of.ascent,
        descent=of.descent,
        cap_height=of.cap_height,
        flags=of.flags,
        font_b_box=of.font_b_box,
        italic_angle=of.italic_angle,
        stem_v=of.stem_v,
        missing_width=of.missing_width,
    )
