"""The account of this desk: how mail leaves, as whom, and whether it works."""

import uuid
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from mcsys_desktop.core import clock, text
from mcsys_desktop.core.errors import UserError
from mcsys_desktop.core.i18n import _
from mcsys_desktop.core.settings import Settings
from mcsys_desktop.services.outbox.addresses import Sender, address
from mcsys_desktop.services.outbox.carrying import Carrier, Fate, NoWay
from mcsys_desktop.services.outbox.message import Envelope
from mcsys_desktop.services.outbox.smtp import Server, Smtp

SMTP_WAY, GRAPH_WAY = "smtp", "graph"


def password_name(settings: Settings) -> str:
    """Under which name the password at the mail server is kept."""
    return f"smtp {settings.mail_login.strip()}@{settings.mail_host.strip()}"


def sends(settings: Settings) -> bool:
    """Whether mail leaves from this desk."""
    return settings.mail_way != "off"


def sender(settings: Settings) -> Sender:
    """Whose mail it is. Raises NoWay while nobody said so."""
    try:
        own = address(settings.mail_address)
    except UserError as error:
        raise NoWay(_("Fill in the sender's address under Settings, Mail."), again=False) from error
    return Sender(own, text.clean(settings.mail_name, 100))


def carrier(settings: Settings) -> Carrier:
    """The way that mail leaves from this desk. Raises NoWay where something is missing."""
    if settings.mail_way == SMTP_WAY:
        host = settings.mail_host.strip()
        if not host:
            raise NoWay(_("Fill in the mail server under Settings, Mail."), again=False)
        login = settings.mail_login.strip()
        password = settings.secrets.get(password_name(settings)) if login else ""
        if login and not password:
            raise NoWay(_("Fill in the password under Settings, Mail."), again=False)
        return Smtp(Server(host, settings.mail_port, settings.mail_security, login, password))
    if settings.mail_way == GRAPH_WAY:
        # Only a desk with such an account loads what speaks to it.
        from mcsys_desktop.services.outbox.graph import Graph
        from mcsys_desktop.services.outbox.sign_in import of_desk

        return Graph(of_desk(settings))
    raise NoWay(
        _("No mail leaves from this desk yet. Choose how under Settings, Mail."), again=False
    )


def test(settings: Settings) -> str:
    """Send a mail to the sender's own address; the sentence to show. Raises NoWay, UserError."""
    own, way = sender(settings), carrier(settings)
    message = EmailMessage(policy=SMTP)
    message["From"] = Address(own.name, addr_spec=own.address)
    message["To"] = Address(addr_spec=own.address)
    message["Subject"] = _("Test mail of MCSys Desktop")
    message["Date"] = format_datetime(clock.local(clock.now()))
    message["Message-ID"] = f"<{uuid.uuid4().hex}@{own.address.rpartition('@')[2]}>"
    message.set_content(_("This desk can send mail. You need not do anything."))
    sealed = Envelope(own.address, (own.address,), bytes(message), str(message["Message-ID"]))
    try:
        told = way.carry(sealed)
    finally:
        way.close()
    if told.fate is Fate.SENT:
        return _("Sent to {address}. Look whether it came.").format(address=own.address)
    raise UserError(
        _("The test mail did not go. {said}").format(
            said=told.said or _("The mail server hung up.")
        )
    )


def sign_in(settings: Settings) -> str:
    """Let somebody sign in at Microsoft in the browser; the sentence to show. Raises NoWay."""
    from mcsys_desktop.services.outbox.sign_in import of_desk

    who = of_desk(settings).sign_in()
    return _("Signed in as {who}.").format(who=who) if who else _("Signed in.")
