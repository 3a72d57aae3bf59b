"""The first ten minutes of somebody with a shop: from the first double click to a customer's name.

``python -m tests.stories.first_ten_minutes --to FOLDER`` does it at the speed of a person who reads
each screen for a moment and types with a few fingers, prints how long each step took, and leaves a
picture of each in FOLDER. A display of its own is all it needs.
"""

import argparse
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from mcsys_desktop.app.tour import telephone
from tests.stories import outlook_list
from tests.stories.typist import Typist
from tests.ui.display import MISSING, Display, new_display

LAPTOP = "1366x768"
OWNER, COMPANY = "Joris Vos", "Vos Computers"
PASSWORD = "kameel schuurpapier gordijn tuba"


@dataclass(frozen=True)
class Took:
    """What it took: seconds at the end of each step, keys and screens, and what stood there."""

    steps: tuple[tuple[str, float], ...]
    keys: int
    screens: int
    caller: tuple[str, ...]
    crashes: tuple[str, ...]


def live_through(
    display: Display, folder: Path, *, by_hand: bool = False, pictures: Path | None = None
) -> Took:
    """Everything, from the double click on; ``folder`` gets profile and list."""
    profile = folder / "vos"
    profile.mkdir()
    list_of_his = outlook_list.write(folder / "contacten.csv")
    phone = telephone.Telephone()
    try:
        with Typist(display, profile, by_hand=by_hand, pictures=pictures) as owner:
            set_up(owner, phone)
            bring_in(owner, list_of_his)
            call = "call-1@192.0.2.9"
            ring(owner, phone, call)
            owner.until(
                lambda seen: seen["caller"][1] == outlook_list.CALLER_NAME, "the caller's name"
            )
            owner.look("the_name_stands_there")
            caller = owner.see()["caller"]
        crashes = tuple(owner.desk.crashes)
    finally:
        phone.stop()
    return Took(tuple(owner.steps), owner.keys, owner.screens, tuple(caller), crashes)


def ring(owner: Typist, phone: telephone.Telephone, call: str, event: str = "ring") -> None:
    """A Yealink elsewhere on the network tells of a call from one of the customers."""
    owner.wait_for_phone()
    address, port, token = owner.desk.ask("phone", "phone")
    number = outlook_list.CALLER_NUMBER
    told = telephone.yealink(token, port, event, call, number, address=address)
    phone.send(port, told, address)
    assert phone.answer() == "200"


def set_up(owner: Typist, phone: telephone.Telephone) -> None:
    """The questions of the first start."""
    owner.until_asked("LanguageStep")
    owner.look("language")
    owner.press("Return")
    owner.until_asked("WhichOffice")
    owner.look("where_the_data_lies")
    owner.press("Return")
    owner.until_asked("NewOffice")
    owner.look("name_and_password")
    owner.type(OWNER)
    owner.press("Return")
    owner.type(PASSWORD)
    owner.press("Return")
    owner.until_asked("RecoveryCode")
    owner.look("recovery_code")
    owner.on("Ik heb")
    owner.press("space", "Return")
    owner.until_asked("CompanyStep")
    owner.look("company")
    owner.type(COMPANY)
    owner.press("Return")
    owner.until_asked("PhoneStep")
    owner.look("telephone")
    trial = "call-0@192.0.2.9"
    ring(owner, phone, trial)  # as the screen asks: call the phone once
    owner.until_reads("Het toestel meldt zijn gesprekken hier")
    ring(owner, phone, trial, "cancelled")
    owner.look("telephone_heard")
    owner.on("Doorgaan")
    owner.press("Return")
    owner.until_asked("CustomersStep")
    owner.look("customers")


def bring_in(owner: Typist, list_of_his: Path) -> None:
    """The file is dragged onto the window, and Enter does the rest."""
    assert owner.drop(list_of_his), "the window in front takes the file"
    owner.until_reads("300 regels gevonden")
    owner.look("columns")
    owner.press("Return")
    owner.until_reads("300 regels inlezen")
    owner.look("tried_out")
    owner.press("Return")
    owner.until_reads("300 nieuwe klanten")
    owner.look("read_in")
    owner.press("Return")
    owner.until(
        lambda seen: seen["window"] == "MainWindow" and seen["page"] == "customers",
        "the list of customers",
    )
    owner.look("afterwards")


def main() -> int:
    """By hand, with pictures; the exit code says whether it went well."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    options.add_argument("--to", type=Path, required=True, help="folder for the pictures")
    pictures: Path = options.parse_args().to
    if MISSING:
        sys.stderr.write(f"not installed: {', '.join(MISSING)}\n")
        return 2
    pictures.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        with new_display(folder, LAPTOP) as display:
            took = live_through(display, folder, by_hand=True, pictures=pictures)
    before = 0.0
    for name, at in took.steps:
        sys.stdout.write(f"{name:24} {at - before:6.1f} s\n")
        before = at
    sys.stdout.write(f"{'altogether':24} {before:6.1f} s\n")
    sys.stdout.write(f"{took.keys} keys, {took.screens} screens; {' · '.join(took.caller)}\n")
    return 1 if took.crashes else 0


if __name__ == "__main__":
    sys.exit(main())
