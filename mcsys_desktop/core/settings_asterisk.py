"""What an office can choose of an Asterisk or FreePBX whose manager interface it listens to."""

from dataclasses import dataclass

from mcsys_desktop.core.declaring import setting
from mcsys_desktop.core.i18n import N_

ASTERISK = N_("Asterisk or FreePBX")
TELEPHONY = N_("Telephony")  # of this desk


@dataclass
class AsteriskSettings:
    """The part of `core.settings.Settings` that is about the manager interface."""

    asterisk_enabled: bool = setting(
        False,
        N_("Listen to the manager interface"),
        N_("It tells of every call of the office who rang, who picked up and when it was over."),
        section=ASTERISK,
    )
    asterisk_server: str = setting(
        "",
        N_("Address of Asterisk"),
        N_("For example pbx.example.nl or 192.168.1.10:5038."),
        section=ASTERISK,
    )
    asterisk_tls: bool = setting(
        False,
        N_("Encrypted connection (TLS)"),
        N_("Usually at port 5039."),
        section=ASTERISK,
    )
    asterisk_user: str = setting(
        "",
        N_("Manager account"),
        N_("It needs “read = call” and “write = originate,reporting”."),
        section=ASTERISK,
    )
    asterisk_lines: tuple[str, ...] = setting(
        (),
        N_("Lines to the outside"),
        N_("The names of the trunks, one per line. Leave it empty to have them recognised."),
        section=ASTERISK,
    )
    asterisk_channel: str = setting(
        "",
        N_("Phone at this desk"),
        N_("Asterisk: rings first when you dial from here, for example PJSIP/201."),
        section=TELEPHONY,
    )
    asterisk_context: str = setting(
        "from-internal",
        N_("Dial plan"),
        N_("The context that this phone dials in; from-internal for FreePBX."),
        section=TELEPHONY,
    )
    asterisk_authority: str = setting(
        "",
        N_("Certificate file"),
        N_("With TLS: the certificate of whoever vouches for the phone system, if it is your own."),
        section=ASTERISK,
    )
    asterisk_fingerprint: str = setting(
        "",
        N_("Fingerprint"),
        N_("With TLS, instead of a file: the SHA-256 of the phone system's own certificate."),
        section=ASTERISK,
    )
    asterisk_numbers: str = setting("")  # how it writes them (`core.number_forms`)
