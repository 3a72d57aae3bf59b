"""Find a setting by its name, by what it is for, or by another word for it; and go there."""

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QAbstractButton, QBoxLayout, QLabel, QScrollArea, QWidget

from mcsys_desktop.core import text
from mcsys_desktop.core.i18n import N_, _
from mcsys_desktop.ui.buttons import Button
from mcsys_desktop.ui.fields import Labelled
from mcsys_desktop.ui.labels import Card
from mcsys_desktop.ui.layouts import column, row
from mcsys_desktop.ui.search_field import SearchField
from mcsys_desktop.ui.setting_fields import SettingField, TypedSetting
from mcsys_desktop.ui.texts import Label

MOST = 8  # answers
IN_A_ROW = 4  # links to sections: with large text on a small screen no more than these fit
# What people call a thing, by the setting's name or by the title of a card, in the source.
SYNONYMS: Mapping[str, str] = {
    "language": N_("Dutch English translation"),
    "theme": N_("dark light colours night appearance"),
    "density": N_("room rows compact spacing"),
    "text_scale": N_("letters font larger smaller zoom"),
    "rail_narrow": N_("sidebar icons navigation"),
    "desk_name": N_("workstation computer name"),
    "counter_mode": N_("shop customer screen privacy hide"),
    "lock_after": N_("lock screen pin minutes security"),
    "extension": N_("phone number handset"),
    "listener_enabled": N_("telephone calls handset action url"),
    "listener_address": N_("ip network telephone"),
    "listener_names": N_("caller id name lookup freepbx freeswitch 3cx display"),
    "listener_webhooks": N_("webhook voys voipgrid sipgate zammad voipzeker telador kwebbl 3cx"),
    "listener_phones": N_("allowed handsets yealink snom"),
    "dial_by": N_("click to dial call out originate tel callto voys handset"),
    "pops_up": N_("popup small window incoming screen queue"),
    "fritzbox_enabled": N_("avm call monitor router"),
    "ncid_enabled": N_("analogue line modem caller id isdn"),
    "Company": N_("firm business logo invoice address chamber of commerce VAT bank account"),
    "Backups": N_("backup copy restore safety disk keys"),
    "Updates": N_("version upgrade newer program"),
    "Addresses for the phones": N_("action url yealink snom grandstream fanvil htek handset"),
}


@dataclass(frozen=True, slots=True)
class Place:
    """Something to find: in which section, what it is called, what else it answers to."""

    section: str
    label: str
    words: str  # folded
    widget: QWidget


class SettingsSearch(QWidget):
    """A field above the settings in ``body``, and what it finds. Enter goes to the first."""

    went = Signal(str)  # the label of the setting

    def __init__(self, body: QWidget) -> None:
        super().__init__()
        self._body = body
        self.area: QScrollArea | None = None
        self.field = SearchField(_("Search in the settings"))
        self.answers: list[Button] = []
        self._found: list[Place] = []
        self._rows = column(gap=2)
        self._sections = column(gap=4)
        self.nothing = Label(_("No setting is called that."), ink="text2")
        self.nothing.hide()
        self.setLayout(column(self.field, self._sections, self._rows, self.nothing, gap=8))
        self.field.searched.connect(self._on_searched)
        self.field.returnPressed.connect(self.go_to_first)

    def show_sections(self) -> None:
        """One link for each section there is now."""
        _clear(self._sections)
        links: list[Button] = []
        for card in self._body.findChildren(Card):
            title = _title(card)
            if title and not _is_away(card):
                links.append(Button(title, kind="link"))
                links[-1].clicked.connect(lambda _on=False, card=card: self._show(card))
        for first in range(0, len(links), IN_A_ROW):
            self._sections.addLayout(row(*links[first : first + IN_A_ROW], None, gap=12))

    def places(self) -> list[Place]:
        """Everything that can be found now."""
        found = []
        for card in self._body.findChildren(Card):
            section = _title(card)
            if not section or _is_away(card):
                continue
            found.append(_place(section, section, _other_words(card), card))
            settings = card.findChildren(SettingField)
            for each in settings:
                known = each.declaration
                said = " ".join((_(known.help), _(SYNONYMS.get(known.name, ""))))
                found.append(_place(section, _(known.label), said, each))
            inside = {each.labelled for each in settings if isinstance(each, TypedSetting)}
            for part in card.findChildren(Labelled):
                if part not in inside:
                    found.append(_place(section, part.label.text(), part.note.text(), part))
        return found

    @Slot()
    def go_to_first(self) -> None:
        """Go to the best answer."""
        if self._found:
            self._go(self._found[0])

    def _on_searched(self, typed: str) -> None:
        wanted = text.fold(typed).split()
        matching = [
            place
            for place in (self.places() if wanted else [])
            if all(word in place.words for word in wanted)
        ]
        # What is called so comes before what only has to do with it.
        matching.sort(key=lambda place: wanted[0] not in text.fold(place.label))
        self._found = matching[:MOST]
        _clear(self._rows)
        self.answers = []
        for place in self._found:
            title = place.label if place.label == place.section else None
            button = Button(title or f"{place.section} · {place.label}", kind="link")
            button.clicked.connect(lambda _on=False, place=place: self._go(place))
            self.answers.append(button)
            self._rows.addLayout(row(button, None))
        self.nothing.setVisible(bool(wanted) and not self._found)

    def _go(self, place: Place) -> None:
        self._show(place.widget)
        self.went.emit(place.label)

    def _show(self, widget: QWidget) -> None:
        """Bring it to sight, with the focus in what can be typed or chosen there."""
        if self.area is not None:
            self.area.ensureWidgetVisible(widget, 0, 80)
        target = _focusable(widget)
        if target is not None:
            target.setFocus(Qt.FocusReason.ShortcutFocusReason)


def _title(card: Card) -> str:
    """The heading of a card, where it has one; cards inside cards have none."""
    heading = next((each for each in card.findChildren(Label) if each.parent() is card), None)
    return heading.text() if heading is not None else ""


def _is_away(card: Card) -> bool:
    """Whether somebody hid it; what was not shown yet is not hidden."""
    return card.isHidden() and card.testAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide)


def _other_words(card: Card) -> str:
    title = _title(card)
    return next((_(said) for name, said in SYNONYMS.items() if _(name) == title), "")


def _place(section: str, label: str, more: str, widget: QWidget) -> Place:
    return Place(section, label, text.fold(" ".join((section, label, more))), widget)


def _focusable(widget: QWidget) -> QWidget | None:
    if isinstance(widget, Labelled):
        return widget.field
    for each in widget.findChildren(QWidget):
        takes = each.focusPolicy() & Qt.FocusPolicy.TabFocus
        if takes and each.isVisible() and each.isEnabled() and not isinstance(each, QLabel):
            if isinstance(each, QAbstractButton) and each.isCheckable() and not each.isChecked():
                continue  # of a row of choices, the one that is on
            return each
    return None


def _clear(layout: QBoxLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        inner = item.layout()
        if isinstance(inner, QBoxLayout):
            _clear(inner)
            inner.deleteLater()
        elif (old := item.widget()) is not None:
            old.hide()
            old.deleteLater()
