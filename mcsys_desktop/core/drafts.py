"""What somebody typed and did not save yet, kept on this desk; and how far the history was seen.

One encrypted file per desk, office and login (so that two programs never write the same one). It is
written whole on a thread of its own, at most a fifth of a second after a key was pressed: when the
program is killed, a few letters are lost at most. A file that cannot be read is set aside and told
of; nothing here ever stops the program.
"""

import contextlib
import json
import logging
import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from mcsys_desktop.core import sealed, whole_files
from mcsys_desktop.core.i18n import _

log = logging.getLogger(__name__)
FORMAT = 1
PAUSE = 0.2  # seconds in which keys are collected before they are written
RETRY = 1.0  # seconds after which a disk that was full is tried again
ABOUT = "about"  # the text that tells a person what the form is about
KEPT = 30  # days on which the program was begun; a clock may be years off, and be set right


@dataclass(frozen=True, slots=True)
class Draft:
    """One form as it stood: its name, its texts, and when something was last typed in it (UTC).

    ``days`` is on how many other days it was offered.
    """

    form: str
    texts: Mapping[str, str]
    at: datetime
    days: int = 0


@dataclass(frozen=True, slots=True)
class Link:
    """A link of the office's history that this desk has seen."""

    number: int
    digest: str


@dataclass(frozen=True, slots=True)
class _Place:
    """Where the file is, and what opens it."""

    file: Path
    office: str
    key: bytes
    former: Sequence[bytes] = ()  # keys that it may still be closed with

    def read(self) -> bytes:
        """What the file holds. Raises FileNotFoundError, and anything for a damaged one."""
        held, bound = self.file.read_bytes(), self.office.encode()
        for key in self.former:
            with contextlib.suppress(Exception):  # it has another key by now, or is damaged
                return sealed.opened(held, key, bound)
        return sealed.opened(held, self.key, bound)

    def write(self, plain: bytes) -> None:
        """Replace what it holds. Raises OSError."""
        sealed.write(self.file, self.key, plain, self.office.encode())


class Drafts:
    """The drafts of one person at this desk. Every method may be called from any thread.

    Until ``open`` they are kept in memory alone. ``complain`` gets a sentence when they cannot be
    kept on the disk.
    """

    def __init__(self, complain: Callable[[str], object] = lambda sentence: None) -> None:
        self.complain = complain
        self._drafts: dict[str, Draft] = {}
        self._link: Link | None = None
        self._day = ""  # on which they were last offered
        self._place: _Place | None = None
        self._changed = threading.Condition()
        self._dirty = self._closing = self._failing = False
        self._thread: threading.Thread | None = None

    def open(
        self, folder: Path, office: str, login: str, key: bytes, former: Sequence[bytes] = ()
    ) -> list[Draft]:
        """Read what was kept in ``folder``, and keep it there from now on. Raises nothing.

        Gives what was kept, the newest first. What was put before this is newer, and stays.
        ``former`` are keys that were this office's before; with ``key`` it is written from now on.
        """
        import hashlib  # the first frame does without

        name = hashlib.sha256(office.encode()).hexdigest()[:16]
        who = hashlib.sha256(login.encode()).hexdigest()[:8]
        place = _Place(folder / f"{name}-{who}.drafts", office, key, former)
        whole_files.sweep(place.file)
        kept, link, day = self._read(place)
        for other in folder.glob(f"{name}-*.drafts"):
            seen = _links(_Place(other, office, key, former))
            link = max(filter(None, (link, seen)), key=lambda each: each.number, default=None)
        today = datetime.now(UTC).date().isoformat()
        if day != today:
            kept = {form: replace(draft, days=draft.days + 1) for form, draft in kept.items()}
        with self._changed:
            self._day = today
            kept = {k: d for k, d in kept.items() if d.days <= KEPT and k not in self._drafts}
            self._drafts |= kept
            self._link = self._link or link
            self._place = place
            self._thread = threading.Thread(target=self._keep, name="drafts", daemon=True)
            self._thread.start()
            self._touch()
        return _newest_first(kept.values())

    def put(self, form: str, texts: Mapping[str, str]) -> None:
        """Keep what stands in ``form`` now."""
        with self._changed:
            self._drafts[form] = Draft(form, dict(texts), datetime.now(UTC))
            self._touch()

    def take(self, form: str) -> Draft | None:
        """What was kept of ``form``, which is forgotten here: whoever takes it keeps it."""
        with self._changed:
            draft = self._drafts.pop(form, None)
            if draft is not None:
                self._touch()
            return draft

    def drop(self, form: str) -> None:
        """The office has it, or nobody wants it any more."""
        self.take(form)

    def all_of(self) -> list[Draft]:
        """Everything that was kept, the newest first."""
        with self._changed:
            return _newest_first(self._drafts.values())

    @property
    def last_link(self) -> Link | None:
        """The furthest link of the office's history that anybody saw at this desk."""
        with self._changed:
            return self._link

    @last_link.setter
    def last_link(self, link: Link) -> None:
        with self._changed:
            self._link = link
            self._touch()

    def close(self, timeout: float = 5.0) -> None:
        """Write what is not written yet, and stop."""
        with self._changed:
            self._closing = True
            self._changed.notify_all()
        if self._thread is not None:
            self._thread.join(timeout)

    def _touch(self) -> None:
        self._dirty = True
        self._changed.notify_all()

    def _keep(self) -> None:
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._dirty or self._closing)
                if not self._dirty:
                    return
                pause = RETRY if self._failing else PAUSE
                self._changed.wait_for(lambda: self._closing, timeout=pause)
                self._dirty = False
                place, drafts = self._place, dict(self._drafts)
                link, day = self._link, self._day
            plain = _plain(drafts.values(), link, day)
            assert place is not None  # noqa: S101  # the thread is started with it
            try:
                place.write(plain)
                self._failing = False
            except OSError:
                log.warning("the drafts could not be kept")
                if not self._failing:
                    self._failing = True
                    self.complain(_("What you type cannot be kept on this computer's disk."))
                with self._changed:
                    if self._closing:
                        return
                    self._dirty = True  # until there is room, also if nobody types any more

    def _read(self, place: _Place) -> tuple[dict[str, Draft], Link | None, str]:
        try:
            return _parse(place.read())
        except FileNotFoundError:
            return {}, None, ""
        except Exception as error:  # whatever a damaged file brings up
            log.warning("the drafts could not be read: %s", type(error).__name__)
        aside = place.file.with_suffix(".unreadable")
        try:
            place.file.replace(aside)
        except OSError:
            log.warning("the drafts could not be set aside either")
        self.complain(
            _(
                "What was typed before and not saved could not be read."
                " The file was kept as {file}."
            ).format(file=aside.name)
        )
        return {}, None, ""


