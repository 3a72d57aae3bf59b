"""The log as people read it, on both databases."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from mcsys_desktop.core import clock
from mcsys_desktop.core.errors import Refused
from mcsys_desktop.models import audit, base
from mcsys_desktop.models.customers import Customer, PhoneNumber
from mcsys_desktop.models.fields import ChoiceField
from mcsys_desktop.models.rules_audit import audited
from mcsys_desktop.models.tables import RECORDS
from mcsys_desktop.services import customers, history
from mcsys_desktop.services.history import column_words, value_words, words
from mcsys_desktop.services.history.checking import LastLink
from tests import make
from tests.conftest import AtDesk, Office


def changed(act: history.Act) -> list[tuple[str, str, str]]:
    """Every column that an act changed: its word, before and after."""
    return [(c.label, c.old, c.new) for line in act.lines for c in line.changes]


def test_a_change_is_told_in_the_offices_words_from_what_into_what(db: Office) -> None:
    customer = make.customer("Bakkerij De Vries", numbers=["033 461 20 45"])
    with base.transaction():
        number = PhoneNumber.get()
        number.typed = "06 1234 5678"
        number.save()
        customer.name = "Bakkerij Vries"
        customer.save()
    act = history.of_customer(customer.id)[0]
    assert act.login == "anna"
    assert changed(act) == [
        ("Phone number", "033 461 20 45", "06 1234 5678"),
        ("Name", "Bakkerij De Vries", "Bakkerij Vries"),
    ]
    assert [line.title for line in act.lines] == ["Phone number changed", "Customer changed"]
    assert act.lines[0].customer == "Bakkerij Vries"


def test_what_the_program_rewrites_for_itself_is_no_line_beside_what_somebody_changed(
    db: Office,
) -> None:
    customer = make.customer("Bakkerij De Vries")
    customers.change(customer.id, customer.version, name="Bakkerij Vries")
    assert base.rows("SELECT count(*) FROM audit_row WHERE kind = 'update'") == [(2,)]
    act = history.of_customer(customer.id)[0]
    assert [line.title for line in act.lines] == ["Customer changed"]
    assert changed(act) == [("Name", "Bakkerij De Vries", "Bakkerij Vries")]


def test_a_customers_history_holds_the_people_there_and_nobody_else(db: Office) -> None:
    one = make.customer("Bakkerij De Vries")
    make.person(one, "Karin")
    other = make.customer("Slagerij Smit")
    make.person(other, "Piet", "", "Smit")
    told = [each for act in history.of_customer(one.id) for each in changed(act)]
    assert ("First name", "", "Karin") in told
    assert not [each for each in told if "Piet" in each or "Smit" in each]


def test_pages_follow_each_other_without_a_gap_or_a_double(db: Office) -> None:
    for number in range(25):
        make.customer(f"Klant {number}")
    read: list[int] = []
    before = None
    while page := history.acts(history.Sought(), 7, before):
        read += [act.seq for act in page]
        before = page[-1].seq
    assert read == sorted(read, reverse=True)
    assert len(set(read)) == len(read) == 25


def test_the_log_is_searched_by_person_kind_and_day(db: Office, at_desk: AtDesk) -> None:
    make.customer("Van Anna")
    at_desk(make.customer, "Van Bob", login="bob")
    with base.transaction():
        audit.note("export", "klanten.csv")
    today = clock.today()
    for sought, count in (
        (history.Sought(), 3),
        (history.Sought(login="bob"), 1),
        (history.Sought(kind=history.Kind.CHANGES), 2),
        (history.Sought(kind=history.Kind.TAKEN_OUT), 1),
        (history.Sought(kind=history.Kind.TAKEN_OUT, login="bob"), 0),
        (history.Sought(since=today, until=today), 3),
        (history.Sought(since=today + timedelta(days=1)), 0),
        (history.Sought(until=today - timedelta(days=1)), 0),
    ):
        assert len(history.acts(sought)) == count, sought
    (taken,) = history.acts(history.Sought(kind=history.Kind.TAKEN_OUT))
    assert (taken.lines[0].title, taken.lines[0].said) == ("Data taken out", "klanten.csv")
    assert {login for login, _name in history.people()} >= {"anna", "bob"}


def test_erased_values_say_so_and_the_rest_stays(db: Office, at_desk: AtDesk) -> None:
    customer = make.customer("Bakkerij De Vries", numbers=["033 461 20 45"])

    def forget() -> None:
        with base.transaction():
            audit.forget(customer.id)

    at_desk(forget, login="carla")
    newest, made = history.of_customer(customer.id)
    assert newest.lines[0].title == "Personal data erased"
    assert [line.erased for line in made.lines] == [True] * len(made.lines)
    assert changed(made) == []


def test_of_a_large_act_a_part_is_read_and_the_rest_counted(db: Office) -> None:
    with base.transaction():
        for number in range(50):
            Customer(name=f"Klant {number}", kind="private", sort_key=str(number)).save()
    (act,) = history.acts(history.Sought())
    assert len(act.lines) == 30
    assert act.more == 20


def test_a_reader_is_refused_the_log(db: Office, at_desk: AtDesk) -> None:
    if db.path is None:
        with pytest.raises(Refused):
            at_desk(history.acts, history.Sought(), login="rita")


def test_every_column_that_the_log_tells_of_has_a_word() -> None:
    for model in RECORDS:
        log = audited(model)
        table = model._meta.table_name
        for column, _form in log.columns if log else ():
            known = column in words.UNSAID or f"{table}.{column}" in column_words.COLUMNS
            assert known, f"what is {table}.{column} called on the screen?"
        assert log is None or table in words._THINGS


def test_every_happening_has_a_word_and_a_place_in_the_search() -> None:
    searched = {kind for each in history.Kind for kind in each.value}
    assert set(audit.HAPPENINGS) <= set(words._HAPPENINGS)
    assert set(audit.HAPPENINGS) <= searched


def test_every_choice_that_is_stored_has_a_word() -> None:
    for model in RECORDS:
        if audited(model) is None:
            continue
        for field in model._meta.sorted_fields:
            if isinstance(field, ChoiceField):
                for choice in field.words:
                    assert not choice.value or f"{field.name}.{choice.value}" in value_words.VALUES


def test_a_desk_notices_that_history_is_not_what_it_saw(db: Office, tmp_path: Path) -> None:
    memory = history.MemoryFile(tmp_path)
    make.customer("Een")
    assert history.look(memory)
    make.customer("Twee")
    assert history.look(memory)
    seen = memory.get()
    assert seen == history.last_link()
    make.customer("Drie")
    assert history.look(memory)
    memory.set(replace(history.last_link(), hash="0" * 64))  # as if the last act were another
    assert not history.look(memory)
    memory.set(LastLink(history.last_link().seq + 5, "0" * 64))  # as if the end were cut off
    for _time in range(2):
        assert not history.look(memory)
    history.note_alarm(memory)
    (alarm,) = history.acts(history.Sought(kind=history.Kind.CARE))
    assert alarm.lines[0].title == "Alarm: the history was changed"


def test_the_memory_of_another_office_or_a_damaged_one_is_no_alarm(
    db: Office, tmp_path: Path
) -> None:
    make.customer("Een")
    (tmp_path / "another-office.seen").write_text('[99, "x"]')
    memory = history.MemoryFile(tmp_path)
    assert memory.get() is None
    assert history.look(memory)
    (own,) = [file for file in tmp_path.glob("*.seen") if "another" not in file.name]
    own.write_text("[1,")
    assert history.look(memory)


def test_checking_goes_on_while_other_desks_work(db: Office) -> None:
    """An act that is made while the chain is read is no flaw."""
    for number in range(3):
        make.customer(f"Klant {number}")
    told: list[tuple[int, int]] = []
    busy = True

    def ask(sql: str, values: object) -> list[tuple[object, ...]]:
        nonlocal busy
        found = base.rows(sql, values)  # type: ignore[arg-type]
        if "audit_detail" in sql and busy:
            busy = False
            make.customer("Terwijl er gelezen wordt")
        return found

    mark = "%s" if base.shared() else "?"
    assert history.verify(ask, mark, lambda seen, of: told.append((seen, of))) == []
    assert history.last_link().seq == 4
