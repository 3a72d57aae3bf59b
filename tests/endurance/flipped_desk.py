"""Bits turn over in what a desk keeps: settings, drafts, PINs, memory, log, invitation, keys."""

import json
from pathlib import Path

from mcsys_desktop.core import faults, i18n, logs, pins, reports, sealed, settings, vault
from mcsys_desktop.core.drafts import Draft, Drafts
from mcsys_desktop.core.patience import LONGEST_WAIT, Patience
from mcsys_desktop.core.profile import Profile
from mcsys_desktop.services import backups
from mcsys_desktop.services.backups import keys as sheets
from mcsys_desktop.services.history import LastLink, MemoryFile
from mcsys_desktop.services.servers import Invitation, read_invitation, start_codes
from tests.endurance.flipping import Kind, Verdict, outcome, quietly, same
from tests.endurance.scenario import Outcome, Stage, scenario

PASSWORD = "kameel schuurpapier gordijn tuba"
PIN, OTHER_PIN = "2580", "1379"
WHO = "sqlite:///kantoor.db?login=sanne"


@scenario("bit flips, desk")
def flip_at_a_desk(stage: Stage) -> Outcome:
    """All the files of a profile, and what comes to a desk by mail or on paper."""
    i18n.use("nl")
    folder = stage.folder / "profile"
    folder.mkdir()
    kinds = [
        _settings(folder),
        *_drafts(folder),
        _memory(folder),
        _tries(folder),
        _pins(folder),
        _log(folder),
        _fault(folder),
        _invitation(folder),
        _sheet(folder),
        _keys(folder),
    ]
    with quietly():
        for kind in kinds:
            kind.flip(stage)
    return outcome(kinds, "-")


def _settings(folder: Path) -> Kind:
    chosen = settings.Settings(
        theme="dark", text_scale=110, desk_name="Balie 1", office="postgresql://sanne@kantoor/k"
    )
    chosen.backup_recipients = backups.make_keys().recipients
    chosen.token()
    chosen.save(folder)

    def judge() -> Verdict:
        found = settings.load(folder)
        if found.complaint:
            return Verdict.SAID if found.complaint.endswith(".") else Verdict.WRONG
        found._unknown.clear()
        return same(found, chosen)

    return Kind("settings.json", folder / settings.FILE, judge, 1500)


def _drafts(folder: Path) -> list[Kind]:
    place = folder / "drafts"
    texts = {"surname": "Zonneveld", "notes": "belt morgen terug over de offerte"}

    def opened() -> tuple[list[Draft], str]:
        said: list[str] = []
        drafts = Drafts(said.append)
        found = drafts.open(place, "office", "sanne", sealed.desk_key(place))
        drafts.close()
        return found, " ".join(said)

    first = Drafts()
    first.open(place, "office", "sanne", sealed.desk_key(place))
    first.put("new", texts)
    first.close()
    (file,) = place.glob("*.drafts")
    kept, key = file.read_bytes(), (place / "key").read_bytes()

    def judge() -> Verdict:
        found, said = opened()
        if said:
            return Verdict.SAID if said.endswith(".") else Verdict.WRONG
        return same([dict(draft.texts) for draft in found], [texts])

    def again() -> None:
        for left in place.iterdir():
            left.unlink()
        file.write_bytes(kept)
        (place / "key").write_bytes(key)

    return [
        Kind("drafts", file, judge, 300, again),
        Kind("key of the drafts", place / "key", judge, 300, again),
    ]


class _Memory(MemoryFile):
    """Of an office that need not be open for this."""

    def _file(self) -> Path:
        return self._folder / "office.seen"


def _memory(folder: Path) -> Kind:
    seen = LastLink(4711, "9f" * 32)
    memory = _Memory(folder / "seen")
    memory.set(seen)

    def judge() -> Verdict:
        found = memory.get()
        return Verdict.SAFE if found is None else same(found, seen)

    return Kind("remembered link of history", folder / "seen" / "office.seen", judge, 1000)


def _tries(folder: Path) -> Kind:
    file = folder / "tries.json"
    counting = Patience(file)
    for _time in range(6):
        counting.failed(WHO)

    def judge() -> Verdict:
        found = Patience(file)
        if not 0 <= found.wait(WHO) <= LONGEST_WAIT:
            return Verdict.WRONG
        return Verdict.HARMLESS if found.count(WHO) == 6 else Verdict.SAFE

    return Kind("wrong passwords, counted", file, judge, 1000)


def _pins(folder: Path) -> Kind:
    file = folder / "pins.json"
    pins.Pins(file).set(WHO, PIN)

    def judge() -> Verdict:
        found = pins.Pins(file)
        if found.check(WHO, OTHER_PIN, password=True):
            return Verdict.WRONG
        right = found.check(WHO, PIN, password=True)
        found.forgive(WHO)
        return Verdict.HARMLESS if right else Verdict.SAFE  # then the password is asked for

    return Kind("PINs", file, judge, 120)


def _log(folder: Path) -> Kind:
    profile = Profile(folder)
    logs.note(folder, ValueError("iets"))

    def judge() -> Verdict:
        before = profile.log.read_bytes()
        logs.note(folder, ValueError("nog iets"))
        return Verdict.HARMLESS if profile.log.read_bytes().startswith(before) else Verdict.WRONG

    return Kind("log", profile.log, judge, 200)


def _fault(folder: Path) -> Kind:
    profile = Profile(folder)
    text = 'Fatal Python error: Segmentation fault\n\n  File "x/mcsys_desktop/a.py", line 3 in f\n'

    def judge() -> Verdict:
        watching = faults.Faults(profile)
        told = watching.start()
        watching.stop()
        return Verdict.HARMLESS if reports.fault_report(told) else Verdict.WRONG

    profile.fault.write_text(text)
    return Kind("what a fault left", profile.fault, judge, 200)


def _invitation(folder: Path) -> Kind:
    from mcsys_desktop.core import certificates

    authority = certificates.make_authority("kantoor", "kantoor.local", "192.168.1.10")
    code = start_codes.make()
    blank = Invitation("192.168.1.10", 5432, "kantoor", "sanne", authority.pem.decode())
    sent = blank.sealed(code)
    file = folder / "sanne.mcsys"
    file.write_text(sent.text(), encoding="utf-8")

    def judge() -> Verdict:
        found = read_invitation(file)
        found.check(code)
        return same(found, sent)

    return Kind("invitation", file, judge, 1500)


def _sheet(folder: Path) -> Kind:
    made = sheets.make_keys()
    file = sheets.write_sheet(folder, "sleutel.txt", made.owner, "proef")

    def judge() -> Verdict:
        return same(sheets.read_identity(file), made.owner)

    return Kind("key of the backups", file, judge, 1500)


def _keys(folder: Path) -> Kind:
    _raw, _code, box = vault.make(PASSWORD, "sanne")
    file = folder / "office.keys"
    box.save(file)
    assert json.loads(file.read_text())["office"] == box.office

    def judge() -> Verdict:
        return same(vault.load(file), box)

    return Kind("key file of an office", file, judge, 1500)
