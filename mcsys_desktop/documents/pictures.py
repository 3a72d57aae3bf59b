"""A page of a PDF as a picture. The only file that knows pypdfium2, which has no types.

PDFium keeps state that two threads must not touch at once, so one page is drawn at a time.
"""

import threading
from dataclasses import dataclass

import pypdfium2

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
    with _one_at_a_time:
        try:
            document = pypdfium2.PdfDocument(pdf)
        except pypdfium2.PdfiumError as error:
            raise ValueError("this is no PDF") from error
        try:
            pages = len(document)
            at = max(0, min(number, pages - 1))
            drawn = document[at]
            scale = max(1, width) / drawn.get_width()
            bitmap = drawn.render(scale=scale, prefer_bgrx=True)
            return Picture(
                width=bitmap.width,
                height=bitmap.height,
                stride=bitmap.stride,
                pixels=bytes(bitmap.buffer),
                number=at,
                pages=pages,
            )
        finally:
            document.close()
