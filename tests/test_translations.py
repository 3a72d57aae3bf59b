"""Every text has a Dutch translation that fits where the English one stood."""

import string
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parent.parent
DUTCH = ROOT / "resources" / "locale" / "nl" / "LC_MESSAGES" / "mcsys.po"
KEYWORDS = {"_": None, "N_": None, "ngettext": (1, 2)}

Key = str | tuple[str, ...]


@pytest.fixture(scope="module")
def catalogue() -> Catalog:
    with DUTCH.open("rb") as file:
        return read_po(file, locale="nl")


@pytest.fixture(scope="module")
def marked() -> set[Key]:
    """The texts that the source marks for translation."""
    found = extract_from_dir(ROOT / "mcsys_desktop", keywords=KEYWORDS)
    return {tuple(text) if isinstance(text, list | tuple) else text for _, _, text, _, _ in found}


def entries(catalogue: Catalog) -> list[Message]:
    """All entries but the header."""
    return [message for message in catalogue if message.id]


def forms(texts: str | list[str] | tuple[str, ...] | None) -> list[str]:
    """A text, or its singular and plural."""
    return [texts] if isinstance(texts, str) else list(texts or [""])


def placeholders(text: str) -> set[str]:
    """The names in braces that are filled in later."""
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def test_the_catalogue_holds_exactly_the_texts_of_the_source(
    catalogue: Catalog, marked: set[Key]
) -> None:
    known = {message.id if isinstance(message.id, str) else tuple(message.id)
             for message in entries(catalogue)}  # fmt: skip
    assert marked - known == set(), "run: python3 dev.py translate"
    assert known - marked == set(), "run: python3 dev.py translate"
    assert not catalogue.obsolete


def test_every_text_is_translated_and_no_translation_is_a_guess(catalogue: Catalog) -> None:
    open_ends = [m.id for m in entries(catalogue) if m.fuzzy or not all(forms(m.string))]
    assert open_ends == []


def test_translations_fill_in_the_same_things(catalogue: Catalog) -> None:
    for message in entries(catalogue):
        allowed = set().union(*map(placeholders, forms(message.id)))
        for text in forms(message.string):
            if isinstance(message.id, str):
                assert placeholders(text) == allowed, message.id
            else:  # a singular may leave the count out
                assert placeholders(text) <= allowed, message.id


def test_translations_start_and_end_as_the_source_does(catalogue: Catalog) -> None:
    for message in entries(catalogue):
        source = forms(message.id)[0]
        for text in forms(message.string):
            assert text == text.strip() or source != source.strip(), message.id
            assert text.endswith(".") == source.endswith("."), message.id
            assert text.endswith("…") == source.endswith("…"), message.id


def test_the_program_does_not_shout(catalogue: Catalog) -> None:
    for message in entries(catalogue):
        for text in [*forms(message.id), *forms(message.string)]:
            assert "!" not in text.replace("FRITZ!Box", "")  # that is how it is called
