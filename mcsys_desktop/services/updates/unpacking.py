"""Unpack a proven version beside the running one, and let it count: all of it, or nothing."""

import hashlib
import os
import shutil
import stat
import tempfile
import zipfile
import zlib
from contextlib import suppress
from pathlib import Path

from mcsys_desktop.core import installed, whole_files
from mcsys_desktop.core.errors import UserError
from mcsys_desktop.core.i18n import _
from mcsys_desktop.core.installed import Installed
from mcsys_desktop.core.releases import File
from mcsys_desktop.services.updates.finding import Release, damaged, unreachable

CHUNK = 1 << 20
SPARE = 100_000_000  # bytes that stay free on the disk
PATIENCE = 120.0  # seconds for the first start of the new version
UNFINISHED = f".{installed.NAME}-unfinished-"


def bring(release: Release, here: Installed) -> Installed:
    """Unpack ``release`` beside the program ``here``, try it, and let it count.

    Each file is proven while it is written, the new version must say its own name before it gets
    one, and the pointer is moved last: interrupted anywhere, the old version goes on. Raises
    UserError with a sentence; then nothing has changed.
    """
    version = release.manifest.version
    tidy(here)
    needed = release.manifest.unpacked + release.manifest.size + SPARE
    if shutil.disk_usage(here.beside).free < needed:
        raise UserError(_("There is no room on the disk of this computer for the new version."))
    try:
        unfinished = Path(tempfile.mkdtemp(dir=here.beside, prefix=UNFINISHED))
        archive = Path(tempfile.mkdtemp(dir=here.beside, prefix=UNFINISHED)) / "archive.zip"
    except OSError as error:
        raise _not_writable(here) from error
    try:
        unfinished.chmod(0o755)
        _fetch(release, archive)
        _unpack(release, archive, unfinished)
        _to_disk(unfinished)
        _try(Installed(unfinished, version))
        final = here.folder_of(version)
        if final.exists():  # of an update that was interrupted after all was there but the pointer
            shutil.rmtree(final)
        unfinished.rename(final)
        whole_files.sync_folder(here.beside)
        here.point_to(version)
    except OSError as error:
        raise _not_writable(here) from error
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)
        shutil.rmtree(archive.parent, ignore_errors=True)
    return Installed(final, version)


def tidy(here: Installed) -> None:
    """Throw away what an interrupted update left, and versions from before the running one."""
    for left in here.beside.glob(f"{UNFINISHED}*"):
        shutil.rmtree(left, ignore_errors=True)
    for other in here.beside.glob(f"{installed.NAME}-*"):
        with suppress(ValueError):
            older = installed.order(other.name.removeprefix(f"{installed.NAME}-"))
            if older < installed.order(here.version) and other != here.folder:
                shutil.rmtree(other, ignore_errors=True)  # it may be running still


def _fetch(release: Release, to: Path) -> None:
    """Copy the archive to this computer first: nobody can change it any more while it is read."""
    try:
        shutil.copyfile(release.archive, to)
    except FileNotFoundError as error:
        raise damaged(release.manifest.version) from error
    except OSError as error:
        raise unreachable() from error
    with to.open("rb") as opened:
        found = hashlib.file_digest(opened, "sha256").hexdigest()
    if (to.stat().st_size, found) != (release.manifest.size, release.manifest.sha256):
        raise damaged(release.manifest.version)


def _unpack(release: Release, archive: Path, into: Path) -> None:
    files = release.manifest.files
    bad = damaged(release.manifest.version)
    try:
        with zipfile.ZipFile(archive) as packed:
            entries = packed.infolist()
            if sorted(entry.filename for entry in entries) != sorted(files):
                raise bad
            for entry in entries:
                if not _is_plain(entry, files[entry.filename]):
                    raise bad
                if not _write(packed, entry, files[entry.filename], into / entry.filename):
                    raise bad
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise bad from error


def _is_plain(entry: zipfile.ZipInfo, file: File) -> bool:
    """A file of the size that was signed: no link, no folder, no device, no secret."""
    kind = stat.S_IFMT(entry.external_attr >> 16)
    return (
        kind in (0, stat.S_IFREG)
        and not entry.is_dir()
        and not entry.flag_bits & 1
        and entry.file_size == file.size
        and entry.compress_type in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
    )


def _write(packed: zipfile.ZipFile, entry: zipfile.ZipInfo, file: File, place: Path) -> bool:
    """Whether what was written is what was signed."""
    place.parent.mkdir(parents=True, exist_ok=True)
    mode = 0o755 if file.runs else 0o644
    handle = os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), mode)
    digest, left = hashlib.sha256(), file.size
    with os.fdopen(handle, "wb") as target, packed.open(entry) as source:
        while chunk := source.read(CHUNK):
            left -= len(chunk)
            if left < 0:
                return False
            digest.update(chunk)
            target.write(chunk)
        if os.name == "nt":
            target.flush()
            os.fsync(target.fileno())
    return left == 0 and digest.hexdigest() == file.sha256


def _to_disk(folder: Path) -> None:
    """What was written must outlive a power cut before anything points to it."""
    if os.name != "nt":
        os.sync()
    whole_files.sync_folder(folder)


def _try(new: Installed) -> None:
    """The new version starts here and is the one that it says."""
    if not new.says_its_version(PATIENCE):
        raise UserError(
            _(
                "The new version does not start on this computer, so the old one stays. Tell"
                " whoever looks after the office."
            )
        )


def _not_writable(here: Installed) -> UserError:
    return UserError(
        _(
            "The new version could not be written to {folder}. Ask whoever looks after this"
            " computer to install it."
        ).format(folder=here.beside)
    )
