"""The log of calls as a list: narrowed down, sorted, chosen from, and taken out."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from functools import partial

from PySide6.QtCore import Signal, Slot

from mcsys_desktop.core import clock
from mcsys_desktop.core.i18n import _
from mcsys_desktop.services.calls import CallRow, Which, tables
from mcsys_desktop.services.calls.tables import Sought
from mcsys_desktop.ui.calls import words
from mcsys_desktop.ui.calls.columns import columns, filters, periods
from mcsys_desktop.ui.lists.choice import Choice
from mcsys_desktop.ui.lists.columns import Source
from mcsys_desktop.ui.lists.filters import Options
from mcsys_desktop.ui.lists.kind import ListKind
from mcsys_desktop.ui.lists.pane import ListPane
from mcsys_desktop.ui.work import Work

_LONGEST = 36_500  # days


class CallTable(ListPane):
    """All calls with their columns, the newest first.

    ``filtering`` comes before the panel of filters is shown and after it was put away: there is
    room for it, or for something else.
    """

    filtering = Signal(bool)

    def __init__(self, work: Work) -> None:
        super().__init__(work, kind(self._options))
        self.head.title.hide()  # the page says what it is

    def show_part(
        self, which: Which, e164: str = "", customer_id: int | None = None, period: str = ""
    ) -> None:
        """Show a part of the log and nothing else, sorted as it was."""
        wanted = {
            "which": "" if which is Which.ALL else str(which),
            "number": e164,
            "customer": customer_id,
            "period": period,
        }
        self.head.search.clear()
        chosen = {name: value for name, value in wanted.items() if value}
        self.show_choice(replace(self.choice, filters=chosen))

    def show_choice(self, choice: Choice) -> None:
        """Show what ``choice`` asks for, from the beginning."""
        super().show_choice(choice)
        if {"customer", "number", "period"} & choice.filters.keys():
            # Whoever is chosen may not have called lately, and has a name.
            self._work.run(self, self._options, then=self._offer)

    @Slot(bool)
    def show_panel(self, on: bool) -> None:
        """Show the panel of filters beside the rows, or put it away."""
        if on:
            self.filtering.emit(True)
        super().show_panel(on)
        if not on:
            self.filtering.emit(False)

    def current(self) -> CallRow | None:
        """The call that somebody looks at."""
        row: CallRow | None = self.model.row(self.table.currentIndex())
        return row

    def _options(self) -> Mapping[str, Options]:
        """What the filters offer; runs on a worker."""
        chosen = self.choice.filters
        found: dict[str, Options] = {
            **tables.offers(chosen.get("customer", 0), chosen.get("number", ""))
        }
        found["source"] = [(key, words.source(key)) for key, _key in found["source"]]
        period = chosen.get("period", "")
        days = periods()
        if period and period not in dict(days) and (bounds := _bounds(period)):
            found["period"] = [*days, (period, words.span(*bounds))]
        return found

    @Slot()
    def _on_loaded(self) -> None:
        super()._on_loaded()
        narrowed = self.choice.filters or self.head.search.text().strip()
        if not narrowed:
            self.nothing.setText(_("No calls yet."))
        elif dict(self.choice.filters) == {"which": str(Which.MISSED)}:
            self.nothing.setText(_("No missed calls."))


def kind(options: Callable[[], Mapping[str, Options]] | None = None) -> ListKind:
    """The log of calls, declared."""
    return ListKind(
        page="calls",
        title=_("Calls"),
        nothing=_("No calls here."),
        columns=columns(),
        source=source,
        sort="when",
        descending=True,
        filters=filters(),
        options=options,
        search=_("Name, number or note"),
    )


def source(choice: Choice, text: str) -> Source:
    """The calls that a choice asks for."""
    sought, order = _sought(choice, text), tables.order(choice.sort, descending=choice.descending)
    return Source(
        between=partial(tables.between, sought, order),
        counted=partial(tables.counted, sought, order),
        keys=partial(tables.keys, sought, order),
        key=partial(tables.key, choice.sort),
    )


def period_of(first: date, until: date) -> str:
    """The days from ``first`` up to and without ``until``, as the filter keeps them."""
    return f"{first.isoformat()} {until.isoformat()}"


def _bounds(period: str) -> tuple[date, date] | None:
    """The first day of a period and the one after its last; None for one that says nothing."""
    if period.isdecimal():
        tomorrow = clock.today() + timedelta(days=1)
        return tomorrow - timedelta(days=min(int(period), _LONGEST)), tomorrow
    first, _blank, until = period.partition(" ")
    try:
        return date.fromisoformat(first), date.fromisoformat(until)
    except ValueError:
        return None


def _sought(choice: Choice, text: str) -> Sought:
    chosen = choice.filters
    bounds = _bounds(chosen.get("period", ""))
    offered = {one.name: dict(one.options) for one in filters()}

    def known(name: str) -> str:
        """What is chosen; nothing where a view of another version says what nobody offers."""
        value = str(chosen.get(name, ""))
        return value if value in offered[name] else ""

    return Sought(
        text=text,
        which=Which(known("which") or Which.ALL),
        customer_id=chosen.get("customer", 0),
        e164=chosen.get("number", ""),
        since=bounds[0] if bounds else None,
        until=bounds[1] if bounds else None,
        direction=known("direction"),
        outcome=known("outcome"),
        result=known("result"),
        line=chosen.get("line", ""),
        source=chosen.get("source", ""),
        answered_by=chosen.get("answered_by", ""),
        open=chosen.get("open", False),
        noted=chosen.get("noted", False),
    )
