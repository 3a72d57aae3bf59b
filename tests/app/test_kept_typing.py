"""What was typed and not saved is there at the next start, and after an update."""

from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from mcsys_desktop.app.program import Program
from mcsys_desktop.core.profile import Profile
from mcsys_desktop.models.customers import Customer
from mcsys_desktop.models.versions import SCHEMA
from mcsys_desktop.services import customers
from mcsys_desktop.ui.customers.fields import Field
from tests.app.conftest import StartProgram, password_file
from tests.app.typing_in import offers, type_in
from tests.conftest import Office


@pytest.fixture
def start(office: Office, profile: Profile, start_program: StartProgram) -> Callable[[], Program]:
    """Start the program on the same office and profile, as often as wanted."""

    def again() -> Program:
        return start_program(office.url, password_file=password_file(office, profile))

    return again


def leave(program: Program) -> None:
    """The program ends with everything as it stands: nobody saved or left anything."""
    program.leaving.agree()
    program.window.close()
    program.end()


def make_customer(program: Program, qtbot: QtBot) -> int:
    made: list[int] = []
    draft = customers.CustomerDraft(
        kind=customers.CustomerKind.BUSINESS, company_name="Bakkerij Smit", phone="033 461 20 45"
    )
    program.work.run(program, customers.create, draft, then=made.append)
    qtbot.waitUntil(lambda: bool(made))
    return made[0]


def test_a_new_customer_that_was_not_saved_is_offered_and_goes_on(
    start: Callable[[], Program], profile: Profile, qtbot: QtBot
) -> None:
    program = start()
    assert program.screens is not None
    program.window.new_requested.emit()
    form = program.screens.customers.form
    type_in(form.fields["surname"], "Zonneveld")
    type_in(form.fields["city"], "Soest")
    leave(program)
    (file,) = profile.drafts.glob("*.drafts")
    assert b"Zonneveld" not in file.read_bytes()

    program = start()
    band = offers(program)
    qtbot.waitUntil(band.isVisible)
    assert "Zonneveld" in band.title.text()
    program.window.privacy.set_counter(True)
    assert "Zonneveld" not in band.title.text(), "not at a counter"
    program.window.privacy.set_counter(False)
    band.resume.click()
    assert program.screens is not None
    form = program.screens.customers.form
    assert form.isVisible()
    assert form.fields["city"].value() == "Soest"
    assert form.is_dirty
    assert not band.isVisible()
    form.save()
    qtbot.waitUntil(lambda: not form.isVisible())
    leave(program)

    program = start()
    qtbot.wait(300)
    assert not offers(program).isVisible(), "it was saved"
    assert program.work.drafts.all_of() == []


def test_what_was_typed_over_a_card_goes_on_on_the_card_as_it_is_now(
    start: Callable[[], Program], qtbot: QtBot
) -> None:
    program = start()
    assert program.screens is not None
    customer_id = make_customer(program, qtbot)
    page = program.screens.customers
    page.open_customer(customer_id)
    qtbot.waitUntil(lambda: page.editing.card is not None)
    page.edit()
    numbers = page.card.contact.editors[1].fields
    type_in(_first(numbers)["remark"], "na zes uur")
    leave(program)

    program = start()
    assert program.screens is not None
    page = program.screens.customers

    def rename() -> None:
        customers.change(customer_id, customers.card(customer_id).version, name="Bakkerij Vos")

    done: list[object] = []
    program.work.run(program, rename, then=done.append)
    qtbot.waitUntil(lambda: bool(done))
    band = offers(program)
    qtbot.waitUntil(band.isVisible)
    assert "Bakkerij Smit" in band.title.text()
    band.resume.click()
    qtbot.waitUntil(lambda: page.card.is_editing)
    assert _first(page.card.contact.editors[1].fields)["remark"].value() == "na zes uur"
    page.save()
    qtbot.waitUntil(lambda: not page.card.is_editing)
    qtbot.waitUntil(lambda: program.work.drafts.all_of() == [])
    assert page.card.header.name.text() == "Bakkerij Vos"


def test_one_customer_that_is_open_twice_keeps_what_was_typed_at_either_place(
    start: Callable[[], Program], qtbot: QtBot
) -> None:
    program = start()
    assert program.screens is not None
    customer_id = make_customer(program, qtbot)
    page = program.screens.customers
    page.open_customer(customer_id)
    qtbot.waitUntil(lambda: page.editing.card is not None)
    own = program.screens.customer_windows.open(customer_id).page
    qtbot.waitUntil(lambda: own.editing.card is not None)
    for each, remark in ((page, "in het grote venster"), (own, "in het eigen venster")):
        each.edit()
        type_in(_first(each.card.contact.editors[1].fields)["remark"], remark)
        each.besides.writing.begin()
        each.card.timeline.form.lines.insertPlainText(f"Notitie {remark}")
    assert len(program.work.drafts.all_of()) == 4
    leave(program)

    program = start()
    assert program.screens is not None
    band = offers(program)
    for _each in range(4):
        qtbot.waitUntil(band.isVisible)
        band.resume.click()
    page = program.screens.customers
    (window,) = program.screens.customer_windows.open_ones
    for each, remark in ((page, "in het grote venster"), (window.page, "in het eigen venster")):
        qtbot.waitUntil(lambda each=each: each.card.is_editing)  # type: ignore[misc]
        assert _first(each.card.contact.editors[1].fields)["remark"].value() == remark
        qtbot.waitUntil(lambda each=each: each.besides.writing.is_open)  # type: ignore[misc]
        assert each.card.timeline.form.text() == f"Notitie {remark}"
    window.page.editing.leave()
    window.page.editing.discard()
    assert len(program.work.drafts.all_of()) == 3, "what is thrown away here stays there"


