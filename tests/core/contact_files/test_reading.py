"""Lists of customers are read whoever wrote them, and whatever happened to them since."""

import random
from pathlib import Path

import pytest

from mcsys_desktop.core import contact_files
from mcsys_desktop.core.contact_files import Flaw, Form, apart, found
from tests.core.contact_files import damaging

TEXT = "Naam;Plaats\nCafé René;Échteld\nMüller & Zn;Coëvorden\nFrançois;’s-Hertogenbosch\n"
SMALL = 300  # damaged files of each kind; `dev.py endurance` reads 20,000


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_every_form_of_unicode_is_read(encoding: str, ending: str) -> None:
    read = contact_files.read(TEXT.replace("\n", ending).encode(encoding))

    assert read.heading == ("Naam", "Plaats")
    assert [row.cells for row in read.rows] == [
        ("Café René", "Échteld"),
        ("Müller & Zn", "Coëvorden"),
        ("François", "’s-Hertogenbosch"),
    ]


@pytest.mark.parametrize("encoding", ["cp1252", "mac_roman", "cp850"])
def test_older_letters_are_told_apart(encoding: str) -> None:
    read = contact_files.read(TEXT.replace("’", "'").encode(encoding))

    assert read.encoding == encoding
    assert read.rows[0].cells == ("Café René", "Échteld")


def test_some_broken_letters_do_not_make_it_another_encoding() -> None:
    text = "Naam\n" + "Café Zoë\n" * 20
    data = text.encode().replace("Café Zoë\n".encode(), b"Caf\xe9 Zo\n", 1)

    read = contact_files.read(data)

    assert read.encoding == "utf-8"
    assert [row.flaw for row in read.rows[:2]] == [Flaw.BROKEN_LETTERS, Flaw.NONE]
    assert read.rows[1].cells == ("Café Zoë",)


@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
def test_the_delimiter_is_found_also_where_others_stand_in_the_text(delimiter: str) -> None:
    other = "," if delimiter == ";" else ";"
    heading = delimiter.join(("Nr", "Naam", "Adres"))
    rows = [delimiter.join((str(n), f"Klant{other * (n % 3)} {n}", "Dam")) for n in range(20)]

    read = contact_files.read("\n".join([heading, *rows]).encode())

    assert read.delimiter == delimiter
    assert len(read.heading) == 3


def test_excel_says_its_delimiter_itself() -> None:
    read = contact_files.read(b"sep=|\nNaam|Plaats\nAnna, Bo;x|Soest\n")

    assert (read.heading, read.rows[0].cells) == (("Naam", "Plaats"), ("Anna, Bo;x", "Soest"))
    assert read.rows[0].line == 3


def test_a_title_above_the_heading_is_no_heading() -> None:
    read = contact_files.read(
        b"Klantenlijst 2024;;\n;;\nNaam;Plaats;Nr\nAnna;Soest;1\nBo;Baarn;2\n"
    )

    assert read.heading == ("Naam", "Plaats", "Nr")
    assert [row.line for row in read.rows] == [4, 5]


def test_a_file_without_a_heading_begins_with_its_first_row() -> None:
    read = contact_files.read(b"1001;Anna Smit;anna@example.nl\n1002;Bo Tak;bo@example.nl\n")

    assert read.heading == ("", "", "")
    assert len(read.rows) == 2


def test_a_quote_that_is_not_closed_costs_its_row_and_no_other() -> None:
    read = contact_files.read(
        b'Nr;Naam;Notitie\n1;Anna;"goed\nbegin"\n2;"Bo;fout\n3;Cor;"ook ""goed"""\n4;Dirk;x\n'
    )

    assert [(row.line, row.flaw) for row in read.rows] == [
        (2, Flaw.NONE),
        (4, Flaw.UNCLOSED_QUOTE),
        (5, Flaw.NONE),
        (6, Flaw.NONE),
    ]
    assert read.rows[0].cells[2] == "goed\nbegin"
    assert read.rows[2].cells[2] == 'ook "goed"'


def test_more_cells_than_columns_are_an_error_of_the_row() -> None:
    read = contact_files.read(b"Nr;Naam\n1;Anna\n2;Bo;Soest\n3;Cor;;\n")

    assert [row.flaw for row in read.rows] == [Flaw.NONE, Flaw.TOO_MANY_CELLS, Flaw.NONE]


@pytest.mark.parametrize(
    ("data", "flaw"),
    [
        (b"", Flaw.EMPTY),
        (b" \r\n\r\n", Flaw.EMPTY),
        (b"Naam;Plaats\n", Flaw.EMPTY),
        (b"PK\x03\x04" + b"x" * 100, Flaw.SPREADSHEET),
        (b"\xd0\xcf\x11\xe0" + b"x" * 100, Flaw.SPREADSHEET),
        (bytes(range(1, 32)) * 100, Flaw.NOT_TEXT),
        (b";".join(b"k%d" % n for n in range(300)) + b"\nx;y\n", Flaw.TOO_MANY_COLUMNS),
        (b"BEGIN:VCARD\nVERSION:3.0\nEND:VCARD\n", Flaw.NO_CARDS),
        (b"x\n" * (found.MOST_ROWS + 2), Flaw.TOO_MANY_ROWS),
        (b"x" * (found.MOST_BYTES + 1), Flaw.TOO_LARGE),
    ],
)
def test_what_is_no_list_says_why(data: bytes, flaw: Flaw) -> None:
    assert contact_files.read(data).flaw is flaw


def test_a_card_without_an_end_says_so() -> None:
    read = contact_files.read(
        b"BEGIN:VCARD\nVERSION:3.0\nFN:Anna\nBEGIN:VCARD\nVERSION:3.0\nFN:Bo\nEND:VCARD\n"
    )

    assert read.form is Form.CARDS
    assert [(row.line, row.flaw) for row in read.rows] == [
        (1, Flaw.CARD_NOT_ENDED),
        (4, Flaw.NONE),
    ]


@pytest.mark.parametrize("whole", [damaging.tables(), damaging.cards()], ids=["csv", "vcard"])
def test_no_damage_raises(whole: list[bytes]) -> None:
    chance = random.Random(7)
    for _time in range(SMALL):
        read = contact_files.read(damaging.damaged(chance, whole))
        assert all(len(row.cells) <= found.MOST_COLUMNS + 1 for row in read.rows)
        assert not (read.flaw and read.rows)


def test_the_other_process_reads_what_this_one_would(tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    file.write_bytes(TEXT.encode("cp1252", "replace"))

    assert apart.read_apart(file) == contact_files.read(file.read_bytes())


def test_a_reader_that_dies_is_told_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "list.csv"
    file.write_text(TEXT, "utf-8")
    monkeypatch.setattr(apart, "VERB", "no-such-verb")

    with pytest.raises(apart.Crashed):
        apart.read_apart(file)


def test_a_reader_that_takes_too_long_is_ended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "list.csv"
    file.write_text(TEXT, "utf-8")
    monkeypatch.setattr(apart, "SECONDS", -1)

    with pytest.raises(apart.Crashed):
        apart.read_apart(file)


def test_nobody_waits_for_a_reader_that_is_not_wanted(tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    file.write_text("x;y\n" * 100_000, "utf-8")

    with pytest.raises(apart.Stopped):
        apart.read_apart(file, lambda: True)
