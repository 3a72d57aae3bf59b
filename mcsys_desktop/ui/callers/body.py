"""One call with all that can be done about it; the panel and the compact window each have one.

Every widget is made once, before the first call. A call is painted at once, by the card alone;
fields and buttons follow when that is on the screen (`settle`): nobody waits for them.
"""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget

from mcsys_desktop.core import clock
from mcsys_desktop.core.i18n import _
from mcsys_desktop.services import calls, customers
from mcsys_desktop.ui import shortcuts
from mcsys_desktop.ui.callers import acts, states, words
from mcsys_desktop.ui.callers.acts import Acts
from mcsys_desktop.ui.callers.call import DeskCall, Stage
from mcsys_desktop.ui.callers.card import EMPTY, CallCard
from mcsys_desktop.ui.callers.desk import CallDesk
from mcsys_desktop.ui.callers.finder import CustomerFinder
from mcsys_desktop.ui.callers.hand_over_menu import HandOverMenu
from mcsys_desktop.ui.callers.note import CallNote
from mcsys_desktop.ui.callers.stack import Shelf, Stack
from mcsys_desktop.ui.callers.view import View, compacted, only_read
from mcsys_desktop.ui.widgets import Button, Label, WrappedLabel
from mcsys_desktop.ui.work import Work

RESULTS = (calls.Result.SOLVED, calls.Result.CALL_BACK, calls.Result.SALES)
LOOKING_UP_MS = 40  # how long fields and buttons wait for the card; it comes long before


