"""The customers that every demo office has: those of the design, and the difficult ones."""

from mcsys_desktop.models.customers import AddressUse, EmailUse, NumberUse, Relation
from mcsys_desktop.services.demo.plan import BUSINESS, PRIVATE, PlannedCustomer, PlannedNumber

BAKERY_NUMBER = "033 461 20 45"
_VISITING, _PICK_UP = AddressUse.VISITING, AddressUse.PICK_UP


def customers(accountant: str) -> tuple[PlannedCustomer, ...]:
    """The twelve of the pictures first. ``accountant``: the number that several firms gave."""
    return (*_OF_THE_PICTURES, *_SHARING, *_difficult(accountant))


def _private(
    first_name: str, prefix: str, surname: str, number: str, place: tuple[str, str, str, str]
) -> PlannedCustomer:
    mobile = number.startswith("06")
    return PlannedCustomer(
        name=" ".join(part for part in (first_name, prefix, surname) if part),
        kind=PRIVATE,
        people=((first_name, prefix, surname),),
        numbers=(PlannedNumber(number, NumberUse.MOBILE if mobile else NumberUse.HOME, person=0),),
        addresses=((*place, _VISITING, ""),),
        calls=6,
    )


def _business(
    name: str,
    person: tuple[str, str, str],
    number: str,
    domain: str,
    place: tuple[str, str, str, str],
) -> PlannedCustomer:
    return PlannedCustomer(
        name=name,
        kind=BUSINESS,
        people=(person,),
        numbers=(PlannedNumber(number, NumberUse.MAIN),),
        emails=((f"info@{domain}.example", EmailUse.INVOICES),),
        addresses=((*place, _VISITING, ""),),
        calls=12,
    )


_OF_THE_PICTURES = (
    PlannedCustomer(
        name="Bakkerij De Vries B.V.",
        kind=BUSINESS,
        people=(("Karin", "de", "Vries"), ("Sem", "", "Blok")),
        numbers=(
            PlannedNumber(BAKERY_NUMBER, NumberUse.MAIN, person=0),
            PlannedNumber("06 2244 8810", NumberUse.MOBILE, person=0),
        ),
        emails=(
            ("info@bakkerijdevries.example", EmailUse.INVOICES),
            ("karin@bakkerijdevries.example", EmailUse.CONTACT),
        ),
        addresses=(
            ("Langestraat", "84", "3811 AH", "Amersfoort", _VISITING, ""),
            ("Langestraat", "84", "3811 AH", "Amersfoort", _PICK_UP, "achterom leveren"),
        ),
        kvk_number="00421938",
        vat_number="NL004219381B07",
        notes="Vóór 12.00 uur alleen bellen als het echt niet anders kan: dan staat de winkel vol.",
        calls=40,
    ),
    _private(
        *("Janneke", "", "Jansen", "06 1845 2290"), ("Hamersveldseweg", "31", "3833 GK", "Leusden")
    ),
    _business(
        *("Tandartspraktijk Hoogland", ("Loes", "", "Hoogland"), "033 480 11 73"),
        *("tandartshoogland", ("Kerklaan", "5", "3828 EA", "Hoogland")),
    ),
    _private(
        "Mohamed", "", "Bouzid", "06 2931 7754", ("Steenhoffstraat", "12b", "3764 BK", "Soest")
    ),
    _business(
        *("Kapsalon Bella", ("Isabella", "", "Russo"), "033 472 90 16"),
        *("kapsalonbella", ("Leusderweg", "140", "3817 KE", "Amersfoort")),
    ),
    _private(
        *("Pieter", "van der", "Wal", "033 245 88 02"), ("Oranjelaan", "9", "3862 CX", "Nijkerk")
    ),
    _business(
        *("Garage Verhoeven", ("Ton", "", "Verhoeven"), "0342 41 55 60"),
        *("garage-verhoeven", ("Harselaarseweg", "62", "3771 MB", "Barneveld")),
    ),
    _private(
        "Anna", "", "Smit-de Groot", "035 541 27 38", ("Laanstraat", "77", "3743 BC", "Baarn")
    ),
    _business(
        *("Stichting Ontmoeting Soest", ("Gerrit", "van", "Ginkel"), "035 602 14 09"),
        *("ontmoetingsoest", ("Smitsveen", "20", "3762 TA", "Soest")),
    ),
    _private(
        *("Willem", "", "Kuipers", "06 5120 3348"), ("Bisschopsweg", "203", "3817 BV", "Amersfoort")
    ),
    _business(
        *("Fysio Dorpsplein", ("Maud", "", "Evers"), "033 494 63 20"),
        *("fysiodorpsplein", ("Dorpsplein", "3", "3831 EL", "Leusden")),
    ),
    _private(
        "Els", "", "Hendriks", "033 253 70 91", ("Westerdorpsstraat", "18", "3871 AV", "Hoevelaken")
    ),
)
_HOME = ("Langestraat", "84a", "3811 AH", "Amersfoort", _VISITING, "")
_SHARING = (  # the bakers at home, on the number of the shop
    PlannedCustomer(
        name="Ruud de Vries",
        kind=PRIVATE,
        people=(("Ruud", "de", "Vries"),),
        numbers=(
            PlannedNumber("033-4612045", NumberUse.WORK, Relation.PARTNER, 0),
            PlannedNumber("06 5533 1207", NumberUse.MOBILE, person=0),
        ),
        addresses=(_HOME,),
        calls=3,
    ),
    PlannedCustomer(
        name="Karin de Vries",
        kind=PRIVATE,
        people=(("Karin", "de", "Vries"),),
        numbers=(
            PlannedNumber("0334612045", NumberUse.HOME, person=0, former_since=800),
            PlannedNumber("06 2244 8811", NumberUse.MOBILE, person=0),
        ),
        addresses=(_HOME,),
        calls=2,
    ),
)


