"""What the tour does with invoices: a list of them, a draft that is typed, a final one."""

import uuid

from PySide6.QtWidgets import QWidget

from mcsys_desktop.app.tour.stage import Stage
from mcsys_desktop.services import articles, customers, invoices, payments
from mcsys_desktop.services.articles import Article
from mcsys_desktop.services.invoices import DraftLine, tables
from mcsys_desktop.ui.invoices import InvoicesPage
from mcsys_desktop.ui.invoices.lines_model import EDIT
from mcsys_desktop.ui.invoices.paying import PaymentForm

_LINES = (
    DraftLine("Onderzoek en herstel kassa-pc", 1500, 675_000, "hour"),
    DraftLine("SSD 500 GB, NVMe", 1000, 743_400),
    DraftLine("Voorrijkosten Amersfoort", 1000, 297_500),
    DraftLine("Back-up abonnement december", 1000, 245_000, "month"),
)
_ARTICLES = (("SSD-500", "SSD 500 GB, NVMe", 743_400), ("VOOR", "Voorrijkosten", 297_500))


def _page(stage: Stage) -> InvoicesPage:
    return stage.screens.going.invoices_page()


def _fill() -> None:
    """Some invoices of a few customers, once; runs on a worker."""
    if tables.counted(tables.Sought(), tables.order("made"), None, None):
        return
    for code, called, price in _ARTICLES:
        articles.save(Article(code, {"nl": called}, price=price))
    for at, row in enumerate(customers.listing(limit=5)):
        made = invoices.begin(row.id)
        draft = invoices.get(made)
        if draft is None:
            continue
        version = invoices.save(made, draft.version, draft.head, _LINES)
        if at:
            done = invoices.finalise(made, version, uuid.uuid4().hex)
            if at == 1:
                share = payments.Share(done.id, done.total // 2)
                payments.receive(share.amount, done.dated, payments.Method.BANK, [share])


def open_list(stage: Stage) -> None:
    """Make some invoices, and look at all of them."""
    page = _page(stage)
    done: list[object] = []
    page.work.run(page, _fill, then=done.append)
    stage.until(lambda: bool(done))
    page.show_list("")


def listed(stage: Stage) -> str:
    """How many there are."""
    table = _page(stage).list
    if not table.isVisible() or not table.model.complete or table.model.at(0) is None:
        return ""
    return f"{table.head.count.text()} invoices"


def open_draft(stage: Stage) -> None:
    """Open a draft, and type something that is no amount."""
    page = _page(stage)
    drafts = [row for at in range(page.list.model.rowCount())
              if (row := page.list.model.at(at)) is not None and not row.number]  # fmt: skip
    if not drafts:
        return
    page.open_invoice(drafts[0].id)
    stage.until(lambda: page.editor.typing.id == drafts[0].id)
    model = page.editor.lines.model
    model.setData(model.index(1, 3), "74,34 euro of zo", EDIT)


def drafted(stage: Stage) -> str:
    """What the draft comes to, once its page is drawn."""
    page = _page(stage)
    if not page.editor.isVisible() or (page.preview.isVisible() and not page.preview.drawn):
        return ""
    return page.editor.lines.sums.accessibleName()


def open_final(stage: Stage) -> None:
    """Open a final invoice, and ask for a payment."""
    page = _page(stage)
    page.show_list("open")
    stage.until(lambda: page.list.model.complete and page.list.model.at(0) is not None)
    row = page.list.model.at(0)
    if row is None:
        return
    page.open_invoice(row.id)
    stage.until(lambda: page.final.whole is not None and page.final.whole.invoice.id == row.id)
    page.final.pay.click()


def finished(stage: Stage) -> str:
    """How the invoice stands."""
    page = _page(stage)
    form = page.final.form
    shown = page.final.isVisible() and isinstance(form, PaymentForm) and form.isVisible()
    return page.final.title.text() if shown else ""


def form_of(stage: Stage) -> QWidget | None:
    """The small window, which is one of its own."""
    return _page(stage).final.form


def leave(stage: Stage) -> None:
    """Back to the list, with nothing open."""
    page = _page(stage)
    if page.final.form is not None:
        page.final.form.close()
        page.final.form = None
    page.show_list("")
