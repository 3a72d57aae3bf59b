"""What a desk can choose of the calls that come up on its screen by themselves."""

from dataclasses import dataclass
from typing import Literal

from mcsys_desktop.core.declaring import setting
from mcsys_desktop.core.i18n import N_

POPPING = N_("Calls on the screen")


@dataclass
class PoppingSettings:
    """The part of `Settings` about them. Every call is in the log, whatever is chosen here."""

    pops_up: Literal["all", "mine", "chosen", "dock"] = setting(
        "all",
        N_("Which calls come up"),
        N_(
            "Others stand below in the telephone panel, and can be taken in hand there. With “only"
            " in the panel” no small window appears."
        ),
        section=POPPING,
        choices={
            "all": N_("All calls"),
            "mine": N_("My extension"),
            "chosen": N_("Chosen numbers"),
            "dock": N_("Only in the panel"),
        },
    )
    pops_for: tuple[str, ...] = setting(
        (),
        N_("Chosen numbers"),
        N_("Numbers, extensions or queues of the office that are called, one per line."),
        section=POPPING,
    )
