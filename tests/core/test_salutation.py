"""What a letter begins with."""

import pytest

from mcsys_desktop.core.salutation import Form, after_title, opening

VRIES = ("Jan", "de", "Vries")


@pytest.mark.parametrize(
    ("form", "name", "begins"),
    [
        (Form.MR, VRIES, "Geachte heer De Vries"),
        (Form.MS, ("Anna", "van den", "Berg"), "Geachte mevrouw Van den Berg"),
        (Form.MR, ("", "", "Jansen"), "Geachte heer Jansen"),
        (Form.MR, ("Jan", "", ""), "Geachte Jan"),
        (Form.MR, ("", "", ""), "Geachte heer"),
        (Form.UNKNOWN, VRIES, "Geachte Jan de Vries"),
        (Form.UNKNOWN, ("", "de", "Vries"), "Geachte heer/mevrouw"),
        (Form.UNKNOWN, ("", "", ""), "Geachte heer/mevrouw"),
        (Form.EITHER, VRIES, "Geachte heer/mevrouw De Vries"),
        (Form.EITHER, ("", "", ""), "Geachte heer/mevrouw"),
        (Form.NEUTRAL, VRIES, "Geachte Jan de Vries"),
        (Form.NEUTRAL, ("", "de", "Vries"), "Goedendag"),
        ("familie", ("", "de", "Vries"), "Geachte familie De Vries"),
        ("dr.", ("Anna", "van 't", "Hof"), "Geachte dr. Van 't Hof"),
        ("buren", ("", "", ""), "Geachte buren"),
    ],
)
def test_a_formal_letter_in_dutch(form: str, name: tuple[str, str, str], begins: str) -> None:
    assert opening(form, *name) == begins


@pytest.mark.parametrize(
    ("form", "name", "begins"),
    [
        (Form.MR, VRIES, "Beste Jan"),
        (Form.UNKNOWN, VRIES, "Beste Jan"),
        (Form.NEUTRAL, ("Sam", "", ""), "Beste Sam"),
        (Form.MS, ("", "van den", "Berg"), "Beste mevrouw Van den Berg"),
        (Form.UNKNOWN, ("", "de", "Vries"), "Goedendag"),
        (Form.UNKNOWN, ("", "", ""), "Goedendag"),
        ("familie", VRIES, "Beste familie De Vries"),
    ],
)
def test_an_informal_letter_in_dutch(form: str, name: tuple[str, str, str], begins: str) -> None:
    assert opening(form, *name, formal=False) == begins


@pytest.mark.parametrize(
    ("form", "name", "formal", "begins"),
    [
        (Form.MR, VRIES, True, "Dear Mr De Vries"),
        (Form.MS, ("Anna", "", "Smith"), True, "Dear Ms Smith"),
        (Form.EITHER, VRIES, True, "Dear Mr/Ms De Vries"),
        (Form.UNKNOWN, VRIES, True, "Dear Jan de Vries"),
        (Form.UNKNOWN, ("", "", ""), True, "Dear Sir or Madam"),
        (Form.MR, ("", "", ""), True, "Dear Sir or Madam"),
        (Form.MR, VRIES, False, "Dear Jan"),
        (Form.UNKNOWN, ("", "", ""), False, "Hello"),
        ("Dr", VRIES, True, "Dear Dr De Vries"),
    ],
)
def test_in_english(form: str, name: tuple[str, str, str], formal: bool, begins: str) -> None:
    assert opening(form, *name, formal=formal, language="en") == begins


def test_a_language_without_words_is_written_in_english() -> None:
    assert opening(Form.MS, "", "", "Weber", language="de") == "Dear Ms Weber"


@pytest.mark.parametrize(
    ("prefix", "surname", "shown"),
    [
        ("de", "Vries", "De Vries"),
        ("van den", "Berg", "Van den Berg"),
        ("'t", "Hart", "'t Hart"),
        ("van 't", "Hof", "Van 't Hof"),
        ("", "de Vries", "De Vries"),  # typed in one field
        ("", "Jansen", "Jansen"),
        ("", "bell", "bell"),
        ("", "", ""),
    ],
)
def test_a_prefix_begins_with_a_capital_where_no_first_name_stands_before_it(
    prefix: str, surname: str, shown: str
) -> None:
    assert after_title(prefix, surname) == shown
