"""The views of a list that were saved under a name: choose, save, remove."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QMenu, QWidget

from mcsys_desktop.core.i18n import _
from mcsys_desktop.services.views import LONGEST, View
from mcsys_desktop.ui import layouts, widgets
from mcsys_desktop.ui.popup import Popup
from mcsys_desktop.ui.style import style


class ViewsMenu(QMenu):
    """One's own views, those for everybody, and what can be done with the present one."""

    chosen = Signal(object)  # a View
    usual_wanted = Signal()
    save_wanted = Signal()
    remove_wanted = Signal(object)  # a View

    def __init__(self, owner: QWidget, views: Sequence[View], now: str) -> None:
        super().__init__(owner)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAccessibleName(_("Views"))
        self.addAction(_("All, as it was at first"), self.usual_wanted.emit)
        for mine, heading in ((True, _("My views")), (False, _("Views for everybody"))):
            those = [view for view in views if view.mine is mine]
            if those:
                self.addSeparator()
                self.addAction(heading).setEnabled(False)
            for view in those:
                words = (
                    view.name if mine else _("{view} ({who})").format(view=view.name, who=view.by)
                )
                if mine and view.for_all:
                    words = _("{view} (for everybody)").format(view=view.name)
                action = self.addAction(_plain(words), partial(self.chosen.emit, view))
                action.setCheckable(True)
                action.setChecked(view.chosen == now)
        self.addSeparator()
        self.addAction(_("Save this view …"), self.save_wanted.emit)
        removable = [view for view in views if view.may_change]
        if removable:
            below = self.addMenu(_("Remove"))
            for view in removable:
                below.addAction(_plain(view.name), partial(self.remove_wanted.emit, view))


class SaveView(Popup):
    """A small window below a button: the name of a view, and whether others see it."""

    saved = Signal(str, bool)

    def __init__(self, owner: QWidget, names: Sequence[str]) -> None:
        super().__init__(owner)
        self.setAccessibleName(_("Save this view"))
        self._names = names
        self.name = widgets.LineField(name=_("Name"))
        self.name.limit = LONGEST
        self.for_all = widgets.Switch(_("For everybody"))
        self.save = widgets.Button(_("Save"), kind="primary")
        self.save.setEnabled(False)
        self.over = widgets.label("", "small", wrap=True)
        self.over.hide()
        self.name.textChanged.connect(self._on_name)
        self.name.returnPressed.connect(self._on_save)
        self.save.clicked.connect(self._on_save)
        self.setLayout(
            layouts.column(
                widgets.label(_("Save this view"), "row"),
                widgets.Labelled(_("Name"), self.name),
                self.over,
                self.for_all,
                layouts.row(self.save, None),
                margins=(16, 12, 16, 14),
                gap=10,
            )
        )
        self.setFixedWidth(style().px(320))

    def open_below(self, anchor: QWidget) -> None:
        """Open below ``anchor``, inside its screen."""
        self.adjustSize()
        self.hang(anchor)
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_name(self, name: str) -> None:
        self.save.setEnabled(bool(name.strip()))
        known = name.strip() in self._names
        self.over.setText(_("This replaces the view of that name.") if known else "")
        self.over.setVisible(known)
        self.adjustSize()

    def _on_save(self) -> None:
        if self.name.text().strip():
            self.saved.emit(self.name.text(), self.for_all.isChecked())
            self.close()


def _plain(words: str) -> str:
    """Words in a menu: an ampersand is one."""
    return words.replace("&", "&&")
