"""All of a period in one file for the bookkeeper: papers, lists, and the proof that all is there.

The papers are those that were sent, byte for byte; one that was never drawn is made now. The log
tells who took it out.
"""

import hashlib
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path

from mcsys_desktop.core import clock, file_names, whole_files
from mcsys_desktop.core.errors import UserError
from mcsys_desktop.core.i18n import _
from mcsys_desktop.core.money.amounts import euros
from mcsys_desktop.documents import tables
from mcsys_desktop.models import audit, base
from mcsys_desktop.models.invoices import Invoice as Stored
from mcsys_desktop.services.books import exports
from mcsys_desktop.services.books.overview import Overview, overview
from mcsys_desktop.services.books.period import Period, documents, refuse_others
from mcsys_desktop.services.books.supplies import Supply, supplies
from mcsys_desktop.services.invoices import papers
from mcsys_desktop.services.invoices.sheets import flaws


@dataclass(slots=True)
class Packed:
    """What was packed: how many documents and papers, and what is wrong, a sentence each."""

    documents: int = 0
    papers: int = 0
    flaws: list[str] = field(default_factory=list)


def pack(file: Path, period: Period, said: Callable[[int], object] = lambda done: None) -> Packed:
    """Write the documents of a period to ``file``, a zip; ``said`` is told how far it is.

    Raises UserError for who may not, and where it cannot be written; then there is no file.
    """
    refuse_others()
    found, rows, sums = Packed(flaws=flaws()), [], []
    out, folder, check = BytesIO(), _("papers"), _("check")
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as box:

        def put(name: str, content: bytes) -> None:
            box.writestr(name, content)
            sums.append(f"{hashlib.sha256(content).hexdigest()}  {name}")

        for row in documents(period):
            for name, content in _papers(row, found):
                put(f"{folder}/{name}", content)
            rows.append((row.number_series_id or 0, row.seq or 0, row.number or ""))
            found.documents += 1
            said(found.documents)
        lists = [
            (_("by-rate"), exports.rate_columns(), exports.rate_rows(period)),
            (_("by-line"), exports.line_columns(), exports.line_rows(period)),
            (_("open-items"), exports.open_columns(), exports.open_rows(period.last)),
        ]
        for name, columns, cells in lists:
            put(f"{name}.csv", tables.csv_file(columns, cells))
        report = _report(period, found, rows, overview(period), supplies(period))
        told = "\r\n".join([*report, "", "SHA-256:", *sums, ""])
        box.writestr(f"{check}.txt", told.encode("utf-8-sig"))
    with base.transaction():
        audit.note("export", _("documents of {period}").format(period=period.words))
    try:
        whole_files.write_whole(file, out.getvalue())
    except OSError as error:
        raise UserError(_("{file} cannot be written.").format(file=file)) from error
    return found


def _papers(row: Stored, found: Packed) -> list[tuple[str, bytes]]:
    try:
        kept = papers.papers(row.id)
    except UserError as error:
        found.flaws.append(f"{row.number}: {error}")
        return []
    for paper in kept:
        if not paper.whole:
            sentence = _("{file} is not what it was when it was made.")
            found.flaws.append(sentence.format(file=paper.name))
    found.papers += len(kept)
    return [(file_names.safe_name(paper.name), paper.content) for paper in kept]


def _report(
    period: Period,
    found: Packed,
    rows: Sequence[tuple[int, int, str]],
    vat: Overview,
    listed: Sequence[Supply],
) -> list[str]:
    """What the check says, in lines."""
    head = [
        _("Documents of {period}").format(period=period.words),
        _("Made on {day}").format(day=f"{clock.local(clock.now()):%d-%m-%Y %H:%M}"),
        _("{count} documents, {papers} papers").format(count=found.documents, papers=found.papers),
    ]
    return [
        *head,
        *("", _("Numbers:"), *_series(rows)),
        *("", _("Check of numbers and hashes:")),
        *(found.flaws or [_("No number is missing, and every document is what it was.")]),
        *("", _("VAT return:"), *_boxes(vat), *vat.remarks),
        *(("", _("Supplies within the EU:")) if listed else ()),
        *(_supply(each) for each in listed),
    ]


def _series(rows: Sequence[tuple[int, int, str]]) -> list[str]:
    """The numbers of each series that are in the period, and whether they are all there."""
    by_series: dict[int, list[tuple[int, str]]] = {}
    for series, seq, number in rows:
        by_series.setdefault(series, []).append((seq, number))
    lines = []
    for held in by_series.values():
        held.sort()
        gaps = held[-1][0] - held[0][0] + 1 - len(held)
        sentence = _("{first} to {last}: {count} documents, {gaps} missing")
        lines.append(
            sentence.format(first=held[0][1], last=held[-1][1], count=len(held), gaps=gaps)
        )
    return lines or [_("none")]


def _boxes(vat: Overview) -> list[str]:
    lines = []
    for box in vat.boxes:
        if box.parts:
            name = box.name or _("not reported")
            sentence = _("{box}: {base} ({base_euros}), VAT {vat} ({vat_euros})")
            lines.append(
                sentence.format(
                    box=name,
                    base=euros(box.base),
                    base_euros=box.base_euros,
                    vat=euros(box.vat),
                    vat_euros=box.vat_euros,
                )
            )
    return [*lines, f"5a: {euros(vat.vat)} ({vat.vat_euros})"]


def _supply(each: Supply) -> str:
    return _("{vat_number}: goods {goods}, services {services}").format(
        vat_number=each.vat_number or "?", goods=euros(each.goods), services=euros(each.services)
    )
