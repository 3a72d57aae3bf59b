"""What CONTRIBUTING.md asks of the source: layers, names, docstrings, size, and texts to translate.

The import contracts themselves stand in pyproject.toml. Each is broken here on purpose in a copy of
the package, so that a contract that no longer guards anything is noticed.
"""

import ast
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import markup

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "mcsys_desktop"
LONGEST = 300  # lines; beyond that a file is about two things
LONGER = {
    "dev.py": 450,  # one file on purpose: it is the first thing that a newcomer opens
}

FORBIDDEN_NAMES = re.compile(r"(^|_)(utils?|helpers?|misc|common|manager)(_|$)|^abstract", re.I)
FORBIDDEN_CLASSES = re.compile(r"Manager$|^Abstract|Util|Helper|Impl$")

BROKEN_ON_PURPOSE = [
    ("core", "import mcsys_desktop.models", "Each layer knows only the layers below it"),
    ("models", "import mcsys_desktop.services", "Each layer knows only the layers below it"),
    ("telephony", "import mcsys_desktop.models", "Each layer knows only the layers below it"),
    ("documents", "import mcsys_desktop.models", "Each layer knows only the layers below it"),
    ("models", "import mcsys_desktop.telephony", "Each layer knows only the layers below it"),
    ("services", "import PySide6.QtCore", "Only the screens and what puts them together know Qt"),
    ("cli", "import PySide6.QtCore", "Only the screens and what puts them together know Qt"),
    ("ui", "import mcsys_desktop.models", "The screens ask services"),
    ("ui", "import mcsys_desktop.telephony", "The screens ask services"),
    ("ui", "import peewee", "The screens ask services"),
    ("app", "import psycopg", "Only the database layer speaks SQL drivers"),
    ("services", "import asyncio", "Only phone systems use asyncio"),
    ("app", "import asyncio", "Only phone systems use asyncio"),
]


def sources() -> list[Path]:
    """Every Python file that is ours."""
    folders = [PACKAGE, ROOT / "tests", ROOT / "build_spec"]
    return [ROOT / "dev.py", *(path for folder in folders for path in sorted(folder.rglob("*.py")))]


def named(path: Path) -> str:
    """How a file is called in a test's name."""
    return path.relative_to(ROOT).as_posix()


def check_imports(folder: Path) -> tuple[bool, str]:
    """Whether the copy below ``folder`` keeps its contracts, and what import-linter says."""
    command = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    done = subprocess.run(
        [sys.executable, "-c", command, "--no-cache"],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(folder), "PYTHONUTF8": "1", "NO_COLOR": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode == 0, done.stdout + done.stderr


@pytest.fixture
def copied_package(tmp_path: Path) -> Path:
    """A copy of the package and its contracts, to be broken."""
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    left_out = shutil.ignore_patterns("__pycache__", ".*")
    shutil.copytree(PACKAGE, tmp_path / PACKAGE.name, ignore=left_out)
    return tmp_path


def test_the_import_contracts_are_kept() -> None:
    kept, said = check_imports(ROOT)
    assert kept, said


@pytest.mark.parametrize(("layer", "bad_import", "contract"), BROKEN_ON_PURPOSE)
def test_a_contract_broken_on_purpose_turns_red(
    copied_package: Path, layer: str, bad_import: str, contract: str
) -> None:
    (copied_package / PACKAGE.name / layer / "broken_on_purpose.py").write_text(bad_import + "\n")
    kept, said = check_imports(copied_package)
    assert not kept
    broken = [line for line in said.splitlines() if line.startswith(contract)]
    assert any("BROKEN" in line for line in broken), said


def test_a_package_without_a_place_turns_red(copied_package: Path) -> None:
    (copied_package / PACKAGE.name / "homeless").mkdir()
    (copied_package / PACKAGE.name / "homeless" / "__init__.py").touch()
    kept, said = check_imports(copied_package)
    assert not kept
    assert "homeless" in said


@pytest.mark.parametrize("path", sources(), ids=named)
def test_every_module_says_what_it_is_for_and_stays_short(path: Path) -> None:
    text = path.read_text("utf-8")
    if path.parent.name != "migrations":  # one migration is one step, however long
        assert len(text.splitlines()) <= LONGER.get(named(path), LONGEST)
    if path.name == "__init__.py" and path.is_relative_to(ROOT / "tests"):
        return  # they only mark folders
    docstring = ast.get_docstring(ast.parse(text))
    assert docstring, "the module has no docstring"
    assert len(docstring) > 15, "the docstring says nothing"


@pytest.mark.parametrize("path", sources(), ids=named)
def test_names_say_what_a_thing_is(path: Path) -> None:
    assert not FORBIDDEN_NAMES.search(path.stem)
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ClassDef):
            assert not FORBIDDEN_CLASSES.search(node.name)


def translating_calls(tree: ast.AST) -> Iterator[ast.Call]:
    """The calls of gettext in a module."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("_", "N_", "ngettext"):
            yield node


def is_filled_in(text: ast.expr) -> bool:
    """Whether something is put into a text before it is looked up."""
    if not isinstance(text, ast.Call) or not isinstance(text.func, ast.Attribute):
        return False
    return text.func.attr in ("format", "join", "replace")


@pytest.mark.parametrize("path", sorted(PACKAGE.rglob("*.py")), ids=named)
def test_texts_are_translated_whole_and_filled_in_afterwards(path: Path) -> None:
    for call in translating_calls(ast.parse(path.read_text("utf-8"))):
        texts = call.args[:2] if getattr(call.func, "id", "") == "ngettext" else call.args[:1]
        for text in texts:
            assembled = isinstance(text, ast.JoinedStr | ast.BinOp) or is_filled_in(text)
            assert not assembled, f"line {call.lineno}: no catalogue can hold an assembled text"


@pytest.mark.parametrize("path", sorted(PACKAGE.rglob("*.py")), ids=named)
def test_nothing_is_translated_before_the_language_is_chosen(path: Path) -> None:
    for call in called_at_import(ast.parse(path.read_text("utf-8"))):
        name = call.func.id if isinstance(call.func, ast.Name) else ""
        assert name not in ("_", "ngettext"), f"line {call.lineno}: use N_() and translate later"


def called_at_import(tree: ast.Module) -> Iterator[ast.Call]:
    """The calls that run when a module is imported: all but those inside functions."""
    waiting: list[ast.AST] = [tree]
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.Call):
            yield node
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            waiting += [*node.decorator_list, *node.args.defaults]
            waiting += [default for default in node.args.kw_defaults if default]
        elif not isinstance(node, ast.Lambda):
            waiting += ast.iter_child_nodes(node)


def test_the_checks_of_texts_find_what_they_look_for() -> None:
    tree = ast.parse('TITLE = _("Calls")\ndef f(x=_("y")):\n    return _(f"{x} calls")\n')
    assert [call.lineno for call in called_at_import(tree)] in ([1, 2], [2, 1])
    assert len(list(translating_calls(tree))) == 3


@pytest.mark.parametrize("path", sorted(PACKAGE.rglob("*.py")), ids=named)
def test_text_from_outside_is_never_markup_and_never_logged(path: Path) -> None:
    layer = path.relative_to(PACKAGE).parts[0]
    assert markup.faults_in(path.read_text("utf-8"), layer, path.name) == []


@pytest.mark.parametrize(("layer", "source"), markup.EXAMPLES)
def test_markup_and_leaks_written_on_purpose_are_found(layer: str, source: str) -> None:
    assert markup.faults_in(source, layer)
