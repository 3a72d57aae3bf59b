"""The disk of the server is full, while two desks write: what was acknowledged is there.

The whole of PostgreSQL lies on a tmpfs, so its write-ahead log runs out of room as well: then it
stops, and starts again when there is room.
"""

import contextlib
import secrets
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field

from mcsys_desktop.core import i18n
from mcsys_desktop.core.errors import Unanswered, UserError
from mcsys_desktop.core.profile import Profile
from mcsys_desktop.models import base
from mcsys_desktop.models.base import Group
from mcsys_desktop.models.customers import Customer, PhoneNumber
from mcsys_desktop.services import history, offices, servers
from tests import make
from tests.endurance.disks import SmallDisk, small_disk
from tests.endurance.flipping import quietly
from tests.endurance.scenario import Outcome, Stage, scenario
from tests.postgres import SERVERS, as_server
from tests.servers import OwnServer, own_server

PASSWORD = "walnoot dirigent sneeuwschep kwast"
ROUNDS = 25
WRITES = 60  # in a round, at most
DESKS = 2


@dataclass
class Written:
    """What the desks were told."""

    kept: list[str] = field(default_factory=list)
    unknown: set[str] = field(default_factory=set)  # the answer to the COMMIT never came
    refused: dict[str, int] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)

    def told(self, error: UserError) -> None:
        """A sentence."""
        sentence = str(error)
        self.refused[sentence] = self.refused.get(sentence, 0) + 1


@scenario("disk full, server")
def fill_a_server(stage: Stage) -> Outcome:
    """Rounds of writing into a disk that has little room left, and then none."""
    i18n.use("nl")
    written, tried, flaws, links = Written(), 0, 0, 0
    place = SERVERS / f"mcsys-full-{secrets.token_hex(4)}"
    try:
        with (
            small_disk(place, "400m") as disk,
            quietly(),
            own_server(below=place) as server,
        ):
            url = _joined(stage, server)
            for round_ in range(stage.times(ROUNDS)):
                tried += _round(stage, disk, server, url, written, round_)
            with _inside(url):
                flaws, links = len(history.verify()), history.last_link().seq
    finally:
        place.rmdir()
    for sentence, count in sorted(written.refused.items()):
        stage.say(f"{count:>4} times: {sentence}")
    for wrong in written.wrong[:10]:
        stage.say(f"WRONG {wrong}")
    note = f"{len(written.kept)} acknowledged, {sum(written.refused.values())} refused in words"
    note += f", of {len(written.unknown)} nobody knew and each was there once or not at all"
    chain = f"BROKEN: {flaws}" if flaws else f"valid, {links} links"
    return Outcome(tried, lost=len(written.wrong), chain=chain, note=note)


def _joined(stage: Stage, server: OwnServer) -> str:
    server.prepare()
    invited = server.invite("Sanne", Group.ADMIN)
    own = Profile(stage.folder / "profile")
    own.folder.mkdir()
    return servers.join(invited.invitation, invited.code, PASSWORD, own)


@contextlib.contextmanager
def _inside(url: str) -> Iterator[None]:
    offices.enter(url, PASSWORD)
    try:
        with base.connected():
            yield
    finally:
        offices.close()


def _round(
    stage: Stage, disk: SmallDisk, server: OwnServer, url: str, written: Written, number: int
) -> int:
    """Write until it fails and a little longer; then make room and compare."""
    names = [[f"R{number} D{desk} {again}" for again in range(WRITES)] for desk in range(DESKS)]
    begun: list[str] = []
    full = threading.Event()
    offices.enter(url, PASSWORD)
    try:
        desks = [threading.Thread(target=_write, args=(own, begun, written, full)) for own in names]
        disk.fill(stage.chance.choice([0, 0, 1, 4, 16, 20]) << 20)
        for desk in desks:
            desk.start()
        for desk in desks:
            desk.join()
    finally:
        disk.make_room()
        with contextlib.suppress(UserError):
            offices.close()
    _running(server)
    with _inside(url):
        found: dict[str, int] = {}
        for customer in Customer.select(Customer.id, Customer.name):
            found[customer.name] = found.get(customer.name, 0) + 1
            if PhoneNumber.select().where(PhoneNumber.customer == customer).count() != 2:
                written.wrong.append(f"{customer.name}: half of it")
        make.customer(f"R{number} weer", numbers=["0612345678", "0612345679"])
    written.kept.append(f"R{number} weer")
    for name in written.kept:
        if name.startswith(f"R{number} ") and not name.endswith("weer") and found.get(name) != 1:
            written.wrong.append(f"{name}: acknowledged, and there {found.get(name, 0)} times")
    for name in set(begun) - set(written.kept):
        allowed = (0, 1) if name in written.unknown else (0,)
        if found.get(name, 0) not in allowed:
            written.wrong.append(f"{name}: refused, and there all the same")
    return len(begun)


def _write(names: list[str], begun: list[str], written: Written, full: threading.Event) -> None:
    after = 0  # tries since the disk was full
    for name in names:
        begun.append(name)
        try:
            with base.connected():
                notes = secrets.token_hex(40_000)  # which does not compress
                make.customer(name, numbers=["0612345678", "0612345679"], notes=notes)
            written.kept.append(name)
        except Unanswered as error:
            written.unknown.add(name)
            written.told(error)
            full.set()
        except UserError as error:
            written.told(error)
            full.set()
        except Exception as error:  # what a person would see as a mistake of the program
            written.wrong.append(f"{name}: {type(error).__name__}: {error}"[:200])
            full.set()
        after += full.is_set()
        if after > 3:
            return
        time.sleep(0.005)


def _running(server: OwnServer) -> None:
    """What whoever looks after the server does: with room again, see that it runs."""
    program = server.programs / "pg_ctl"
    for _try in range(60):
        with contextlib.suppress(UserError):
            server.sql("SELECT 1")
            return
        if not as_server(server.home, program, "status"):
            as_server(server.home, program, "start", "-w", "-l", str(server.home / "server.log"))
        time.sleep(0.5)
    raise AssertionError("the server does not come back")
