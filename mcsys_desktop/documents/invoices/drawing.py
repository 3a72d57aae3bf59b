"""An invoice, credit invoice or quote on A4, piece by piece, from the letterhead to the foot."""

from collections.abc import Sequence
from datetime import datetime

from mcsys_desktop.core import bank_accounts
from mcsys_desktop.core.i18n import N_
from mcsys_desktop.core.money import amounts, units
from mcsys_desktop.core.money.totals import PriceMode
from mcsys_desktop.core.money.treatments import TAXED
from mcsys_desktop.documents.canvas import GREY, HEIGHT, LEADING, LINE, WIDTH, Canvas
from mcsys_desktop.documents.invoices.addresses import address_lines, one_line
from mcsys_desktop.documents.invoices.look import Look, Window
from mcsys_desktop.documents.invoices.rows import Row, split
from mcsys_desktop.documents.invoices.snapshot import Sheet
from mcsys_desktop.documents.invoices.words import Words

LEFT, RIGHT = 25.0, 20.0  # margins, mm
ACROSS = WIDTH - LEFT - RIGHT
TOP = 18.0
FOOT = HEIGHT - 20.0  # where the foot begins
BELOW_WINDOW = 96.0  # nothing but the address stands above, where an envelope may have its window
NEXT_TOP = 30.0  # of the pages after the first
ADDRESS_MIDDLE = 63.5  # as letters for window envelopes have it (NEN 1026, as used by isodoc)
ADDRESS_RIGHT = 118.0
ADDRESS_WIDTH = 72.0
BODY, SMALL, TINY, TITLE, SUM = 9.0, 8.0, 7.0, 18.0, 11.0
FACT = (SMALL + BODY) * LEADING + 2.5  # a label above its value
EDGE = 1.0  # lines begin where letters do: a cell keeps so much free at its sides
ROW = BODY * LEADING + 1.9  # a line of the table with its air


