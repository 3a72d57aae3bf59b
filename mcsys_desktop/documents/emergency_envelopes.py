"""The emergency envelope: how to get the office's server going without who looks after it."""

from dataclasses import dataclass
from datetime import datetime

from mcsys_desktop.core import i18n
from mcsys_desktop.core.i18n import N_
from mcsys_desktop.documents.paper import SMALL, Paper

STEP = 9.2  # points: ten steps and room for a pen on one page


@dataclass(frozen=True, slots=True)
class EmergencyEnvelope:
    """Everything that is printed; ``made_at`` is aware, and ``made_on`` is how people write it.

    ``key_code`` is on this page and nowhere else.
    """

    office: str  # its address for the server's administrator
    server: str
    address: str
    database: str
    computer: str
    key_file: str
    key_code: str
    made_at: datetime
    made_on: str


TITLE = N_("Emergency envelope")
INTRODUCTION = N_(
    "With this page and a backup the office works again, also when whoever looks after the server"
    " is not there. Whoever holds it can do everything: it belongs in the safe."
)
MADE = N_("Server {server} ({address}), database {database}, computer {computer}. Made on {date}.")
CODE = N_("Key of the certificates: this code opens the key file {file}")
BY_HAND = N_("Write down with a pen")
BLANKS = (
    N_("Administrator of the computer, and password"),
    N_("Where the stick with the key file lies"),
    N_("Key of the backups, or where it lies"),
    N_("Where the backups lie"),
    N_("Who else knows of this envelope, and telephone"),
)
STEPS = (
    N_(
        "Print this page now, compare the code with the screen, and delete the file. Write down"
        " what is asked above. None of it belongs on a computer or in a photograph."
    ),
    N_(
        "Put the stick with the key file beside this page. Close the envelope, write the date on"
        " it, and tell two people where it lies."
    ),
    N_(
        "Has an administrator lost the password, or has the last one gone? Sit down at the computer"
        " {computer}, sign in as its administrator, and type: sudo mcsys-desktop server recover"
    ),
    N_(
        "You see who can sign in. Type the same again with a name behind it and a file to write:"
        " sudo mcsys-desktop server recover sanne --to sanne.mcsys"
    ),
    N_(
        "The screen shows a start code. Open the file sanne.mcsys on a desk with MCSys Desktop,"
        " type the code, and choose a new password."
    ),
    N_(
        "Do all desks say that the certificate has run out? Put the stick into the computer"
        " {computer} and type: sudo mcsys-desktop server renew --key-file FILE"
    ),
    N_(
        "It asks for the code above. Capitals, spaces and dashes do not matter. The desks work"
        " again at once; nothing changes on them."
    ),
    N_(
        "Has somebody left in anger, or was a laptop stolen? Type: sudo mcsys-desktop server close"
        " and the name. Within five seconds that login is out."
    ),
    N_(
        "Is the computer broken? Give a new one the same name and address, put the stick in, and"
        " type: sudo mcsys-desktop server install --office {office} --key-file FILE. By the stick"
        " the desks know it again. Type the key of the backups into a file KEY, and then: sudo"
        " mcsys-desktop server restore BACKUP --identity KEY. Let everybody in again as in step 4."
    ),
    N_(
        "Does something look wrong, or was it opened by somebody else? Type: sudo mcsys-desktop"
        " server check. It says in sentences what to do. Afterwards everything goes back into a new"
        " envelope."
    ),
)


def render(envelope: EmergencyEnvelope, language: str = "nl") -> bytes:
    """The page as a PDF."""
    say = i18n.translator(language).gettext
    with Paper(say(TITLE), language, envelope.made_at) as paper:
        paper.write_lines(say(INTRODUCTION))
        paper.ln(2)
        paper.write_lines(
            say(MADE).format(
                server=envelope.server,
                address=envelope.address,
                database=envelope.database,
                computer=envelope.computer,
                date=envelope.made_on,
            ),
            size=SMALL,
            grey=True,
        )
        paper.ln(3)
        paper.write_lines(say(CODE).format(file=envelope.key_file), bold=True)
        paper.ln(1.5)
        paper.write_framed(envelope.key_code, size=17)
        paper.ln(4)
        paper.write_lines(say(BY_HAND), bold=True)
        for blank in BLANKS:
            paper.write_blank(say(blank))
        paper.ln(4)
        for number, step in enumerate(STEPS, start=1):
            filled = say(step).replace("{office}", envelope.office)
            paper.write_step(number, filled.replace("{computer}", envelope.computer), size=STEP)
        return paper.bytes()
