"""The customers as a table, for whoever works through many of them."""

from collections.abc import Mapping
from datetime import date, timedelta
from functools import partial
from typing import Any

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QMenu

from mcsys_desktop.core import clock
from mcsys_desktop.core.i18n import _, ngettext
from mcsys_desktop.services import customers, tags
from mcsys_desktop.services.customers import many, tables
from mcsys_desktop.services.customers.tables import CustomerLine, Sought
from mcsys_desktop.services.exports.tables import Kind
from mcsys_desktop.ui.customers import words
from mcsys_desktop.ui.lists.bar import ManyAct
from mcsys_desktop.ui.lists.choice import Choice
from mcsys_desktop.ui.lists.columns import ListColumn, Source
from mcsys_desktop.ui.lists.filters import Filter, Options
from mcsys_desktop.ui.lists.kind import ListKind
from mcsys_desktop.ui.lists.pane import ListPane
from mcsys_desktop.ui.tables import RIGHT
from mcsys_desktop.ui.work import Work


class CustomerTable(ListPane):
    """All customers with their columns. ``undoable`` carries a sentence and what undoes the act."""

    undoable = Signal(str, object)

    def __init__(self, work: Work) -> None:
        acts = (
            ManyAct(_("Give a tag"), "", self._ask_tag),
            ManyAct(_("Archive"), "", self._archive),
        )
        super().__init__(work, kind(acts))
        self._tags: Options = ()

    def _archive(self, lines: list[CustomerLine]) -> None:
        """Put them away, or back where all of them are away already."""
        back = all(line.archived for line in lines)
        ids = [line.id for line in lines]

        def come(changed: list[int]) -> None:
            said = (
                ngettext("{count} customer is back.", "{count} customers are back.", len(changed))
                if back
                else ngettext(
                    "{count} customer archived.", "{count} customers archived.", len(changed)
                )
            )
            undo = partial(many.archive, changed, archived=back)
            self.undoable.emit(said.format(count=len(changed)), partial(self._undo, undo))

        self._work.run(self, partial(many.archive, archived=not back), ids, then=come)

    def _ask_tag(self, lines: list[CustomerLine]) -> None:
        """Offer the tags of the office below the button."""
        menu = QMenu(self)
        menu.setAccessibleName(_("Tag"))
        menu.aboutToHide.connect(menu.deleteLater)
        for tag_id, name in self._tags:
            menu.addAction(name.replace("&", "&&"), partial(self._tag, lines, tag_id, name))
        if not self._tags:
            menu.addAction(_("There are no tags yet: make one on a customer's card.")).setEnabled(
                False
            )
        button = self.bar.acts[0]
        menu.popup(button.mapToGlobal(QPoint(0, -menu.sizeHint().height() - 4)))

    def _tag(self, lines: list[CustomerLine], tag_id: int, name: str) -> None:
        ids = [line.id for line in lines]

        def come(changed: list[int]) -> None:
            said = ngettext(
                "{count} customer tagged “{tag}”.",
                "{count} customers tagged “{tag}”.",
                len(changed),
            ).format(count=len(changed), tag=name)
            undo = partial(many.untag, changed, tag_id)
            self.undoable.emit(said, partial(self._undo, undo))

        self._work.run(self, many.tag, ids, tag_id, then=come)

    def _undo(self, service: Any) -> None:
        self._work.run(self, service, then=lambda _changed: self.refresh())

    def _offer(self, options: Any) -> None:
        self._tags = options.get("tag", ())
        super()._offer(options)


def kind(acts: tuple[ManyAct, ...] = ()) -> ListKind:
    """The table of customers, declared."""
    return ListKind(
        page="customers",
        title=_("Customers"),
        nothing=_("Nobody found."),
        columns=columns(),
        source=source,
        sort="name",
        filters=filters(),
        options=_options,
        acts=acts,
        search=_("Name, number or city"),
    )


