"""Who listens to the phones of the office, on the settings page."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from mcsys_desktop.core.i18n import _
from mcsys_desktop.services.listening import Receiver, Standing
from mcsys_desktop.ui.buttons import Button
from mcsys_desktop.ui.labels import Card, Label
from mcsys_desktop.ui.layouts import column, row
from mcsys_desktop.ui.texts import WrappedLabel


class ListeningCard(Card):
    """Which desk listens to the phone system, and which computers telephones report to.

    ``forgotten`` carries the id of a computer that will not be back.
    """

    forgotten = Signal(int)

    def __init__(self) -> None:
        self.listener = WrappedLabel("")
        self._rows = column(gap=8)
        self.forget: list[Button] = []
        super().__init__(
            column(
                Label(_("Who listens"), "row"),
                self.listener,
                self._rows,
                margins=(16, 12, 16, 16),
                gap=10,
            )
        )
        self.show_standing(Standing())

    def show_standing(self, standing: Standing) -> None:
        """Show it; nothing where there is one desk, or nothing to listen to."""
        self.listener.setText(_listener(standing))
        self.listener.setVisible(standing.needed)
        while (item := self._rows.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        self.forget = []
        for receiver in standing.receivers:
            self._rows.addWidget(WrappedLabel(_receiver(receiver)))
            if receiver.silent and not receiver.here:
                button = Button(_("Forget {name}").format(name=receiver.name))
                button.clicked.connect(partial(self._on_forget, receiver.id))
                self.forget.append(button)
                holder = QWidget()
                holder.setLayout(row(button, None))
                self._rows.addWidget(holder)
        self.setVisible(standing.needed or bool(standing.receivers))

    def _on_forget(self, receiver_id: int, _checked: bool = False) -> None:
        self.forgotten.emit(receiver_id)


def _listener(standing: Standing) -> str:
    if not standing.listener:
        return _("No desk listens to the phone system now. Calls are not shown or logged.")
    return _(
        "{name} listens to the phone system. When that computer goes, another one takes over by"
        " itself."
    ).format(name=standing.listener)


def _receiver(receiver: Receiver) -> str:
    if receiver.here and not receiver.silent:
        return _("Telephones report to this desk ({address}).").format(address=receiver.address)
    if receiver.here:
        return _("Telephones should report to this desk, but it does not hear them now.")
    if receiver.silent:
        return _(
            "Telephones report to {name} ({address}), and that computer cannot be reached."
        ).format(name=receiver.name, address=receiver.address)
    return _("Telephones report to {name} ({address}).").format(
        name=receiver.name, address=receiver.address
    )
