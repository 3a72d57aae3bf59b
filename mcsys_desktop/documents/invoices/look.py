"""How a document looks on paper, apart from what it says: the office's choice."""

from dataclasses import dataclass
from enum import StrEnum

from mcsys_desktop.documents.canvas import Colour


class Window(StrEnum):
    """Where the window of the office's envelopes is."""

    LEFT = "left"
    RIGHT = "right"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Look:
    """Paper of one office. ``right`` and ``down`` (mm) move the address behind the window."""

    window: Window = Window.LEFT
    right: float = 0.0
    down: float = 0.0
    accent: Colour = (10, 108, 120)
    logo: bytes = b""  # PNG or JPEG
    background: bytes = b""  # a letterhead over the whole page, as a picture
    preprinted: bool = False  # the paper has the letterhead already: draw none
    fold_mark: bool = False
    code: bool = True  # a QR code that banks read
    renderer: int = 1  # raised whenever the same document would give other bytes
