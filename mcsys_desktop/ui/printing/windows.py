"""Printing on Windows: pages are drawn as pictures and given to the printer by Qt.

Windows has no program that takes a PDF for any printer. Written for Windows and tried out with a
printer that Qt itself makes; on Windows itself it was not run by us.
"""

import math

from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from mcsys_desktop.core.errors import UserError
from mcsys_desktop.core.i18n import _
from mcsys_desktop.core.printers import Printer, Ticket, Tray
from mcsys_desktop.services import printing

DOTS = 300  # per inch: sharp letters, and 26 MB for a page
_AUTO = {QPrinter.PaperSource.Auto, QPrinter.PaperSource.FormSource}


def printers() -> list[Printer]:
    """The printers that Qt knows, the usual one first. On the UI thread."""
    usual = QPrinterInfo.defaultPrinterName()
    found = []
    for info in QPrinterInfo.availablePrinters():
        # Only Windows' Qt has it.
        sources: list[QPrinter.PaperSource] = getattr(
            QPrinter(info), "supportedPaperSources", list
        )()
        trays = tuple(Tray(source.name, source.name) for source in sources if source not in _AUTO)
        modes = info.supportedDuplexModes()
        two_sided = any(mode is not QPrinter.DuplexMode.DuplexNone for mode in modes)
        found.append(Printer(info.printerName(), trays, two_sided, info.printerName() == usual))
    return sorted(found, key=lambda printer: (not printer.usual, printer.name.casefold()))


def send(pdf: bytes, ticket: Ticket, title: str) -> str:
    """Print a PDF. Raises UserError with what to do; nothing more is printed then."""
    info = QPrinterInfo.printerInfo(ticket.printer)
    if info.isNull():
        raise UserError(
            _(
                "The printer {printer} is no longer there. Choose another one; nothing was printed."
            ).format(printer=ticket.printer)
        )
    printer = QPrinter(info, QPrinter.PrinterMode.HighResolution)
    printer.setCopyCount(ticket.copies)
    printer.setCollateCopies(True)
    if ticket.two_sided:
        printer.setDuplex(QPrinter.DuplexMode.DuplexLongSide)
    if ticket.tray in QPrinter.PaperSource.__members__:
        printer.setPaperSource(QPrinter.PaperSource[ticket.tray])
    return draw(pdf, printer, title)


def draw(pdf: bytes, printer: QPrinter, title: str) -> str:
    """Draw every page on a printer, one after the other, so that one is in memory at a time."""
    printer.setDocName(title)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    printer.setFullPage(True)
    painter = QPainter()
    if not painter.begin(printer):
        raise UserError(
            _("The printer {printer} refused this. Nothing was printed.").format(
                printer=printer.printerName()
            )
        )
    try:
        number, count = 0, 1
        while number < count:
            if number and not printer.newPage():
                raise UserError(
                    _("The printer stopped after page {page} of {count}.").format(
                        page=number, count=count
                    )
                )
            page = printing.raster(pdf, DOTS, number)
            image = QImage(
                page.pixels, page.width, page.height, page.stride, QImage.Format.Format_RGB32
            )
            dots = printer.resolution() / 72
            size = QRectF(0, 0, math.ceil(595.28 * dots), math.ceil(841.89 * dots))
            painter.drawImage(size, image)
            number, count = number + 1, page.pages
    finally:
        painter.end()
    return title
