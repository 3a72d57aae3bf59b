"""How a document looks on paper, apart from what it says: the office's choice."""

from dataclasses import dataclass
from enum import StrEnum

Colour = tuple[int, int, int]  # not the canvas's: fpdf2 costs half a start


class Window(StrEnum):
    """Where the window of the office's envelopes is."""

    LEFT = "left"
    RIGHT = "right"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Look:
    """Paper of one office. ``right`` and ``down`` (mm) move the address behind the window.

    It is kept with each document as text (``text.py``), so that it can be drawn again as it was.
    """

    window: Window = Window.LEFT
    right: float = 0.0
    down: float = 0.0
    accent: Colour = (10, 108, 120)
    logo: bytes = b""  # PNG or JPEG
    background: bytes = b""  # a letterhead over the whole page, as a picture
    following: bytes = b""  # the same for the pages after the first; nothing for none
    preprinted: bool = False  # the paper has the letterhead already: draw none
    fold_mark: bool = False
    code: bool = True  # a QR code that banks read
    terms_page: bool = False  # conditions on a page of their own, at the end
    renderer: int = 1  # raised whenever the same document would give other bytes

    @property
    def own_paper(self) -> bool:
        """Whether something else than we draws the letterhead."""
        return self.preprinted or bool(self.background)
