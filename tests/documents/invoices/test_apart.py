"""Drawing in processes of their own: in order, the same bytes, and whatever happens to a child."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from mcsys_desktop.documents.invoices import apart
from mcsys_desktop.documents.invoices.apart import Broken, drawers, here
from mcsys_desktop.documents.invoices.drawn import Drawn, Job
from mcsys_desktop.documents.invoices.look import Look
from tests.documents.invoices import sheets

AT = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)


def _jobs(count: int) -> list[Job]:
    whole = sheets.sheet()
    return [Job(replace(whole, number=f"F2026-{n:05d}"), Look(), AT) for n in range(count)]


def test_papers_come_in_the_order_of_the_jobs_with_the_bytes_of_this_process() -> None:
    jobs = _jobs(6)
    with drawers(2) as drawing:
        assert list(drawing(jobs)) == list(here(jobs))


def test_each_paper_has_the_look_of_its_job() -> None:
    jobs = _jobs(2)
    jobs.insert(1, replace(jobs[0], look=Look(accent=(200, 0, 0))))
    with drawers(1) as drawing:
        first, red, last = list(drawing(jobs))
        again = list(drawing(jobs[:1]))
    assert first == again[0]
    assert first not in (red, last)


def test_a_paper_that_cannot_be_drawn_does_not_stop_the_others() -> None:
    good = _jobs(1)[0]
    bad = replace(good, look=Look(logo=b"no picture"))
    with drawers(1) as drawing:
        found = list(drawing([bad, good]))
    assert isinstance(found[0], Broken)
    assert isinstance(found[1], Drawn)


def test_a_child_that_is_killed_is_replaced() -> None:
    child = apart._Child()
    job = _jobs(1)[0]
    try:
        first = child.draw(job)
        assert child._process is not None
        child._process.kill()
        assert child.draw(job) == first
    finally:
        child.stop()


def test_a_paper_that_kills_its_children_is_broken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "VERB", "no-such-verb")
    with drawers(1) as drawing:
        (found,) = drawing(_jobs(1))
    assert isinstance(found, Broken)
