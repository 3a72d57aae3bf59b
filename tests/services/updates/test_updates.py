"""A version is published, proven and unpacked; whatever is wrong with one, the old one stays."""

import json
import os
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from mcsys_desktop.core import installed, recovery, releases
from mcsys_desktop.core.errors import UserError
from mcsys_desktop.core.installed import Installed
from mcsys_desktop.models.versions import SCHEMA
from mcsys_desktop.services import updates
from mcsys_desktop.services.updates import finding, unpacking
from tests.services.updates.conftest import NEW, OLD, Published, contents, make_build, started, stem

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the small program is a shell script")
ROOT = Path(__file__).parents[3]


def test_a_published_version_comes_whole_and_counts_from_then_on(
    published: Published, here: Installed, tmp_path: Path
) -> None:
    before = contents(here.folder)
    new = updates.bring(published.newest(), here)
    assert new.folder == here.beside / f"mcsys-desktop-{NEW}"
    assert contents(new.folder) == contents(tmp_path / "build")
    assert os.access(new.program, os.X_OK)
    assert not any(each.is_symlink() for each in new.folder.rglob("*"))
    assert contents(here.folder) == before, "nothing of the running version is touched"
    assert started(here) == NEW
    assert {each.name for each in here.beside.iterdir()} == {
        *("mcsys-desktop", f"mcsys-desktop-{NEW}", installed.POINTER)
    }
    with pytest.raises(UserError, match="nothing newer"):
        published.newest(than=NEW)


