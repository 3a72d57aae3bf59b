"""What a desk can choose of dialling out: by what, and how numbers are written for it."""

from dataclasses import dataclass
from typing import Literal

from mcsys_desktop.core.declaring import setting
from mcsys_desktop.core.i18n import N_

DIALLING = N_("Dialling out")


@dataclass
class DiallingSettings:
    """The part of `Settings` about it. The desk's own extension stands under Telephony."""

    dial_by: Literal["link", "asterisk", "handset", "voys"] = setting(
        "link",
        N_("Dial by"),
        N_(
            "What Ctrl B and the telephone buttons use: a program on this computer, the phone"
            " system that is set up below, the telephone on the desk, or Voys."
        ),
        section=DIALLING,
        choices={
            "link": N_("Program on this computer"),
            "asterisk": N_("Asterisk or FreePBX"),
            "handset": N_("The telephone"),
            "voys": N_("Voys"),
        },
    )
    dial_numbers: Literal["national", "plus", "zeros"] = setting(
        "national",
        N_("How numbers are dialled"),
        N_("As you would dial them by hand. A program on this computer always gets the plus."),
        section=DIALLING,
        choices={"national": "0612345678", "plus": "+31612345678", "zeros": "0031612345678"},
    )
    dial_prefix: str = setting(
        "",
        N_("Outside line"),
        N_("What is dialled before a number outside, such as 0; usually nothing."),
        section=DIALLING,
    )
    handset_brand: Literal["yealink", "snom", "grandstream", "fanvil"] = setting(
        "yealink",
        N_("Brand of the telephone"),
        N_("Allow this computer in the telephone's own web page, under remote control."),
        section=DIALLING,
        choices={
            "yealink": "Yealink",
            "snom": "Snom",
            "grandstream": "Grandstream",
            "fanvil": "Fanvil",
        },
    )
    handset_address: str = setting(
        "",
        N_("Address of the telephone"),
        N_("For example 192.168.1.51; with https:// before it if it asks for that."),
        section=DIALLING,
    )
    handset_user: str = setting(
        "admin",
        N_("User of the telephone's web page"),
        N_("Only to let it dial."),
        section=DIALLING,
    )
    voys_user: str = setting(
        "",
        N_("Your user at Voys"),
        N_("The e-mail address with which you sign in there; the token belongs to it."),
        section=DIALLING,
    )
