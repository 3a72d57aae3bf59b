"""Who is in the office already and looks like who is being typed. It warns, and never blocks."""

from PySide6.QtCore import Signal

from mcsys_desktop.core.i18n import _, ngettext
from mcsys_desktop.services import customers, duplicates
from mcsys_desktop.ui import layouts, widgets
from mcsys_desktop.ui.announcing import announce
from mcsys_desktop.ui.customers import merge_words
from mcsys_desktop.ui.customers.bars import MARGIN
from mcsys_desktop.ui.customers.rows import clear
from mcsys_desktop.ui.work import Task, Work

SHOWN = 3  # more would hide the form


class AlikeCustomers(widgets.Pane):
    """A line for each above the bar of the form. ``wanted`` carries the id of one to open."""

    wanted = Signal(int)

    def __init__(self, work: Work) -> None:
        super().__init__("surface", "top")
        self._work = work
        self._asked: Task | None = None
        self._draft = customers.CustomerDraft()
        self.known: list[duplicates.Known] = []
        self.buttons: list[widgets.Button] = []
        self.sentences: list[str] = []
        self._rows = layouts.column(gap=4, margins=(MARGIN, 8, MARGIN, 8))
        self.setLayout(self._rows)
        self.setAccessibleName(_("Customers who look like this one"))
        self.hide()

    def look(self, draft: customers.CustomerDraft, hidden: bool = False) -> None:
        """Ask who looks like this; an answer that was overtaken is dropped."""
        if draft == self._draft:
            return
        self.forget()
        self._draft = draft
        self._asked = self._work.run(
            self,
            duplicates.known_already,
            draft,
            SHOWN,
            then=lambda known: self._show(known, hidden),
        )

    def forget(self) -> None:
        """Another form begins, or none."""
        if self._asked is not None:
            self._asked.cancel()
        self._asked, self._draft = None, customers.CustomerDraft()
        self._show([], False)

    def _show(self, known: list[duplicates.Known], hidden: bool) -> None:
        fresh = [one.row.id for one in known] != [one.row.id for one in self.known]
        self.known, self.buttons = known, []
        clear(self._rows)
        self.sentences = []
        for one in known:
            number = _("Customer {number}").format(number=one.row.number)
            name = number if hidden else one.row.name
            # At a counter nobody reads who lives where, either.
            sentence = merge_words.looks_like(one, name, "" if hidden else one.row.city)
            line = layouts.row(widgets.Icon("triangle-alert", "warn", 16), gap=8)
            line.addWidget(widgets.label(sentence, wrap=True), 1)
            button = widgets.Button(_("Open"), kind="link")
            button.setAccessibleName(_("Open: {name}").format(name=name))
            button.clicked.connect(lambda _on=False, which=one.row.id: self.wanted.emit(which))
            line.addWidget(button)
            holder = widgets.Pane("surface")
            holder.setLayout(line)
            self._rows.addWidget(holder)
            self.buttons.append(button)
            self.sentences.append(sentence)
        self.setVisible(bool(known))
        if known and fresh:
            said = ngettext(
                "{count} customer looks like this one",
                "{count} customers look like this one",
                len(known),
            )
            announce(self, said.format(count=len(known)))
