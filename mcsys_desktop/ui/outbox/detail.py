"""One mail of the queue: to whom, what it says, how it stands, and what can be done about it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from mcsys_desktop.core.i18n import _
from mcsys_desktop.services.outbox import MailLine, MailState
from mcsys_desktop.ui.outbox import words
from mcsys_desktop.ui.scrolling import ScrollPage
from mcsys_desktop.ui.widgets import Button, Card, Chip, column, label, row

_AGAIN = (MailState.UNCERTAIN, MailState.REFUSED, MailState.BOUNCED)


class Detail(QWidget):
    """``again``, ``arrived`` and ``drop`` are decided here; ``open_wanted`` is for its document."""

    again = Signal()
    arrived = Signal()
    drop = Signal()
    open_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.line: MailLine | None = None
        self._only_reads = ""
        self.heading = label("", "title", wrap=True, selectable=True)
        self.chip = Chip()
        self.to = label("", "meta", wrap=True, selectable=True)
        self.explained = label("", wrap=True)
        self.said = label("", "small", ink="text2", wrap=True, selectable=True)
        self.body = label("", wrap=True, selectable=True)
        self.again_button = Button(_("Send again"), "mail")
        self.arrived_button = Button(_("It arrived"), "check")
        self.drop_button = Button(_("Do not send"), "x")
        self.open_button = Button(_("Open the document"), "file-text")
        self.why = label("", "small", ink="text3", wrap=True)
        acts = row(self.again_button, self.arrived_button, self.drop_button, self.open_button, None)
        stands = Card(column(self.explained, self.said, margins=(16, 12, 16, 12), gap=6))
        text = Card(column(self.body, margins=(16, 12, 16, 16)))
        whole = column(
            row(self.chip, None),
            self.heading,
            self.to,
            stands,
            acts,
            self.why,
            text,
            None,
            gap=12,
            margins=(24, 20, 24, 16),
        )
        self.setLayout(column(ScrollPage(whole), gap=0))
        self.again_button.clicked.connect(self.again)
        self.arrived_button.clicked.connect(self.arrived)
        self.drop_button.clicked.connect(self.drop)
        self.open_button.clicked.connect(self.open_wanted)

    def set_only_reads(self, why: str) -> None:
        """Say why nothing can be decided here, or let it be."""
        self._only_reads = why
        if self.line is not None:
            self.show_line(self.line)

    def show_line(self, line: MailLine) -> None:
        """Show a mail."""
        self.line = line
        self.chip.show_chip(words.state(line.state), words.tone(line.state))
        self.heading.setText(line.heading)
        copies = _("copy to {addresses}").format(addresses=line.copy_to) if line.copy_to else ""
        known = (line.customer, line.recipient, copies)
        self.to.setText(" · ".join(part for part in known if part))
        self.explained.setText(words.explained(line))
        self.said.setText(line.said)
        self.said.setVisible(bool(line.said))
        self.body.setText(line.body)
        held = line.state is MailState.HELD
        waits = line.state is MailState.WAITING
        may = not self._only_reads
        self.again_button.set_text(
            _("Send") if held else _("Send from this desk") if waits else _("Send again")
        )
        self.again_button.setVisible(may and (held or waits or line.state in _AGAIN))
        self.arrived_button.setVisible(may and line.state is MailState.UNCERTAIN)
        self.drop_button.setVisible(may and (held or waits or line.state in _AGAIN))
        self.open_button.setVisible(line.invoice_id is not None)
        self.why.setText(self._only_reads)
        self.why.setVisible(bool(self._only_reads))
