"""Bits turn over in an office's own file, in its write-ahead log, and in a backup of it."""

import shutil
from pathlib import Path
from typing import Any

from mcsys_desktop.core import i18n
from mcsys_desktop.models import address, base, upgrade
from mcsys_desktop.models.tables import TABLES
from mcsys_desktop.services import backups, customers, history
from tests import make
from tests.endurance.flipping import Kind, Verdict, outcome, quietly, same
from tests.endurance.scenario import Outcome, Stage, scenario

KEY = "c4" * 32
CUSTOMERS = 40


@scenario("bit flips, office")
def flip_in_an_office(stage: Stage) -> Outcome:
    """A file with a key, as every office has that is not a demonstration."""
    i18n.use("nl")
    path = stage.folder / "office.db"
    url = address.of_file(path)
    upgrade.create(url, key=KEY, author="anna")
    base.connect(url, key=KEY, author="anna")
    with base.connected():
        for number in range(CUSTOMERS):
            make.customer(f"Klant {number}", numbers=[f"06123456{number:02}"], notes="x" * 200)
    kinds = [_log(stage, url)]  # while it is open, so that there is one
    base.disconnect()
    kinds.append(_backup(stage, url))  # which the office remembers, so before it is looked at
    kinds.append(_file(path, url))
    with quietly():
        for kind in kinds:
            kind.flip(stage)
    base.connect(url, key=KEY, author="anna")
    with base.connected():
        chain = f"valid, {history.last_link().seq} links" if not history.verify() else "BROKEN"
    base.disconnect()
    return outcome(kinds, chain)


def _everything(url: str) -> dict[str, list[tuple[Any, ...]]]:
    """Every row, read as the program reads it, and the search; and a chain that holds."""
    base.connect(url, key=KEY, author="anna")
    try:
        with base.connected():
            names = [*(model._meta.table_name for model in TABLES), "customer_search"]
            held = {name: base.rows(f'SELECT * FROM "{name}"') for name in names}  # noqa: S608
            held["found"] = [(hit.id,) for hit in customers.search("klant 7")]
            held["flaws"] = [(flaw.sentence,) for flaw in history.verify()]
            return held
    finally:
        base.disconnect()


def _file(path: Path, url: str) -> Kind:
    expected = _everything(url)

    def judge() -> Verdict:
        return same(_everything(url), expected)

    def again() -> None:
        for tail in ("-wal", "-shm"):
            path.with_name(path.name + tail).unlink(missing_ok=True)

    return Kind("office's file", path, judge, 400, again)


def _log(stage: Stage, url: str) -> Kind:
    """A copy as it lies there when the computer stops: what was written last is in the log."""
    path = address.parse(url).path
    assert path is not None
    with base.connected():
        base.database.execute_sql("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        for number in range(5):
            make.customer(f"Laatst {number}", notes="y" * 200)
        seen = history.last_link()
    folder = stage.folder / "stopped"
    folder.mkdir()
    copy = folder / "office.db"
    wal = copy.with_name("office.db-wal")
    saved = {copy: path.read_bytes(), wal: path.with_name("office.db-wal").read_bytes()}
    assert len(saved[wal]) > 4096

    def again() -> None:
        copy.with_name("office.db-shm").unlink(missing_ok=True)
        for file, content in saved.items():
            file.write_bytes(content)

    again()
    there = address.of_file(copy)
    expected = _everything(there)
    again()

    def judge() -> Verdict:
        found = _everything(there)
        if found == expected:
            return Verdict.HARMLESS
        base.connect(there, key=KEY, author="anna")
        try:
            with base.connected():  # what every desk does within two seconds of its start
                return Verdict.WRONG if history.still_there(seen) else Verdict.SAID
        finally:
            base.disconnect()

    return Kind("write-ahead log, after a crash", wal, judge, 300, again)


def _backup(stage: Stage, url: str) -> Kind:
    keys, shelf = backups.make_keys(), stage.folder / "shelf"
    shelf.mkdir()
    base.connect(url, key=KEY, author="anna")
    made = backups.make(shelf, keys.recipients)
    base.disconnect()
    other = stage.folder / "whole.age"
    shutil.copy(made.path, other)

    def judge() -> Verdict:
        proof = backups.prove(other, [keys.owner])
        return same((proof.totals, proof.flaws), (made.totals, []))

    return Kind("backup", other, judge, 300)
