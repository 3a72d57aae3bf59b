"""The same page drawn by others: ``others_papers.py NAME ROUNDS``, with the content as JSON.

Run by any Python that has reportlab, weasyprint or typst; it needs nothing of the program.
"""

import importlib
import io
import json
import sys
import time
from collections.abc import Callable
from statistics import median
from typing import Any

Told = dict[str, Any]
Draw = Callable[[int], bytes]
TOP = ["MC Systems", "Voorbeeldstraat 1 · 3811 AA Amersfoort", "033 555 00 01"]
TO = ["Bakkerij De Vries B.V.", "t.a.v. Karin de Vries", "Langestraat 84", "3811 AH  Amersfoort"]
FACTS = [
    ("Factuurnummer", "F2026-00163"), ("Factuurdatum", "22 november 2026"),
    ("Vervaldatum", "6 december 2026"), ("Leverdatum", "22 november 2026"),
    ("Klantnummer", "10482"), ("Uw referentie", "PO 2026/118"),
]  # fmt: skip
SUMS = [("Subtotaal excl. btw", "229,84"), ("Btw 21%", "48,27"), ("Te betalen", "278,11")]
PAY = ["Bedrag € 278,11", "Op rekening NL91 ABNA 0417 1643 00", "Op naam van MC Systems"]
HEAD = ["Omschrijving", "Aantal", "Prijs", "Btw", "Bedrag"]
FOOT = "KvK 12345678 · Btw-id NL000099998B57 · IBAN NL91 ABNA 0417 1643 00"


def _module(name: str) -> Any:
    """One of the three, which are not installed for the program."""
    return importlib.import_module(name)


def with_reportlab(told: Told) -> tuple[str, Draw]:
    pagesizes, units = _module("reportlab.lib.pagesizes"), _module("reportlab.lib.units")
    pdfmetrics, ttfonts = (
        _module("reportlab.pdfbase.pdfmetrics"),
        _module("reportlab.pdfbase.ttfonts"),
    )
    canvas, mm = _module("reportlab.pdfgen.canvas"), units.mm
    for name, file in (("R", "Paper-Regular.ttf"), ("B", "Paper-SemiBold.ttf")):
        pdfmetrics.registerFont(ttfonts.TTFont(name, f"{told['fonts']}/{file}"))

    def draw(number: int) -> bytes:
        out = io.BytesIO()
        page = canvas.Canvas(out, pagesize=pagesizes.A4)

        def put(
            x: float, y: float, text: str, font: str = "R", size: float = 9, *, right: bool = False
        ) -> None:
            page.setFont(font, size)
            (page.drawRightString if right else page.drawString)(x * mm, (297 - y) * mm, text)

        put(26, 22, TOP[0], "B", 13)
        for at, line in enumerate(TOP):
            put(190, 20 + at * 3.3, line, size=7, right=True)
        for at, line in enumerate(TO):
            put(26, 57 + at * 4.7, line, size=10)
        put(26, 102, "Factuur", "B", 18)
        for at, (label, value) in enumerate(FACTS):
            x, top = 26 + at % 4 * 41, 109 + at // 4 * 10
            put(x, top, label, size=8)
            put(x, top + 4, value if at else f"F2026-{number:05d}", "B")
        y = 133.0
        for x, word in zip((26, 124, 150, 164, 189), HEAD, strict=True):
            put(x, y, word, size=8, right=x > 26)
        page.line(25 * mm, (297 - y - 2) * mm, 190 * mm, (297 - y - 2) * mm)
        for cells in told["rows"]:
            y += 6
            for x, word in zip((26, 124, 150, 164, 189), cells, strict=True):
                put(x, y, word, right=x > 26)
        for label, value in SUMS:
            y += 5.5
            put(99, y, label)
            put(189, y, value, right=True)
        for at, line in enumerate(PAY):
            put(58, y + 12 + at * 5, line)
        rows = told["squares"]
        side = 25 / len(rows)
        for down, row in enumerate(rows):
            for across, black in enumerate(row):
                if black:
                    page.rect((26 + across * side) * mm, (297 - y - 8 - (down + 1) * side) * mm,
                              side * mm, side * mm, 0, 1)  # fmt: skip
        put(26, 283, FOOT, size=7)
        page.showPage()
        page.save()
        return out.getvalue()

    return "reportlab (no PDF/A, no XML)", draw


