"""What somebody should look after: each service that knows of something adds a source here.

A source answers with a `Notice`, or None while all is well. They are asked one after the other,
long after the first screen is there, so a source loads what it needs when it is asked.
"""

from collections.abc import Callable
from dataclasses import dataclass

from mcsys_desktop.core.i18n import _, ngettext
from mcsys_desktop.core.money.amounts import euros
from mcsys_desktop.services.facts import Tone


@dataclass(frozen=True, slots=True)
class Notice:
    """One thing to look after. ``target`` says what opens it ("settings"); "" leads nowhere."""

    kind: str
    tone: Tone
    icon: str
    title: str
    detail: str = ""
    target: str = ""


Source = Callable[[], Notice | None]


def _of_backups() -> Notice | None:
    from mcsys_desktop.services import backups  # it loads what opens and seals them

    warned = backups.warning()
    title = _("No good backup")
    return Notice("backup", "warn", "history", title, warned, "settings") if warned else None


def _of_review() -> Notice | None:
    from mcsys_desktop.services import reviews  # it loads what looks after servers

    asked = reviews.question()
    if not asked:
        return None
    return Notice("review", "neutral", "shield-check", _("Security review"), asked, "review")


def _of_declined() -> Notice | None:
    from mcsys_desktop.services import colleagues, erasing  # what erases knows every table

    due = len(erasing.due()) if colleagues.rights().manages else 0
    if not due:
        return None
    title = ngettext("{count} prospect said no", "{count} prospects said no", due)
    detail = _("Their term has ended. Erase them, or keep whom you still speak to.")
    return Notice("declined", "neutral", "user-x", title.format(count=due), detail, "declined")


def _of_agreements() -> Notice | None:
    from mcsys_desktop.core.money.amounts import euros
    from mcsys_desktop.services import agreements  # it loads what makes invoices

    found = agreements.waiting()
    many = len(found.runs)
    if not many:
        return None
    title = ngettext(
        "Agreements: {count} invoice ready", "Agreements: {count} invoices ready", many
    )
    detail = _("{amount} in all. Look at them, and make them.").format(amount=euros(found.total))
    icon = "receipt-euro"
    return Notice("agreements", "accent", icon, title.format(count=many), detail, "agreements")


def _of_mail() -> Notice | None:
    from mcsys_desktop.services import outbox  # it loads what papers are made of

    found = outbox.standing()
    count = found.uncertain + found.refused
    if not count:
        return None
    title = ngettext("{count} mail did not simply go", "{count} mails did not simply go", count)
    told = _("{refused} refused, {uncertain} perhaps sent. Look what to do.")
    detail = told.format(refused=found.refused, uncertain=found.uncertain)
    return Notice("mail", "warn", "mail", title.format(count=count), detail, "mail")


def _of_reminders() -> Notice | None:
    from mcsys_desktop.services import reminders  # it loads what draws letters

    due = reminders.proposals()
    if not due:
        return None
    title = ngettext("{count} reminder ready", "{count} reminders ready", len(due))
    amount = euros(sum(one.principal for one in due))
    detail = _("{amount} open in all").format(amount=amount)
    return Notice("reminders", "warn", "mail", title.format(count=len(due)), detail, "reminders")


SOURCES: tuple[Source, ...] = (
    _of_backups,
    _of_review,
    _of_declined,
    _of_agreements,
    _of_mail,
    _of_reminders,
)


def notices() -> list[Notice]:
    """Everything that should be looked after now, the most urgent first. Raises UserError."""
    found = [notice for source in SOURCES if (notice := source()) is not None]
    return sorted(found, key=lambda notice: _URGENCY.index(notice.tone))


_URGENCY: tuple[Tone, ...] = ("bad", "warn", "neutral", "accent", "ok")
