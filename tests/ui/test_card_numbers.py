"""Where somebody types a card number, the screen takes it out, says why, and keeps the rest."""

from pytestqt.qtbot import QtBot

from mcsys_desktop.ui.customers.fields import NoteField, TextField

CARD = "4111 1111 1111 1111"


def test_a_field_that_is_left_keeps_all_but_the_card_number(qtbot: QtBot) -> None:
    line, note = TextField("street", "Street"), NoteField("notes", "Notes")
    for field in (line, note):
        qtbot.addWidget(field)
    line.line.setText(f"Kaart {CARD} van Jan")
    note.lines.setPlainText(f"Kaart {CARD}\nvan Jan")

    assert not line.check()
    assert not note.check()
    assert line.value() == "Kaart •••• •••• •••• 1111 van Jan"
    assert note.value() == "Kaart •••• •••• •••• 1111\nvan Jan"
    assert "card number" in line.sentence
    assert "card number" in note.sentence

    assert line.check()
    assert note.check()
    assert line.sentence == note.sentence == ""
