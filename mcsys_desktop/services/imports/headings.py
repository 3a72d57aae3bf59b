"""Which field a column is, by its heading: ours, those of Outlook, Google, and of bookkeepers."""

import re
from collections.abc import Sequence
from functools import cache

from mcsys_desktop.core import i18n, text
from mcsys_desktop.services.imports.fields import MANY, Field, words

F = Field
# Each heading as it is folded: letters and digits only, one blank between words.
_KNOWN: dict[Field, str] = {
    F.NUMBER: "klantnummer, klantnr, klant nr, klant nummer, klantcode, relatienummer, relatienr,"
    " relatiecode, relatie code, debiteurnummer, debiteurnr, debiteurennummer, debiteuren nr,"
    " debiteur, customer number, customer no, customer id, client number, account number, nummer",
    F.KEY: "id, uid, sleutel, externe id, extern id, external id, record id, guid, key, code,"
    " sleutel van het oude systeem, key of the old system, oud klantnummer, oud nummer, contact id",
    F.KIND: "soort, type, klanttype, soort klant, klantsoort, relatietype, kind, customer type,"
    " particulier zakelijk, zakelijk particulier, prive zakelijk",
    F.STANDING: "status, klantstatus, standing, relatiestatus",
    F.COMPANY: "bedrijf, bedrijfsnaam, naam bedrijf, firma, firmanaam, organisatie,"
    " organisatienaam, onderneming, company, company name, organization, organisation,"
    " organization name, organization 1 name, business name, bedrijf organisatie, handelsnaam,"
    " winkelnaam, zaak",
    F.DEPARTMENT: "afdeling, department, organization department, organization 1 department",
    F.NAME: "naam, volledige naam, klantnaam, naam klant, relatie, relatienaam, name, full name,"
    " display name, weergavenaam, klant, file as, opslaan als, debiteurnaam",
    F.CONTACT: "contact, contactpersoon, naam contactpersoon, contact person, contactnaam, tav,"
    " t a v, ter attentie van",
    F.SALUTATION: "aanhef, aanspreekvorm, aanspreektitel, title, salutation, titel, name prefix,"
    " honorific prefix, dhr mevr",
    F.FIRST_NAME: "voornaam, voornamen, first name, given name, roepnaam, voorletters, initialen",
    F.PREFIX: "tussenvoegsel, tussenvoegsels, voorvoegsel, voorvoegsels, tussenv, tv, infix,"
    " tussen voegsel, prefix, middle name, additional name, tweede naam, middelste naam",
    F.SURNAME: "achternaam, familienaam, last name, surname, family name",
    F.ROLE: "functie, functienaam, rol, job title, role, organization title, organization 1 title",
    F.PEOPLE: "andere personen, contactpersonen, other people",
    F.PHONE: "telefoon, telefoonnummer, tel, telnr, tel nr, telefoonnr, telefoon 1, telefoon1,"
    " telefoonnummer 1, phone, phone number, telephone, primary phone, telefoon 2, telefoon2,"
    " telefoonnummer 2, phone 1 value, phone 2 value, phone 3 value, phone 4 value, vast,"
    " vaste telefoon, vast nummer, bellen, nummer telefoon, hoofdtelefoon",
    F.MOBILE: "mobiel, mobielnummer, mobiel nummer, mobiele telefoon, mobiel nr, gsm, mob,"
    " mobile, mobile phone, cell, cell phone, mobiel 1, mobiel 2, 06, 06 nummer",
    F.WORK: "telefoon werk, telefoon op werk, werktelefoon, tel werk, telefoon zakelijk,"
    " zakelijke telefoon, business phone, business phone 2, work phone, company main phone,"
    " telefoon op werk 2, phone at work, hoofdtelefoon bedrijf, bedrijfstelefoon, telefoon zaak",
    F.HOME: "telefoon thuis, telefoon prive, thuis, tel prive, tel thuis, home phone,"
    " home phone 2, telefoon thuis 2, phone at home, prive telefoon, telefoon huis",
    F.FAX: "fax, faxnummer, fax nummer, business fax, home fax, fax op werk, fax thuis, faxnr",
    F.OTHER_PHONE: "andere telefoon, overige telefoon, other phone, car phone, autotelefoon,"
    " assistants phone, telefoon assistent, pager, semafoon",
    F.EMAIL: "e mail, email, e mailadres, emailadres, mail, mailadres, e mail address,"
    " email address, e mail 1 value, e mail 2 value, e mail 3 value, e mail 2 address,"
    " e mail 3 address, e mail 1, e mail 2, email 1, email 2, email 3, e mailadres 2,"
    " e mailadres 3, e mail adres, email adres, emailadres 2",
    F.INVOICE_EMAIL: "e mail facturen, e mail voor facturen, factuur e mail, factuur email,"
    " e mailadres facturen, factuurmail, e mail facturatie, email facturatie, invoice email,"
    " e mail for invoices, billing email, emailadres factuur, e mail factuur",
    F.STREET: "straat, straatnaam, adres, straat en huisnummer, straat huisnummer, adresregel 1,"
    " adres 1, adresregel, straat nr, straat en nr, bezoekadres, street, address, street address,"
    " address line 1, business street, straat op werk, werkadres straat, address 1 street,"
    " werkadres, huisadres",
    F.HOUSE_NUMBER: "huisnummer, huisnr, huis nr, nr, house number, number, straatnummer, nummer"
    " huis, huisnummer en toevoeging, huisnummer met toevoeging",
    F.ADDITION: "toevoeging, huisnummertoevoeging, huisnummer toevoeging, toev, huisletter,"
    " house number addition, addition",
    F.POSTCODE: "postcode, post code, postal code, zip, zip code, postcode en plaats,"
    " postcode plaats, postcode woonplaats, business postal code, postcode op werk,"
    " werkadres postcode, address 1 postal code, pc",
    F.CITY: "plaats, plaatsnaam, woonplaats, stad, vestigingsplaats, city, town, locality,"
    " business city, plaats op werk, werkadres plaats, address 1 city, gemeente",
    F.COUNTRY: "land, landcode, country, country code, business country region,"
    " business country, land regio op werk, land op werk, address 1 country, werkadres land",
    F.BILLING_STREET: "factuuradres, factuur straat, factuurstraat, factuuradres straat,"
    " billing street, billing address, postadres, post adres, postadres straat,"
    " factuuradres straat en huisnummer, factuur adres",
    F.BILLING_HOUSE_NUMBER: "factuur huisnummer, factuuradres huisnummer, billing house number,"
    " postadres huisnummer",
    F.BILLING_POSTCODE: "factuur postcode, factuuradres postcode, billing postcode,"
    " billing postal code, billing zip, postadres postcode, factuurpostcode",
    F.BILLING_CITY: "factuur plaats, factuuradres plaats, billing city, postadres plaats,"
    " factuurplaats, factuur woonplaats",
    F.BILLING_COUNTRY: "factuur land, factuuradres land, billing country, postadres land",
    F.OTHER_STREET: "home street, huisadres straat, straat thuis, other street,"
    " ander adres straat, address 2 street, andere straat",
    F.OTHER_HOUSE_NUMBER: "other house number, ander huisnummer",
    F.OTHER_POSTCODE: "home postal code, huisadres postcode, postcode thuis, other postal code,"
    " address 2 postal code, other postcode, ander adres postcode, andere postcode",
    F.OTHER_CITY: "home city, huisadres plaats, plaats thuis, other city, address 2 city,"
    " ander adres plaats, andere plaats",
    F.OTHER_COUNTRY: "home country region, home country, land regio thuis, land thuis,"
    " other country region, other country, address 2 country, ander land, huisadres land",
    F.KVK: "kvk, kvk nummer, kvknummer, kvknr, kvk nr, kamer van koophandel, kvk number, coc,"
    " coc number, chamber of commerce, handelsregister",
    F.VAT: "btw, btw nummer, btwnummer, btw nr, btw id, btwnr, btw identificatienummer,"
    " omzetbelastingnummer, vat, vat number, vat id, tax id, vatnumber",
    F.LABELS: "label, labels, tag, tags, categorie, categorieen, categories, category, groep,"
    " groepen, groups, group membership, trefwoorden, kenmerk, kenmerken",
    F.NOTES: "notitie, notities, opmerking, opmerkingen, memo, aantekening, aantekeningen, note,"
    " notes, remark, remarks, comment, comments, bijzonderheden, toelichting, omschrijving, info",
}
_FIELDS = {
    heading.strip(): field for field, headings in _KNOWN.items() for heading in headings.split(",")
}
# An addressee's "middle name" is a Dutch prefix in Outlook and Google; "Code" alone is a key.
_SIGNS = re.compile(r"[^a-z0-9]+")
_LABEL = re.compile(r"(?:phone|e mail) \d+ (?:type|label)")  # Google: what the next column is
_GOOGLE = re.compile(r"(phone|e mail|address|organization) \d+ .*")