class CallBody(Stack):
    """Shows a `View` of one call. ``settled`` tells that everything of it is shown and arranged,
    ``resized`` that it takes another height.
    """

    settled = Signal()
    resized = Signal()

    def __init__(self, desk: CallDesk, does: Acts, work: Work, *, compact: bool = False) -> None:
        super().__init__()
        self._desk, self._acts, self._compact = desk, does, compact
        self.call: DeskCall | None = None
        self._view = EMPTY
        self._filled = EMPTY  # what fields and buttons show, one step behind the card
        self._settling = QTimer(self, singleShot=True)
        self._settling.timeout.connect(self.settle)
        self._searching = False
        self._shows_keys = True
        side = 16 if compact else -1
        self.card = CallCard(compact=compact, reserved=96 if compact else 0)
        self.card.pressed.connect(self.press_line)
        self.add(self.card, 0, sides=0 if compact else -1)
        self.problem = self._sentence("small", "warn", side)
        self.finder = CustomerFinder(work)
        self.finder.picked.connect(self._on_picked)
        self.finder.resized.connect(self._rearrange)
        self.finder.field.left.connect(self._on_left)
        self.before_search = self._sentence("meta", "", side)
        self.add(self.finder, sides=side)
        self.hint = self._sentence("small", "", side)
        self.note = CallNote(desk.book, height=38 if compact else 72)
        self.add(self.note, sides=side)
        self.results_title = Label(_("Result"), "row")
        self.add(self.results_title, sides=side)
        self.results = Shelf(4, stretch=False)
        self._chips: dict[calls.Result, Button] = {}
        for result in RESULTS:
            chip = Button(words.result_name(result), kind="filter")
            chip.clicked.connect(lambda on, result=result: self._on_result(result, on))
            self._chips[result] = chip
            self.results.add(chip)
        self.add(self.results, 8, sides=side)
        self.saved = self._sentence("small", "", side)
        self.buttons: dict[str, Button] = {}
        self._row = Shelf(8, stretch=True)
        for act in acts.ORDER:
            self._make_button(act)
        self.colleagues = HandOverMenu(self.buttons["pass"], desk, does)
        self.add(self._row, sides=side)
        self._row.setVisible(compact)
        # Only from inside: who types in a customer's card means that card.
        shortcuts.bind(self, "done", lambda: self.press("finish"), inside=True)
        self.card.raise_()  # may lie over what is below it until that is arranged
        self.show_call(None)
        self.settle()

    @property
    def view(self) -> View:
        """What is shown now."""
        return self._view

    def show_call(self, call: DeskCall | None) -> None:
        """Show this call as it is now, or that there is none: the card now, the rest soon."""
        if call is not self.call:
            self.call = call
            self._searching = False
            self._filled = EMPTY
        waits = call is not None and not call.looked_up and call.stage is Stage.RINGING
        if call is not None and waits and call.number_raw and call.parsed is None:
            self._paint(states.first(call))
        else:
            self._paint(self._view_of(call))
        self._settle_in(LOOKING_UP_MS if waits else 0)

    def settle(self) -> None:
        """Show and arrange what belongs to the card that is shown."""
        self._settling.stop()
        self._paint(self._view_of(self.call))  # by now there is time to read the number
        view = self._view
        if view is not self._filled:
            if self._filled is EMPTY and self.finder.field.text():
                self.finder.empty()
            self.card.settle()
            self._fill(view)
            self._filled = view
        if view.note:
            self.note.follow(self.call)
        self._offer_undo()
        self.settled.emit()

    def _view_of(self, call: DeskCall | None) -> View:
        place = self._desk.place(call, hiding=self._acts.privacy.hiding)
        view = states.of(call, place) if call else states.rest(place)
        if call is not None and self._desk.book.only_reads:
            view = only_read(view, self._desk.book.only_reads)
        return compacted(view) if self._compact else view

    def _paint(self, view: View) -> None:
        time = words.clock_of(self.call, clock.now()) if self.call else ""
        if view == self._view:
            self.card.show_clock(time)
        else:
            self._view = view
            self.card.show_view(view, time)

    def _settle_in(self, pause: int) -> None:
        if not self._settling.isActive() or pause < self._settling.remainingTime():
            self._settling.start(pause)

    def tick(self) -> None:
        """Let the clock go on."""
        if self.call is not None:
            self.card.show_clock(words.clock_of(self.call, clock.now()))

    def show_keys(self, work: bool) -> None:
        """Show the keys on the buttons, while they do what they say and there is room for them."""
        if work != self._shows_keys or self._compact:
            self._shows_keys = work
            for act, button in self.buttons.items():
                button.set_key(acts.words_of(act).key if work else "")
            if self._compact and not self._row.fits():
                for button in self.buttons.values():
                    button.set_key("")
            self._row.arrange()  # a key beside the words takes room of them

    def press(self, act: str) -> bool:
        """Do an act if it is offered now. True if it was."""
        if self.call is None or act not in self._view.buttons:
            return False
        if act in acts.SEARCHES:
            self.search()
        elif act == "pass":
            self.colleagues.open_for(self.call)
        else:
            self._acts.do(act, self.call)
        return True

    def press_line(self, at: int) -> bool:
        """Choose a candidate, or follow a fact to the customer. True if there is one."""
        if self.call is None or at >= len(self._view.lines):
            return False
        self._acts.follow(self.call, self._view.lines[at])
        return True

    def search(self) -> None:
        """Go to the search field; it appears where it was not offered yet."""
        self._searching = True
        if not self._view.search:
            self.finder.ask_for(_("Search by name, postcode or street"))
        self.finder.show()
        self._rearrange()
        self.finder.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @property
    def searches(self) -> bool:
        """Whether the keyboard is wanted in the search field."""
        return self.finder.field is self.finder.window().focusWidget()

    def go_to_note(self) -> bool:
        """Put the cursor in the note, if there is one to write."""
        if self._view.note:
            self.note.setFocus(Qt.FocusReason.ShortcutFocusReason)
        return self._view.note

    def entry(self) -> QWidget:
        """Where work on a call begins: its note, else looking somebody up, else its first act."""
        if not self.note.isHidden():
            return self.note
        if not self.finder.isHidden():
            return self.finder.field
        acts = (button for button in self.buttons.values() if not button.isHidden())
        return next(acts, self.finder.field)

    def _fill(self, view: View) -> None:
        self.finder.ask_for(view.search or self.finder.field.placeholderText())
        self.finder.setVisible(bool(view.search) or self._searching)
        self.finder.ask_whose(self.call is not None and not self.call.anonymous)
        quiet = view.state == "rest"
        for label, text in (
            (self.problem, view.problem),
            (self.before_search, view.hint if quiet else ""),
            (self.hint, view.hint if not quiet and not view.results else ""),
            (self.saved, view.hint if view.results and not self._compact else ""),
        ):
            if text != label.text():
                label.setText(text)
            label.setVisible(bool(text))
        self.note.setVisible(view.note)
        chosen = view.results and not self._compact
        self.results_title.setVisible(chosen)
        self.results.setVisible(chosen)
        for act, button in self.buttons.items():
            kind = "primary" if act == view.primary else "default"
            if acts.words_of(act).quiet:
                kind = "ghost"
            if button.kind != kind:
                button.kind = kind  # type: ignore[assignment]  # one of Kind's words
                button.update()
            if button.isHidden() == (act in view.buttons):
                button.setVisible(act in view.buttons)
        self._rearrange()

    def _offer_undo(self) -> None:
        call = self.call
        undo = call is not None and self._acts.discarded(call) and self._view.results
        empty = call is None or not call.note
        if call is not None:
            for result, chip in self._chips.items():
                chip.setChecked(call.result is result)
        shown = ("discard" in self._view.buttons and not empty, undo)
        buttons = (self.buttons["discard"], self.buttons["restore"])
        if shown != tuple(not button.isHidden() for button in buttons):
            for button, wanted in zip(buttons, shown, strict=True):
                button.setVisible(wanted)
            self._rearrange()

    def _rearrange(self) -> None:
        if self._compact:
            self.show_keys(self._shows_keys)
        self._row.arrange()
        self.results.arrange()
        before = self.tall()
        self.arrange()
        if self.tall() != before:
            self.resized.emit()

    def _make_button(self, act: str) -> None:
        texts = acts.words_of(act)
        text = texts.short if self._compact else texts.text
        button = Button(text, texts.icon, "ghost" if texts.quiet else "default", texts.key)
        if self._compact:
            button.setAccessibleName(texts.text)
        button.clicked.connect(lambda: self._on_button(act))
        button.hide()
        self.buttons[act] = button
        if self._compact:
            self._row.add(button)
        else:
            self.add(button, 8, among="buttons")

    def _on_button(self, act: str) -> None:
        if act == "restore" and self.call is not None:
            self._acts.do(act, self.call)
        else:
            self.press(act)

    def _on_result(self, result: calls.Result, on: bool) -> None:
        if self.call is not None:
            self.call.result = result if on else calls.Result.NONE  # kept with "save and done"
            self._desk.updated.emit(self.call)

    def _on_picked(self, row: customers.CustomerRow) -> None:
        self._searching = False
        self._acts.pick(self.call, row, self.finder.relation)

    def _on_left(self) -> None:
        if self._searching and not self._view.search:
            self._searching = False
            self.finder.hide()
            self._rearrange()

    def _sentence(self, role: str, ink: str, side: int) -> Label:
        label = WrappedLabel("", role, ink=ink)
        label.hide()
        self.add(label, sides=side)
        return label
