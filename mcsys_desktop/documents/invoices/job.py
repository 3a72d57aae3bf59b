"""Drawing a final document: its PDF, and the file for machines inside it."""

import fpdf

from mcsys_desktop.documents.invoices import e_invoice, paper
from mcsys_desktop.documents.invoices.drawn import Drawn, Job
from mcsys_desktop.documents.invoices.look import Look
from mcsys_desktop.documents.invoices.snapshot import Kind


def renderer(look: Look) -> str:
    """Who draws it, with the version: other versions may give other bytes for the same page."""
    return f"{look.renderer} fpdf2 {fpdf.FPDF_VERSION}"


def draw(job: Job) -> Drawn:
    """Draw it. Raises ValueError for a logo or letterhead that is no picture."""
    sheet = job.sheet
    xml = b""
    if sheet.snapshot.kind is not Kind.QUOTE and sheet.number and not e_invoice.doubts(sheet):
        xml = e_invoice.write(sheet)
    machine = (f"{sheet.number}.xml", xml) if xml else None
    return Drawn(paper.render(sheet, job.look, job.made_at, machine), xml)
