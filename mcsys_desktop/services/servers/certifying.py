"""The office's certificates on the server: made once, renewed every year with the kept key file."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from mcsys_desktop.core import certificates, recovery, whole_files
from mcsys_desktop.core.certificates import Authority
from mcsys_desktop.core.errors import UserError
from mcsys_desktop.core.i18n import _
from mcsys_desktop.services.servers import records
from mcsys_desktop.services.servers.local import Cluster, LocalServer, Say, look_at
from mcsys_desktop.services.servers.records import Record


@dataclass(frozen=True, slots=True)
class Kept:
    """The authority's key as it is kept off line: the file, and the code on paper that opens it."""

    file: Path
    code: str


def ensure(
    cluster: Cluster,
    record: Record,
    say: Say,
    hand_over: Callable[[Kept], None],
    *,
    code: str = "",
    now: datetime | None = None,
) -> Kept | None:
    """Make an authority and the server's certificate, unless they are there.

    What must be kept off line is handed over at once, because whatever fails later must not lose
    it. With the ``code`` of a key file that was kept, on a new computer, the authority is the one
    that desks know already. Raises UserError when the key file exists already, or when the
    certificates that are there are for another name.
    """
    known, own = records.authority_of(cluster), records.certificate_of(cluster)
    if known is not None and own is not None:
        issued = certificates.issued_by(own, known)
        if not (issued and certificates.covers(own, record.name, record.address)):
            raise UserError(
                _(
                    "The certificates of this server are for another name or address. Give the"
                    " same ones as before, or move the folder {folder} away: then every desk needs"
                    " a new invitation."
                ).format(folder=cluster.folder)
            )
        say(_("The certificates of the office are there already; they stay as they are."))
        return None
    if code:
        authority = _unlocked(cluster, Path(record.key_file), code, now)
        _install(cluster, authority, record, now)
        say(_("The server has a certificate by the kept key file; desks know it already."))
        return None
    made = certificates.make_authority(record.host, record.name, record.address, now)
    kept = Kept(Path(record.key_file), recovery.make())
    _write_secret(kept.file, made.locked(recovery.read(kept.code)))
    try:
        hand_over(kept)
        _install(cluster, made, record, now)
    except BaseException:
        kept.file.unlink(missing_ok=True)  # a key of nothing
        raise
    say(
        _(
            "Made the office's own certificate authority (ten years) and the certificate of the"
            " server (until {date})."
        ).format(date=_until(cluster))
    )
    say(
        _(
            "The key of the authority is {file}. Put it on a stick, delete it here, and keep the"
            " stick with the emergency envelope: it is needed once a year."
        ).format(file=kept.file)
    )
    return kept


def renew(
    server: LocalServer, key_file: Path, code: str, say: Say, now: datetime | None = None
) -> Record:
    """A new certificate for the server by the same authority, before or after the old one ran out.

    Desks know the authority, so all of them trust the server again at once. Raises UserError when
    the key file is not this office's, or the code does not open it.
    """
    with server.opened() as connection:
        cluster = look_at(connection)
        record = records.needed(cluster)
        authority = _unlocked(cluster, key_file, code, now)
        _install(cluster, authority, record, now)
        connection.execute("SELECT pg_reload_conf()")
    say(
        _("The server has a new certificate, until {date}. Desks need nothing new.").format(
            date=_until(cluster)
        )
    )
    return record


def _unlocked(cluster: Cluster, key_file: Path, code: str, now: datetime | None) -> Authority:
    try:
        plain = recovery.read(code)
    except ValueError as error:
        raise UserError(str(error)) from error
    try:
        authority = certificates.unlock(key_file.read_bytes(), plain)
    except OSError as error:
        raise UserError(
            _("The key file {file} cannot be read. Is the stick in?").format(file=key_file)
        ) from error
    except ValueError as error:
        raise UserError(
            _(
                "The code does not open this key file. It stands on the emergency envelope:"
                " “Key of the certificates”."
            )
        ) from error
    known = records.authority_of(cluster)
    if known is not None and known != authority.certificate:
        raise UserError(_("This is the key file of another office."))
    if certificates.days_left(authority.certificate, now) < 1:
        raise UserError(
            _(
                "The authority of the office itself ran out after ten years. Move the folder"
                " {folder} away and run mcsys-desktop server prepare: every desk then needs a new"
                " invitation."
            ).format(folder=cluster.folder)
        )
    return authority


def _install(cluster: Cluster, by: Authority, record: Record, now: datetime | None) -> None:
    pair = certificates.make_server(by, record.name, record.address, now)
    # One file, so that no power cut leaves a key beside another key's certificate.
    cluster.write(cluster.folder / records.CERTIFICATE, pair.key + pair.certificate, 0o600)
    cluster.write(cluster.folder / records.AUTHORITY, by.pem, 0o644)


def _until(cluster: Cluster) -> str:
    own = records.certificate_of(cluster)
    return f"{own.not_valid_after_utc.astimezone():%d-%m-%Y}" if own else "?"


def _write_secret(file: Path, content: bytes) -> None:
    """Only for its owner, and never over something that is there."""
    try:
        whole_files.write_new(file, content)
    except FileExistsError as error:
        raise UserError(
            _("There is a file {file} already. Is it the key of an office? Move it away.").format(
                file=file
            )
        ) from error
    except OSError as error:
        raise UserError(
            _("The key file {file} cannot be written there.").format(file=file)
        ) from error
