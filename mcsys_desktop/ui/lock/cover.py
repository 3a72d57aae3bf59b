"""Hides everything that the program shows behind one screen, and brings it all back as it was.

Hidden is not enough: hidden widgets still tell their texts to whoever asks the accessibility tree.
So what the main window shows moves to a holder that belongs to no window, and other windows give
their system window back. No widget is destroyed: what was typed, chosen and scrolled stays in it.
"""

from collections.abc import Callable
from dataclasses import dataclass

import shiboken6
from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QWidget

from mcsys_desktop.ui.layouts import column

TITLE = "MCSys Desktop"  # names nobody
_PASSING = (Qt.WindowType.Popup, Qt.WindowType.ToolTip)  # what nobody expects to come back
_UNSEEN = Qt.WidgetAttribute.WA_DontShowOnScreen


@dataclass(frozen=True, slots=True)
class _Cursor:
    """Where somebody was typing in a window; a line field forgets it when it gets the focus."""

    field: QWidget | None
    start: int = 0
    length: int = 0

    def put_back(self) -> None:
        if self.field is None or not shiboken6.isValid(self.field):
            return
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        if isinstance(self.field, QLineEdit):
            self.field.setCursorPosition(self.start)
            self.field.setSelection(self.start, self.length)


class Cover(QObject):
    """Stands between the program's windows and whoever looks at them.

    ``allowed`` says of a window whether it may show while the cover is on; it must show nothing
    that the cover hides.
    """

    def __init__(self, window: QWidget, allowed: Callable[[QWidget], bool]) -> None:
        super().__init__(window)
        self._window, self._allowed = window, allowed
        self._screen: QWidget | None = None
        self._holder: QWidget | None = None
        self._floating: list[tuple[QWidget, bool]] = []  # in the window without a layout
        self._away: list[tuple[QWidget, _Cursor]] = []  # windows to bring back, in this order
        self._title = ""
        self._cursor = _Cursor(None)

    @property
    def is_on(self) -> bool:
        """Whether everything is hidden."""
        return self._screen is not None

    def put_on(self, screen: QWidget) -> None:
        """Show ``screen`` and nothing else."""
        application = QApplication.instance()
        if self.is_on or application is None:
            return
        self._screen = screen
        at_work = QApplication.activeWindow() is not None
        self._cursor = _cursor(self._window)
        self._title = self._window.windowTitle()
        self._window.setWindowTitle(TITLE)
        application.installEventFilter(self)
        for window in sorted(QApplication.topLevelWidgets(), key=_depth):
            self._put_away(window)
        self._holder = QWidget()
        self._exchange(self._window, self._holder)
        for child in self._window.children():
            if isinstance(child, QWidget) and not child.isWindow():
                self._floating.append((child, child.isHidden()))
        for child, _hidden in self._floating:
            child.setParent(self._holder)
        self._window.setLayout(column(screen, gap=0))
        screen.show()
        if at_work:  # in a window that has gone, perhaps
            self._window.activateWindow()

    def take_off(self, *, ending: bool = False) -> None:
        """Bring back what was there; when the program ends, without showing any of it."""
        application = QApplication.instance()
        if self._holder is None or application is None:
            return
        application.removeEventFilter(self)
        if ending:
            self._window.hide()
        gone = QWidget()
        self._exchange(self._window, gone)
        self._exchange(self._holder, self._window)
        for child, hidden in self._floating:
            if shiboken6.isValid(child):
                child.setParent(self._window)
                child.setHidden(hidden)
        self._window.setWindowTitle(self._title)
        gone.deleteLater()
        self._holder.deleteLater()
        away, self._away = self._away, []
        self._screen, self._holder, self._floating = None, None, []
        if ending:
            return
        # Its parts are shown by an event that is on its way, and only what is seen takes the focus.
        QTimer.singleShot(0, self, self._cursor.put_back)
        for window, cursor in away:
            if shiboken6.isValid(window):
                window.show()
                cursor.put_back()

    def _put_away(self, window: QWidget) -> None:
        if window is self._window or self._allowed(window):
            return
        seen = window.isVisible()
        if window.windowType() in _PASSING:
            window.close()
            if window.inherits("QTipLabel"):  # it would live on for a while
                window.deleteLater()
        elif seen:
            self._keep(window)
            window.hide()
        if shiboken6.isValid(window) and window.windowHandle() is not None:
            window.destroy()

    def _keep(self, window: QWidget) -> None:
        """Bring this one back later, unless it ends meanwhile."""
        if any(each is window for each, _cursor in self._away):
            return
        self._away.append((window, _cursor(window)))
        if isinstance(window, QDialog):
            window.finished.connect(lambda: self._forget(window))

    def _forget(self, window: QWidget) -> None:
        self._away = [(each, cursor) for each, cursor in self._away if each is not window]

    def _hold_back(self, window: QWidget) -> None:
        """It tries to show: it must not be drawn even once, nor keep the screen from being used."""
        modality, passing = window.windowModality(), window.windowType() in _PASSING
        if not passing:
            self._keep(window)
        window.setWindowModality(Qt.WindowModality.NonModal)
        window.setAttribute(_UNSEEN)

        def put_away() -> None:
            if not shiboken6.isValid(window):
                return
            window.hide()
            window.destroy()
            window.setAttribute(_UNSEEN, False)
            window.setWindowModality(modality)
            if not self.is_on and not passing:  # the cover went in the meantime
                window.show()

        QTimer.singleShot(0, self, put_away)

    def _exchange(self, giver: QWidget, taker: QWidget) -> None:
        """Move everything that ``giver`` has laid out to ``taker``."""
        layout = giver.layout()
        if layout is not None:
            taker.setLayout(layout)

    def _is_ours(self, window: QWidget) -> bool:
        """Whether it belongs to the screen that is shown: the menu of a field on it, say."""
        parent = window.parentWidget()
        screen = self._screen
        return screen is not None and parent is not None and screen.isAncestorOf(parent)

    # Qt's own names from here.

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        match event.type():
            case QEvent.Type.Shortcut:
                return True  # no key of the screens works
            case QEvent.Type.Show if isinstance(watched, QWidget) and watched.isWindow():
                known = watched is self._window or self._is_ours(watched)
                if not known and not self._allowed(watched):
                    self._hold_back(watched)
            case QEvent.Type.Close if isinstance(watched, QWidget):
                self._forget(watched)
        return False


def _cursor(window: QWidget) -> _Cursor:
    field = window.focusWidget()
    if isinstance(field, QLineEdit):
        selected = field.hasSelectedText()
        start = field.selectionStart() if selected else field.cursorPosition()
        return _Cursor(field, start, len(field.selectedText()))
    return _Cursor(field)


def _depth(window: QWidget) -> int:
    """How many windows it stands upon: those below come back first."""
    depth, parent = 0, window.parentWidget()
    while parent is not None:
        depth, parent = depth + 1, parent.parentWidget()
    return depth
