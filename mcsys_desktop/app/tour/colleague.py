"""Somebody else at the office, who is at work while the tour goes round."""

from mcsys_desktop.models import base
from mcsys_desktop.services import calls, customers

LOGIN = "mark"  # of the demo office


def changes_notes(customer_id: int, version: int, notes: str) -> None:
    """The other person saves the notes of a customer; runs on a worker."""
    with base.connected():
        connection = base.database.connection()
        own, connection.author = connection.author, LOGIN
        try:
            customers.change(customer_id, version, notes=notes)
        finally:
            connection.author = own


def hands_over(call_id: int, login: str) -> None:
    """The other person hands a call over to whoever is at this desk; runs on a worker."""
    with base.connected():
        connection = base.database.connection()
        own, connection.author = connection.author, LOGIN
        try:
            calls.hand_over(call_id, login)
        finally:
            connection.author = own
