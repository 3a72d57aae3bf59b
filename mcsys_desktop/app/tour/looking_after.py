"""What the tour does as whoever looks after the office: its security, its backups, its version."""

from PySide6.QtWidgets import QScrollArea, QWidget

from mcsys_desktop.app.tour.stage import Stage
from mcsys_desktop.ui.backups import BackupCard
from mcsys_desktop.ui.colleagues import ColleaguesPage
from mcsys_desktop.ui.colleagues.review import SecurityReview


def review(stage: Stage) -> None:
    """See to the office's security, as the banner offers every half year."""
    stage.screens.review()


def review_shown(stage: Stage) -> list[QWidget]:
    """The review, while it is there."""
    page = stage.window.page("colleagues")
    asked = page.dialog if isinstance(page, ColleaguesPage) else None
    return [asked] if isinstance(asked, SecurityReview) and asked.isVisible() else []


def reviewed(stage: Stage) -> str:
    """What was looked at."""
    shown = [each for each in review_shown(stage) if isinstance(each, SecurityReview)]
    return f"{len(shown[0].seen.logins)} logins" if shown else ""


def stop_review(stage: Stage) -> None:
    """Sign nothing."""
    for each in review_shown(stage):
        each.close()


def backups(stage: Stage) -> None:
    """Go to the settings, and down to where the backups go."""
    stage.window.show_page("settings")
    for card in stage.window.findChildren(BackupCard):
        at: QWidget | None = card
        while at is not None and not isinstance(at, QScrollArea):
            at = at.parentWidget()
        if at is not None:
            at.ensureWidgetVisible(card)


def backups_seen(stage: Stage) -> str:
    """What the card says of the last good one."""
    seen = [card for card in stage.window.findChildren(BackupCard) if card.isVisible()]
    return seen[0].last.text() if seen else ""


def wish(stage: Stage) -> None:
    """Somebody at another desk wants to upgrade the office: what this desk is shown then."""
    upgrading = stage.program.watches.upgrading
    if upgrading is not None:
        upgrading.band.ask("Sanne Vis", "0.2.0")


def wish_seen(stage: Stage) -> str:
    """Whether it is asked."""
    upgrading = stage.program.watches.upgrading
    return "band" if upgrading is not None and upgrading.band.isVisible() else ""


def forget_wish(stage: Stage) -> None:
    """They do not, after all."""
    upgrading = stage.program.watches.upgrading
    if upgrading is not None:
        upgrading.band.hide()
