"""The raw material of the demo office. Every person, firm and number is invented."""

FIRST_NAMES = (
    *("Aafke", "Ahmed", "Annemarie", "Ayoub", "Bart", "Bram", "Carla", "Chantal", "Daan", "Demi"),
    *("Dirk", "Eline", "Emre", "Erik", "Esther", "Fatima", "Femke", "Floor", "Frank", "Gerda"),
    *("Gijs", "Hanneke", "Henk", "Ibrahim", "Ilse", "Ingrid", "Jaap", "Jasmijn", "Jeroen", "Joke"),
    *(
        "Joost",
        "Karel",
        "Kees",
        "Khadija",
        "Lars",
        "Lieke",
        "Lotte",
        "Maarten",
        "Marieke",
        "Marlies",
    ),
    *("Mehmet", "Mila", "Nadia", "Niels", "Noor", "Omar", "Paul", "Petra", "Rachida", "Rianne"),
    *("Rob", "Roos", "Ruben", "Samira", "Sander", "Saskia", "Sjoerd", "Sofie", "Stijn", "Tess"),
    *(
        "Thijs",
        "Tineke",
        "Tom",
        "Truus",
        "Wendy",
        "Willemijn",
        "Wim",
        "Yasmin",
        "Youssef",
        "Zeynep",
    ),
)
# Prefix and surname apart, as a Dutch list wants them.
SURNAMES = (
    *(("de", "Boer"), ("", "Bakker"), ("van den", "Berg"), ("van", "Dijk"), ("", "Bos")),
    *(("", "Dekker"), ("van der", "Meer"), ("de", "Graaf"), ("", "Hendriks"), ("", "Jacobs")),
    *(("de", "Jong"), ("van", "Leeuwen"), ("", "Meijer"), ("", "Mulder"), ("", "Peters")),
    *(("", "Smit"), ("van der", "Linden"), ("ter", "Horst"), ("van 't", "Hof"), ("", "Visser")),
    *(("de", "Wit"), ("", "Yılmaz"), ("el", "Amrani"), ("", "Kaya"), ("", "Kuiper")),
    *(("", "Schouten"), ("van", "Beek"), ("", "Willems"), ("", "Hoekstra"), ("", "Koster")),
    *(("", "Prins"), ("van de", "Ven"), ("", "Blom"), ("", "Huisman"), ("", "Peeters")),
    *(("van der", "Veen"), ("", "Kok"), ("den", "Hartog"), ("", "Özdemir"), ("", "Nguyen")),
    *(("", "Wouters"), ("de", "Ruiter"), ("", "Timmermans"), ("van", "Vliet"), ("", "Postma")),
    *(("", "Sanders"), ("op den", "Kamp"), ("", "Brouwer"), ("", "Groen"), ("in 't", "Veld")),
)
TRADES = (
    *("Bakkerij", "Slagerij", "Garage", "Kapsalon", "Bloemisterij", "Schildersbedrijf", "Café"),
    *("Installatiebedrijf", "Tandartspraktijk", "Huisartsenpraktijk", "Fysiotherapie", "Notariaat"),
    *(
        "Makelaardij",
        "Drukkerij",
        "Hoveniersbedrijf",
        "Aannemersbedrijf",
        "Rijschool",
        "Boekhandel",
    ),
    *("Fietsenwinkel", "Dierenkliniek", "Architectenbureau", "Timmerbedrijf", "Kinderopvang"),
)
LEGAL_FORMS = ("", "", "", " B.V.", " B.V.", " V.O.F.")
STREETS = (
    *("Langestraat", "Kerkstraat", "Dorpsstraat", "Stationsweg", "Molenweg", "Hoofdstraat"),
    *("Beatrixlaan", "Wilhelminastraat", "Industrieweg", "Nijverheidsweg", "Parallelweg"),
    *("Eikenlaan", "Lindelaan", "Marktplein", "Burgemeester Kolfschotenlaan", "Zuiderzeestraat"),
    *("Schoolstraat", "Koningin Julianaplein", "Van Randwijcklaan", "Het Rond", "'t Zand"),
)
# Place, digits of its postcodes, area code.
PLACES = (
    *(("Amersfoort", "3811", "033"), ("Amersfoort", "3818", "033"), ("Amersfoort", "3823", "033")),
    *(("Leusden", "3831", "033"), ("Hoogland", "3828", "033"), ("Hoevelaken", "3871", "033")),
    *(("Nijkerk", "3861", "033"), ("Soest", "3761", "035"), ("Baarn", "3741", "035")),
    *(("Barneveld", "3771", "0342"), ("Woudenberg", "3931", "033"), ("Bunschoten", "3752", "033")),
)
NOTES = (
    *("Printer drukt niet af na update. Driver opnieuw gezet, werkt weer.",),
    *("Vraagt of de back-up van vannacht gelukt is. Ja, doorgegeven.",),
    *("Wil een nieuwe laptop voor de balie, offerte maken.",),
    *("Wachtwoord vergeten, opnieuw ingesteld na controle van geboortedatum.",),
    *("Mail komt niet binnen op de telefoon. Account opnieuw toegevoegd.",),
    *("Traag internet in de vergaderruimte. Meetafspraak volgende week.",),
    *("Scherm blijft zwart. Komt het toestel langsbrengen.",),
    *("Vraag over de factuur, uitgelegd.",),
    *("Vraagt wanneer de reparatie klaar is. Morgen na 14.00 uur.",),
    *("Kassa blijft hangen bij het pinnen. Herstart, daarna goed.",),
    *("Wil overstappen op glasvezel, belt zelf nog met de provider.",),
    *("Twijfelt over een verdachte mail. Niet openen, weggegooid.",),
    *("Nieuwe medewerker per de eerste, mailadres aanmaken.",),
    *("Telefooncentrale stil na stroomstoring. Stekker eruit en erin hielp.",),
)
STICKY_NOTES = (
    "Belt liever niet: stuur een sms als het klaar is.",
    "Hard van horen, spreek rustig.",
    "Achterom leveren, de voordeur is dicht.",
    "Alleen zaken doen met de eigenaar zelf.",
    "Werkt tot 14.00 uur, daarna mobiel bellen.",
)
COLLEAGUES = (  # login, name, extension
    *(("sanne", "Sanne Visser", "21"), ("mark", "Mark Bakker", "22"), ("ayse", "Ayşe Demir", "23")),
)

COMPANY = {
    "name": "MC Systems",
    "street": "Voorbeeldstraat",
    "house_number": "1",
    "postcode": "3811 AA",
    "city": "Amersfoort",
    "phone": "033 000 00 00",
    "email": "info@mcsystems.example",
    "website": "www.mcsystems.example",
    "kvk_number": "00000000",
    "vat_number": "NL000099998B57",
    "iban": "NL91ABNA0417164300",
}
