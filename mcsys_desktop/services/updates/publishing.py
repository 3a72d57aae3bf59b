"""Publish a built version for the desks of the office: packed, listed and signed."""

import hashlib
import os
import tempfile
import zipfile
from pathlib import Path

from mcsys_desktop import __version__
from mcsys_desktop.core import recovery, releases, whole_files
from mcsys_desktop.core.errors import UserError
from mcsys_desktop.core.i18n import _
from mcsys_desktop.core.installed import Installed
from mcsys_desktop.core.releases import File, Manifest
from mcsys_desktop.models.versions import SCHEMA

CHUNK = 1 << 20
PATIENCE = 60.0  # seconds for the built program to say its version
_OLDEST = (1980, 1, 1, 0, 0, 0)  # the same build makes the same archive


def new_key(file: Path) -> tuple[str, str]:
    """Write a new key to sign with to ``file``. Its code, and the half that the office knows.

    Raises UserError when there is such a file already, or it cannot be written.
    """
    code = recovery.make()
    kept, public = releases.make_key(recovery.read(code))
    try:
        whole_files.write_new(file, kept)
    except FileExistsError as error:
        raise UserError(
            _("There is a file called {name} already.").format(name=file.name)
        ) from error
    except OSError as error:
        raise UserError(_("The key cannot be written to {file}.").format(file=file)) from error
    return code, public


def publish(build: Path, folder: Path, key_file: Path, code: str) -> tuple[str, str]:
    """Put the built program in ``build`` into ``folder``. Its version, and the key's public half.

    The manifest and its signature come last, so that a desk never sees half of a version. Raises
    UserError for a folder that holds no build of this version, and for a wrong key or code.
    """
    _check(build)
    version, system = __version__, releases.system()
    stem = releases.stem(version, system)
    try:
        files = _files(build)
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder, prefix=".publishing-") as making:
            archive = Path(making) / f"{stem}.zip"
            _pack(build, files, archive)
            size, sha256 = archive.stat().st_size, _sha256(archive)
            made = Manifest(version, SCHEMA, system, archive.name, size, sha256, files)
            written = made.to_bytes()
            signature, public = _signed(written, key_file, code)
            releases.read(written, signature, public)  # what nobody could read is not published
            (Path(making) / f"{stem}.json").write_bytes(written)
            (Path(making) / f"{stem}.sig").write_bytes(signature)
            for ending in ("zip", "sig", "json"):
                file = Path(making) / f"{stem}.{ending}"
                file.chmod(0o644)
                file.replace(folder / file.name)
    except OSError as error:
        raise UserError(
            _("The version could not be written to {folder}.").format(folder=folder)
        ) from error
    return version, public


def _check(build: Path) -> None:
    built = Installed(build, __version__)
    if not built.program.is_file():
        raise UserError(
            _("{folder} holds no built program; dev.py build makes one in dist.").format(
                folder=build
            )
        )
    if not built.says_its_version(PATIENCE):  # what is about to be given to every desk
        raise UserError(
            _(
                "The built program is not of version {version}, or does not run here. Publish it"
                " with its own version, on the kind of computer that it is for."
            ).format(version=__version__)
        )


def _files(build: Path) -> dict[str, File]:
    """What is there; a link counts as the file that it leads to, as long as that lies inside."""
    root = build.resolve()
    found = {}
    for place in sorted(build.rglob("*")):
        if place.is_dir() and not place.is_symlink():
            continue
        name = place.relative_to(build).as_posix()
        try:
            releases.check_name(name)
        except releases.DamagedError as error:
            raise UserError(
                _("No version may hold a file named {name}.").format(name=name)
            ) from error
        real = place.resolve()
        if not real.is_relative_to(root) or not real.is_file():
            raise UserError(_("The link {name} leads out of the build.").format(name=name))
        runs = os.name != "nt" and bool(real.stat().st_mode & 0o100)
        found[name] = File(real.stat().st_size, _sha256(real), runs)
    return found


def _pack(build: Path, files: dict[str, File], archive: Path) -> None:
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as packed:
        for name in files:
            entry = zipfile.ZipInfo(name, _OLDEST)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o100644 << 16
            with (build / name).open("rb") as source, packed.open(entry, "w") as target:
                while chunk := source.read(CHUNK):
                    target.write(chunk)
    with archive.open("rb+") as file:
        os.fsync(file.fileno())


def _signed(manifest: bytes, key_file: Path, code: str) -> tuple[bytes, str]:
    try:
        return releases.sign(manifest, key_file.read_bytes(), recovery.read(code))
    except OSError as error:
        raise UserError(_("The key file {file} cannot be read.").format(file=key_file)) from error
    except ValueError as error:
        raise UserError(
            _("The key file of the updates and its code do not belong together.")
        ) from error


def _sha256(file: Path) -> str:
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()
