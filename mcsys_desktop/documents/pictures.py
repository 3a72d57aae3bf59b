"""Pages of a PDF as pictures. The only file that knows pypdfium2, which has no types.

PDFium keeps state that two threads must not touch at once, so one page is drawn at a time.
"""

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import pypdfium2
from PIL import Image

DOTS = 200  # per inch, of a letterhead: sharp on paper, and a tenth of a megabyte
A4 = (1654, 2339)  # pixels of a page with so many dots
A4_POINTS = (595.28, 841.89)
MOST_SIDE = 10_000  # pixels of a picture that somebody chose
_one_at_a_time = threading.Lock()


@dataclass(frozen=True, slots=True)
class Picture:
    """One page: rows of ``stride`` bytes, four bytes a pixel (blue, green, red, unused).

    ``number`` counts from 0, ``pages`` is how many there are.
    """

    width: int
    height: int
    stride: int
    pixels: bytes
    number: int
    pages: int


def page(pdf: bytes, number: int, width: int) -> Picture:
    """Draw a page so that it is ``width`` pixels wide; the last one where there are fewer.

    Raises ValueError for bytes that are no PDF.
    """
    with _one_at_a_time, _opened(pdf) as document:
        pages = len(document)
        at = max(0, min(number, pages - 1))
        return _drawn(document[at], max(1, width) / document[at].get_width(), at, pages)


@contextmanager
def _opened(pdf: bytes) -> Iterator[Any]:
    try:
        document = pypdfium2.PdfDocument(pdf)
    except pypdfium2.PdfiumError as error:
        raise ValueError("this is no PDF") from error
    try:
        yield document
    finally:
        document.close()


def _drawn(page: Any, scale: float, number: int, pages: int) -> Picture:
    bitmap = page.render(scale=scale, prefer_bgrx=True)
    return Picture(
        width=bitmap.width,
        height=bitmap.height,
        stride=bitmap.stride,
        pixels=bytes(bitmap.buffer),
        number=number,
        pages=pages,
    )


def letterhead(data: bytes) -> list[bytes]:
    """The first two pages of a PDF, or the one picture that it is, as PNGs in print's quality.

    Raises ValueError for anything else.
    """
    try:
        if data.startswith(b"%PDF"):
            return _of_pdf(data)
        with Image.open(BytesIO(data), formats=("PNG", "JPEG")) as opened:
            if max(opened.size) > MOST_SIDE:
                raise ValueError("this picture is too large")
            return [_png(opened)]
    except (OSError, SyntaxError, Image.DecompressionBombError, MemoryError) as error:
        raise ValueError("this is no letterhead") from error


def texts(pdf: bytes) -> list[str]:
    """What stands on each page. Raises ValueError for bytes that are no PDF."""
    with _one_at_a_time, _opened(pdf) as document:
        return [document[at].get_textpage().get_text_bounded() for at in range(len(document))]


def rasters(pdf: bytes, dots: int, *, first: int = 0, count: int | None = None) -> list[Picture]:
    """Pages as a printer of so many dots per inch would draw them. Raises ValueError for no PDF."""
    with _one_at_a_time, _opened(pdf) as document:
        pages = len(document)
        last = pages if count is None else min(pages, first + count)
        return [_drawn(document[at], dots / 72, at, pages) for at in range(first, last)]


def _of_pdf(data: bytes) -> list[bytes]:
    with _one_at_a_time, _opened(data) as document:
        pages = [
            document[at].render(scale=DOTS / 72).to_pil() for at in range(min(2, len(document)))
        ]
    if not pages:
        raise ValueError("this PDF has no page")
    return [_png(page) for page in pages]


def _png(picture: Image.Image) -> bytes:
    """On white, without what else a file may hold, and not larger than a printer can show."""
    picture = picture.convert("RGBA")
    ground = Image.new("RGBA", picture.size, "white")
    ground.alpha_composite(picture)
    flat = ground.convert("RGB")
    flat.thumbnail(A4)
    written = BytesIO()
    flat.save(written, "PNG", optimize=True)
    return written.getvalue()


def together(pdfs: Sequence[bytes], *, fronts: bool = False) -> bytes:
    """Several PDFs as one, for the printer. ``fronts``: each begins on the front of a sheet."""
    with _one_at_a_time:
        whole = pypdfium2.PdfDocument.new()
        try:
            for pdf in pdfs:
                with _opened(pdf) as document:
                    whole.import_pages(document)
                    if fronts and len(document) % 2:
                        whole.new_page(*A4_POINTS)
            return _written(whole)
        finally:
            whole.close()


def split(pdf: bytes) -> tuple[bytes, bytes]:
    """The first page of a PDF, and those after it; nothing where there are none."""
    parts = []
    with _one_at_a_time, _opened(pdf) as document:
        for places in ([0], list(range(1, len(document)))):
            part = pypdfium2.PdfDocument.new()
            try:
                if places:
                    part.import_pages(document, pages=places)
                parts.append(_written(part) if places else b"")
            finally:
                part.close()
    return parts[0], parts[1]


def _written(document: Any) -> bytes:
    written = BytesIO()
    document.save(written)
    return written.getvalue()
