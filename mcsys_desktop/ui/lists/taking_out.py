"""Chosen rows on the clipboard, and a list as a file."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QWidget

from mcsys_desktop.core import file_names
from mcsys_desktop.core.i18n import _, ngettext
from mcsys_desktop.ui import clipboard
from mcsys_desktop.ui.lists import taking
from mcsys_desktop.ui.lists.columns import ListColumn
from mcsys_desktop.ui.lists.kind import ListKind
from mcsys_desktop.ui.lists.view import ListTable, count
from mcsys_desktop.ui.work import Work

COPIED_AT_MOST = 20_000  # rows; more belong in a file


class TakingOut(QObject):
    """Copies and writes rows with the columns that are seen, as they stand.

    ``said`` carries a sentence when it is done, or why it is not. ``shut``: nothing leaves while
    somebody stands at the counter.
    """

    said = Signal(str)

    def __init__(self, owner: QWidget, work: Work, kind: ListKind, table: ListTable) -> None:
        super().__init__(owner)
        self._owner = owner
        self._work = work
        self._kind = kind
        self._table = table
        self.shut = False

    @Slot()
    def copy(self) -> None:
        """Put the chosen rows on the clipboard."""
        ranges, source = self._table.ranges(), self._table.long.source
        if not ranges or source is None or self.shut:
            return
        if count(ranges) > COPIED_AT_MOST:
            most = f"{COPIED_AT_MOST:,}".replace(",", ".")
            self.said.emit(
                _("At most {most} rows can be copied. Take them out as a file instead.").format(
                    most=most
                )
            )
            return

        def come(told: tuple[str, str, int]) -> None:
            text, html, copied = told
            clipboard.put_table(text, html)
            words = ngettext("{count} row copied.", "{count} rows copied.", copied)
            self.said.emit(words.format(count=copied))

        parts, columns = self._table.long.parts(ranges), self._seen()
        self._work.run(self, taking.copied, self._kind.title, source, parts, columns, then=come)

    def ask(self, *, chosen: bool = False) -> None:
        """Ask for a file, and write the whole list there, or the chosen rows."""
        wanted = file_names.safe_name(self._kind.title, ".xlsx", instead=_("List"))
        file, picked = QFileDialog.getSaveFileName(
            self._owner, _("Take out"), wanted, _("Excel (*.xlsx);;CSV (*.csv)")
        )
        if file:
            ending = ".csv" if "csv" in picked else ".xlsx"
            path = Path(file)
            self.write(path if path.suffix else path.with_suffix(ending), chosen=chosen)

    def write(self, file: Path, *, chosen: bool = False) -> None:
        """Write the whole list, or the chosen rows, to ``file``."""
        source = self._table.long.source
        if source is None or self.shut:
            return
        parts = self._table.long.parts(self._table.ranges()) if chosen else None

        def said(written: int) -> str:
            words = ngettext("{count} row is in {file}.", "{count} rows are in {file}.", written)
            return words.format(count=written, file=file.name)

        def come(written: int) -> None:
            self.said.emit(said(written))

        columns = self._seen()
        self._work.long.start(
            _("Take out {list}").format(list=self._kind.title),
            taking.written,
            *(file, self._kind.title, source, parts, columns),
            owner=self,
            said=said,
            then=come,
            failed=self._on_failed,
        )

    def _on_failed(self, error: Exception) -> None:
        self._work.failed.emit(self, error)

    def _seen(self) -> list[ListColumn]:
        known = {one.name: one for one in self._kind.columns}
        return [known[one.name] for one in self._table.arrangement() if one.seen]
