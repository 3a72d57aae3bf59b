"""How a draft becomes final: kept first, then made final once, or told what it still lacks."""

import uuid
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from mcsys_desktop.core.errors import StaleRecord, UserError
from mcsys_desktop.core.i18n import _
from mcsys_desktop.services import invoices
from mcsys_desktop.services.invoices import Finished, NotReady

if TYPE_CHECKING:
    from mcsys_desktop.ui.invoices.editor import Editor
    from mcsys_desktop.ui.work import Work


class Finishing(QObject):
    """Makes the draft of an editor final. ``busy`` while nobody knows yet what came of it."""

    def __init__(self, editor: "Editor", work: "Work") -> None:
        super().__init__(editor)
        self._editor, self._work = editor, work
        self._request = ""
        self.busy = False

    @Slot()
    def begin(self) -> None:
        """Keep what stands there, and make it final."""
        editor = self._editor
        if self.busy or not editor.finalise.isEnabled():
            return
        editor.lines.view.setFocus()  # an open field gives what was typed in it to the line
        lacks = editor.lines.wrong() or _said_wrong(editor)
        if lacks or editor.head.buyer is None:
            editor.tell_missing(lacks or _("Choose a customer."))
            return
        self.set_busy(True)
        if editor.typing.id is None and not editor.typing.unsaved:
            editor.typing.touch()
        editor.typing.after(self._finalise)

    def forget(self) -> None:
        """Another draft is shown."""
        self._request = ""
        self.set_busy(False)

    def set_busy(self, busy: bool) -> None:
        """A form that is being saved takes no typing."""
        self.busy = busy
        editor = self._editor
        for part in (editor.head, editor.lines, editor.finalise, editor.delete):
            part.setDisabled(busy)

    def refuse(self, error: Exception) -> None:
        """Say why it was not done."""
        self.forget()
        editor = self._editor
        if isinstance(error, NotReady):
            editor.show_problems(error.problems)
            editor.tell_missing("\n".join(one.sentence for one in error.problems if one.stops))
        elif isinstance(error, StaleRecord):
            editor.meanwhile.tell(str(error))
        elif isinstance(error, UserError):
            editor.tell_missing(str(error))
        else:
            self._work.failed.emit(editor, error)

    def _finalise(self) -> None:
        typing = self._editor.typing
        if typing.id is None:
            self.set_busy(False)
            return
        self._request = self._request or uuid.uuid4().hex
        self._work.write(
            self,
            invoices.finalise,
            typing.id,
            typing.version,
            request=self._request,
            then=self._done,
            failed=self.refuse,
            unsure=self._editor.state.setText,
        )

    def _done(self, finished: Finished) -> None:
        self.forget()
        self._editor.typing.forget()
        self._editor.finished.emit(finished)


def _said_wrong(editor: "Editor") -> str:
    field = editor.head.wrong()
    return field.accessibleDescription() if field is not None else ""