def test_a_note_goes_on_at_its_call_and_what_others_wrote_stays(
    start: Callable[[], Program], qtbot: QtBot
) -> None:
    program = start()
    assert program.screens is not None
    desk = program.screens.desk
    program.handed.take({"ring": "0612345678"})
    qtbot.waitUntil(lambda: desk.shown is not None and desk.shown.row is not None)
    call = desk.shown
    assert call is not None
    desk.book.write(call, "belt straks terug over de laptop")
    kept = program.work.drafts.all_of()
    assert [draft.texts["note"] for draft in kept] == ["belt straks terug over de laptop"]
    desk.book.keep_note(call)
    qtbot.waitUntil(lambda: program.work.drafts.all_of() == [])
    assert not call.unsaved
    program.work.drafts.put(kept[0].form, {**kept[0].texts, "note": "belt om vier uur"})
    leave(program)

    program = start()
    assert program.screens is not None
    band = offers(program)
    qtbot.waitUntil(band.isVisible)
    band.resume.click()
    desk = program.screens.desk
    both = "belt om vier uur\n\nbelt straks terug over de laptop"
    qtbot.waitUntil(lambda: desk.shown is not None and desk.shown.note == both)
    call = desk.shown
    qtbot.waitUntil(lambda: call is not None and not call.unsaved)
    qtbot.waitUntil(lambda: program.work.drafts.all_of() == [])


def test_a_note_on_a_call_that_no_log_knows_becomes_a_form(
    start: Callable[[], Program], qtbot: QtBot
) -> None:
    program = start()
    texts = {"call": "0", "number": "0612345678", "note": "wil een offerte"}
    program.work.drafts.put("call/1700000000.000-1", texts)
    leave(program)
    program = start()
    assert program.screens is not None
    band = offers(program)
    qtbot.waitUntil(band.isVisible)
    band.resume.click()
    form = program.screens.customers.form
    qtbot.waitUntil(form.isVisible)
    assert form.fields["phone"].value() == "0612345678"
    assert form.fields["notes"].value() == "wil een offerte"
    assert form.is_dirty
    assert [draft.form[:13] for draft in program.work.drafts.all_of()] == ["customer/new/"]


def test_what_is_thrown_away_is_not_offered_again(
    start: Callable[[], Program], qtbot: QtBot
) -> None:
    program = start()
    for count in range(2):
        program.work.drafts.put(f"customer/new/{count}", {"surname": f"Vos {count}"})
    leave(program)
    program = start()
    band = offers(program)
    qtbot.waitUntil(band.isVisible)
    assert band.clock.text() == "1/2"
    band.discard.click()
    band.discard.click()
    assert not band.isVisible()
    leave(program)
    program = start()
    qtbot.wait(300)
    assert not offers(program).isVisible()


def test_damaged_drafts_are_said_and_stop_nobody(
    start: Callable[[], Program], profile: Profile, qtbot: QtBot
) -> None:
    program = start()
    program.work.drafts.put("customer/new/1", {"surname": "Vos"})
    leave(program)
    (file,) = profile.drafts.glob("*.drafts")
    file.write_bytes(file.read_bytes()[:-3])
    program = start()
    qtbot.waitUntil(lambda: ".unreadable" in program.window.banner.title.text())
    assert list(Path(profile.drafts).glob("*.unreadable"))


def test_an_office_upgraded_meanwhile_is_read_and_what_is_typed_waits_for_the_update(
    start: Callable[[], Program], office: Office, qtbot: QtBot
) -> None:
    program = start()
    assert program.screens is not None
    make_customer(program, qtbot)
    office.pretend(version=SCHEMA + 5, min_writer=SCHEMA + 5)  # another desk, with a newer program
    program.window.new_requested.emit()
    form = program.screens.customers.form
    type_in(form.fields["surname"], "Zonneveld")
    form.save()
    qtbot.waitUntil(lambda: bool(form.bar.sentence))
    assert "Install the new version" in form.bar.sentence
    qtbot.waitUntil(program.window.banner.isVisible)
    assert "offered again after the update" in program.window.banner.title.text()
    assert form.fields["surname"].value() == "Zonneveld"
    rows: list[object] = []
    program.work.run(program, customers.listing, then=rows.append)
    qtbot.waitUntil(lambda: bool(rows))  # reading goes on
    leave(program)

    office.pretend(version=SCHEMA, min_writer=SCHEMA)  # this desk has the new program now
    program = start()
    band = offers(program)
    qtbot.waitUntil(band.isVisible)
    band.resume.click()
    assert program.screens is not None
    form = program.screens.customers.form
    assert form.fields["surname"].value() == "Zonneveld"
    form.save()
    names: list[object] = []
    qtbot.waitUntil(lambda: not form.isVisible())
    program.work.run(program, lambda: [c.name for c in Customer.select()], then=names.append)
    qtbot.waitUntil(lambda: bool(names))
    assert names == [["Bakkerij Smit", "Zonneveld"]]


def _first(group: object) -> dict[str, Field]:
    from mcsys_desktop.ui.customers.groups import FieldGroup

    assert isinstance(group, FieldGroup)
    return group.rows[0].fields
