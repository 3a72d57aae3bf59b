"""Whether all final documents are what they were: numbers, hashes, and papers drawn once more.

A paper is drawn again from what was frozen, with the look that it had. Under the version that drew
it the bytes must be the same; under any other the text and the picture of each page.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from mcsys_desktop.core import clock
from mcsys_desktop.core.i18n import _
from mcsys_desktop.documents.invoices.drawn import Drawn, Job
from mcsys_desktop.models.invoices import Invoice as Stored
from mcsys_desktop.models.outbox import FileKind
from mcsys_desktop.services import looks
from mcsys_desktop.services.invoices import papers
from mcsys_desktop.services.invoices.papers import PDF, UBL, Paper
from mcsys_desktop.services.invoices.sheets import flaws, sheet
from mcsys_desktop.services.queries import tuples

_DOTS = 60  # per inch: enough to see that something moved


@dataclass(slots=True)
class Proof:
    """What was found. ``equal`` papers had the same bytes, ``alike`` the same text and picture."""

    documents: int = 0
    papers: int = 0
    equal: int = 0
    alike: int = 0
    flaws: list[str] = field(default_factory=list)  # a sentence each


def prove(said: Callable[[int], object] = lambda done: None) -> Proof:
    """Look at every final document. May take long; ``said`` is told how far it is."""
    from mcsys_desktop.documents.invoices.apart import children, drawers

    found = Proof(flaws=flaws())
    with drawers(children()) as drawing:
        for ids in _stretches():
            _prove(ids, drawing, found)
            found.documents += len(ids)
            said(found.documents)
    return found


def _stretches() -> Iterator[list[int]]:
    after = 0
    while True:
        query = (
            Stored.select(Stored.id)
            .where((Stored.id > after) & Stored.number.is_null(False))
            .order_by(Stored.id)
            .limit(papers.AT_ONCE)
        )
        ids = [found for (found,) in tuples(query)]
        if not ids:
            return
        yield ids
        after = ids[-1]


def _prove(
    ids: Sequence[int],
    drawing: Callable[[Sequence[Job]], Iterator[object]],
    found: Proof,
) -> None:
    jobs, about = [], []
    for row in Stored.select().where(Stored.id.in_(list(ids))).order_by(Stored.id):
        kept = {paper.kind: paper for paper in papers.kept(row.id)}
        found.papers += len(kept)
        for paper in kept.values():
            if not paper.whole:
                found.flaws.append(
                    _("{file} is not what it was when it was made.").format(file=paper.name)
                )
        if PDF not in kept:
            if row.id in papers.missing(row.id - 1, 1):
                found.flaws.append(_("{number} has no paper.").format(number=row.number))
            continue
        look = looks.kept(kept[PDF].look_id)
        if look is None:
            found.flaws.append(
                _("{file} cannot be drawn again: how it looked is not known.").format(
                    file=kept[PDF].name
                )
            )
            continue
        jobs.append(Job(sheet(row.id), look, row.final_at or clock.now()))
        about.append(kept)
    for job, kept, drawn in zip(jobs, about, drawing(jobs), strict=True):
        _compare(job, kept, drawn, found)


def _compare(job: Job, kept: dict[FileKind, Paper], drawn: object, found: Proof) -> None:
    from mcsys_desktop.documents.invoices.job import renderer

    paper = kept[PDF]
    if isinstance(drawn, Drawn):
        xml = kept[UBL].content if UBL in kept else b""
        if drawn.pdf == paper.content and drawn.xml == xml:
            found.equal += 1
            return
        other = paper.renderer != renderer(job.look)
        if other and _same_to_the_eye(drawn.pdf, paper.content):
            found.alike += 1
            return
    found.flaws.append(_("{file}: drawn again, it is another paper.").format(file=paper.name))


def _same_to_the_eye(one: bytes, other: bytes) -> bool:
    from mcsys_desktop.documents import pictures

    try:
        if pictures.texts(one) != pictures.texts(other):
            return False
        pages = [pictures.rasters(each, _DOTS) for each in (one, other)]
    except ValueError:
        return False
    return [page.pixels for page in pages[0]] == [page.pixels for page in pages[1]]
