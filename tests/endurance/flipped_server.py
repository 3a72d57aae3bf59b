"""Bits turn over in what makes a PostgreSQL an office's server, and in PostgreSQL's own data."""

from pathlib import Path

from mcsys_desktop.core import certificates, i18n, recovery
from mcsys_desktop.core.errors import UserError
from mcsys_desktop.core.profile import Profile
from mcsys_desktop.models import address, base
from mcsys_desktop.models.base import Group
from mcsys_desktop.models.customers import Customer
from mcsys_desktop.services import offices, servers
from mcsys_desktop.services.servers import inviting, records
from mcsys_desktop.services.servers.preparing import Prepared
from tests import make
from tests.endurance.flipping import Kind, Verdict, outcome, quietly, same
from tests.endurance.scenario import Outcome, Stage, scenario
from tests.servers import DATABASE, OwnServer, own_server

PASSWORD = "walnoot dirigent sneeuwschep kwast"


@scenario("bit flips, server")
def flip_on_a_server(stage: Stage) -> Outcome:
    """The files beside PostgreSQL's own, the stick, and what a desk knows the server by."""
    i18n.use("nl")
    with own_server() as server, quietly():
        prepared = server.prepare()
        invited = server.invite("Sanne", Group.ADMIN)
        own = Profile(stage.folder / "profile")
        own.folder.mkdir()
        url = servers.join(invited.invitation, invited.code, PASSWORD, own)
        kinds = [
            _record(prepared),
            _authority(prepared),
            _certificate(server, url, prepared),
            _stick(server),
            _settings(server, prepared.cluster.settings),
            _settings(server, prepared.cluster.hba),
            _known(url),
        ]
        for kind in kinds:
            kind.flip(stage)
        server.reload()
        assert _found(server) == {"key_here"}
        pages = _pages(server, url)
        pages.flip(stage)
        kinds.append(pages)
        server.restart()
        offices.enter(url, PASSWORD)
        with base.connected():
            chain = "valid" if base.rows("SELECT count(*) FROM customer") == [(60,)] else "LOST"
        offices.close()
    return outcome(kinds, chain)


def _found(server: OwnServer) -> set[str]:
    return {finding.key for finding in servers.check_on_server(server.local, newest={})}


def _record(prepared: Prepared) -> Kind:
    file = prepared.cluster.folder / records.FILE
    expected = records.load(prepared.cluster)
    return Kind(
        "what was decided (office.json)",
        file,
        lambda: same(records.load(prepared.cluster), expected),
        1000,
    )


def _authority(prepared: Prepared) -> Kind:
    expected = inviting.entry_of(prepared.cluster)
    file = prepared.cluster.folder / records.AUTHORITY
    return Kind(
        "certificate of the authority",
        file,
        lambda: same(inviting.entry_of(prepared.cluster), expected),
        1500,
    )


def _certificate(server: OwnServer, url: str, prepared: Prepared) -> Kind:
    """What PostgreSQL reads at its start, and not before: so the check must look at the file."""
    file = prepared.cluster.folder / records.CERTIFICATE

    def judge() -> Verdict:
        if "certificate_damaged" in _found(server):
            return Verdict.SAID
        server.restart()  # nothing was said, so desks must get in
        try:
            return same(offices.enter(url, PASSWORD).login, "sanne")
        except UserError:
            return Verdict.WRONG
        finally:
            offices.close()

    return Kind("certificate and key of the server", file, judge, 100)


def _stick(server: OwnServer) -> Kind:
    kept = server.kept[0]
    plain = recovery.read(kept.code)
    expected = certificates.unlock(kept.file.read_bytes(), plain)

    def judge() -> Verdict:
        try:
            found = certificates.unlock(kept.file.read_bytes(), plain)
        except ValueError:  # which renew turns into its sentence
            return Verdict.SAID
        right = found.key.private_numbers() == expected.key.private_numbers()
        return same(right and found.certificate == expected.certificate, True)

    return Kind("key of the authority, on the stick", kept.file, judge, 400)


def _settings(server: OwnServer, file: Path) -> Kind:
    def judge() -> Verdict:
        server.reload()
        return Verdict.SAID if _found(server) - {"key_here"} else Verdict.WRONG

    return Kind(file.name, file, judge, 60)


def _known(url: str) -> Kind:
    file = Path(address.parse(url).options["sslrootcert"])

    def judge() -> Verdict:
        office = offices.enter(url, PASSWORD)
        offices.close()
        return same(office.login, "sanne")

    return Kind("what a desk knows the server by", file, judge, 100)


def _pages(server: OwnServer, url: str) -> Kind:
    """A page of the customers, with the checksum that ``prepare`` switched on."""
    offices.enter(url, PASSWORD)
    with base.connected():
        for number in range(60):
            make.customer(f"Klant {number}", notes="x" * 400)
        expected = [customer.name for customer in Customer.select().order_by(Customer.id)]
    offices.close()
    ((place,),) = server.sql("SELECT pg_relation_filepath('app.customer')", DATABASE)
    server.sql("CHECKPOINT")

    def judge() -> Verdict:
        server.restart()
        try:
            offices.enter(url, PASSWORD)
            with base.connected():
                found = [customer.name for customer in Customer.select().order_by(Customer.id)]
            return same(found, expected)
        finally:
            offices.close()

    return Kind("PostgreSQL's own data", server.home / "data" / str(place), judge, 15)