def columns() -> tuple[ListColumn, ...]:
    """What is shown of a customer."""
    kinds, standings = words.kinds(), words.standings()
    return (
        ListColumn(
            _("Number"),
            lambda line: str(line.number),
            RIGHT,
            name="number",
            width=84,
            sort="number",
            kind=Kind.NUMBER,
            value=lambda line: line.number,
        ),
        ListColumn(_("Name"), lambda line: line.name, name="name", width=230, sort="name"),
        ListColumn(_("Kind"), lambda line: kinds[line.kind], name="kind", width=100, sort="kind"),
        ListColumn(
            _("Standing"),
            lambda line: _("Archived") if line.archived else standings[line.standing],
            tone=lambda line: _tone(line),
            name="standing",
            width=120,
            sort="standing",
        ),
        ListColumn(_("City"), lambda line: line.place, name="place", width=130, sort="place"),
        ListColumn(
            _("Postcode"),
            lambda line: line.postcode,
            name="postcode",
            width=100,
            sort="postcode",
            hidden=True,
        ),
        ListColumn(
            _("Phone"),
            lambda line: line.phone,
            name="phone",
            width=130,
            sort="phone",
            kind=Kind.PHONE,
        ),
        ListColumn(_("E-mail"), lambda line: line.email, name="email", width=200, sort="email"),
        ListColumn(
            _("Tags"), lambda line: ", ".join(line.tags), name="tags", width=140, sort="tags"
        ),
        ListColumn(
            _("Last contact"),
            lambda line: _moment(line.last_contact),
            name="last_contact",
            width=130,
            sort="last_contact",
            kind=Kind.MOMENT,
            value=lambda line: line.last_contact,
        ),
        ListColumn(
            _("Changed"),
            lambda line: _moment(line.changed_at),
            name="changed",
            width=130,
            sort="changed",
            kind=Kind.MOMENT,
            value=lambda line: line.changed_at,
        ),
    )


def filters() -> tuple[Filter, ...]:
    """What the table can be narrowed down by."""
    kinds = _choices(words.kinds())[::-1]  # business first, as above the list
    return (
        Filter("kind", _("Kind"), kinds, str, quick=True),
        Filter("standing", _("Standing"), _choices(words.standings()), str),
        Filter("tag", _("Tag"), (), int),
        Filter("place", _("City"), (), str),
        Filter(
            "changed",
            _("Changed"),
            (
                (1, _("Today")),
                (7, _("Last 7 days")),
                (30, _("Last 30 days")),
                (365, _("Last year")),
            ),
            int,
        ),
        Filter(
            "archived",
            _("Archived"),
            (
                (str(tables.Archived.ONLY), _("Only archived")),
                (str(tables.Archived.ALSO), _("Archived as well")),
            ),
            str,
            otherwise=_("Not archived"),
        ),
        Filter("no_number", _("Without a number")),
        Filter("no_email", _("Without e-mail")),
        Filter("imported", _("Read in from a file")),
    )


def source(choice: Choice, text: str) -> Source:
    """The customers that a choice asks for."""
    sought, order = _sought(choice, text), tables.order(choice.sort, descending=choice.descending)
    return Source(
        between=partial(tables.between, sought, order),
        counted=partial(tables.counted, sought, order),
        keys=partial(tables.keys, sought, order),
        key=tables.key,
    )


def _sought(choice: Choice, text: str) -> Sought:
    chosen = choice.filters
    days = chosen.get("changed")
    return Sought(
        text=text,
        kind=chosen.get("kind", ""),
        standing=chosen.get("standing", ""),
        tag=chosen.get("tag", 0),
        place=chosen.get("place", ""),
        archived=chosen.get("archived", ""),
        no_number=chosen.get("no_number", False),
        no_email=chosen.get("no_email", False),
        changed_since=_days_ago(days - 1) if isinstance(days, int) else None,
        imported=chosen.get("imported", False),
    )


def _days_ago(days: int) -> date:
    return clock.today() - timedelta(days=min(days, 36_500))


def _options() -> Mapping[str, Options]:
    """Tags and places of the office; runs on a worker."""
    return {
        "tag": [(tag.id, tag.name) for tag in tags.all_tags()],
        "place": [(place, place) for place in tables.places()],
    }


def _choices(named: Mapping[Any, str]) -> Options:
    return [(str(value), said) for value, said in named.items()]


def _tone(line: CustomerLine) -> str:
    """Most are customers: only the others stand out."""
    if line.archived:
        return "neutral"
    tones = {customers.Standing.PROSPECT: "accent", customers.Standing.FORMER: "neutral"}
    return tones.get(line.standing, "")


def _moment(at: Any) -> str:
    return clock.day_and_time(at, clock.today()) if at is not None else ""
