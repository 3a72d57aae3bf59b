"""What the bell shows: long work under way, and what was said, with what can be done next."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QWidget

from mcsys_desktop.core import clock
from mcsys_desktop.core.i18n import _
from mcsys_desktop.ui.buttons import Button
from mcsys_desktop.ui.labels import Icon, horizontal_line
from mcsys_desktop.ui.layouts import column, row
from mcsys_desktop.ui.long_work import LongTask, State
from mcsys_desktop.ui.notices import Notice
from mcsys_desktop.ui.popup import Popup
from mcsys_desktop.ui.scrolling import ScrollPage
from mcsys_desktop.ui.style import style
from mcsys_desktop.ui.texts import Label, label
from mcsys_desktop.ui.work import Work
from mcsys_desktop.ui.work_strip import Bar, how_far

_WIDTH, _HEIGHT = 400, 480
_SIGNS = {
    "ok": ("circle-check", "ok"),
    "bad": ("circle-alert", "bad"),
    "warn": ("triangle-alert", "warn"),
    "neutral": ("bell", "text3"),
}


class BellList(Popup):
    """Opens below the bell and stays true while it is open."""

    def __init__(self, owner: QWidget, work: Work) -> None:
        super().__init__(owner, ground="bg")
        self.setAccessibleName(_("Notices"))
        self._work = work
        self._shown: list[object] = []  # what the rows are of, so that they are made anew seldom
        self.rows: list[QWidget] = []
        self._column = column(gap=10, margins=(16, 12, 16, 12))
        self._page = ScrollPage(self._column)
        head = row(Label(_("Notices"), "section"), margins=(16, 12, 16, 0))
        self.setLayout(column(head, self._page, gap=4, margins=(1, 1, 1, 1)))
        work.long.changed.connect(self._show)
        work.notices.changed.connect(self._show)
        self._show()

    def open_below(self, anchor: QWidget) -> None:
        """Open below ``anchor``, inside its screen; what was new has been seen then."""
        width = style().px(_WIDTH)
        wanted = self._column.totalHeightForWidth(width) + style().px(56)
        self.resize(width, min(max(wanted, style().px(120)), style().px(_HEIGHT)))
        self.hang(anchor, right=True)
        buttons = [each for each in self.findChildren(Button) if each.isEnabled()]
        (buttons[0] if buttons else self).setFocus(Qt.FocusReason.PopupFocusReason)
        self._work.notices.see()

    @Slot()
    def _show(self) -> None:
        tasks, notices = self._work.long.tasks, self._work.notices.all
        wanted: list[object] = [*tasks, *((each, each.act is not None) for each in notices)]
        if wanted == self._shown and self.rows:
            return  # only how far they are has changed, and the rows follow that themselves
        self._shown = wanted
        while (item := self._column.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        self.rows = [_TaskRow(task, self._go_back) for task in tasks]
        self.rows += [_NoticeRow(notice, self._act) for notice in notices]
        if not self.rows:
            self.rows = [label(_("There is nothing to tell."), ink="text2", wrap=True)]
        for number, made in enumerate(self.rows):
            if number:
                self._column.addWidget(horizontal_line())
            self._column.addWidget(made)
        self._column.addStretch(1)

    def _go_back(self, task: LongTask) -> None:
        self.close()
        if task.back is not None:
            task.back()

    def _act(self, notice: Notice) -> None:
        self.close()
        self._work.notices.do(notice)


class _TaskRow(QWidget):
    """Long work under way: how far it is, and a way to give it up."""

    def __init__(self, task: LongTask, back: Callable[[LongTask], object]) -> None:
        super().__init__()
        self._task = task
        self._said = label("", wrap=True)
        self._bar = Bar(task.title)
        self.cancel = Button(_("Cancel"), kind="link")
        self.cancel.setAccessibleName(_("Give up: {what}").format(what=task.title))
        self.cancel.clicked.connect(task.cancel)
        self.back = Button(_("Show"), kind="link")
        self.back.setAccessibleName(_("Show: {what}").format(what=task.title))
        self.back.setVisible(task.back is not None)
        self.back.clicked.connect(lambda: back(task))
        line = row(self._bar, self.back, self.cancel, gap=12)
        line.setStretch(0, 1)
        self.setLayout(column(self._said, line, gap=4))
        task.changed.connect(self._show)
        self._show()

    @Slot()
    def _show(self) -> None:
        self._said.setText(how_far(self._task))
        self._bar.show_done(self._task.done, self._task.total)
        self.cancel.setEnabled(self._task.state is not State.CANCELLING and not self._task.ended)


class _NoticeRow(QWidget):
    """Something that was said: when, and what can be done about it."""

    def __init__(self, notice: Notice, act: Callable[[Notice], object]) -> None:
        super().__init__()
        icon, ink = _SIGNS[notice.tone]
        when = Label(clock.day_and_time(notice.at, clock.today()), "small", ink="text3")
        under = row(when, None)
        if notice.act is not None:
            self.button = Button(notice.words, kind="link")
            self.button.setAccessibleName(f"{notice.words}: {notice.sentence}")
            self.button.clicked.connect(lambda: act(notice))
            under.addWidget(self.button)
        words = column(label(notice.sentence, wrap=True, selectable=False), under, gap=2)
        line = row(column(Icon(icon, ink, 16), None), gap=10)
        line.addLayout(words, 1)
        self.setLayout(line)
