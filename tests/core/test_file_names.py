"""A name that people typed becomes a file name that every system takes, in no other folder."""

import os
import re
import subprocess
import sys
import unicodedata
from pathlib import Path, PureWindowsPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mcsys_desktop.core.file_names import LONGEST, safe_name

CASES = {
    "../../.bashrc": "bashrc",
    "..\\..\\Windows\\system.ini": "Windows-system.ini",
    "/etc/passwd": "etc-passwd",
    "C:\\Users\\Anna\\x.pdf": "C-Users-Anna-x.pdf",
    "\\\\10.9.8.7\\share\\n.png": "10.9.8.7-share-n.png",
    "c:x": "c-x",
    "factuur.pdf:hidden.exe": "factuur.pdf-hidden.exe",
    "factuur.pdf::$DATA": "factuur.pdf-$DATA",
    "CON": "CON_",
    "nul.txt": "nul_.txt",
    "Com1.factuur.pdf": "Com1_.factuur.pdf",
    "LPT¹": "LPT¹_",
    "CONIN$": "CONIN$_",
    "aux .pdf": "aux_ .pdf",
    "Contact": "Contact",
    "trailing dots...": "trailing dots",
    "trailing blanks   ": "trailing blanks",
    "  . .. leading": "leading",
    "-rf ~": "rf ~",
    "~/x": "x",
    'a<b>c"d|e?f*g': "a-b-c-d-e-f-g",
    "regel\r\neen\ttwee\x00drie\x1b[2J": "regel een tweedrie[2J",
    "factuur\u202efdp.exe": "factuurfdp.exe",
    "x\u200by\ufeffz": "xyz",
    "a\uff0fb\u2044c\u2215d": "a-b-c-d",
    "C\uff1ax": "C-x",
    "\uff0e\uff0e\uff0fx": "x",
    "\uf022\uf03a\uf05cx": "x",
    "\ud800x": "x",
    "": "bestand",
    "...": "bestand",
    "///": "bestand",
    "\u3164\u2800": "bestand",
    "🍰 Bakkerij": "🍰 Bakkerij",
    "🍰": "🍰",
    "A/B Computers": "A-B Computers",
    "Van 't Hof & Zn. B.V.": "Van 't Hof & Zn. B.V",
    "Çelik-Ø'Brien": "Çelik-Ø'Brien",
    "cafe\u0301": "caf\u00e9",
    "%TEMP%": "%TEMP%",
}


@pytest.mark.parametrize("typed", CASES)
def test_what_becomes_of_a_name(typed: str) -> None:
    assert safe_name(typed, instead="bestand") == CASES[typed]


def harmless(name: str) -> None:
    """What Windows, macOS and Linux ask of a file name, read from their own documentation."""
    assert name
    assert len(name.encode()) <= LONGEST
    assert not re.search(r'[<>:"/\\|?*\x00-\x1f\x7f]', name)
    assert name == name.strip()
    assert not name.startswith((".", "-", "~"))
    assert not name.endswith(".")
    assert name == unicodedata.normalize("NFC", name)
    assert not {unicodedata.category(sign) for sign in name} & {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}
    assert not PureWindowsPath(name).drive
    base = re.split(r"[. ]", name)[0].upper()
    devices = {"CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$", "CLOCK$"}
    devices |= {f"{port}{digit}" for port in ("COM", "LPT") for digit in "0123456789¹²³"}
    assert base not in devices


@given(st.text(max_size=400), st.sampled_from(["", ".pdf", ".csv", ".xlsx"]))
def test_any_text_at_all_becomes_a_good_name_and_stays_it(typed: str, ending: str) -> None:
    name = safe_name(typed, ending)
    harmless(name)
    assert name.endswith(ending)
    assert safe_name(name, ending) == name


@pytest.mark.parametrize("letter", ["x", "é", "漢", "🍰", "e\u0323\u0304"])
def test_a_long_name_keeps_whole_letters_and_its_ending(letter: str) -> None:
    name = safe_name(letter * 400, ".pdf")
    harmless(name)
    assert name.endswith(".pdf")
    assert len(name.encode()) > LONGEST - 12
    harmless(safe_name(letter * 400 + ".pdf"))
    assert safe_name(letter * 400 + ".pdf").endswith(".pdf")


def test_an_ending_comes_from_us() -> None:
    for ending in ("pdf", ".", ".p/df", ".pdf\n", "./x", ". pdf"):
        with pytest.raises(ValueError, match="ending"):
            safe_name("x", ending)


def test_every_name_makes_a_file_in_its_own_folder_and_nothing_else(tmp_path: Path) -> None:
    folder = tmp_path / "own"
    folder.mkdir()
    for number, typed in enumerate(CASES):
        place = folder / safe_name(typed, f".n{number}")
        flags = os.O_CREAT | os.O_EXCL | os.O_WRONLY
        os.close(os.open(place, flags))
        assert place.resolve().parent == folder
    assert len(list(folder.iterdir())) == len(CASES)
    assert list(tmp_path.iterdir()) == [folder]


@pytest.mark.skipif(sys.platform == "win32", reason="there is no rm to misunderstand a name")
def test_no_name_is_taken_for_an_option(tmp_path: Path) -> None:
    name = safe_name("-rf --help")
    (tmp_path / name).touch()
    subprocess.run(["rm", name], cwd=tmp_path, check=True)
    assert list(tmp_path.iterdir()) == []
