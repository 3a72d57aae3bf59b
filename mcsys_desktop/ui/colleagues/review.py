"""The security review: what was found, who may come in, and whose name is put to it."""

from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QWidget

from mcsys_desktop.core import clock
from mcsys_desktop.core.i18n import _, ngettext
from mcsys_desktop.services import reviews
from mcsys_desktop.services.colleagues import Group
from mcsys_desktop.ui.colleagues import words
from mcsys_desktop.ui.colleagues.asking import Asking
from mcsys_desktop.ui.style import style
from mcsys_desktop.ui.widgets import (
    Icon,
    Label,
    Labelled,
    NoteField,
    Pane,
    column,
    label,
    row,
)

HEIGHT = 300


class SecurityReview(Asking):
    """Shows all of it; ``given`` when whoever looks signs."""

    def __init__(
        self, seen: reviews.Seen, before: list[reviews.Signed], parent: QWidget | None
    ) -> None:
        super().__init__(
            _("Security review"),
            _("Read this through and mend what is wrong. Your signature stays in the log."),
            _("Sign"),
            parent,
            proof=False,
        )
        self.seen = seen
        body = Pane("bg")
        body.setLayout(
            column(
                *_found(seen),
                Label(_("Who may come in"), "caption"),
                _logins(seen),
                Label(_("Backup and earlier reviews"), "caption"),
                label(restored(seen), wrap=True),
                label(last(before), wrap=True),
                None,
                margins=(12, 12, 12, 12),
                gap=8,
            )
        )
        self.shown = QScrollArea()
        self.shown.setWidgetResizable(True)
        self.shown.setFrameShape(QFrame.Shape.NoFrame)
        self.shown.setAccessibleName(_("What was looked at"))
        self.shown.setWidget(body)
        self.shown.setFixedHeight(style().px(HEIGHT))
        self.remark = NoteField(_("What you mended, or why not"))
        self.add(self.shown)
        self.add(Labelled(_("Remark"), self.remark))
        self.end()


def restored(seen: reviews.Seen) -> str:
    """When a backup was last restored for trial."""
    if seen.restored_at is None:
        return _("No backup was ever restored for trial.")
    when = clock.day_and_time(seen.restored_at, clock.today())
    return _("The last backup was restored for trial {when}, and was good.").format(when=when)


def last(before: list[reviews.Signed]) -> str:
    """The review before this one, and whether what is kept of all of them is what was signed."""
    if not before:
        return _("This is the first review.")
    changed = [review for review in before if not review.whole]
    if changed:
        return ngettext(
            "{count} earlier review is not what was signed. Find out who changed it.",
            "{count} earlier reviews are not what was signed. Find out who changed them.",
            len(changed),
        ).format(count=len(changed))
    day = clock.day(before[0].at, clock.today())
    return _("The last review was signed by {who}, {day}.").format(who=before[0].by, day=day)


def _found(seen: reviews.Seen) -> list[QWidget]:
    if not seen.findings:
        return [_line("check", "ok", _("Nothing is wrong, as far as the program can see."))]
    return [_line("triangle-alert", "warn", found.sentence) for found in seen.findings]


def _line(icon: str, tone: str, sentence: str) -> QWidget:
    line = QWidget()
    inside = row(Icon(icon, tone, size=16), gap=8)
    inside.addWidget(label(sentence, wrap=True), 1)
    inside.setContentsMargins(0, 0, 0, 0)
    line.setLayout(inside)
    return line


def _logins(seen: reviews.Seen) -> QWidget:
    listed = QWidget()
    grid = QGridLayout(listed)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(16)
    grid.setColumnStretch(0, 1)
    for place, one in enumerate(seen.logins):
        group = words.groups()[Group(one.group)] if one.group else ""
        state = _("Cannot sign in") if not one.enabled else ""
        state = state or (_("Has a start code") if one.must_change else "")
        name = f"{one.name} ({one.login})" if one.name != one.login else one.login
        grid.addWidget(label(name, wrap=True), place, 0)
        grid.addWidget(Label(group), place, 1)
        grid.addWidget(Label(state, "meta"), place, 2)
    return listed
