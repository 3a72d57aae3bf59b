"""What the states of a mail are called, and what to do about each."""

from mcsys_desktop.core import clock
from mcsys_desktop.core.i18n import _, ngettext
from mcsys_desktop.services.outbox import Attachment, MailLine, MailState
from mcsys_desktop.ui.delegates import RowLook

_TONES = {
    MailState.HELD: "neutral",
    MailState.WAITING: "neutral",
    MailState.SENDING: "accent",
    MailState.UNCERTAIN: "warn",
    MailState.SENT: "ok",
    MailState.REFUSED: "bad",
    MailState.BOUNCED: "bad",
    MailState.DROPPED: "neutral",
}


def state(of: MailState) -> str:
    """The state in a word or two."""
    return {
        MailState.HELD: _("Held"),
        MailState.WAITING: _("Waiting"),
        MailState.SENDING: _("On its way"),
        MailState.UNCERTAIN: _("Perhaps sent"),
        MailState.SENT: _("Sent"),
        MailState.REFUSED: _("Refused"),
        MailState.BOUNCED: _("Came back"),
        MailState.DROPPED: _("Not sent"),
    }[of]


def tone(of: MailState) -> str:
    """Its tone."""
    return _TONES[of]


def explained(line: MailLine) -> str:
    """How it stands with a mail, and what can be done, in sentences."""
    today = clock.today()
    if line.state is MailState.SENT and line.sent_at is not None:
        return _("Sent {when}.").format(when=clock.day_and_time(line.sent_at, today))
    if line.state is MailState.WAITING and line.not_before is not None:
        return _("The mail server asked to wait. It is tried again {when}.").format(
            when=clock.day_and_time(line.not_before, today)
        )
    return {
        MailState.HELD: _("Waits until somebody lets it go."),
        MailState.WAITING: _("Goes by itself, from the desk of {who}.").format(who=line.desk),
        MailState.SENDING: _("Is handed to the mail server just now."),
        MailState.UNCERTAIN: _(
            "The connection broke before the mail server answered, so nobody knows whether it"
            " arrived. It is not sent again by itself. Ask the customer, or send it again: then it"
            " may come twice, as the same mail."
        ),
        MailState.REFUSED: _(
            "The mail server does not want it. Look at the address at the customer, and mail the"
            " document again from there."
        ),
        MailState.BOUNCED: _("It came back. Look at the address at the customer."),
        MailState.DROPPED: _("Somebody decided not to send it."),
        MailState.SENT: _("Sent"),
    }[line.state]


def look(line: MailLine) -> RowLook:
    """One mail in the list."""
    when = clock.day_and_time(line.at, clock.today())
    whose = line.customer or line.recipient
    return RowLook(
        line.heading,
        " · ".join(part for part in (whose, when) if part),
        chip=(state(line.state), tone(line.state)),
    )


def attached(files: tuple[Attachment, ...]) -> str:
    """What goes along, with sizes."""
    if not files:
        return _("Nothing goes along.")
    return "\n".join(
        _("{name}, {size} kB").format(name=each.name, size=max(1, round(each.size / 1000)))
        for each in files
    )


def queued(count: int) -> str:
    """That mails wait to be sent."""
    return ngettext("{count} mail is sent", "{count} mails are sent", count).format(count=count)
