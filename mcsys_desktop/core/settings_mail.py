"""What a desk can choose of the mail that it sends."""

from dataclasses import dataclass
from typing import Literal

from mcsys_desktop.core.declaring import setting
from mcsys_desktop.core.i18n import N_

MAIL = N_("Mail")


@dataclass
class MailSettings:
    """The part of a desk's settings that is about mail. A desk sends what its own people ask."""

    mail_way: Literal["off", "smtp", "graph"] = setting(
        "off",
        N_("How mail leaves"),
        N_("For a mailbox at Microsoft 365 choose Microsoft; for any other, a mail server."),
        section=MAIL,
        choices={
            "off": N_("Not from this desk"),
            "smtp": N_("By a mail server (SMTP)"),
            "graph": N_("By Microsoft 365"),
        },
    )
    mail_address: str = setting(
        "",
        N_("Sender's address"),
        N_("The address that customers see and answer to, for example info@example.nl."),
        section=MAIL,
    )
    mail_name: str = setting(
        "", N_("Sender's name"), N_("Stands before the address; usually the shop."), section=MAIL
    )
    mail_host: str = setting(
        "",
        N_("Mail server"),
        N_("As the provider of the mailbox gives it, for example smtp.example.nl."),
        section=MAIL,
    )
    mail_port: int = setting(
        587,
        N_("Port of the mail server"),
        N_("587 for STARTTLS, 465 for TLS from the start."),
        section=MAIL,
        least=1,
        most=65535,
    )
    mail_security: Literal["starttls", "tls", "none"] = setting(
        "starttls",
        N_("How the line is sealed"),
        N_("The server's certificate is always checked."),
        section=MAIL,
        choices={
            "starttls": N_("STARTTLS"),
            "tls": N_("TLS from the start"),
            "none": N_("Not: only for a server on this computer"),
        },
    )
    mail_login: str = setting(
        "",
        N_("User at the mail server"),
        N_("Often the whole address. Empty where the server asks no password."),
        section=MAIL,
    )
    mail_tenant: str = setting(
        "",
        N_("Directory (tenant) at Microsoft"),
        N_("As the registration of the app shows it."),
        section=MAIL,
    )
    mail_client: str = setting(
        "",
        N_("Application (client) at Microsoft"),
        N_("The number of the app that you registered."),
        section=MAIL,
    )
