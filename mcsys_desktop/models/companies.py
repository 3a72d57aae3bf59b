"""The office's own company: what stands on its paper and on top of its screens."""

from peewee import TextField

from mcsys_desktop.models.base import Access, Group, Record
from mcsys_desktop.models.fields import CharField
from mcsys_desktop.models.privacy import impersonal


class Company(Record):
    """One row: who we are. A firm's data; a sole trader's too stand in the trade register."""

    access = Access(insert=Group.ADMIN, update=Group.ADMIN)
    subject = ""
    machine_made = ("logo",)
    guards = ("company_only_once",)

    name = impersonal(TextField(default=""))
    street = impersonal(TextField(default=""))
    house_number = impersonal(CharField(max_length=20, default=""))
    postcode = impersonal(CharField(max_length=12, default=""))
    city = impersonal(TextField(default=""))
    country = impersonal(CharField(max_length=2, default="NL"))
    phone = impersonal(TextField(default=""))
    email = impersonal(TextField(default=""))
    website = impersonal(TextField(default=""))
    kvk_number = impersonal(CharField(max_length=20, default=""))
    vat_number = impersonal(CharField(max_length=20, default=""))
    iban = impersonal(CharField(max_length=34, default=""))
    bic = impersonal(CharField(max_length=11, default=""))
    logo = impersonal(TextField(default=""))  # PNG in base64, at most 512 kB
