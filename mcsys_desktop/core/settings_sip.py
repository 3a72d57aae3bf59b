"""What an office can choose of the exchange at which it is one more telephone."""

from dataclasses import dataclass
from typing import Literal

from mcsys_desktop.core.declaring import setting
from mcsys_desktop.core.i18n import N_

SIP = N_("Phone system (SIP)")


@dataclass
class SipSettings:
    """The part of `Settings` about it."""

    sip_enabled: bool = setting(
        False,
        N_("Ring along with the phone system"),
        N_("One computer of the office registers as one more phone, and never picks up."),
        section=SIP,
    )
    sip_server: str = setting(
        "",
        N_("Address of the phone system"),
        N_("For example pbx.example.nl or 192.168.1.10:5060."),
        section=SIP,
    )
    sip_transport: Literal["udp", "tcp", "tls"] = setting(
        "udp",
        N_("Connection"),
        N_("TLS is encrypted; choose it where the phone system can do it."),
        section=SIP,
        choices={"udp": "UDP", "tcp": "TCP", "tls": "TLS"},
    )
    sip_user: str = setting(
        "", N_("User name"), N_("Often the extension, such as 201."), section=SIP
    )
    sip_login: str = setting(
        "", N_("Login"), N_("Only where it differs from the user name."), section=SIP
    )
    sip_domain: str = setting(
        "", N_("Domain"), N_("Only where it differs from the address."), section=SIP
    )
    sip_rings: bool = setting(
        False,
        N_("Callers hear this phone ring"),
        N_("Without it callers only hear the phones on the desks."),
        section=SIP,
    )
    sip_watch: tuple[str, ...] = setting(
        (),
        N_("Extensions to watch"),
        N_("One per line. Of these the phone system tells who picked up, if it can."),
        section=SIP,
    )
    sip_authority: str = setting(
        "",
        N_("Certificate file"),
        N_("With TLS: the certificate of whoever vouches for the phone system, if it is your own."),
        section=SIP,
    )
    sip_fingerprint: str = setting(
        "",
        N_("Fingerprint"),
        N_("With TLS, instead of a file: the SHA-256 of the phone system's own certificate."),
        section=SIP,
    )
    sip_numbers: str = setting("")  # how it writes them (`core.number_forms`)
    sip_instance: str = setting("")  # names whoever listens to the phone system

    def instance(self) -> str:
        """What names whoever listens, made at first use where the office has none: a UUID."""
        if not self.sip_instance:
            import uuid

            self.sip_instance = str(uuid.uuid4())
        return self.sip_instance
