"""What an office can choose of the boxes in the office that tell of calls: FRITZ!Box, NCID."""

from dataclasses import dataclass

from mcsys_desktop.core.declaring import setting
from mcsys_desktop.core.i18n import N_

FRITZBOX = N_("FRITZ!Box")
NCID = N_("Analogue lines (NCID)")


@dataclass
class BoxSettings:
    """The part of `Settings` about them."""

    fritzbox_enabled: bool = setting(
        False,
        N_("Listen to the FRITZ!Box"),
        N_("Dial #96*5* once on a phone of the box, so that it reports its calls."),
        section=FRITZBOX,
    )
    fritzbox_address: str = setting(
        "fritz.box",
        N_("Address of the FRITZ!Box"),
        N_("Usually fritz.box, or for example 192.168.178.1."),
        section=FRITZBOX,
    )
    fritzbox_port: int = setting(
        1012,
        N_("Port of its call monitor"),
        N_("1012, unless something stands between."),
        section=FRITZBOX,
        least=1,
        most=65535,
    )
    fritzbox_login: str = setting(
        "",
        N_("User of the FRITZ!Box"),
        N_("Who may see its call list: then calls that came while nobody listened are logged too."),
        section=FRITZBOX,
    )
    fritzbox_book: bool = setting(
        False,
        N_("Put the phone book into the box"),
        N_("As a book of its own, on one computer of the office; it takes at most 2000 entries."),
        section=FRITZBOX,
    )
    fritzbox_tr064_port: int = setting(49000)  # where a box answers everybody; another in tests
    ncid_enabled: bool = setting(
        False,
        N_("Listen to an NCID server"),
        N_("It tells who calls on analogue lines, and often no more than that."),
        section=NCID,
    )
    ncid_address: str = setting(
        "",
        N_("Address of the NCID server"),
        N_("For example 192.168.1.20."),
        section=NCID,
    )
    ncid_port: int = setting(
        3333,
        N_("Port of the NCID server"),
        N_("Usually 3333."),
        section=NCID,
        least=1,
        most=65535,
    )
    fritzbox_numbers: str = setting("")  # how they write them (`core.number_forms`)
    ncid_numbers: str = setting("")