class InvoicePaper(Canvas):
    """The pieces; ``paper.render`` puts them in order."""

    def __init__(self, sheet: Sheet, look: Look, made_at: datetime, *, title: str = "") -> None:
        self.words = Words(sheet.snapshot.language)
        self.sheet, self.look = sheet, look
        title = title or f"{self.words.title(sheet)} {sheet.number}".strip()
        super().__init__(
            title,
            sheet.snapshot.language,
            made_at,
            archival=True,
            fonts=("Paper-Regular.ttf", "Paper-SemiBold.ttf"),
        )
        self.set_author(sheet.snapshot.seller.name)
        self.set_subject(title)
        self.columns = self._columns()

    def _columns(self) -> list[tuple[str, float]]:
        """(heading, width) after the description."""
        say, items = self.words.say, self.sheet.snapshot.items
        found = [(say(N_("Quantity")), 22.0), (say(N_("Price")), 26.0)]
        if any(item.discount_points for item in items):
            found.append((say(N_("Discount")), 16.0))
        if not all(TAXED[item.treatment].hidden for item in items):
            found.append((say(N_("VAT")), 14.0))
        return [*found, (say(N_("Amount")), 27.0)]

    # The first page ------------------------------------------------------------------------------

    def below(self, page: int) -> None:
        """What lies below a page: the office's own letterhead, as a picture."""
        picture = self.look.background if page == 1 else self.look.following
        if picture and not self.look.preprinted:
            self.picture(picture, 0, 0, WIDTH, HEIGHT)

    def letterhead(self) -> None:
        """Who sends it: drawn, as a picture, or already on the paper."""
        if self.look.own_paper:
            return
        seller = self.sheet.snapshot.seller
        x = LEFT
        if self.look.logo:
            self.picture(self.look.logo, LEFT, TOP - 2, 60, 16)
        else:
            self.put(x, TOP, 80, seller.name, size=13, bold=True, colour=self.look.accent)
        y = TOP
        lines = [one_line(seller.place), *(one for one in (seller.phone, seller.email) if one)]
        lines += [seller.website] if seller.website else []
        for line in (seller.name, *lines):
            self.put(
                WIDTH - RIGHT - 80,
                y,
                80,
                line,
                size=TINY,
                colour=GREY,
                align="R",
                bold=line == seller.name,
            )
            y += TINY * LEADING

    def address(self) -> None:
        """Whom it goes to, behind the window of the envelope."""
        lines = [
            part
            for line in address_lines(self.sheet.particulars.buyer, self.words.language)
            for part in self.broken(line, ADDRESS_WIDTH, size=10)
        ]
        step = 10 * LEADING
        x = (ADDRESS_RIGHT if self.look.window is Window.RIGHT else LEFT) + self.look.right
        y = ADDRESS_MIDDLE - step * len(lines) / 2 + self.look.down
        for line in lines:
            self.put(x, y, ADDRESS_WIDTH, line, size=10)
            y += step

    def heading(self) -> float:
        """The title and what belongs to it; where it ended."""
        y = BELOW_WINDOW
        self.put(LEFT, y, ACROSS, self.words.title(self.sheet), size=TITLE, bold=True)
        y += TITLE * LEADING + 3
        wide, at = ACROSS / 4, 0
        for label, value in self.words.facts(self.sheet):
            needed = max(self.wide(label, size=SMALL), self.wide(value, size=BODY, bold=True))
            columns = 1 if needed <= wide - 3 else 2
            if at + columns > 4:
                y, at = y + FACT, 0
            x, room = LEFT + at * wide, columns * wide - 1
            self.put(x, y, room, label, size=SMALL, colour=GREY)
            self.put(x, y + SMALL * LEADING, room, value, size=BODY, bold=True)
            at += columns
        y += FACT
        if self.sheet.particulars.introduction:
            y = self.write(LEFT, y, ACROSS, self.sheet.particulars.introduction, size=BODY) + 2
        return y + 2

    # The table -----------------------------------------------------------------------------------

    def rows(self) -> list[Row]:
        """The lines of the document, each as it will be drawn."""
        particulars, made = self.sheet.particulars, []
        width = ACROSS - sum(width for _heading, width in self.columns)
        for at, item in enumerate(self.sheet.snapshot.items):
            made += self._between(at)
            words = self.broken(particulars.descriptions[at], width, size=BODY)
            serials = particulars.serials[at] if at < len(particulars.serials) else ()
            small = self.broken(", ".join(serials), width, size=SMALL) if serials else []
            if item.option:
                small.append(self.words.say(N_("Option, not in the total")))
            language = self.words.language
            unit = units.written(item.unit, language)
            cells = [
                f"{amounts.quantity(item.quantity, language)} {unit}".strip(),
                amounts.price(item.price, language),
            ]
            if any(heading == self.words.say(N_("Discount")) for heading, _width in self.columns):
                off = item.discount_points
                cells.append(f"-{self.words.percentage(off)}" if off else "")
            if any(heading == self.words.say(N_("VAT")) for heading, _width in self.columns):
                hidden = TAXED[item.treatment].hidden
                cells.append("" if hidden else self.words.percentage(item.points))
            cells.append(self.words.euros(item.amount))
            amount = 0 if item.option else item.amount
            made += split(Row(tuple(words), tuple(small), tuple(cells), amount, item.option))
        return made + self._between(len(self.sheet.snapshot.items))

    def _between(self, place: int) -> list[Row]:
        """The headings and texts that stand before the line of a place."""
        made: list[Row] = []
        for one in self.sheet.particulars.between:
            if one.place == place:
                lines = self.broken(one.text, ACROSS, size=BODY, bold=one.heading)
                made += split(Row(tuple(lines), heading=one.heading, across=True))
        return made

    def height(self, row: Row) -> float:
        """How high a row is."""
        lines = max(1, len(row.words)) * BODY + len(row.small) * SMALL
        return lines * LEADING + 1.9

    def table_head(self, y: float) -> float:
        """The headings of the columns; where they ended."""
        width = ACROSS - sum(wide for _heading, wide in self.columns)
        self.put(LEFT, y, width, self.words.say(N_("Description")), size=SMALL, colour=GREY)
        x = LEFT + width
        for heading, wide in self.columns:
            self.put(x, y, wide, heading, size=SMALL, colour=GREY, align="R")
            x += wide
        y += SMALL * LEADING + 1
        self.rule(LEFT + EDGE, y, ACROSS - 2 * EDGE, self.look.accent)
        return y + 1.5

    def row(self, row: Row, y: float) -> float:
        """One line of the table; where it ended."""
        width = ACROSS - sum(wide for _heading, wide in self.columns)
        x, colour = LEFT + width, GREY if row.faint else (22, 32, 42)
        for (_heading, wide), cell in zip(self.columns, row.cells, strict=False):
            self.put(x, y, wide, cell, size=BODY, align="R", colour=colour)
            x += wide
        end = y
        for line in row.words:
            room = ACROSS if row.across else width
            self.put(LEFT, end, room, line, size=BODY, bold=row.heading, colour=colour)
            end += BODY * LEADING
        for line in row.small:
            self.put(LEFT, end, width, line, size=SMALL, colour=GREY)
            end += SMALL * LEADING
        return y + self.height(row)

    def carry(self, y: float, cents: int) -> float:
        """What was added up so far, at the end of a page and at the top of the next."""
        self.put(LEFT, y, ACROSS - 30, self.words.say(N_("Carried over")), size=BODY, colour=GREY)
        self.put(WIDTH - RIGHT - 30, y, 30, self.words.euros(cents), size=BODY, align="R")
        return y + ROW

    # The end -------------------------------------------------------------------------------------

    def sums(self, y: float) -> float:
        """What it comes to; where it ended."""
        x, width = LEFT + ACROSS - 92, 92.0
        self.rule(x + EDGE, y, width - 2 * EDGE, LINE)
        y += 2
        for label, cents, strong in self.sum_lines():
            size = SUM if strong else BODY
            self.put(x, y, width - 32, label, size=size, bold=strong)
            amount = self.words.euros(cents)
            self.put(x + width - 32, y, 32, amount, size=size, bold=strong, align="R")
            y += size * LEADING + 1.4
        return y + 3

    def sum_lines(self) -> Sequence[tuple[str, int, bool]]:
        """(label, cents, whether it is the one that counts), from top to bottom."""
        snapshot, say = self.sheet.snapshot, self.words.say
        found: list[tuple[str, int, bool]] = []
        incl = snapshot.mode is PriceMode.INCL
        if snapshot.extras:
            lines = sum(item.amount for item in snapshot.items if not item.option)
            found.append((say(N_("Sum of the lines")), lines, False))
            found += [(extra.reason, extra.amount, False) for extra in snapshot.extras]
        taxed = [one for one in snapshot.sums if not all(TAXED[t].hidden for t in one.treatments)]
        rates = [
            (
                (
                    say(N_("of which VAT {rate} over {base}"))
                    if incl
                    else say(N_("VAT {rate} over {base}"))
                ).format(rate=self.words.percentage(one.points), base=self.words.euros(one.base)),
                one.vat,
                False,
            )
            for one in taxed
        ]
        paid = self.sheet.paid
        last = self._payable_label()
        if incl or not taxed:
            found.append(
                (
                    say(N_("Total including VAT")) if paid and taxed else last,
                    snapshot.total,
                    not paid,
                )
            )
            found += rates
        else:
            found += [(say(N_("Subtotal excluding VAT")), snapshot.base, False), *rates]
            found.append(
                (say(N_("Total including VAT")) if paid else last, snapshot.total, not paid)
            )
        if paid:
            how = self.sheet.paid_by or say(N_("Paid"))
            found += [(how, -paid, False), (last, snapshot.total - paid, True)]
        return found

    def _payable_label(self) -> str:
        kind = self.sheet.snapshot.kind.value
        say = self.words.say
        return {"credit": say(N_("You get back")), "quote": say(N_("Total including VAT"))}.get(
            kind, say(N_("To pay"))
        )

    def foot(self, page: int, pages: int) -> None:
        """The company's numbers, and which page this is."""
        seller, say = self.sheet.snapshot.seller, self.words.say
        if not self.look.own_paper:
            numbers = (
                (say(N_("CoC")), seller.kvk_number),
                (say(N_("VAT ID")), seller.vat_number),
                ("IBAN", bank_accounts.shown(seller.iban)),
                ("BIC", seller.bic),
            )
            text = "  ·  ".join(f"{name} {number}" for name, number in numbers if number)
            self.rule(LEFT + EDGE, FOOT + 3, ACROSS - 2 * EDGE)
            self.put(LEFT, FOOT + 5, ACROSS - 32, text, size=TINY, colour=GREY)
        count = say(N_("Page {page} of {pages}")).format(page=page, pages=pages)
        self.put(WIDTH - RIGHT - 30, FOOT + 5, 30, count, size=TINY, colour=GREY, align="R")
        if self.look.fold_mark:
            self.rule(WIDTH - 9 if self.look.window is Window.RIGHT else 5, 107, 4)
