"""The other calls of this desk, one line each, below the one that is shown."""

from mcsys_desktop.ui.callers import words
from mcsys_desktop.ui.callers.call import DeskCall, Stage
from mcsys_desktop.ui.callers.desk import CallDesk
from mcsys_desktop.ui.callers.stack import Stack
from mcsys_desktop.ui.privacy import Privacy
from mcsys_desktop.ui.widgets import FactRow


class OtherCalls(Stack):
    """Shows at most ``most`` of them, the newest on top; a press brings one to the front."""

    def __init__(self, desk: CallDesk, privacy: Privacy, most: int) -> None:
        super().__init__()
        self._desk, self._privacy = desk, privacy
        self.lines = [FactRow() for _line in range(most)]
        for at, line in enumerate(self.lines):
            line.hide()
            line.clicked.connect(lambda _checked=False, at=at: self._show(at))
            self.add(line, 4)
        self.hide()

    def settle(self) -> bool:
        """Show the calls there are now. True when that takes another height."""
        others = self._desk.others[: len(self.lines)]
        moved = False
        for at, line in enumerate(self.lines):
            here = at < len(others)
            if here:
                _fill(line, others[at], masked=self._privacy.hiding)
            if here == line.isHidden():
                line.setVisible(here)
                moved = True
        if moved:
            self.setVisible(bool(others))
            self.arrange()
        return moved

    def _show(self, at: int) -> None:
        others = self._desk.others
        if at < len(others):
            self._desk.show(others[at])


def _fill(line: FactRow, call: DeskCall, *, masked: bool) -> None:
    icon, tone = {
        Stage.RINGING: ("phone-incoming" if call.inbound else "phone-outgoing", "ok"),
        Stage.TALKING: ("phone-call", "accent"),
        Stage.MISSED: ("phone-missed", "bad"),
    }.get(call.stage, ("file-pen-line", "neutral"))
    who = words.number_of(call) if masked else words.title_of(call)
    # Who it is comes first: where the room ends, the icon still says how the call stands.
    line.show_fact(words.joined(who, words.stage_of(call)), icon=icon, tone=tone)
