"""The list of invoices: narrowed down, sorted, added up, and made final several at once."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Signal, Slot

from mcsys_desktop.core.i18n import _, ngettext
from mcsys_desktop.services.invoices import many, tables
from mcsys_desktop.services.invoices.many import Outcome
from mcsys_desktop.services.invoices.tables import InvoiceRow, Sought
from mcsys_desktop.ui.invoices.columns import bounds, columns, filters
from mcsys_desktop.ui.lists.bar import ManyAct
from mcsys_desktop.ui.lists.choice import Choice
from mcsys_desktop.ui.lists.columns import Source
from mcsys_desktop.ui.lists.filters import Options
from mcsys_desktop.ui.lists.kind import ListKind
from mcsys_desktop.ui.lists.pane import ListPane
from mcsys_desktop.ui.work import Work
from mcsys_desktop.ui.work_strip import WorkStrip


class InvoiceTable(ListPane):
    """All documents, those made last first. ``finished`` carries what became of several drafts."""

    finished = Signal(object)
    prints_wanted = Signal(object)  # ids of final documents, as they stand in the list
    mails_wanted = Signal(object)  # the same

    def __init__(self, work: Work) -> None:
        acts = (
            ManyAct(_("Make final"), "", self._finalise),
            ManyAct(_("Print"), "printer", self._print),
            ManyAct(_("Mail"), "mail", self._mail),
        )
        super().__init__(work, _kind(acts, self._options))
        self.strip = WorkStrip()
        self.layout().itemAt(0).layout().addWidget(self.strip)  # type: ignore[union-attr]
        self.finished.connect(lambda _found: self.refresh())

    def show_part(self, part: str = "", customer_id: int | None = None) -> None:
        """Show a part of the list and nothing else, sorted as it was."""
        wanted = {"part": part, "customer": customer_id}
        self.head.search.clear()
        chosen = {name: value for name, value in wanted.items() if value}
        self.show_choice(replace(self.choice, filters=chosen))
        if customer_id:
            self._work.run(self, self._options, then=self._offer)

    def _finalise(self, rows: Sequence[InvoiceRow]) -> None:
        drafts = [row.id for row in rows if not row.number]
        if not drafts:
            self.said.emit(_("These are final already."))
            return
        task = self._work.long.start(
            ngettext("Make {count} draft final", "Make {count} drafts final", len(drafts)).format(
                count=len(drafts)
            ),
            many.finalise_all,
            drafts,
            owner=self,
            said=in_words,
            then=self.finished.emit,
            cancelled=self.refresh,
        )
        self.strip.follow(task)

    def _print(self, rows: Sequence[InvoiceRow]) -> None:
        final = [row.id for row in rows if row.number]
        if final:
            self.prints_wanted.emit(final)
        else:
            self.said.emit(_("Only final documents are printed. Make these final first."))

    def _mail(self, rows: Sequence[InvoiceRow]) -> None:
        final = [row.id for row in rows if row.number]
        if final:
            self.mails_wanted.emit(final)
        else:
            self.said.emit(_("Only final documents are mailed. Make these final first."))

    def _options(self) -> Mapping[str, Options]:
        """What the filters offer; runs on a worker."""
        return {"customer": tables.offers(self.choice.filters.get("customer", 0))}

    @Slot()
    def _on_loaded(self) -> None:
        super()._on_loaded()
        narrowed = self.choice.filters or self.head.search.text().strip()
        if not narrowed:
            self.nothing.setText(_("No invoices yet. Make the first with “New invoice”."))


def in_words(found: Sequence[Outcome]) -> str:
    """What became of several drafts: how many are final, and why the others are not."""
    done = sum(one.finished is not None for one in found)
    said = ngettext("{count} invoice is final.", "{count} invoices are final.", done)
    reasons = list(dict.fromkeys(one.why for one in found if one.why))
    if not reasons:
        return said.format(count=done)
    left = len(found) - done
    why = ngettext("{count} is not: {why}", "{count} are not: {why}", left)
    return f"{said.format(count=done)} {why.format(count=left, why=' '.join(reasons))}"


def _kind(acts: tuple[ManyAct, ...], options: object) -> ListKind:
    return ListKind(
        page="invoices",
        title=_("Invoices"),
        nothing=_("No invoices here."),
        columns=columns(),
        source=source,
        sort="made",
        descending=True,
        filters=filters(),
        options=options,  # type: ignore[arg-type]  # a method of the list itself
        acts=acts,
        search=_("Number, customer, amount or text"),
    )


def source(choice: Choice, text: str) -> Source:
    """The documents that a choice asks for."""
    sought, order = _sought(choice, text), tables.order(choice.sort, descending=choice.descending)
    return Source(
        between=partial(tables.between, sought, order),
        counted=partial(tables.counted, sought, order),
        keys=partial(tables.keys, sought, order),
        key=partial(tables.key, choice.sort),
    )


def _sought(choice: Choice, text: str) -> Sought:
    chosen = choice.filters
    offered = {one.name: dict(one.options) for one in filters()}
    part, kind = (str(chosen.get(name, "")) for name in ("part", "kind"))
    days = bounds(str(chosen.get("period", "")))
    return Sought(
        text=text,
        part=part if part in offered["part"] else "",
        kind=kind if kind in offered["kind"] else "",
        customer_id=chosen.get("customer", 0),
        since=days[0] if days else None,
        until=days[1] if days else None,
    )
