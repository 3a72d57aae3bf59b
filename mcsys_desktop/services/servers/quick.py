"""The cheap part of the check, for every start: one TLS handshake and one question."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from cryptography import x509

from mcsys_desktop.core import certificates
from mcsys_desktop.core.i18n import _
from mcsys_desktop.models import base, front_door, logins
from mcsys_desktop.models.base import Group
from mcsys_desktop.services.servers import outside
from mcsys_desktop.services.servers.findings import Finding

_OWN = f"""
SELECT {logins.TEMPORARY},
  (SELECT array_agg(g.name) FROM unnest(%s::text[]) AS g(name)
    WHERE pg_has_role(session_user, g.name, 'MEMBER')),
  r.rolsuper OR r.rolcreaterole OR r.rolcreatedb OR r.rolreplication OR r.rolbypassrls
    OR has_database_privilege(session_user, current_database(), 'CREATE')
    OR has_database_privilege(session_user, current_database(), 'TEMP')
FROM pg_roles r WHERE r.rolname = session_user
"""  # noqa: S608  # our own words


@dataclass(frozen=True, slots=True)
class Quick:
    """What a desk should know at its start. ``findings`` are for the eyes of whoever sits there."""

    group: Group | None  # what this login may do; None: none of the office's groups
    must_change: bool  # the password was made by somebody else, and counts for a week
    certificate_days: int | None  # until the server's certificate runs out; None: not seen
    findings: tuple[Finding, ...]


def quick_check(now: datetime | None = None) -> Quick | None:
    """Look at the office that is open, on a thread with time; None for an office in a file.

    Raises OfficeUnavailable when the server does not answer.
    """
    if not base.shared() or base.address().local:
        return None
    address = base.address()
    with base.connected():
        ((must_change, groups, excess),) = base.rows(_OWN, ([str(group) for group in Group],))
    own = [group for group in Group if group in (groups or [])]
    found: list[Finding] = []
    days = None
    shown = front_door.certificate(address.host, address.port)
    root = address.options.get("sslrootcert", "")
    if shown is not None and root:
        certificate = certificates.load(shown)
        days = certificates.days_left(certificate, now)
        found += outside.certificate(certificate, _loaded(root), now)
    if must_change:
        sentence = _("Somebody else made your password. Choose one of your own.")
        found.append(Finding("must_change", sentence))
    if excess:
        sentence = _(
            "Your login may do more to the server than work in the office. Tell whoever looks after"
            " the server."
        )
        found.append(Finding("excess", sentence))
    return Quick(own[-1] if own else None, bool(must_change), days, tuple(found))


def _loaded(root: str) -> x509.Certificate | None:
    try:
        return certificates.load(Path(root).read_bytes())
    except (OSError, ValueError):
        return None
