"""The page on which a desk is set up. It is made from the declarations of `core.settings`.

Each choice works at once: the page checks and changes the setting, then tells its name and value;
the program saves it and lets it take effect.
"""

from collections.abc import Callable, Iterable, Sequence
from functools import partial

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from mcsys_desktop.core.errors import UserError
from mcsys_desktop.core.i18n import N_, _
from mcsys_desktop.core.settings import Declaration, Settings, declared
from mcsys_desktop.core.settings_office import kind_of
from mcsys_desktop.ui import shortcuts
from mcsys_desktop.ui.labels import Card, Label, Pane, WrappedLabel
from mcsys_desktop.ui.layouts import column
from mcsys_desktop.ui.phone_addresses import AddressRow
from mcsys_desktop.ui.phone_addresses import PhoneAddress as PhoneAddress
from mcsys_desktop.ui.setting_fields import SettingField, field_for
from mcsys_desktop.ui.settings_search import SettingsSearch
from mcsys_desktop.ui.style import style

_WIDTH = 720  # wide enough for an address, narrow enough to read


class SettingsPage(QWidget):
    """All settings that people choose, section by section. ``setting_changed`` (name, value).

    ``addresses`` gives what to copy into the phones for the present settings; it is asked again
    after each change.
    """

    title = N_("Settings")
    icon = "settings"
    setting_changed = Signal(str, object)

    def __init__(
        self,
        settings: Settings,
        addresses: Callable[[Settings], Sequence[PhoneAddress]] | None = None,
    ) -> None:
        super().__init__()
        self.settings = settings
        self.fields: dict[str, SettingField] = {}
        self._addresses = addresses
        self._sections: dict[str, QVBoxLayout] = {}
        self._body_pane = Pane("bg")
        self.search = SettingsSearch(self._body_pane)
        title = Label(_(self.title), "title")
        self._body = column(title, self.search, margins=(24, 20, 24, 24), gap=16)
        for section, declarations in _by_section(declared()):
            self._body.addWidget(self._card(section, declarations))
        self._phones = _PhoneCard()
        if addresses is not None:
            self._body.addWidget(self._phones)
        self._body.addStretch(1)
        self._body_pane.setLayout(self._body)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setAccessibleName(_(self.title))
        scroll.setWidget(self._body_pane)
        self.search.area = scroll
        shortcuts.bind(self, "filter", self.search.field.setFocus)
        self.setLayout(column(scroll, gap=0))
        self.restyle()
        self._show_addresses()
        self.search.show_sections()

    def show_value(self, name: str) -> None:
        """Show a setting that was changed somewhere else, such as the narrow rail."""
        if name in self.fields:
            self.fields[name].show_value(getattr(self.settings, name))

    def show_values(self) -> None:
        """Show all settings again: several were changed somewhere else."""
        for name in self.fields:
            self.show_value(name)
        self._show_addresses()

    def add(self, section: str, widget: QWidget) -> None:
        """Put something below the settings of ``section`` that is no setting itself."""
        self._sections[section].addWidget(widget)

    def add_first(self, section: str, widget: QWidget) -> None:
        """Put something above the settings of ``section``: what does the same in an easier way."""
        self._sections[section].insertWidget(1, widget)

    def add_card(self, card: QWidget) -> None:
        """Put a card of its own below the settings of this desk."""
        self._body.insertWidget(self._body.count() - 1, card)
        QTimer.singleShot(0, self.search, self.search.show_sections)  # when it is known who sees it

    def restyle(self) -> None:
        """Take the present text size."""
        self._body_pane.setMaximumWidth(style().px(_WIDTH))

    def _card(self, section: str, declarations: list[Declaration]) -> Card:
        rows: QVBoxLayout = column(Label(_(section), "row"), margins=(16, 12, 16, 16), gap=14)
        for declaration in declarations:
            field = field_for(declaration, getattr(self.settings, declaration.name))
            field.chosen.connect(partial(self._change, declaration.name))
            self.fields[declaration.name] = field
            rows.addWidget(field)
        self._sections[section] = rows
        return Card(rows)

    def _change(self, name: str, value: object) -> None:
        if getattr(self.settings, name) == value:
            self.fields[name].show_error("")
            return
        try:
            self.settings.change(name, value)
        except UserError as error:
            self.fields[name].show_error(str(error))
            return
        self.fields[name].show_error("")
        self._show_addresses()
        self.setting_changed.emit(name, value)

    def _show_addresses(self) -> None:
        if self._addresses is not None:
            self._phones.show_addresses(self._addresses(self.settings))


class _PhoneCard(Card):
    """The addresses to type into the phones, each with a button that copies it."""

    def __init__(self) -> None:
        self._rows = column(gap=10)
        super().__init__(
            column(
                Label(_("Addresses for the phones"), "row"),
                _wrapped(
                    _(
                        "Copy these into the phone's own web page. Whoever has one can report"
                        " calls, or read the phone book."
                    )
                ),
                self._rows,
                margins=(16, 12, 16, 16),
                gap=10,
            )
        )

    def show_addresses(self, addresses: Sequence[PhoneAddress]) -> None:
        """Show these lines, grouped by brand."""
        while (item := self._rows.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        brand = ""
        for address in addresses:
            if address.brand != brand:
                brand = address.brand
                self._rows.addWidget(Label(brand, "caption"))
            self._rows.addWidget(AddressRow(address))
        self.setVisible(bool(addresses))


def _wrapped(text: str) -> Label:
    return WrappedLabel(text, "small")


def _by_section(
    declarations: Iterable[Declaration],
) -> list[tuple[str, list[Declaration]]]:
    """The settings of this desk that are shown, by section, in the order of declaration."""
    sections: dict[str, list[Declaration]] = {}
    for declaration in declarations:
        if declaration.shown and not kind_of(declaration.name):
            sections.setdefault(declaration.section, []).append(declaration)
    return list(sections.items())
