"""Find the newest version in the folder of updates that this desk may trust and use."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from mcsys_desktop.core import releases
from mcsys_desktop.core.errors import UserError
from mcsys_desktop.core.i18n import _
from mcsys_desktop.core.installed import order
from mcsys_desktop.core.releases import Manifest

LARGEST_SIGNATURE = 1000  # bytes


@dataclass(frozen=True, slots=True)
class Release:
    """A version that was proven to be the office's, and the archive that it is in."""

    manifest: Manifest
    archive: Path


def newest(folders: Sequence[str], key: str, than: str, office_version: int) -> Release:
    """The newest version later than ``than``, signed with ``key``, that suits the office.

    ``folders`` are the places where the folder of updates may be found; the first that can be
    reached counts. ``office_version`` is what the office's tables are at. Raises UserError with the
    sentence that says why there is none. Nothing of an archive was opened by then.
    """
    folder = _reached(folders)
    system = releases.system()
    try:
        named = {v: f for f in folder.iterdir() if (v := releases.version_of(f.name, system))}
    except OSError as error:
        raise unreachable() from error
    if not named:
        raise UserError(_("The folder of updates holds no version for this kind of computer."))
    newer = sorted((v for v in named if order(v) > order(than)), key=order, reverse=True)
    if not newer:
        raise UserError(
            _("The folder of updates holds nothing newer than version {version}.").format(
                version=than
            )
        )
    refused: UserError | None = None
    for version in newer:
        try:
            return _proven(named[version], version, system, key, office_version)
        except UserError as error:  # one that is bad must not stand in the way of one that is good
            refused = refused or error
    raise refused or unreachable()


def _reached(folders: Sequence[str]) -> Path:
    for folder in folders:
        place = Path(folder)
        try:
            if place.is_absolute() and place.is_dir():
                return place
        except OSError:
            continue
    if not folders:
        raise UserError(
            _("No folder of updates was chosen. An administrator does that in the settings.")
        )
    raise unreachable()


def _proven(file: Path, version: str, system: str, key: str, office_version: int) -> Release:
    try:
        written = _bytes(file, releases.LARGEST_MANIFEST)
        signature = _bytes(file.with_suffix(".sig"), LARGEST_SIGNATURE)
    except FileNotFoundError as error:
        raise _foreign(version) from error
    except OSError as error:
        raise unreachable() from error
    try:
        found = releases.read(written, signature, key)
    except releases.NotOursError as error:
        raise _foreign(version) from error
    except releases.DamagedError as error:
        raise damaged(version) from error
    if (found.version, found.system) != (version, system):
        raise damaged(version)
    if found.schema > office_version:
        raise UserError(
            _("Version {version} is newer than the office; it must be upgraded first.").format(
                version=version
            )
        )
    return Release(found, file.with_name(found.archive))


def _bytes(file: Path, most: int) -> bytes:
    with file.open("rb") as opened:
        found = opened.read(most + 1)
    if len(found) > most:
        raise OSError("too large")
    return found


def damaged(version: str) -> UserError:
    """The sentence for a version that is not what was signed."""
    return UserError(
        _(
            "Version {version} in the folder of updates is damaged, so it was not installed. Ask"
            " whoever looks after the office to publish it again."
        ).format(version=version)
    )


def _foreign(version: str) -> UserError:
    return UserError(
        _(
            "Version {version} in the folder of updates was not signed by this office, so it was"
            " not installed. Tell whoever looks after the office."
        ).format(version=version)
    )


def unreachable() -> UserError:
    """The sentence for a folder that is not there."""
    return UserError(
        _("The folder of updates cannot be reached. Is the server on, and the network there?")
    )
