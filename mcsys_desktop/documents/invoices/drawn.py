"""What is to be drawn of a final document, and what came of it; without what draws it."""

from dataclasses import dataclass
from datetime import datetime

from mcsys_desktop.documents.invoices.look import Look
from mcsys_desktop.documents.invoices.snapshot import Sheet


@dataclass(frozen=True, slots=True)
class Job:
    """A document to be drawn. The same job gives the same bytes under the same renderer."""

    sheet: Sheet
    look: Look
    made_at: datetime


@dataclass(frozen=True, slots=True)
class Drawn:
    """What came of it; ``xml`` is empty for who gets none: consumers, and where data are missing"""

    pdf: bytes
    xml: bytes = b""
