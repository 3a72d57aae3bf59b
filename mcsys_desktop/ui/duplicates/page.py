"""Likely duplicates, one after the other: the pairs at the left, both customers at the right."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from mcsys_desktop.core.i18n import N_, _
from mcsys_desktop.services import duplicates, merging
from mcsys_desktop.services.colleagues import Group, Rights
from mcsys_desktop.ui import layouts, shortcuts, widgets
from mcsys_desktop.ui.customers import merge_words
from mcsys_desktop.ui.customers.bars import MARGIN
from mcsys_desktop.ui.customers.merge_acts import MergeActs
from mcsys_desktop.ui.customers.merge_preview import MergePreview
from mcsys_desktop.ui.duplicates.listing import Pair, PairList
from mcsys_desktop.ui.live import Live
from mcsys_desktop.ui.page import Page
from mcsys_desktop.ui.toast import Toast
from mcsys_desktop.ui.work import Task, Work


class DuplicatesPage(Page):
    """Merge, not the same, later: one key each, and the next pair opens by itself.

    Nothing is decided about a pair that is not seen yet: keys wait for what they decide about.
    """

    title = N_("Likely duplicates")
    icon = "users"
    shows = frozenset({"customer", "merging", "not_duplicate"})

    customer_wanted = Signal(int)
    left = Signal()

    def __init__(self, work: Work, live: Live, parent: QWidget | None = None) -> None:
        super().__init__(work, live, parent)
        self._rights = Rights()
        self._hidden = False
        self._refused: tuple[int, int] | None = None  # looked at once more, and not for ever
        self.list = PairList(work)
        self.acts = MergeActs(work, self)
        self.why = widgets.label("", "row", wrap=True)
        self.chip = widgets.Chip()
        self.preview = MergePreview()
        self.merge = widgets.Button(
            _("Merge"), icon="link", kind="primary", key=shortcuts.shown("merge")
        )
        self.two = widgets.Button(_("Not the same"), key=shortcuts.shown("not the same"))
        self.later = widgets.Button(_("Later"), kind="ghost", key=shortcuts.shown("later"))
        self.swap = widgets.Button(
            _("The other way round"), kind="ghost", key=shortcuts.shown("swap")
        )
        self.open = widgets.Button(icon="user", kind="ghost", name=_("Open the card"))
        self.back = widgets.Button(_("Back to the customers"), kind="link")
        self.right = QStackedWidget()
        self.right.addWidget(widgets.Pane("bg"))
        self.right.addWidget(self._both())
        self._bar = widgets.Pane("surface", "top")
        buttons = (None, self.swap, self.later, self.two, self.merge)
        self._bar.setLayout(layouts.row(*buttons, gap=8, margins=(MARGIN, 8, MARGIN, 8)))
        beside = layouts.column(self.right, self._bar, gap=0)
        beside.setStretch(0, 1)
        line = layouts.row(self.list, gap=0)
        line.addLayout(beside, 1)
        self.setLayout(line)
        self.toast = Toast(self.right, work.notices)  # above the bar, which is needed at once
        self.preview.swap.hide()  # the bar below has it
        self._connect()

    def fetch(self) -> Task | None:
        """The first time: search. Later: which of those that are listed are still open."""
        if not self.list.model.rows:
            self.list.restart()
            return None
        listed = [pair.id for pair in self.list.model.rows]
        return self.work.run(self, duplicates.still_open, listed, then=self._on_still_open)

    def panes(self) -> list[QWidget]:
        """The parts that F6 goes through."""
        return [self.list, self.right, self._bar]

    def set_rights(self, rights: Rights) -> None:
        """Offer only what whoever works here may do."""
        self._rights = rights
        for button in (self.merge, self.two):
            button.setVisible(rights.edits)

    def set_counter(self, hidden: bool) -> None:
        """Show nobody's data while somebody stands opposite."""
        self._hidden = hidden
        self.list.set_counter(hidden)
        self._show_pair(self.list.pair())

    def decide_merge(self) -> None:
        """These are one, as the preview shows."""
        seen = self._seen()
        if seen is not None and not self._may_not():
            self._hold(True)
            self.acts.merge(seen, self.preview.choices())

    def decide_two(self) -> None:
        """These are two, and not offered again."""
        pair = self.list.pair()
        if pair is None or self._seen() is None or self._may_not():
            return
        self._hold(True)

        def done(_nothing: object) -> None:
            self.list.leave_out({pair.id})
            self.toast.say(_("Kept apart."), _("Undo"), partial(self._one_after_all, pair))

        self.work.run(self, duplicates.not_the_same, *pair.id, then=done, failed=self._on_failed)

    def decide_later(self) -> None:
        """Somebody else knows, or another day."""
        pair = self.list.pair()
        if pair is not None and not self.acts.is_writing:
            self.list.leave_out({pair.id})

    def exchange(self) -> None:
        """Let the other one be the customer that stays."""
        seen = self._seen()
        if seen is not None:
            self._hold(True)
            self.acts.look(seen.other.card.id, seen.heir.card.id)

    def undo(self) -> None:
        """Do what the toast offers."""
        self.toast.act()

    def _both(self) -> QWidget:
        page = widgets.Pane("bg")
        head = layouts.row(self.chip, gap=12, margins=(MARGIN, 16, MARGIN, 4))
        head.addWidget(self.why, 1)
        head.addWidget(self.open)
        head.addWidget(self.back)
        body = layouts.column(head, self.preview, gap=0)
        body.setStretch(1, 1)
        page.setLayout(body)
        return page

    def _connect(self) -> None:
        self.list.chosen.connect(self._show_pair)
        self.acts.came.connect(self._on_preview)
        self.acts.merged.connect(self._on_merged)
        self.acts.undone.connect(self._on_undone)
        self.acts.refused.connect(self._on_refused)
        self.back.clicked.connect(self.left)
        self.open.clicked.connect(self._open_card)
        keys: tuple[tuple[str, widgets.Button | None, Callable[[], object]], ...] = (
            ("merge", self.merge, self.decide_merge),
            ("not the same", self.two, self.decide_two),
            ("later", self.later, self.decide_later),
            ("swap", self.swap, self.exchange),
            ("undo", None, self.undo),
        )
        for name, button, act in keys:
            for key in shortcuts.bind(self, name, act):
                key.setAutoRepeat(False)  # a key that is held down decides once
            if button is not None:
                button.clicked.connect(act)

    def _show_pair(self, pair: Pair | None) -> None:
        seen = pair is not None and not self._hidden
        self.right.setCurrentIndex(1 if seen else 0)
        self._bar.setVisible(seen)
        if pair is None:
            self.acts.forget()
            return
        self.chip.show_chip(*merge_words.strength(pair.alike))
        said = merge_words.reasons_whole(pair.alike)
        self.why.setText(said[:1].upper() + said[1:])
        self._hold(True)
        self._look()

    def _look(self) -> None:
        pair = self.list.pair()
        if pair is not None and not self._hidden and not self.acts.is_writing:
            seen = self.preview.preview
            both = (pair.one.id, pair.other.id)
            if seen is not None and set(both) == {seen.heir.card.id, seen.other.card.id}:
                both = (seen.heir.card.id, seen.other.card.id)  # the way round that was chosen
            self.acts.look(*both)

    def _seen(self) -> merging.Preview | None:
        """What is on the screen of the pair that is chosen; None while it is not there yet."""
        return self.preview.preview if self.merge.isEnabled() else None

    def _hold(self, held: bool) -> None:
        """Nothing can be decided while this is being fetched or written."""
        for button in (self.merge, self.two, self.swap, self.open):
            button.setEnabled(not held)

    def _may_not(self) -> bool:
        if why := self._rights.why_not(Group.DESK):
            self.toast.say(why)
            return True
        return False

    def _open_card(self) -> None:
        seen = self._seen()
        if seen is not None:
            self.customer_wanted.emit(seen.heir.card.id)

    def _on_still_open(self, left: set[tuple[int, int]]) -> None:
        before = self.list.pair()
        self.list.keep(left)
        if before is not None and self.list.pair() is before and self._refused != before.id:
            self._look()  # as these two are now

    def _on_preview(self, preview: merging.Preview) -> None:
        self._refused = None
        self.preview.show_preview(preview)
        self._hold(False)

    def _on_merged(self, merging_id: int, heir_id: int, other_id: int) -> None:
        pair = next((p for p in self.list.model.rows if set(p.id) == {heir_id, other_id}), None)
        gone = {p.id for p in self.list.model.rows if other_id in p.id}
        self.list.leave_out(gone)
        self.toast.say(_("Merged."), _("Undo"), partial(self._apart, merging_id, pair))

    def _apart(self, merging_id: int, pair: Pair | None) -> None:
        self.acts.undo(merging_id, then=partial(self._put_back, pair))

    def _put_back(self, pair: Pair | None) -> None:
        if pair is not None:
            self.list.put_back(pair)

    def _on_undone(self, undone: merging.Undone) -> None:
        self.toast.say(merge_words.undone(undone))

    def _one_after_all(self, pair: Pair) -> None:
        def done(_nothing: object) -> None:
            self.list.put_back(pair)

        self.work.run(
            self, duplicates.the_same_after_all, *pair.id, then=done, failed=self._on_failed
        )

    def _on_failed(self, error: Exception) -> None:
        self._hold(False)
        self.work.failed.emit(self, error)

    def _on_refused(self, sentence: str) -> None:
        """Somebody else was faster: say so, and look at what is left."""
        self.toast.say(sentence)
        pair = self.list.pair()
        if pair is None or self._refused != pair.id:
            self.refresh()
            self._look()
        self._refused = None if pair is None else pair.id

    # Qt's own names from here.

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            event.accept()
            return
        super().keyPressEvent(event)