def plain(heading: str) -> str:
    """A heading as it is compared: "E-mail 1 - Value" and "e_mail 1 value" are one."""
    return _SIGNS.sub(" ", text.fold(heading.replace("&", " en "))).strip()


@cache
def _own(_language: str) -> dict[str, Field]:
    """What our own lists call their columns, in the language that is spoken now."""
    return {plain(words(field)): field for field in Field if field is not Field.NOTHING}


def by_heading(heading: str) -> Field:
    """The field of a column with this heading; NOTHING where nobody knows."""
    told = plain(heading)
    found = _own(i18n.language()).get(told) or _FIELDS.get(told)
    if found:
        return found
    if _LABEL.fullmatch(told):
        return Field.NOTHING
    bare = told.removesuffix(" 1").removeprefix("klant ").removeprefix("relatie ")
    return _FIELDS.get(bare, Field.NOTHING)


def guessed(headings: Sequence[str]) -> list[Field]:
    """A field for each column; of two that claim the same one, the first gets it."""
    fields: list[Field] = []
    for heading in headings:
        field = by_heading(heading)
        if field not in MANY and field in fields:
            field = Field.NOTHING
        fields.append(field)
    return _at_home(headings, fields)


def _at_home(headings: Sequence[str], fields: list[Field]) -> list[Field]:
    """Outlook has an address at work and one at home: without the first, the second is theirs."""
    home = {
        Field.OTHER_STREET: Field.STREET,
        Field.OTHER_POSTCODE: Field.POSTCODE,
        Field.OTHER_CITY: Field.CITY,
        Field.OTHER_COUNTRY: Field.COUNTRY,
    }
    if any(field in fields for field in home.values()) or not headings:
        return fields
    return [home.get(field, field) for field in fields]
