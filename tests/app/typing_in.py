"""Typing into fields of the program, and what is offered of it afterwards."""

from PySide6.QtTest import QTest

from mcsys_desktop.app.program import Program
from mcsys_desktop.ui.customers.fields import Field, TextField
from mcsys_desktop.ui.offers import Offers


def offers(program: Program) -> Offers:
    """The band that offers what was typed before."""
    assert program.resuming is not None
    return program.resuming.offers


def type_in(wanted: Field, words: str) -> None:
    """Type over what stands in a field."""
    assert isinstance(wanted, TextField)
    wanted.line.setFocus()
    wanted.line.selectAll()
    QTest.keyClicks(wanted.line, words)