def test_the_next_update_goes_on_from_there_and_old_versions_go(
    published: Published, here: Installed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    second = updates.bring(published.newest(), here)
    published.publish(make_build(tmp_path / "build3", "0.10.0"), "0.10.0", monkeypatch)
    assert published.newest().manifest.version == "0.10.0", "not in the order of letters"
    third = updates.bring(published.newest(than=NEW), second)
    assert started(here) == started(second) == started(third) == "0.10.0"
    unpacking.tidy(third)
    assert not second.folder.exists()
    assert here.folder.exists(), "shortcuts lead here"


def broken_manifest(p: Published) -> None:
    file = p.folder / f"{stem()}.json"
    file.write_bytes(file.read_bytes().replace(b'"schema"', b'"schemA"'))


def other_hash(p: Published) -> None:
    file = p.folder / f"{stem()}.json"
    held = json.loads(file.read_bytes())
    held["files"]["mcsys-desktop"][1] = "0" * 64
    file.write_text(json.dumps(held))


def no_signature(p: Published) -> None:
    (p.folder / f"{stem()}.sig").unlink()


def empty_signature(p: Published) -> None:
    (p.folder / f"{stem()}.sig").write_bytes(b"")


def somebody_elses(p: Published) -> None:
    kept, _public = releases.make_key("a")
    signature, _public = releases.sign((p.folder / f"{stem()}.json").read_bytes(), kept, "a")
    (p.folder / f"{stem()}.sig").write_bytes(signature)


def flipped_bit(p: Published) -> None:
    file = p.folder / f"{stem()}.zip"
    raw = bytearray(file.read_bytes())
    raw[len(raw) // 2] ^= 1
    file.write_bytes(raw)


def cut_off(p: Published) -> None:
    file = p.folder / f"{stem()}.zip"
    file.write_bytes(file.read_bytes()[:-1000])


def gone(p: Published) -> None:
    (p.folder / f"{stem()}.zip").unlink()


def renamed_older(p: Published) -> None:
    """A version with a hole, offered again under a newer name."""
    for ending in ("zip", "json", "sig"):
        (p.folder / f"{stem()}.{ending}").rename(p.folder / f"{stem('0.9.0')}.{ending}")


def huge_manifest(p: Published) -> None:
    (p.folder / f"{stem()}.json").write_bytes(b" " * (releases.LARGEST_MANIFEST + 1))


FOREIGN, DAMAGED = "not signed by this office", "damaged"
WRONG: list[tuple[Callable[[Published], None], str]] = [
    (broken_manifest, FOREIGN),
    (other_hash, FOREIGN),
    (no_signature, FOREIGN),
    (empty_signature, FOREIGN),
    (somebody_elses, FOREIGN),
    (flipped_bit, DAMAGED),
    (cut_off, DAMAGED),
    (gone, DAMAGED),
    (renamed_older, DAMAGED),
    (huge_manifest, "cannot be reached"),
]


@pytest.mark.parametrize(
    ("harm", "sentence"), WRONG, ids=lambda each: getattr(each, "__name__", "")
)
def test_what_is_wrong_is_refused_in_one_sentence_and_the_old_version_stays(
    published: Published, here: Installed, harm: Callable[[Published], None], sentence: str
) -> None:
    before = contents(here.beside)
    harm(published)
    with pytest.raises(UserError, match=sentence) as refused:
        updates.bring(published.newest(), here)
    assert "\n" not in str(refused.value)
    assert contents(here.beside) == before
    assert started(here) == OLD


def test_a_bad_version_does_not_stand_in_the_way_of_a_good_one(
    published: Published, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    published.publish(make_build(tmp_path / "build3", "0.3.0"), "0.3.0", monkeypatch)
    (published.folder / f"{stem('0.3.0')}.sig").write_text("00")
    assert published.newest().manifest.version == NEW


def test_what_does_not_suit_is_said(published: Published, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="newer than the office"):
        published.newest(office_version=SCHEMA - 1)
    with pytest.raises(UserError, match="nothing newer"):
        published.newest(than="1.0.0")
    with pytest.raises(UserError, match="not signed"):
        finding.newest([str(published.folder)], "00" * 32, OLD, SCHEMA)
    (tmp_path / "empty").mkdir()
    with pytest.raises(UserError, match="no version for this kind"):
        finding.newest([str(tmp_path / "empty")], published.key, OLD, SCHEMA)
    with pytest.raises(UserError, match="cannot be reached"):
        finding.newest([str(tmp_path / "nowhere"), "relative"], published.key, OLD, SCHEMA)
    with pytest.raises(UserError, match="No folder of updates"):
        finding.newest([], published.key, OLD, SCHEMA)
    both = [str(tmp_path / "nowhere"), str(published.folder)]
    assert finding.newest(both, published.key, OLD, SCHEMA).manifest.version == NEW


def test_where_nothing_may_be_written_it_is_said_whom_to_ask(
    published: Published, here: Installed, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_given: object, **_named: object) -> str:
        raise PermissionError

    monkeypatch.setattr(tempfile, "mkdtemp", refuse)  # root may write anywhere
    with pytest.raises(UserError, match="Ask whoever looks after this computer"):
        updates.bring(published.newest(), here)


def test_publishing_refuses_what_is_no_build_of_this_version(
    published: Published, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "nothing").mkdir()
    with pytest.raises(UserError, match="holds no built program"):
        published.publish(tmp_path / "nothing", NEW, monkeypatch)
    with pytest.raises(UserError, match="not of version"):
        published.publish(make_build(tmp_path / "other", "0.7.0"), NEW, monkeypatch)
    outside = make_build(tmp_path / "outside", NEW)
    (outside / "link").symlink_to("/etc/passwd")
    with pytest.raises(UserError, match="leads out"):
        published.publish(outside, NEW, monkeypatch)
    wrong = Published(published.folder, published.key, published.key_file, recovery.make())
    with pytest.raises(UserError, match="do not belong together"):
        wrong.publish(make_build(tmp_path / "fine", NEW), NEW, monkeypatch)
    with pytest.raises(UserError, match="already"):
        updates.new_key(published.key_file)
    assert published.key_file.stat().st_mode & 0o077 == 0
    assert not list(published.folder.glob(".*")), "nothing half is left"


def test_the_same_build_makes_the_same_archive(
    published: Published, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = (published.folder / f"{stem()}.zip").read_bytes()
    time.sleep(2.1)  # a zip's clock ticks every two seconds
    published.publish(tmp_path / "build", NEW, monkeypatch)
    assert (published.folder / f"{stem()}.zip").read_bytes() == before