def _newest_first(drafts: Iterable[Draft]) -> list[Draft]:
    return sorted(drafts, key=lambda draft: draft.at, reverse=True)


def _plain(drafts: Iterable[Draft], link: Link | None, day: str) -> bytes:
    """What the file is to hold: nothing that the office would not store either."""
    held = {
        draft.form: {
            "at": draft.at.isoformat(),
            "days": draft.days,
            "texts": {name: _storable(text) for name, text in draft.texts.items()},
        }
        for draft in drafts
    }
    seen = [link.number, link.digest] if link else None
    return json.dumps({"format": FORMAT, "drafts": held, "link": seen, "day": day}).encode()


def _storable(text: str) -> str:
    """Without card numbers. A form of many fields is one text of JSON; each of its texts counts."""
    from mcsys_desktop.core import cards  # the first frame does without

    try:
        held = json.loads(text) if text[:1] in ("{", "[") else None
    except ValueError:
        held = None
    return cards.masked(text) if held is None else json.dumps(_each(held, cards.masked))


def _each(held: Any, change: Callable[[str], str]) -> Any:
    """The same with every text in it changed."""
    if isinstance(held, str):
        return change(held)
    if isinstance(held, list):
        return [_each(one, change) for one in held]
    if isinstance(held, dict):
        return {name: _each(one, change) for name, one in held.items()}
    return held


def _parse(plain: bytes) -> tuple[dict[str, Draft], Link | None, str]:
    held: Any = json.loads(plain)
    if held["format"] > FORMAT:
        raise ValueError("made by a newer program")
    drafts = {
        str(form): Draft(
            str(form),
            {str(name): str(text) for name, text in each["texts"].items()},
            datetime.fromisoformat(each["at"]),
            int(each.get("days", 0)),
        )
        for form, each in held["drafts"].items()
    }
    link = held["link"]
    seen = Link(int(link[0]), str(link[1])) if link else None
    return drafts, seen, str(held.get("day", ""))


def _links(place: _Place) -> Link | None:
    """How far a colleague at this desk saw the history; damage is theirs to be told of."""
    try:
        return _parse(place.read())[1]
    except Exception:  # as above
        return None
