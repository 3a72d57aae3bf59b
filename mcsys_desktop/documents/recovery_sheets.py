"""The recovery sheet: the code that opens the office when the password is gone, on one page."""

from dataclasses import dataclass
from datetime import datetime

from mcsys_desktop.core import i18n
from mcsys_desktop.core.i18n import N_
from mcsys_desktop.documents.paper import Paper


@dataclass(frozen=True, slots=True)
class RecoverySheet:
    """Everything that is printed; ``made_at`` is aware, and ``made_on`` is how people write it."""

    office: str
    code: str
    file: str
    keys: str
    made_at: datetime
    made_on: str


TITLE = N_("Recovery sheet")
INTRODUCTION = N_(
    "With this code somebody can open the office {office} when the password is lost."
    " Whoever has this page and the files can read everything."
)
MADE = N_("Made on {date} for {file} and {keys}.")
STEPS = (
    N_("Print this page now, and then delete the file. The code is kept nowhere else."),
    N_("Read the code on paper and compare it with the screen before you close the window."),
    N_("Do not photograph this page, do not mail it, and do not leave it on this computer."),
    N_("Put it in a closed envelope with today's date and the name of the shop on it."),
    N_("Keep the envelope away from the computer: in a safe, or with somebody you trust."),
    N_("Tell one other person where the envelope lies."),
    N_("Is the password lost? Start MCSys Desktop and choose “Use the recovery code”."),
    N_("Type the code. Capitals, spaces and dashes do not matter; O counts as 0, I and L as 1."),
    N_("Choose a new password. This code keeps working, so put the page back in its envelope."),
    N_("Nobody who is honest will ever ask you for this code: no helpdesk, no bank, no official."),
)


def render(sheet: RecoverySheet, language: str = "nl") -> bytes:
    """The sheet as a PDF of one page."""
    say = i18n.translator(language).gettext
    with Paper(say(TITLE), language, sheet.made_at) as paper:
        paper.write_lines(say(INTRODUCTION).format(office=sheet.office))
        paper.ln(5)
        paper.write_framed(sheet.code, size=19)
        paper.ln(3)
        paper.write_lines(
            say(MADE).format(date=sheet.made_on, file=sheet.file, keys=sheet.keys),
            size=8.5,
            grey=True,
        )
        paper.ln(6)
        for number, step in enumerate(STEPS, start=1):
            paper.write_step(number, say(step))
        return paper.bytes()
