"""A reminder on the house's paper: a letter and a look in, the bytes of a PDF out (PDF/A-3b)."""

from datetime import datetime

from mcsys_desktop.core import bank_accounts
from mcsys_desktop.core.i18n import N_
from mcsys_desktop.core.money.totals import PriceMode
from mcsys_desktop.documents.canvas import GREY, LEADING, WIDTH
from mcsys_desktop.documents.invoices import payment_code
from mcsys_desktop.documents.invoices.drawing import (
    ACROSS,
    BELOW_WINDOW,
    BODY,
    FOOT,
    LEFT,
    NEXT_TOP,
    RIGHT,
    ROW,
    SMALL,
    SUM,
    TITLE,
    InvoicePaper,
)
from mcsys_desktop.documents.invoices.look import Look
from mcsys_desktop.documents.invoices.snapshot import Kind, Particulars, Sheet, Snapshot
from mcsys_desktop.documents.reminders import wording
from mcsys_desktop.documents.reminders.letter import Letter, Step

CODE = 27.0  # millimetres of the QR code
TEXT = 9.0  # points of the letter's own words
_GAP = 2.4  # millimetres between two paragraphs
_COLUMNS = (
    (N_("Invoice date"), 36.0),
    (N_("Due date"), 36.0),
    (N_("Invoice amount"), 30.0),
    (N_("Still to be paid"), 30.0),
)


def render(letter: Letter, look: Look, made_at: datetime) -> bytes:
    """The PDF of a letter. Raises ValueError for a logo or letterhead that is no picture."""
    pages = _drawn(letter, look, made_at, 0)[1]  # how many they are is known at the end
    return _drawn(letter, look, made_at, pages)[0]


def _drawn(letter: Letter, look: Look, made_at: datetime, pages: int) -> tuple[bytes, int]:
    with _Paper(letter, look, made_at, pages) as paper:
        paper.begin()
        paper.claims()
        paper.end()
        return paper.bytes(), paper.page_number


