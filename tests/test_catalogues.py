"""Our compiler of catalogues makes what the known one makes."""

import gettext
import io
import os
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

import dev
from build_spec import catalogues

CATALOGUE = """
#, fuzzy
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

#: somewhere.py:1
msgid "Save"
msgstr "Opslaan"
msgid "{count} call"
msgid_plural "{count} calls"
msgstr[0] "{count} gesprek"
msgstr[1] "{count} gesprekken"

msgctxt "of a door"
msgid "Open"
msgstr "Open\u00ebn \\"nu\\"\\t"

#, fuzzy, python-brace-format
msgid "Guessed"
msgstr "Gegokt"

msgid "Not yet"
msgstr ""

msgid ""
"In two "
"lines"
msgstr ""
"Over twee "
"regels"

#~ msgid "Gone"
#~ msgstr "Weg"
"""


def test_a_catalogue_compiles_to_what_babel_compiles(tmp_path: Path) -> None:
    folder = tmp_path / "nl" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "mcsys.po").write_text(CATALOGUE, "utf-8")
    catalogues.compile_catalogues(tmp_path)
    with (folder / "mcsys.mo").open("rb") as file:
        ours = gettext.GNUTranslations(file)
    assert ours.gettext("Save") == "Opslaan"
    assert ours.ngettext("{count} call", "{count} calls", 1) == "{count} gesprek"
    assert ours.ngettext("{count} call", "{count} calls", 2) == "{count} gesprekken"
    assert ours.pgettext("of a door", "Open") == 'Open\u00ebn "nu"\t'
    assert ours.gettext("In two lines") == "Over twee regels"
    for untranslated in ("Guessed", "Not yet", "Gone"):
        assert ours.gettext(untranslated) == untranslated


def test_our_own_catalogues_compile_to_what_babel_compiles() -> None:
    sources = list(dev.LOCALE.glob("*/LC_MESSAGES/*.po"))
    assert sources
    for source in sources:
        with source.open("rb") as file:
            by_babel = io.BytesIO()
            write_mo(by_babel, read_po(file))
        by_babel.seek(0)
        theirs = vars(gettext.GNUTranslations(by_babel))["_catalog"]
        packed = catalogues.pack_messages(catalogues.read_messages(source.read_text("utf-8")))
        ours = vars(gettext.GNUTranslations(io.BytesIO(packed)))["_catalog"]
        assert {key: text for key, text in ours.items() if key} == {
            key: text for key, text in theirs.items() if key
        }


def test_a_catalogue_is_compiled_only_when_its_source_is_newer(tmp_path: Path) -> None:
    folder = tmp_path / "nl" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    source, target = folder / "mcsys.po", folder / "mcsys.mo"
    source.write_text(CATALOGUE, "utf-8")
    target.write_bytes(b"fresh")
    os.utime(source, (1_000_000_000, 1_000_000_000))
    catalogues.compile_catalogues(tmp_path)
    assert target.read_bytes() == b"fresh"
    os.utime(source, (2_000_000_000, 2_000_000_000))
    catalogues.compile_catalogues(tmp_path)
    assert target.read_bytes() != b"fresh"
