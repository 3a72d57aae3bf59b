"""The backups of the office on the settings page, for whoever looks after it."""

from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFileDialog

from mcsys_desktop.core import clock
from mcsys_desktop.core.errors import UserError
from mcsys_desktop.core.i18n import _
from mcsys_desktop.core.settings import Settings
from mcsys_desktop.services import backups
from mcsys_desktop.ui.labels import Card
from mcsys_desktop.ui.said import SaidLine
from mcsys_desktop.ui.widgets import Button, Label, Labelled, LineField, column, label, row
from mcsys_desktop.ui.work import Work
from mcsys_desktop.ui.work_strip import WorkStrip

MEGABYTE = 1_000_000


class BackupCard(Card):
    """Where backups go, the last good one, and who keeps the keys.

    ``setting_changed`` (name, value) is a choice of this computer, to be kept.
    """

    setting_changed = Signal(str, object)

    def __init__(self, work: Work, settings: Settings) -> None:
        self.last = label("", wrap=True)
        self.folder = LineField(settings.backup_folder)
        self.make = Button(_("Make a backup now"), "database", "primary")
        self.keys = label("", "small", ink="text2", wrap=True)
        self.new_keys = Button(_("Make keys"), "lock")
        self.holders = LineField()
        self.said = SaidLine()
        self.strip = WorkStrip()
        self._folder = Labelled(
            _("Folder of the backups"),
            self.folder,
            _(
                "Of this computer, where it makes them: a disk that can be taken away, or a share"
                " on another computer."
            ),
        )
        self._holders = Labelled(
            _("Who keeps the keys"),
            self.holders,
            _("For example: the safe in the shop, and the accountant. Every colleague reads this."),
        )
        super().__init__(
            column(
                Label(_("Backups"), "row"),
                self.last,
                self._folder,
                row(self.make, None),
                self.said,
                self.strip,
                self.keys,
                row(self.new_keys, None),
                self._holders,
                margins=(16, 12, 16, 16),
                gap=10,
            )
        )
        self._work, self._settings = work, settings
        self._shared = False  # then the computer that collects makes them
        self._busy = False
        self._told = ""  # what the office knows of who keeps the keys
        self.folder.editingFinished.connect(self._on_folder)
        self.holders.editingFinished.connect(self._on_holders)
        self.make.clicked.connect(self._make)
        self.new_keys.clicked.connect(self._ask_where)
        self._show_keys()

    @Slot()
    def refresh(self) -> None:
        """Ask the office how it stands."""
        self._work.run(self, backups.care, then=self._show, failed=lambda _error: None)

    def save_keys(self, folder: Path) -> None:
        """Make new keys and write a sheet of each into ``folder``."""
        try:
            written = backups.write_keys(folder)
        except UserError as error:
            self.said.say(str(error), bad=True)
            return
        self._settings.backup_recipients = written.recipients
        self.setting_changed.emit("backup_recipients", written.recipients)
        self._show_keys()
        self.said.say(
            _(
                "The keys are {owner} and {envelope}. Print both and put them on a stick, keep"
                " those apart from the office and from each other, and delete the files."
            ).format(owner=written.owner.name, envelope=written.envelope.name)
        )

    def _show(self, care: backups.Care) -> None:
        last = care.last
        if last is None:
            self.last.setText(care.warning or _("No backup was made yet."))
        else:
            said = _("Last good backup: {when}, {size} MB, {place}.").format(
                when=clock.day_and_time(last.taken_at, clock.today()),
                size=-(-last.bytes // MEGABYTE),
                place=last.place,
            )
            self.last.setText(f"{said} {care.warning}".strip())
        self.last.set_ink("bad" if care.warning else "text")
        self._told, self._shared = care.holders, care.shared
        self._show_keys()
        if not self.holders.hasFocus():
            self.holders.setText(care.holders)

    def _show_keys(self) -> None:
        locked = bool(self._settings.backup_recipients)
        self.keys.setText(
            _(
                "What is backed up on this computer opens with one of two keys: the owner's, and"
                " the one in the envelope. They are on paper, and nowhere here."
            )
            if locked
            else _(
                "There are no keys on this computer yet, and without them it backs nothing up: make"
                " them once, and take them away."
            )
        )
        self.new_keys.setVisible(not locked)
        self.make.setEnabled((locked or self._shared) and not self._busy)

    @Slot()
    def _on_folder(self) -> None:
        typed = self.folder.text().strip()
        if typed and not Path(typed).is_absolute():
            self._folder.show_error(
                _("Give the whole path, from the disk or the server on: /mnt/backup, D:\\backup.")
            )
            return
        self._folder.show_error("")
        if typed != self._settings.backup_folder:
            self._settings.backup_folder = typed
            self.setting_changed.emit("backup_folder", typed)

    @Slot()
    def _on_holders(self) -> None:
        typed = self.holders.text().strip()
        if typed != self._told:
            self._told = typed
            self._work.run(
                self,
                backups.tell_holders,
                typed,
                then=lambda _nothing: self._holders.show_error(""),
                failed=lambda error: self._refuse(self._holders, error),
            )

    @Slot()
    def _make(self) -> None:
        self._on_folder()
        self._set_busy(True)
        if self._shared:
            self._work.run(self, backups.ask_for_one, then=self._on_asked, failed=self._on_failed)
            return
        self.said.say(
            _("The backup is being made and put back for trial. Go on working meanwhile.")
        )
        task = self._work.long.start(
            _("Backup"),
            backups.make_now,
            self._settings,
            owner=self,
            said=_good,
            then=self._on_made,
            failed=self._on_failed,
            cancelled=self._on_given_up,
        )
        self.strip.follow(task)

    def _on_asked(self, _nothing: object) -> None:
        self._set_busy(False)
        self.said.say(
            _(
                "The computer that makes the backups begins within half a minute. When it is good,"
                " that stands above."
            )
        )

    def _on_made(self, made: backups.Made) -> None:
        self._set_busy(False)
        self.said.say(_good(made))
        self.refresh()

    def _on_given_up(self) -> None:
        self._set_busy(False)
        self.said.say(_("The backup was given up. No half of one is left."))

    def _set_busy(self, busy: bool) -> None:
        self._busy = busy
        self._show_keys()

    def _on_failed(self, error: Exception) -> None:
        self._set_busy(False)
        if isinstance(error, UserError):
            self.said.say(str(error), bad=True)
        else:
            self.said.hide()
            self._work.failed.emit(self, error)

    def _refuse(self, field: Labelled, error: Exception) -> None:
        if isinstance(error, UserError):
            field.show_error(str(error))
        else:
            self._work.failed.emit(self, error)

    @Slot()
    def _ask_where(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, _("Where the keys go"))
        if chosen:
            self.save_keys(Path(chosen))


def _good(made: backups.Made) -> str:
    return _("The backup {file} is good: {rows} rows, {size} MB.").format(
        file=made.path.name,
        rows=made.totals.rows,
        size=-(-made.bytes // MEGABYTE),
    )
