"""What holds of the files beside the source: versions, locks, licences, no private paths."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

import mcsys_desktop

ROOT = Path(__file__).resolve().parent.parent
RUNTIME = ROOT / "build_spec" / "requirements.txt"
DEVELOPMENT = ROOT / "build_spec" / "requirements-dev.txt"
LICENCES = ROOT / "THIRD_PARTY_LICENCES.md"

NOT_OURS = {".git", ".venv", ".venv-build", "build", "dist", "screenshots", "__pycache__"}
NOT_OURS |= {".mypy_cache", ".ruff_cache", ".pytest_cache", ".hypothesis", ".import_linter_cache"}

# In two halves, so that this file does not name them itself.
PRIVATE = [
    *(re.escape("/" + folder + "/") for folder in ("work", "root", "opt/pypi", "home/[a-z]+")),
    re.escape("../" + "shared"),
    *(re.escape(host) for host in ("pypi." + "org", "files.python" + "hosted.org")),
    *(re.escape(host) for host in ("deb." + "debian.org", "registry." + "npmjs.org")),
]
PRIVATE_IN_TEXTS = [*PRIVATE, r"(?<!var)/tmp/"]


def project() -> dict[str, object]:
    """What pyproject.toml says of the project."""
    table = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert isinstance(table, dict)
    return table


def requirements(group: str | None) -> list[Requirement]:
    """What pyproject.toml asks for: the program itself, or one of its groups."""
    table = project()
    if group is None:
        lines = table["dependencies"]
    else:
        groups = table["optional-dependencies"]
        assert isinstance(groups, dict)
        lines = groups[group]
    assert isinstance(lines, list)
    return [Requirement(line) for line in lines]


def locked(lock: Path) -> dict[str, Version]:
    """The packages that a lock file names, with the version of each."""
    pins = re.findall(r"^([A-Za-z0-9._-]+)==([^\s;\\]+)", lock.read_text("utf-8"), re.M)
    return {canonicalize_name(name): Version(version) for name, version in pins}


def our_files() -> Iterator[Path]:
    """Every file of the repository, of a clone as well as of an unpacked archive."""
    waiting = [ROOT]
    while waiting:
        for path in sorted(waiting.pop().iterdir()):
            if path.name in NOT_OURS:
                continue
            if path.is_dir():
                waiting.append(path)
            elif path.suffix != ".mo":
                yield path


def test_the_version_is_the_same_everywhere() -> None:
    assert project()["version"] == mcsys_desktop.__version__
    changes = (ROOT / "CHANGELOG.md").read_text("utf-8")
    top = re.search(r"^## \[?(\d+\.\d+\.\d+)", changes, re.M)
    assert top, "CHANGELOG.md names no version"
    assert top[1] == mcsys_desktop.__version__


@pytest.mark.parametrize(("lock", "group"), [(RUNTIME, None), (DEVELOPMENT, "dev")])
def test_the_lock_file_holds_what_the_project_asks_for(lock: Path, group: str | None) -> None:
    pins = locked(lock)
    for wanted in requirements(None) + (requirements(group) if group else []):
        assert wanted.marker is None, "a lock for all systems is compared without conditions"
        pin = pins.get(canonicalize_name(wanted.name))
        assert pin, f"{wanted.name} is not in {lock.name}"
        assert pin in wanted.specifier, f"{wanted} is locked at {pin}"


@pytest.mark.parametrize("lock", [RUNTIME, DEVELOPMENT])
def test_every_locked_package_has_hashes(lock: Path) -> None:
    blocks = re.split(r"^(?=[A-Za-z0-9])", lock.read_text("utf-8"), flags=re.M)[1:]
    assert blocks
    for block in blocks:
        assert "--hash=sha256:" in block, block.splitlines()[0]
    assert not re.search(r"https?://", lock.read_text("utf-8"))


def test_who_tests_the_program_has_exactly_what_runs_it() -> None:
    development = locked(DEVELOPMENT)
    assert {name: development.get(name) for name in locked(RUNTIME)} == locked(RUNTIME)


def test_every_shipped_package_has_a_licence() -> None:
    rows = re.findall(r"^\| `([^`]+)` \| ([^|]*?) \|", LICENCES.read_text("utf-8"), re.M)
    named = {canonicalize_name(name): licence for name, licence in rows}
    assert set(locked(RUNTIME)) - set(named) == set(), "not in THIRD_PARTY_LICENCES.md"
    assert set(named) - set(locked(RUNTIME)) == set(), "no longer shipped"
    assert all(named.values()), "a package without a licence"


def test_the_shipped_pictures_and_letters_bring_their_licence() -> None:
    assert "Open Font License" in (ROOT / "resources" / "fonts" / "OFL.txt").read_text("utf-8")
    assert "ISC" in (ROOT / "resources" / "icons" / "LICENSE").read_text("utf-8")
    text = LICENCES.read_text("utf-8")
    assert "Inter" in text
    assert "Lucide" in text


def test_no_file_names_a_place_that_only_its_maker_has() -> None:
    found = []
    for path in our_files():
        try:
            text = path.read_text("utf-8")
        except UnicodeDecodeError:
            continue  # a font, a picture
        rules = PRIVATE_IN_TEXTS if path.suffix in (".md", ".txt") else PRIVATE
        found += [
            f"{path.relative_to(ROOT)}: {match[0]}"
            for rule in rules
            for match in re.finditer(rule, text)
        ]
    assert found == []
