"""Every half year somebody looks after the office's security, and signs what was looked at."""

# ruff: noqa: S608  # raw SQL is what people who change history write

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from peewee import DatabaseError

from mcsys_desktop.core.errors import CardNumber, Refused, UserError
from mcsys_desktop.models import base, failures
from mcsys_desktop.models.base import Group
from mcsys_desktop.models.safety import SecurityReview
from mcsys_desktop.models.staff import Colleague
from mcsys_desktop.services import history, offices, reviews
from mcsys_desktop.services.backups import standing
from mcsys_desktop.services.colleagues import changing
from mcsys_desktop.services.servers import Finding
from tests.conftest import MIGRATOR, PASSWORD, AtDesk, Office
from tests.services.people import PASSWORD as OF_SANNE
from tests.services.people import inside, make_shared

FOUND = (Finding("minor_old", "PostgreSQL is te oud."),)


@pytest.fixture
def managed(office: Office, monkeypatch: pytest.MonkeyPatch) -> Iterator[Office]:
    """The office, with this thread working as somebody who manages it."""
    offices.enter(office.login("carla"), office.password)
    monkeypatch.setattr(standing, "keyed", lambda: True)  # of a file: one that is asked for it
    try:
        with base.connected():
            yield office
    finally:
        offices.close()


def test_a_review_is_signed_by_a_link_that_holds_its_fingerprint(managed: Office) -> None:
    seen = reviews.look(FOUND)
    assert seen.findings[0] == FOUND[0]
    done = reviews.sign(seen, "Bijgewerkt.\nKlaar.")
    who = "carla" if managed.path is None else base.rows("SELECT mcsys_author()")[0][0]
    assert (done.by, done.remark, done.whole) == (who, "Bijgewerkt.\nKlaar.", True)
    assert done.findings == len(seen.findings)
    (act,) = history.acts(history.Sought(kind=history.Kind.CARE))
    assert act.login == who
    assert [line.kind for line in act.lines] == ["insert", "review"]
    assert act.lines[1].said == done.fingerprint
    assert history.verify() == []


@pytest.mark.parametrize("engine", ["postgres"])
def test_only_an_administrator_reviews_and_reads_reviews(db: Office, at_desk: AtDesk) -> None:
    seen = at_desk(lambda: reviews.look(FOUND), login="carla")
    assert {"anna", "carla", "rita"} <= {one.login for one in seen.logins}
    assert at_desk(lambda: reviews.sign(seen), login="carla").by == "carla"
    with pytest.raises(Refused):
        reviews.look(FOUND)
    with pytest.raises(Refused):
        reviews.sign(seen)
    for past_the_program in (
        "SELECT * FROM security_review",
        "INSERT INTO security_review (findings, logins, remark) VALUES ('[]', '[]', '')",
    ):
        with pytest.raises(Refused), base.connected(), base.transaction():
            base.rows(past_the_program)
    assert reviews.question() == ""


def test_a_signed_review_is_never_changed_or_deleted(managed: Office) -> None:
    reviews.sign(reviews.look(FOUND))
    table = "security_review" if managed.path else "app.security_review"
    attempts = (
        f"UPDATE {table} SET findings = '[]', version = version + 1",
        f"DELETE FROM {table}",
    )
    for sql in attempts:
        with pytest.raises((DatabaseError, UserError)), base.transaction():
            base.database.execute_sql(sql)
    if managed.path is None:  # nor by who owns the table
        import psycopg

        for sql in attempts:
            with managed.raw(MIGRATOR) as owner:
                owner.execute("SET ROLE mcsys_owner")
                with pytest.raises(psycopg.Error) as refused:
                    owner.execute(sql.encode())
            assert refused.value.sqlstate == failures.FORBIDDEN
    else:
        replaced = "INSERT OR REPLACE INTO security_review (id, findings, logins, remark)"
        with pytest.raises(DatabaseError), base.transaction():
            base.database.execute_sql(f"{replaced} VALUES (1, '[]', '[]', '')")
    assert [(one.findings > 0, one.whole) for one in reviews.signed()] == [(True, True)]


def test_a_review_that_was_changed_past_the_rules_is_seen(managed: Office) -> None:
    reviews.sign(reviews.look(FOUND))
    if managed.path is None:
        with managed.administrator() as admin:
            admin.execute("SET session_replication_role = replica")
            admin.execute("UPDATE app.security_review SET findings = '[]'")
    else:
        with base.database.connection() as connection:
            for name in ("update_guard", "version", "update_news", "update_audit"):
                connection.execute(f"DROP TRIGGER security_review_{name}")
            connection.execute("UPDATE security_review SET findings = '[]'")
    assert [one.whole for one in reviews.signed()] == [False]


def test_it_is_asked_for_half_a_year_after_the_last_one(managed: Office) -> None:
    made = standing.made_at()
    assert reviews.question() == ""
    assert reviews.question(made + timedelta(days=181)) == ""
    assert "never" in reviews.question(made + timedelta(days=182))
    reviews.sign(reviews.look(FOUND))
    last = SecurityReview.get().created_at
    assert reviews.question(last + timedelta(days=181)) == ""
    assert "Half a year" in reviews.question(last + timedelta(days=183))


def test_what_is_signed_is_what_was_looked_at(tmp_path: Path) -> None:
    made = make_shared(tmp_path)
    with inside(made.url, OF_SANNE):
        seen = reviews.look()
        assert seen.findings == ()
        changing.add("Mark", "mark", "", Group.DESK, OF_SANNE)
        with pytest.raises(UserError, match="changed since"):
            reviews.sign(seen)
        with pytest.raises(CardNumber):
            reviews.sign(reviews.look(), "betaald met 4111 1111 1111 1111")
        assert SecurityReview.select().count() == 0
        assert [one.login for one in reviews.look().logins] == ["mark", "sanne"]
        with base.transaction():
            Colleague.update(may=Group.ADMIN, version=Colleague.version + 1).where(
                Colleague.login == "mark"
            ).execute()
        assert {one.group for one in reviews.look().logins} == {"mcsys_admin"}


def test_a_file_without_a_key_is_a_finding(tmp_path: Path) -> None:
    made = offices.create_file(tmp_path / "open.db", "Sanne", None)
    with inside(made.url, PASSWORD):
        assert [found.key for found in reviews.look().findings] == ["no_key"]
        assert reviews.question() == ""
