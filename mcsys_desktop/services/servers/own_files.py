"""The files that make a PostgreSQL an office's server: whether they are still what was written."""

import ssl
from pathlib import Path

from mcsys_desktop.core import certificates
from mcsys_desktop.core.i18n import _
from mcsys_desktop.services.servers import configuration, records
from mcsys_desktop.services.servers.configuration import Wanted
from mcsys_desktop.services.servers.findings import Finding
from mcsys_desktop.services.servers.local import Cluster, LocalServer


def certificates_of(cluster: Cluster, record: records.Record) -> list[Finding]:
    """What is wrong with the certificates as they lie on the disk.

    PostgreSQL may still work with those that it read when it started.
    """
    found = []
    own, authority = records.certificate_of(cluster), records.authority_of(cluster)
    kept = cluster.folder / records.CERTIFICATE
    if own is None or authority is None or not _usable(kept, own, authority):
        sentence = _(
            "The certificates in {folder} are damaged; after a restart no desk gets in. On the"
            " server, with the stick from the safe: mcsys-desktop server renew."
        )
        found.append(Finding("certificate_damaged", sentence.format(folder=cluster.folder)))
    elif not certificates.covers(own, record.name, record.address):
        sentence = _("The certificate of the server is for another name or address.")
        found.append(Finding("certificate_name", sentence))
    if Path(record.key_file).exists():
        sentence = _(
            "The key of the office's certificates still lies on the server: {file}. Put it on a"
            " stick, in the safe, and delete it here."
        )
        found.append(Finding("key_here", sentence.format(file=record.key_file)))
    if kept.exists() and kept.stat().st_mode & 0o077:
        sentence = _("Others on this computer can read the key of the server: {file}.")
        found.append(Finding("key_open", sentence.format(file=kept)))
    return found


def _usable(kept: Path, own: certificates.Certificate, by: certificates.Certificate) -> bool:
    """Whether PostgreSQL could start with it, and desks would believe it."""
    try:
        ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER).load_cert_chain(kept)
        return certificates.fits(kept.read_bytes()) and certificates.issued_by(own, by)
    except (OSError, ValueError):
        return False


def settings_changed(
    server: LocalServer, cluster: Cluster, record: records.Record, preload: str
) -> list[Finding]:
    """Whether the settings in our file are others than ``prepare`` writes.

    ``preload`` is what the server has loaded.
    """
    loaded = tuple(name.strip() for name in preload.split(",") if name.strip())
    chosen = configuration.settings(_wanted(server, cluster, record), cluster.version, loaded)
    return _compared(cluster.settings, configuration.settings_text(chosen))


def doors_changed(server: LocalServer, cluster: Cluster, record: records.Record) -> list[Finding]:
    """The same for who may come in."""
    return _compared(cluster.hba, configuration.hba_text(_wanted(server, cluster, record)))


def _wanted(server: LocalServer, cluster: Cluster, record: records.Record) -> Wanted:
    folder = cluster.folder.as_posix()
    who, where = (record.database, record.admin), (record.address, record.networks)
    return Wanted(*who, *where, folder, server.proof)


def _compared(file: Path, text: str) -> list[Finding]:
    try:
        if file.read_bytes() == text.encode():
            return []
    except OSError:
        pass  # it has gone
    sentence = _(
        "{file} is not as it was written. Run mcsys-desktop server prepare: it puts it right."
    )
    return [Finding("file_changed", sentence.format(file=file))]
