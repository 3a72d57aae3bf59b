"""The second question: by which way the program hears the calls, and where there is none."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from mcsys_desktop.core.i18n import _
from mcsys_desktop.services.phone_setup import Route, System
from mcsys_desktop.ui.labels import Card, Chip
from mcsys_desktop.ui.layouts import Item, column
from mcsys_desktop.ui.phone_setup import words
from mcsys_desktop.ui.phone_setup.step import Step
from mcsys_desktop.ui.texts import Label, WrappedLabel
from mcsys_desktop.ui.widgets import Button, row


class RouteStep(Step):
    """``chosen`` carries the key of a route; ``back_wanted`` goes back to the systems."""

    chosen = Signal(str)

    def __init__(self, system: System, key: str = "", parent: QWidget | None = None) -> None:
        super().__init__(
            _(system.title),
            _("These are the ways to hear its calls.")
            if system.possible
            else _("There is no way for a program in your office to hear these calls."),
            parent,
        )
        self.routes: dict[str, Button] = {}
        for route in system.routes:
            self.add(self._card(route, len(self.routes) == 0))
        self.back = Button(_("Back"), kind="link" if system.possible else "primary")
        self.add(row(self.back, None))
        self.back.clicked.connect(self.back_wanted)
        self.back.setAutoDefault(not system.possible)
        self._first = self.routes.get(key) or next(iter(self.routes.values()), self.back)

    def begin(self) -> None:
        """The keyboard is at what was chosen before, or at the first way."""
        self._first.setFocus(Qt.FocusReason.TabFocusReason)

    def _card(self, route: Route, first: bool) -> Card:
        parts: list[Item] = [Label(_(route.title), "row"), WrappedLabel(_(route.tells))]
        if route.needs:
            parts.append(WrappedLabel(_(route.needs), ink="text2"))
        if route.possible:
            said, tone = words.seat(route.seat)
            chips = row(Chip(_("Opens nothing to the internet"), "ok"), Chip(said, tone), None)
            choose = Button(_("Choose this way"), kind="primary" if first else "default")
            choose.set_name(_("Choose: {way}").format(way=_(route.title)))
            choose.setAccessibleDescription(f"{_(route.tells)} {_(route.needs)} {said}.")
            choose.setAutoDefault(False)
            choose.clicked.connect(lambda _on=False: self.chosen.emit(route.key))
            self.routes[route.key] = choose
            parts += [chips, row(choose, None)]
        else:
            off = Chip(_("Off"), "neutral") if route.relay else Chip(_("Not possible"), "bad")
            parts.append(row(off, None))
        return Card(column(*parts, margins=(16, 12, 16, 12), gap=6))
