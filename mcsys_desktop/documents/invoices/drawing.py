"""An invoice, credit invoice or quote on A4, piece by piece, from the letterhead to the foot."""

from collections.abc import Sequence
from datetime import datetime

from mcsys_desktop.core import bank_accounts
from mcsys_desktop.core.i18n import N_
from mcsys_desktop.core.money import amounts, units
from mcsys_desktop.core.money.totals import PriceMode
from mcsys_desktop.core.money.treatments import TAXED
from mcsys_desktop.documents.canvas import GREY, HEIGHT, LEADING, LINE, WIDTH, Canvas
from mcsys_desktop.documents.invoices.look import Look, Window
from mcsys_desktop.documents.invoices.rows import Row, split
from mcsys_desktop.documents.invoices.snapshot import Buyer, Place, Sheet
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
ROW = BODY * LEADING + 1.9  # a line of the table with its air
COUNTRIES = {"BE": "België", "DE": "Deutschland", "LU": "Luxembourg", "FR": "France"}


class InvoicePaper(Canvas):
    """The pieces; ``paper.render`` puts them in order."""

    def __init__(self, sheet: Sheet, look: Look, made_at: datetime) -> None:
        self.words = Words(sheet.snapshot.language)
        self.sheet, self.look = sheet, look
        title = f"{self.words.title(sheet)} {sheet.number}".strip()
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

    def letterhead(self) -> None:
        """Who sends it: drawn, as a picture, or already on the paper."""
        if self.look.background:
            self.picture(self.look.background, 0, 0, WIDTH, HEIGHT)
        if self.look.background or self.look.preprinted:
            return
        seller = self.sheet.snapshot.seller
        x = LEFT
        if self.look.logo:
            self.picture(self.look.logo, LEFT, TOP - 2, 60, 16)
        else:
            self.put(x, TOP, 80, seller.name, size=13, bold=True, colour=self.look.accent)
        y = TOP
        lines = [_one_line(seller.place), *(one for one in (seller.phone, seller.email) if one)]
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
            for line in address_lines(self.sheet.particulars.buyer)
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
        facts = self.words.facts(self.sheet)
        wide = ACROSS / 4
        for start in range(0, len(facts), 4):
            for at, (label, value) in enumerate(facts[start : start + 4]):
                x = LEFT + at * wide
                self.put(x, y, wide - 2, label, size=SMALL, colour=GREY)
                self.put(x, y + SMALL * LEADING, wide - 2, value, size=BODY, bold=True)
            y += (SMALL + BODY) * LEADING + 2.5
        if self.sheet.particulars.introduction:
            y = self.write(LEFT, y, ACROSS, self.sheet.particulars.introduction, size=BODY) + 2
        return y + 2

    # The table -----------------------------------------------------------------------------------

    def rows(self) -> list[Row]:
        """The lines of the document, each as it will be drawn."""
        particulars, made = self.sheet.particulars, []
        width = ACROSS - sum(width for _heading, width in self.columns)
        for at, item in enumerate(self.sheet.snapshot.items):
            words = self.broken(particulars.descriptions[at], width, size=BODY)
            serials = particulars.serials[at] if at < len(particulars.serials) else ()
            small = self.broken(", ".join(serials), width, size=SMALL) if serials else []
            if item.option:
                small = [*small, self.words.say(N_("Optional, not in the total"))]
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
        self.rule(LEFT, y, ACROSS, self.look.accent)
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
            self.put(LEFT, end, width, line, size=BODY, colour=colour)
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
        self.rule(x, y, width, LINE)
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
        if not (self.look.preprinted or self.look.background):
            numbers = [
                f"{say(N_('CoC'))} {seller.kvk_number}" if seller.kvk_number else "",
                f"{say(N_('VAT ID'))} {seller.vat_number}" if seller.vat_number else "",
                f"IBAN {bank_accounts.shown(seller.iban)}" if seller.iban else "",
                f"BIC {seller.bic}" if seller.bic else "",
            ]
            text = "  ·  ".join(number for number in numbers if number)
            self.rule(LEFT, FOOT + 3, ACROSS)
            self.put(LEFT, FOOT + 5, ACROSS - 32, text, size=TINY, colour=GREY)
        count = say(N_("Page {page} of {pages}")).format(page=page, pages=pages)
        self.put(WIDTH - RIGHT - 30, FOOT + 5, 30, count, size=TINY, colour=GREY, align="R")
        if self.look.fold_mark:
            self.rule(WIDTH - 9 if self.look.window is Window.RIGHT else 5, 107, 4)


def address_lines(buyer: Buyer) -> list[str]:
    """The address as the post wants it: two blanks after the postcode, the country if abroad."""
    place = buyer.place
    town = f"{place.postcode}  {place.city}".strip()
    attention = buyer.attention
    lines = [
        buyer.name,
        buyer.department,
        f"t.a.v. {attention}" if attention and attention != buyer.name else "",
        f"{place.street} {place.house_number}".strip(),
        town,
    ]
    if place.country not in ("", "NL"):
        lines.append(COUNTRIES.get(place.country, place.country).upper())
    return [line for line in lines if line]


def _one_line(place: Place) -> str:
    street = f"{place.street} {place.house_number}".strip()
    town = f"{place.postcode} {place.city}".strip()
    return " · ".join(part for part in (street, town) if part)
