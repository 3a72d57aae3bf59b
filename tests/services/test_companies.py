"""Who we are: said once, by an administrator, with numbers that are looked at but never refused."""

import pytest

from mcsys_desktop.core import bank_accounts
from mcsys_desktop.core.errors import CardNumber, Refused, StaleRecord, UserError
from mcsys_desktop.models import base, failures
from mcsys_desktop.models.companies import Company as Stored
from mcsys_desktop.services import companies, history
from mcsys_desktop.services.companies import Company
from tests.conftest import AtDesk, Office

ADMIN = "carla"
PNG = companies.PNG + bytes(100)


def test_what_was_said_is_kept_in_one_form(db: Office, at_desk: AtDesk) -> None:
    def work() -> Company:
        assert companies.company() == Company()
        return companies.save(
            Company(
                name=" Voorbeeld  IT ",
                postcode="9501ab",
                country="nl",
                kvk_number="KvK 1234 56 78",
                vat_number="nl 0042.19.381.b07",
                iban="nl91 abna 0417 1643 00",
            )
        )

    saved = at_desk(work, login=ADMIN)
    assert saved.name == "Voorbeeld IT"
    assert (saved.postcode, saved.country) == ("9501 AB", "NL")
    assert (saved.kvk_number, saved.vat_number) == ("12345678", "NL004219381B07")
    assert saved.iban == "NL91ABNA0417164300"
    assert saved.version == 1


def test_numbers_that_cannot_be_right_are_told_and_kept(db: Office, at_desk: AtDesk) -> None:
    account = "NL92ABNA0417164300"
    wrong = {"kvk_number": "123", "vat_number": "NL1", "iban": account}
    assert set(companies.doubts(wrong)) == set(wrong)
    assert companies.doubts({"iban": "NL91 ABNA 0417 1643 00"}) == {}
    saved = at_desk(lambda: companies.save(Company(kvk_number="123", iban=account)), login=ADMIN)
    assert (saved.kvk_number, saved.iban) == ("123", account)


def test_only_an_administrator_says_who_we_are(db: Office, at_desk: AtDesk) -> None:
    if db.path is not None:
        pytest.skip("an office of one person, who may do everything")
    for act in (lambda: companies.save(Company(name="X")), lambda: companies.keep_logo(PNG)):
        with pytest.raises(Refused):
            at_desk(act, login="anna")
    assert at_desk(companies.company, login="rita") == Company()


def test_somebody_who_was_first_is_not_overwritten(db: Office, at_desk: AtDesk) -> None:
    def work() -> None:
        seen = companies.save(Company(name="Een"))
        companies.save(Company(name="Twee", version=seen.version))
        with pytest.raises(StaleRecord):
            companies.save(Company(name="Drie", version=seen.version))
        assert companies.company().name == "Twee"

    at_desk(work, login=ADMIN)


def test_there_is_one_company_whoever_writes(db: Office, at_desk: AtDesk) -> None:
    def work() -> None:
        companies.save(Company(name="Een"))
        with pytest.raises(UserError) as refused, base.transaction():
            Stored(name="Twee").save()
        assert failures.GUARDED in str(refused.value.__cause__)

    at_desk(work, login=ADMIN)


def test_a_logo_is_a_png_of_a_bounded_size(db: Office, at_desk: AtDesk) -> None:
    def work() -> None:
        companies.keep_logo(PNG)
        assert companies.sign() == companies.Sign("", PNG)
        companies.save(Company(name="Een"))
        assert companies.sign() == companies.Sign("Een", PNG)
        for wrong in (b"<svg/>", b"GIF89a", companies.PNG + bytes(400 * 1024)):
            with pytest.raises(UserError):
                companies.keep_logo(wrong)
        companies.keep_logo(b"")
        assert companies.sign().logo == b""

    at_desk(work, login=ADMIN)


def test_what_does_not_fit_or_is_no_address_is_refused_with_a_sentence(
    db: Office, at_desk: AtDesk
) -> None:
    def work() -> None:
        for wrong in (Company(bic="X" * 12), Company(email="geen adres"), Company(name="x" * 300)):
            with pytest.raises(UserError):
                companies.save(wrong)
        with pytest.raises(CardNumber):
            companies.save(Company(name="4111 1111 1111 1111"))
        assert companies.company() == Company()

    at_desk(work, login=ADMIN)


def test_the_log_does_not_print_the_picture(db: Office, at_desk: AtDesk) -> None:
    def work() -> list[str]:
        companies.keep_logo(PNG)
        act = history.acts(history.Sought(kind=history.Kind.CHANGES))[0]
        return [change.new for line in act.lines for change in line.changes]

    told = at_desk(work, login=ADMIN)
    assert "a picture" in told
    assert not [value for value in told if "iVBOR" in value]


def test_an_iban_is_read_and_shown() -> None:
    assert bank_accounts.shown("NL91ABNA0417164300") == "NL91 ABNA 0417 1643 00"
    assert bank_accounts.shown("mijn rekening") == "mijn rekening"
    assert bank_accounts.iban_doubt("mijn rekening") == bank_accounts.IBAN_FORM