def _difficult(accountant: str) -> tuple[PlannedCustomer, ...]:
    """Names, numbers and sharing that a program easily gets wrong."""
    shared = PlannedNumber(accountant, NumberUse.OTHER, Relation.ACCOUNTANT)
    place = ("Stationsplein", "2", "3818 LE", "Amersfoort")
    return (
        _business(
            *("Administratiekantoor Van Dijk", ("Henk", "van", "Dijk"), accountant),
            *("vandijkadministratie", place),
        ),
        PlannedCustomer(
            name='<img src="x"> Webdesign',  # markup: as hostile people are called
            kind=BUSINESS,
            people=(("Bobby", "", "<b>Tables</b>"),),  # markup: and their people
            numbers=(PlannedNumber("033 470 10 01", NumberUse.MAIN, person=0), shared),
            emails=(("info@imgsrcx.example", EmailUse.CONTACT),),
            notes='Naam is echt zo: <script>alert("x")</script> & co.',
            calls=3,
        ),
        PlannedCustomer(
            name="Scholengroep De Brink",
            kind=BUSINESS,
            people=(("Ine", "", "Peeters"),),
            numbers=(PlannedNumber("033 470 81 00", NumberUse.MAIN),),
            trunk_digits=2,
            calls=8,
        ),
        PlannedCustomer(
            name="Ateliers Dubois",
            kind=BUSINESS,
            people=(("Amélie", "", "Dubois"),),
            numbers=(PlannedNumber("0032 499 12 34 56", NumberUse.MOBILE, person=0), shared),
            calls=2,
        ),
        PlannedCustomer(  # of whom nobody asked the name
            name="",
            kind=PRIVATE,
            numbers=(PlannedNumber("06 4400 1122", NumberUse.MOBILE),),
            calls=1,
        ),
        PlannedCustomer(
            name="Café 't Hoekje",
            kind=BUSINESS,
            people=(("Jan Willem", "van 't", "Hof"),),
            numbers=(PlannedNumber("belt zelf terug", NumberUse.OTHER), shared),
            archived=True,
        ),
    )