def _html(told: Told, number: int) -> str:
    squares = "".join(
        f'<rect x="{x}" y="{y}" width="1" height="1"/>'
        for y, row in enumerate(told["squares"])
        for x, black in enumerate(row)
        if black
    )
    side, fonts = len(told["squares"]), f"file://{told['fonts']}"
    facts = "".join(
        f"<div><small>{a}</small><b>{b if at else f'F2026-{number:05d}'}</b></div>"
        for at, (a, b) in enumerate(FACTS)
    )
    head = "".join(f"<th>{word}</th>" for word in HEAD)
    rows = "".join(
        "<tr>" + "".join(f"<td>{c}</td>" for c in cells) + "</tr>" for cells in told["rows"]
    )
    sums = "".join(f"<tr><td>{a}</td><td>{b}</td></tr>" for a, b in SUMS)
    return f"""<html lang="nl"><head><title>Factuur</title><style>
@font-face {{ font-family: P; src: url({fonts}/Paper-Regular.ttf) }}
@font-face {{ font-family: P; font-weight: 600; src: url({fonts}/Paper-SemiBold.ttf) }}
@page {{ size: A4; margin: 18mm 20mm 20mm 25mm }} body {{ font: 9pt P }}
.f div {{ display: inline-block; width: 40mm }} small {{ display: block }} table {{ width: 100% }}
td, th {{ text-align: right; padding: 1mm }} td:first-child, th:first-child {{ text-align: left }}
</style></head><body><h2>{TOP[0]}</h2><p>{"<br>".join(TOP)}</p><p>{"<br>".join(TO)}</p>
<h1>Factuur</h1><div class="f">{facts}</div><table><tr>{head}</tr>{rows}</table>
<table>{sums}</table><svg width="25mm" height="25mm" viewBox="0 0 {side} {side}">{squares}</svg>
<p>{"<br>".join(PAY)}</p><footer>{FOOT}</footer></body></html>"""


def with_weasyprint(told: Told) -> tuple[str, Draw]:
    weasyprint = _module("weasyprint")

    def draw(number: int) -> bytes:
        xml = told["xml"]
        attached = weasyprint.Attachment(string=xml, name="f.xml", relationship="Alternative")
        page = weasyprint.HTML(string=_html(told, number))
        return bytes(page.write_pdf(pdf_variant="pdf/a-3b", attachments=[attached]))

    return "weasyprint, PDF/A-3b + XML + QR", draw


def with_typst(told: Told) -> tuple[str, Draw]:
    import tempfile
    from pathlib import Path

    typst = _module("typst")

    folder = Path(tempfile.mkdtemp())
    (folder / "f.xml").write_text(told["xml"])
    rows = "".join(f"[{c}]," for cells in told["rows"] for c in cells)
    side = 25 / len(told["squares"])
    squares = "".join(
        f"#place(dx: {x * side:.3f}mm, dy: {y * side:.3f}mm,"
        f" rect(width: {side:.3f}mm, height: {side:.3f}mm, fill: black))"
        for y, row in enumerate(told["squares"])
        for x, black in enumerate(row)
        if black
    )

    head = "".join(f"[{word}]," for word in HEAD)

    def draw(number: int) -> bytes:
        facts = "".join(f"[{a}\\ *{b}*]," for a, b in [("Factuurnummer", f"F2026-{number:05d}"),
                                                      *FACTS[1:]])  # fmt: skip
        text = f"""#set document(title: "Factuur", date: datetime(year: 2026, month: 11, day: 22))
#set page(paper: "a4", margin: (left: 25mm, right: 20mm, y: 18mm))
#set text(font: "Inter", size: 9pt, lang: "nl")
#pdf.attach("f.xml", relationship: "alternative", mime-type: "text/xml", description: "e")
= {TOP[0]}
{chr(92).join(TOP)}

{chr(92).join(TO)}
= Factuur
#grid(columns: 4, {facts})
#table(columns: (1fr, auto, auto, auto, auto), stroke: none, {head} {rows})
#table(columns: 2, stroke: none, {"".join(f"[{a}],[{b}]," for a, b in SUMS)})
#block(width: 25mm, height: 25mm)[{squares}]
{chr(92).join(PAY)}

{FOOT}
"""
        file = folder / "f.typ"
        file.write_text(text)
        done = typst.compile(str(file), format="pdf", pdf_standards=["a-3b"],
                             font_paths=[told["fonts"]])  # fmt: skip
        return bytes(done)

    return "typst, PDF/A-3b + XML + QR", draw


def main() -> None:
    name, rounds = sys.argv[1], int(sys.argv[2])
    told = json.load(sys.stdin)
    label, draw = globals()[f"with_{name}"](told)
    found, size = [], 0
    for number in range(rounds + 3):
        began = time.process_time()
        size = len(draw(number))
        if number >= 3:
            found.append(time.process_time() - began)
    answer = {"name": label, "ms": median(found) * 1000, "bytes": size}
    sys.stdout.write(json.dumps(answer) + "\n")


if __name__ == "__main__":
    main()
