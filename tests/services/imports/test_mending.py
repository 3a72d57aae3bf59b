"""A large list with errors of ten kinds: read twice, mended, and read again."""

import csv
import io
from pathlib import Path

from mcsys_desktop.models.customers import Customer
from mcsys_desktop.services import imports
from mcsys_desktop.services.imports import Outcome
from tests.conftest import Office

HEADING = (
    *("Klantnr", "Bedrijf", "Voornaam", "Achternaam", "Telefoon", "E-mail", "Land", "KvK"),
    *("Opmerking", "Label"),
)
CARD = "4111 1111 1111 1111"  # the number that every payment provider gives for trying out
KINDS = (  # column, what somebody made of it
    ("Klantnr", "K-{n}"),
    ("Klantnr", "{before}"),  # somebody else's
    ("E-mail", "klant{n}.example.nl"),
    ("E-mail", "klant {n}@example.nl, @"),
    ("Land", "Atlantis"),
    ("Label", "x" * 41),
    ("Opmerking", f"betaald met {CARD}"),
    ("Opmerking", "cvc: 123"),
    ("Achternaam", "x" * 300),
)
BROKEN = '{n};"Klant {n};;;;;;;;\r\n'  # the tenth: a quote that nobody closed


def sound(n: int) -> dict[str, str]:
    """The n-th row as it should be."""
    return {
        "Klantnr": str(20_000 + n),
        "Bedrijf": f"Firma {n} B.V." if n % 2 else "",
        "Voornaam": "Anna",
        "Achternaam": f"Smit {n}",
        "Telefoon": f"06-{12_000_000 + 7 * n}",
        "E-mail": f"klant{n}@example.nl",
        "Land": "Nederland",
        "KvK": f"{10_000_000 + n}" if n % 2 else "",
        "Opmerking": "Belt na vijf uur" if n % 5 == 0 else "",
        "Label": "VIP" if n % 7 == 0 else "",
    }


def written(rows: list[dict[str, str] | str]) -> bytes:
    """The rows as a file; a text is a line as it is."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(HEADING)
    for row in rows:
        if isinstance(row, str):
            out.write(row)
        else:
            writer.writerow([row[name] for name in HEADING])
    return out.getvalue().encode("cp1252")


def brought(file: Path) -> imports.Tried:
    read = imports.read_file(file)
    return imports.bring_in(read, imports.remembered(read))


def counts(tried: imports.Tried) -> dict[Outcome, int]:
    return {outcome: count for outcome, count in tried.counts.items() if count}


def test_fifty_errors_of_ten_kinds_are_found_told_mended_and_read_in(
    db: Office, engine: str, tmp_path: Path
) -> None:
    many = 10_000 if engine == "sqlite" else 2_000
    wrong: dict[int, int] = {many // 51 * place: place % 10 for place in range(1, 51)}
    rows: list[dict[str, str] | str] = []
    for n in range(1, many + 1):
        row = sound(n)
        if n not in wrong:
            rows.append(row)
        elif wrong[n] == 9:
            rows.append(BROKEN.format(n=20_000 + n))
        else:
            column, spoilt = KINDS[wrong[n]]
            rows.append(row | {column: spoilt.format(n=n, before=20_000 + n - 1)})
    file = tmp_path / "klanten.csv"
    file.write_bytes(written(rows))

    first = brought(file)
    again = brought(file)

    assert counts(first) == {Outcome.NEW: many - 50, Outcome.ERROR: 50}
    assert counts(again) == {Outcome.SAME: many - 50, Outcome.ERROR: 50}
    assert [row.line for row in first.errors()] == [n + 1 for n in sorted(wrong)]
    assert all(row.error.endswith(".") for row in first.errors())
    assert not any("1111 1111" in row.error for row in first.errors())

    left = imports.faulty_rows(imports.read_file(file), first.errors())
    faulty = list(csv.DictReader(io.StringIO(left.decode("utf-8-sig")), delimiter=";"))
    assert [int(row["Line"]) - 1 for row in faulty] == sorted(wrong)
    mended = [row | sound(int(row["Line"]) - 1) for row in faulty]
    out = io.StringIO()
    writer = csv.DictWriter(out, [*HEADING, "Error", "Line"], delimiter=";")
    writer.writeheader()
    writer.writerows(mended)
    file.write_text(out.getvalue(), "utf-8-sig", newline="")

    assert counts(brought(file)) == {Outcome.NEW: 50}
    assert counts(brought(file)) == {Outcome.SAME: 50}
    file.write_bytes(written([sound(n) for n in range(1, many + 1)]))
    read = imports.read_file(file)
    assert counts(imports.try_out(read, imports.remembered(read))) == {Outcome.SAME: many}
    assert Customer.select().count() == many
