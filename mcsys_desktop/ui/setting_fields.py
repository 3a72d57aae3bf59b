"""The right field for each kind of setting: a row of choices, a switch, a number, text or lines."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QWidget

from mcsys_desktop.core.i18n import _
from mcsys_desktop.core.settings import Declaration
from mcsys_desktop.ui.buttons import Button
from mcsys_desktop.ui.choices import Switch
from mcsys_desktop.ui.fields import Labelled, LineField, NoteField
from mcsys_desktop.ui.layouts import column, row
from mcsys_desktop.ui.style import style
from mcsys_desktop.ui.texts import Label, WrappedLabel

_SIZES = (90, 100, 110, 120, 130)  # per cent, where a number has so few sensible values


class SettingField(QWidget):
    """One setting with its label and help. `chosen` carries the new value, as Python keeps it."""

    chosen = Signal(object)

    def __init__(self, declaration: Declaration) -> None:
        super().__init__()
        self.declaration = declaration

    def show_value(self, value: object) -> None:
        """Show ``value`` without telling anybody."""
        raise NotImplementedError

    def show_error(self, sentence: str) -> None:
        """Say why a value was refused; nothing for an empty sentence."""


class ChoiceSetting(SettingField):
    """A few values side by side: all can be seen, one is on."""

    def __init__(self, declaration: Declaration, options: list[tuple[object, str]]) -> None:
        super().__init__(declaration)
        label = _(declaration.label)
        self._group = QButtonGroup(self)
        self._values: dict[object, Button] = {}
        for value, words in options:
            button = Button(words, kind="filter")
            button.setAccessibleName(f"{label}: {words}")
            button.clicked.connect(lambda _on=False, value=value: self.chosen.emit(value))
            self._group.addButton(button)
            self._values[value] = button
        help_text = WrappedLabel(_(declaration.help), "small", ink="text3")
        self.setLayout(
            column(Label(label, "small"), row(*self._values.values(), None), help_text, gap=4)
        )

    def show_value(self, value: object) -> None:
        """Show ``value`` without telling anybody."""
        if value in self._values:
            self._values[value].setChecked(True)


class SwitchSetting(SettingField):
    """On or off."""

    def __init__(self, declaration: Declaration) -> None:
        super().__init__(declaration)
        self.switch = Switch(name=_(declaration.label))
        self.switch.setAccessibleDescription(_(declaration.help))
        self.switch.toggled.connect(self._tell)
        help_text = WrappedLabel(_(declaration.help), "small", ink="text3")
        words = column(Label(_(declaration.label)), help_text, gap=2)
        layout = row(words, self.switch, gap=16)
        layout.setStretch(0, 1)
        self.setLayout(layout)

    def show_value(self, value: object) -> None:
        """Show ``value`` without telling anybody."""
        self.switch.blockSignals(True)
        self.switch.setChecked(bool(value))
        self.switch.blockSignals(False)

    def _tell(self, on: bool) -> None:
        self.chosen.emit(on)


class TypedSetting(SettingField):
    """Something typed; it counts when the field is left or Enter is pressed."""

    def __init__(
        self,
        declaration: Declaration,
        editor: QWidget,
        read: Callable[[], object],
        write: Callable[[object], None],
    ) -> None:
        super().__init__(declaration)
        self._read, self._write = read, write
        self.labelled = Labelled(_(declaration.label), editor, _(declaration.help))
        self.setLayout(column(self.labelled, gap=0))

    def show_value(self, value: object) -> None:
        """Show ``value`` without telling anybody."""
        self._write(value)

    def show_error(self, sentence: str) -> None:
        """Say why a value was refused; nothing for an empty sentence."""
        self.labelled.show_error(sentence)

    def tell(self) -> None:
        """Tell what is typed now."""
        self.chosen.emit(self._read())


def field_for(declaration: Declaration, value: object) -> SettingField:
    """The field for a setting, showing ``value``. Raises TypeError for a type nobody can type."""
    field = _made(declaration)
    field.show_value(value)
    return field


def _made(declaration: Declaration) -> SettingField:
    default = declaration.default
    if declaration.choices:
        options = [(value, _(words)) for value, words in declaration.choices.items()]
        return ChoiceSetting(declaration, options)
    if isinstance(default, bool):
        return SwitchSetting(declaration)
    if isinstance(default, int):
        if (declaration.least, declaration.most) == (_SIZES[0], _SIZES[-1]):
            return ChoiceSetting(declaration, [(size, f"{size}%") for size in _SIZES])
        return _number(declaration)
    if isinstance(default, tuple):
        return _lines(declaration)
    if isinstance(default, str):
        return _line(declaration)
    raise TypeError(f"no field for setting {declaration.name}")


def _number(declaration: Declaration) -> SettingField:
    editor = LineField()
    editor.setMaximumWidth(style().px(160))

    def read() -> object:
        typed = editor.text().strip()
        return int(typed) if typed.isdecimal() else typed  # text is refused with a sentence

    field = TypedSetting(declaration, editor, read, lambda value: editor.setText(str(value)))
    editor.editingFinished.connect(field.tell)
    return field


def _line(declaration: Declaration) -> SettingField:
    editor = LineField()
    field = TypedSetting(
        declaration,
        editor,
        lambda: editor.text().strip(),
        lambda value: editor.setText(str(value)),
    )
    editor.editingFinished.connect(field.tell)
    return field


def _lines(declaration: Declaration) -> SettingField:
    editor = NoteField("", name=_(declaration.label))

    def read() -> object:
        return tuple(line.strip() for line in editor.text().splitlines() if line.strip())

    def write(value: object) -> None:
        editor.show_text("\n".join(value) if isinstance(value, tuple) else "")

    field = TypedSetting(declaration, editor, read, write)
    editor.settled.connect(lambda _text: field.tell())
    return field