class _Paper(InvoicePaper):
    """The house's paper with another middle. ``down`` is where the next thing goes."""

    def __init__(self, letter: Letter, look: Look, made_at: datetime, pages: int) -> None:
        nothing = Snapshot(
            kind=Kind.INVOICE,
            mode=PriceMode.INCL,
            language=letter.language,
            seller=letter.seller,
            items=(),
            sums=(),
            lines_net=0,
            base=0,
            vat=0,
            total=0,
            payable=0,
        )
        title = wording.title(letter)
        super().__init__(Sheet(nothing, Particulars(letter.buyer, ())), look, made_at, title=title)
        self.letter, self.count, self.page_number = letter, pages, 1
        self.heads = title
        self.down = BELOW_WINDOW

    def begin(self) -> None:
        """The first page down to the table."""
        letter, say = self.letter, self.words.say
        self.add_page()
        self.below(1)
        self.letterhead()
        self.address()
        self.put(LEFT, self.down, ACROSS, self.heads, size=TITLE, bold=True)
        self.down += TITLE * LEADING + 3
        facts = [(say(N_("Date")), self.words.day(letter.dated))]
        if letter.buyer.number is not None:
            facts.append((say(N_("Customer number")), str(letter.buyer.number)))
        for at, (label, value) in enumerate(facts):
            x = LEFT + at * ACROSS / 4
            self.put(x, self.down, ACROSS / 4 - 2, label, size=SMALL, colour=GREY)
            self.put(x, self.down + SMALL * LEADING, ACROSS / 4 - 2, value, size=BODY, bold=True)
        self.down += (SMALL + BODY) * LEADING + 5
        if letter.opening:
            self.paragraphs((f"{letter.opening},",))
        self.paragraphs(letter.before)

    def paragraphs(self, texts: tuple[str, ...]) -> None:
        """Words over the whole width, whole lines on each page."""
        for text in texts:
            for line in self.broken(text, ACROSS, size=TEXT):
                self.room(TEXT * LEADING)
                self.put(LEFT, self.down, ACROSS, line, size=TEXT)
                self.down += TEXT * LEADING
            self.down += _GAP

    def claims(self) -> None:
        """The invoices that are not paid, and what they come to."""
        self.down += 1
        self.room(3 * ROW)
        self._claims_head()
        for claim in self.letter.claims:
            if self.room(ROW):
                self._claims_head()
            cells = (
                self.words.day(claim.dated),
                self.words.day(claim.due),
                self.words.euros(claim.total),
                self.words.euros(claim.open),
            )
            self._cells(claim.number, cells, BODY)
            self.down += ROW
        self._sums()

    def _claims_head(self) -> None:
        say = self.words.say
        heads = tuple(say(heading) for heading, _width in _COLUMNS)
        self._cells(say(N_("Invoice number")), heads, SMALL, faint=True)
        self.down += SMALL * LEADING + 1
        self.rule(LEFT, self.down, ACROSS, self.look.accent)
        self.down += 1.5

    def _cells(self, first: str, cells: tuple[str, ...], size: float, faint: bool = False) -> None:
        colour = GREY if faint else (22, 32, 42)
        x = LEFT + ACROSS - sum(width for _heading, width in _COLUMNS)
        self.put(LEFT, self.down, x - LEFT, first, size=size, colour=colour)
        for text, (_heading, width) in zip(cells, _COLUMNS, strict=True):
            self.put(x, self.down, width, text, size=size, align="R", colour=colour)
            x += width

    def _sums(self) -> None:
        letter, say = self.letter, self.words.say
        lines = [(say(N_("To pay")), letter.demand, True)]
        if letter.demand != letter.principal:
            lines.insert(0, (say(N_("Open in all")), letter.principal, False))
            if letter.costs:
                lines.insert(1, (say(N_("Collection costs")), letter.costs, False))
            if letter.interest:
                lines.insert(-1, (say(N_("Statutory interest")), letter.interest, False))
        self.room(len(lines) * (SUM * LEADING + 1.4) + 4)
        x, width = LEFT + ACROSS - 92, 92.0
        self.rule(x, self.down, width)
        self.down += 2
        for label, cents, strong in lines:
            size = SUM if strong else BODY
            self.put(x, self.down, width - 32, label, size=size, bold=strong)
            amount = self.words.euros(cents)
            self.put(x + width - 32, self.down, 32, amount, size=size, bold=strong, align="R")
            self.down += size * LEADING + 1.4
        self.down += 4

    def end(self) -> None:
        """What is asked, how it is paid, and who asks."""
        letter = self.letter
        self.paragraphs(letter.after)
        self.down += 1
        if letter.step is not Step.HANDED_OVER:
            self.room(CODE + 4)
            self._payment()
        self.room(2 * TEXT * LEADING)
        greeting = self.words.say(N_("Yours sincerely,"))
        self.paragraphs((f"{greeting}\n{letter.seller.name}",))
        self.foot(self.page_number, self.count)

    def _payment(self) -> None:
        """Amount, account, what to mention, and a code for the bank's app. Of the 14-day letter
        no day: its term runs from delivery, and any other day would make it void.
        """
        letter, say, seller = self.letter, self.words.say, self.letter.seller
        x, y = LEFT, self.down
        if self.look.code:
            said = payment_code.payload(
                seller.name, seller.iban, letter.demand, letter.mention, seller.bic
            )
            squares = payment_code.squares(said)
            self.squares(LEFT + 1, y + 1, CODE - 2, squares)
            x += CODE + 5 if squares else 0
        if letter.pay_by and letter.step is not Step.FOURTEEN_DAYS:
            until = say(N_("To be paid by {day} at the latest"))
            text = until.format(day=self.words.day(letter.pay_by))
            self.put(x, y, ACROSS, text, size=BODY, bold=True)
            y += BODY * LEADING + 1.5
        lines = (
            (say(N_("Amount")), self.words.euros(letter.demand)),
            (say(N_("To account")), bank_accounts.shown(seller.iban)),
            (say(N_("In the name of")), seller.name),
            (say(N_("Please mention")), letter.mention),
        )
        for label, value in lines:
            if value:
                self.put(x, y, 34, label, size=BODY, colour=GREY)
                self.put(x + 35, y, WIDTH - RIGHT - x - 35, value, size=BODY)
                y += BODY * LEADING + 0.9
        self.down = max(y, self.down + CODE if x > LEFT else y) + 4

    def room(self, height: float) -> bool:
        """Go on on another page where ``height`` is no longer there; whether that was so."""
        if self.down + height <= FOOT:
            return False
        self.foot(self.page_number, self.count)
        self.add_page()
        self.page_number += 1
        self.below(self.page_number)
        self.put(LEFT, NEXT_TOP - 12, ACROSS, self.heads, size=BODY, bold=True)
        name = self.letter.seller.name
        self.put(LEFT, NEXT_TOP - 12, ACROSS, name, size=BODY, colour=GREY, align="R")
        self.down = NEXT_TOP
        return True
