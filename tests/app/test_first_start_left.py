"""Esc in the first start: one step back, or out of it, and never without a place to go on from."""

from pytestqt.qtbot import QtBot

from mcsys_desktop.core.first_start import Step
from mcsys_desktop.core.profile import Profile
from mcsys_desktop.ui.first_start import CompanyStep, CustomersStep, LanguageStep, PhoneStep
from tests.app.conftest import StartProgram
from tests.app.first_starts import ESC, RETURN, asked, at_step, keys, wizard


def test_after_esc_enter_goes_on_again(
    start_program: StartProgram, profile: Profile, qtbot: QtBot
) -> None:
    url = at_step(profile, Step.COMPANY)
    program = start_program(url, entered=False)
    asked(program, CompanyStep, qtbot)
    keys(program, "Voorbeeld IT", RETURN)
    asked(program, PhoneStep, qtbot)

    keys(program, ESC)
    step = asked(program, CompanyStep, qtbot)
    qtbot.waitUntil(lambda: step.form.line("name").text() == "Voorbeeld IT")
    assert wizard(program).focusWidget() is step.form.line("name")
    step.skip.setFocus()  # past a button, and back to a field
    step.form.line("name").setFocus()
    keys(program, RETURN)

    asked(program, PhoneStep, qtbot)
    keys(program, ESC)
    asked(program, CompanyStep, qtbot)


def test_whoever_leaves_with_esc_stands_on_the_way_back(
    start_program: StartProgram, profile: Profile, qtbot: QtBot
) -> None:
    program = start_program("", entered=False)
    asked(program, LanguageStep, qtbot)

    keys(program, ESC)

    assert not wizard(program).isVisible()
    assert program.window.focusWidget() is program.window.banner.button
    program.window.banner.button.click()
    asked(program, LanguageStep, qtbot)


def test_whoever_closes_the_first_start_in_an_office_stands_on_its_page(
    start_program: StartProgram, profile: Profile, qtbot: QtBot
) -> None:
    program = start_program(at_step(profile, Step.CUSTOMERS), entered=False)
    asked(program, CustomersStep, qtbot)

    wizard(program).close()

    focused = program.window.focusWidget()
    page = program.window.page(program.window.current_page)
    assert page is not None
    assert focused is page or page.isAncestorOf(focused)
