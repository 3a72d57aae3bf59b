"""An invented list for the tests of long lists: rows in memory that come and go."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import QItemSelectionModel, Qt
from pytestqt.qtbot import QtBot

from mcsys_desktop.services.exports.tables import Kind
from mcsys_desktop.services.keyset import Key, Keys
from mcsys_desktop.ui.lists.bar import ManyAct
from mcsys_desktop.ui.lists.choice import Choice
from mcsys_desktop.ui.lists.columns import ListColumn, Source
from mcsys_desktop.ui.lists.filters import Filter
from mcsys_desktop.ui.lists.kind import ListKind
from mcsys_desktop.ui.lists.model import LongTable
from mcsys_desktop.ui.lists.pane import ListPane
from mcsys_desktop.ui.lists.stretches import Stretch
from mcsys_desktop.ui.work import Work


@dataclass(frozen=True)
class Job:
    """A row: what it is sorted by, its id, and how long it took in seconds."""

    id: int
    name: str
    seconds: int


def columns() -> tuple[ListColumn, ...]:
    return (
        ListColumn("Name", lambda job: job.name, name="name", width=200, sort="name"),
        ListColumn(
            "Length",
            lambda job: str(job.seconds),
            Qt.AlignmentFlag.AlignRight,
            name="length",
            kind=Kind.NUMBER,
            value=lambda job: job.seconds,
            amount=lambda job: job.seconds,
            said=lambda sum_: f"{sum_} s",
        ),
        ListColumn(
            "State",
            lambda _job: "open",
            tone=lambda job: "ok" if job.seconds > 5 else "",
            name="state",
        ),
        ListColumn("Number", lambda job: f"no. {job.id}", name="number", hidden=True),
    )


class Jobs:
    """The office: rows by their keys, and what was asked of it."""

    def __init__(self, count: int) -> None:
        self.rows = [Job(2 * n, f"job {2 * n:06}", n % 10) for n in range(1, count + 1)]
        self.asked: list[tuple[Key | None, Key | None, int]] = []
        self.broken = False

    def add(self, number: int) -> Job:
        made = Job(number, f"job {number:06}", 3)
        self.rows = sorted([*self.rows, made], key=_key)
        return made

    def remove(self, *numbers: int) -> None:
        self.rows = [row for row in self.rows if row.id not in numbers]

    def source(self, choice: Choice | None = None, text: str = "") -> Source:
        down = choice is not None and choice.descending
        long = choice is not None and bool(choice.filters.get("long"))

        def listed() -> list[Job]:
            found = [row for row in self.rows if text in row.name and (not long or row.seconds > 5)]
            return found[::-1] if down else found

        def within(row: Job, start: Key | None, end: Key | None) -> bool:
            key = _key(row)
            if down:
                return (start is None or key <= start) and (end is None or key > end)
            return (start is None or key >= start) and (end is None or key < end)

        def between(start: Key | None, end: Key | None, limit: int) -> Sequence[Job]:
            self.asked.append((start, end, limit))
            if self.broken:
                raise OSError("the office is away")
            return [row for row in listed() if within(row, start, end)][:limit]

        def counted(start: Key | None, end: Key | None) -> int:
            return sum(within(row, start, end) for row in listed())

        def keys(every: int) -> Keys:
            found = listed()
            starts = [_key(row) for row in found[::every]]
            return starts, (len(found) - 1) % every + 1 if found else 0

        return Source(between, counted, keys, _key)


def kind(jobs: Jobs, **more: Any) -> ListKind:
    return ListKind(
        page="jobs",
        title="Jobs",
        nothing="No jobs.",
        columns=columns(),
        source=jobs.source,
        sort="name",
        filters=(
            Filter("long", "Long ones"),
            Filter("place", "Place", (("here", "Here"), ("there", "There")), str),
            Filter("who", "Who", (("anna", "Anna"),), str, quick=True),
        ),
        search="Name",
        **more,
    )


def ids(model: LongTable) -> list[int | None]:
    """The ids of all rows; None where one is away."""
    return [None if (row := model.at(at)) is None else row.id for at in range(model.rowCount())]


def whole(model: LongTable, qtbot: QtBot) -> list[int]:
    """The ids of all rows, each stretch fetched in its turn."""
    found: list[int] = []
    for at in range(len(model.stretches.all)):
        first = model.stretches.first(at)
        if not model.stretches.all[at].size:
            continue
        model.at(first)
        stretch = model.stretches.all[at]
        qtbot.waitUntil(partial(is_here, stretch))
        found += [row.id for row in stretch.rows or ()]
    return found


def is_here(stretch: Stretch) -> bool:
    return stretch.rows is not None


def _key(row: Job) -> Key:
    return row.name, row.id


def made(work: Work, jobs: Jobs, qtbot: QtBot, *acts: ManyAct) -> ListPane:
    pane = ListPane(work, kind(jobs, acts=acts))
    qtbot.addWidget(pane)
    pane.resize(1000, 700)
    with qtbot.waitActive(pane):
        pane.show()
    pane.refresh()
    settle(pane, qtbot)
    return pane


def settle(pane: ListPane, qtbot: QtBot) -> None:
    model = pane.model
    qtbot.waitUntil(lambda: model.complete and model.source is model._sought)
    qtbot.waitUntil(lambda: not any(stretch.asked for stretch in model.stretches.all))


def choose(pane: ListPane, *rows: tuple[int, int]) -> None:
    chosen, flag = pane.table.selectionModel(), QItemSelectionModel.SelectionFlag
    pane.table.clearSelection()
    for first, last in rows:
        for at in range(first, last + 1):
            chosen.select(pane.model.index(at, 0), flag.Select | flag.Rows)
