"""Reads lists in for the tests, as the program does."""

from pathlib import Path

from mcsys_desktop.models.customers import (
    Address,
    Customer,
    EmailAddress,
    Person,
    PhoneNumber,
)
from mcsys_desktop.models.tags import CustomerTag
from mcsys_desktop.services import imports
from mcsys_desktop.services.imports import Existing

LIST = """Klantnr;Naam;Contactpersoon;Adres;Postcode;Plaats;Telefoon;E-mail;Label;Opmerkingen
1001;Bakkerij De Vries B.V.;Karin de Vries;Kerkstraat 12a;3811 AH;Amersfoort;\
033-4612045 / 06-12345678;info@bakkerij.example;VIP, Bakker;"Belt
na vijf uur"
;Pieter van der Wal;;Dorpsweg 5;1234AB;Ons Dorp;06 1111 2222;pieter@example.nl;;
1003;Anna Smit;;;;;;anna@example.nl;;
"""


def found(text: str, name: str, folder: Path) -> imports.Found:
    """A file with this text, read as the program reads it."""
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return imports.read_file(file)


def bring(text: str, folder: Path, existing: Existing = Existing.FILL) -> imports.Tried:
    """Read a CSV file in, with the columns that are proposed."""
    read = found(text, "list.csv", folder)
    fields = imports.remembered(read)
    expected = imports.try_out(read, fields, existing)
    done = imports.bring_in(read, fields, existing)
    assert done == expected  # what was said is what was done
    return done


def counts(tried: imports.Tried) -> dict[str, int]:
    return {str(outcome): count for outcome, count in tried.counts.items() if count}


def rows_of_everything() -> dict[str, int]:
    models = (Customer, Person, PhoneNumber, EmailAddress, Address, CustomerTag)
    return {model.__name__: model.select().count() for model in models}
