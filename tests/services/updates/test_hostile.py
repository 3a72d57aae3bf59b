"""An archive that the office itself signed, and that holds what no archive should."""

import hashlib
import json
import os
import zipfile

import pytest

from mcsys_desktop.core import recovery, releases
from mcsys_desktop.core.errors import UserError
from mcsys_desktop.core.installed import Installed
from mcsys_desktop.models.versions import SCHEMA
from mcsys_desktop.services import updates
from tests.services.updates.conftest import NEW, OLD, Published, contents, started, stem

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the small program is a shell script")
DAMAGED = "damaged"


def offered(published: Published, written: bytes) -> updates.Release:
    """Somebody with the key has signed this manifest."""
    kept, code = published.key_file.read_bytes(), recovery.read(published.code)
    signature, _public = releases.sign(written, kept, code)
    (published.folder / f"{stem()}.json").write_bytes(written)
    (published.folder / f"{stem()}.sig").write_bytes(signature)
    return published.newest()


def signed(published: Published, entries: list[tuple[zipfile.ZipInfo, bytes]]) -> updates.Release:
    """As somebody with the key would make it: what the archive holds is listed as it is."""
    archive = published.folder / f"{stem()}.zip"
    with zipfile.ZipFile(archive, "w") as packed:
        for entry, held in entries:
            packed.writestr(entry, held)
    raw = archive.read_bytes()
    files = {
        entry.filename: releases.File(len(held), hashlib.sha256(held).hexdigest(), False)
        for entry, held in entries
    }
    whole = hashlib.sha256(raw).hexdigest()
    system, name = releases.system(), archive.name
    made = releases.Manifest(NEW, SCHEMA, system, name, len(raw), whole, files)
    return offered(published, made.to_bytes())


@pytest.mark.parametrize(
    "name",
    [
        *("../evil", "/etc/evil", "a/../../evil", "a//b", "./a", "a/.", "C:/evil", "a\\b", "a/b."),
        *("nul", "COM1.txt", "a/aux.py", "a\x00b", "a ", "x" * 300, "..", ""),
    ],
)
def test_no_name_leads_out_of_the_folder(published: Published, name: str) -> None:
    with pytest.raises(releases.DamagedError):
        releases.check_name(name)
    file = releases.File(1, "0" * 64, False)
    written = releases.Manifest(
        NEW, SCHEMA, releases.system(), f"{stem()}.zip", 1, "0" * 64, {name: file}
    ).to_bytes()
    with pytest.raises(UserError, match=DAMAGED):
        offered(published, written)


def test_a_link_in_an_archive_is_no_file(published: Published, here: Installed) -> None:
    link = zipfile.ZipInfo("_internal/link")
    link.external_attr = 0o120777 << 16
    release = signed(published, [(link, b"/etc")])
    with pytest.raises(UserError, match=DAMAGED):
        updates.bring(release, here)
    assert started(here) == OLD


def test_an_archive_holds_what_is_listed_and_nothing_else(
    published: Published, here: Installed
) -> None:
    release = signed(published, [(zipfile.ZipInfo("mcsys-desktop"), b"x")])
    with zipfile.ZipFile(release.archive, "a") as packed:
        packed.writestr("_internal/more", b"x")
    raw = release.archive.read_bytes()
    held = json.loads((published.folder / f"{stem()}.json").read_bytes())
    held["archive"] |= {"size": len(raw), "sha256": hashlib.sha256(raw).hexdigest()}
    with pytest.raises(UserError, match=DAMAGED):
        updates.bring(offered(published, json.dumps(held).encode()), here)


def test_a_version_that_does_not_start_here_is_not_taken(
    published: Published, here: Installed
) -> None:
    before = contents(here.beside)
    release = signed(published, [(zipfile.ZipInfo("mcsys-desktop"), b"no program")])
    with pytest.raises(UserError, match="does not start"):
        updates.bring(release, here)
    assert contents(here.beside) == before
