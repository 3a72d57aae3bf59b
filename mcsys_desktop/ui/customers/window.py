"""A customer in a window of their own, beside the main window; as many as somebody wants."""

from PySide6.QtCore import QByteArray, Qt, Signal, Slot
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QMessageBox, QWidget

from mcsys_desktop.core.i18n import _
from mcsys_desktop.services.colleagues import Rights
from mcsys_desktop.ui import shortcuts
from mcsys_desktop.ui.customers import typed
from mcsys_desktop.ui.customers.page import CustomersPage
from mcsys_desktop.ui.labels import Pane
from mcsys_desktop.ui.layouts import column
from mcsys_desktop.ui.live import Live
from mcsys_desktop.ui.plain_text import message_box
from mcsys_desktop.ui.style import style
from mcsys_desktop.ui.work import Work

WIDTH, HEIGHT = 760, 720


class OwnPage(CustomersPage):
    """The page of customers without its list: it shows one of them."""

    where = typed.WINDOW

    def __init__(self, work: Work, live: Live) -> None:
        super().__init__(work, live)
        self.list.hide()

    def fetch(self) -> None:
        """Ask for the card again."""
        self.past.refresh()
        self.besides.refresh()
        self.opened.fetch()

    def panes(self) -> list[QWidget]:
        """The part that F6 goes to."""
        return [self.right]

    # Qt's own names from here.

    def keyPressEvent(self, event: QKeyEvent) -> None:
        reading = not self.card.is_editing and self.right.currentWidget() is self.card
        if event.key() == Qt.Key.Key_Escape and reading:
            event.ignore()  # the window closes
            return
        super().keyPressEvent(event)


class CustomerWindow(Pane):
    """Holds the page of customers for one of them: the same card, editing, conflicts and news.

    Esc and Ctrl+W close it; it asks only when something typed would be lost. ``closed`` carries
    the customer.
    """

    closed = Signal(int)

    def __init__(self, customer_id: int, work: Work, live: Live) -> None:
        super().__init__("bg")
        self.customer_id = customer_id
        self.question: QMessageBox | None = None
        self._hidden = False
        self.page = OwnPage(work, live)
        self.setLayout(column(self.page, gap=0))
        self.page.customer_opened.connect(self._on_opened)
        self.page.editing.saved.connect(lambda _id: self._show_title())
        shortcuts.bind(self, "close", self.close)
        self.setWindowTitle("MCSys Desktop")
        self.resize(style().px(WIDTH), style().px(HEIGHT))
        self.page.open_customer(customer_id)

    def place(self, geometry: str, step: int) -> None:
        """Stand where the last one stood, ``step`` windows further."""
        if geometry:
            self.restoreGeometry(QByteArray.fromBase64(geometry.encode()))
        if step:
            self.move(self.x() + 28 * step, self.y() + 28 * step)

    def geometry_kept(self) -> str:
        """Where it stands, to be kept."""
        return bytes(self.saveGeometry().toBase64().data()).decode()

    def set_rights(self, rights: Rights) -> None:
        """Show only what whoever works here may do."""
        self.page.set_rights(rights)

    def set_counter(self, hidden: bool) -> None:
        """Hide what the person opposite should not read; the title too."""
        self._hidden = hidden
        self.page.set_counter(hidden)
        self._show_title()

    def unsaved(self) -> int:
        """How much was typed here that is not saved."""
        return self.page.unsaved()

    @Slot(int)
    def _on_opened(self, customer_id: int) -> None:
        self.customer_id = customer_id  # another one than was asked for, where they were merged
        self._show_title()

    def _show_title(self) -> None:
        card = self.page.editing.card
        if card is None:
            return
        numbered = _("Customer {number}").format(number=card.number)
        self.setWindowTitle(numbered if self._hidden else f"{card.name} · {numbered}")

    def _ask(self) -> None:
        asked = self.question = message_box(self)
        asked.setIcon(QMessageBox.Icon.Warning)
        asked.setWindowTitle(_("Close this window"))
        asked.setText(_("You typed something that is not saved."))
        save = asked.addButton(_("Save"), QMessageBox.ButtonRole.AcceptRole)
        away = asked.addButton(_("Throw away"), QMessageBox.ButtonRole.DestructiveRole)
        stay = asked.addButton(_("Go on typing"), QMessageBox.ButtonRole.RejectRole)
        asked.setDefaultButton(save)
        asked.setEscapeButton(stay)

        def answered() -> None:
            self.question = None
            asked.deleteLater()
            if asked.clickedButton() is away:
                self.page.editing.put_away()
                self.page.editing.discard()
                self.page.besides.writing.forget(self.customer_id)
                self.close()
            else:
                self.page.editing.resume()
                if asked.clickedButton() is save:
                    self.page.save()

        asked.finished.connect(answered)
        asked.open()

    # Qt's own names from here.

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
            return
        super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.unsaved():
            event.ignore()
            if self.question is None:
                self._ask()
            return
        super().closeEvent(event)
        self.closed.emit(self.customer_id)
