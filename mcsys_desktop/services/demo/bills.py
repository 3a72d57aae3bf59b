"""The articles and invoices of the demo office: four months of them, paid, late and in dispute."""

import random
from collections.abc import Sequence
from datetime import date, timedelta

from mcsys_desktop.core.money.treatments import Treatment
from mcsys_desktop.models import doors
from mcsys_desktop.models.base import transaction
from mcsys_desktop.models.customers import Customer
from mcsys_desktop.services import articles, invoices, payments
from mcsys_desktop.services.articles import Article, ArticleKind
from mcsys_desktop.services.invoices import DraftLine, EventKind, NotReady
from mcsys_desktop.services.invoices.drafting import head_for, make
from mcsys_desktop.services.payments import Method, Share
from mcsys_desktop.services.queries import tuples

INVOICES = 48
_DAYS = 120  # of the past
_PAID = 0.8  # of those that are due
_HOURS, _GOODS = ArticleKind.HOURS, ArticleKind.GOODS

# Code, Dutch, English, kind, unit, euros without VAT, what it costs us.
_ARTICLES = (
    ("UUR", "Werkzaamheden op kantoor", "Work at our office", _HOURS, "hour", "75.00", None),
    ("UUR-LOC", "Werkzaamheden op locatie", "Work on site", _HOURS, "hour", "89.50", None),
    ("UUR-AVOND", "Werkzaamheden 's avonds", "Evening work", _HOURS, "hour", "112.50", None),
    ("VOORRIJ", "Voorrijkosten", "Call-out", ArticleKind.CALL_OUT, "piece", "35.00", None),
    ("SSD-1TB", "SSD 1 TB, ingebouwd", "SSD 1 TB, fitted", _GOODS, "piece", "94.9587", "61.20"),
    ("RAM-16", "Werkgeheugen 16 GB", "Memory 16 GB", _GOODS, "piece", "49.5455", "31.75"),
    ("LAPTOP-14", "Laptop 14 inch", "Laptop 14 inch", _GOODS, "piece", "742.9752", "610.00"),
    ("SCHERM-27", "Beeldscherm 27 inch", "Screen 27 inch", _GOODS, "piece", "205.7851", "160.00"),
    ("KABEL-3M", "Netwerkkabel 3 m", "Network cable 3 m", _GOODS, "piece", "7.4380", "2.10"),
    ("ROUTER", "Router met wifi", "Router with Wi-Fi", _GOODS, "piece", "123.1405", "88.00"),
    (
        "M365",
        "Microsoft 365, per maand",
        "Microsoft 365, a month",
        "service",
        "month",
        "11.70",
        "9",
    ),
    ("HOSTING", "Hosting website", "Website hosting", "service", "month", "8.50", "2"),
)
_SPENT = (
    "Laptop opgeschoond en versneld",
    "Printer opnieuw ingesteld",
    "Wifi verbeterd op de bovenverdieping",
    "Gegevens overgezet naar nieuwe computer",
    "Virus verwijderd en beveiliging bijgewerkt",
)


def write(seed: int, today: date) -> None:
    """Articles, invoices of the past months, payments, and what is still being made."""
    chance = random.Random(seed)  # noqa: S311  # invented bills, no secrets
    sold = _sell()
    query = Customer.select(Customer.id).where(Customer.archived_at.is_null())
    ids = [customer for (customer,) in tuples(query.order_by(Customer.id).limit(3 * INVOICES))]
    days = sorted(chance.randrange(_DAYS) for _invoice in range(INVOICES))
    made = [
        done
        for ago in reversed(days)
        if (done := _bill(chance, chance.choice(ids), sold, today - timedelta(days=ago)))
    ]
    _pay(chance, made, today)
    for customer in ids[:3]:
        with transaction():
            make(head_for(customer), _lines(chance, sold))


def _sell() -> list[Article]:
    made = []
    for code, nl, en, kind, unit, euros, cost in _ARTICLES:
        article = Article(
            code=code,
            descriptions={"nl": nl, "en": en},
            kind=ArticleKind(kind),
            unit=unit,
            price=_price(euros),
            cost=None if cost is None else _price(cost),
            hardware_reverse=code.startswith("LAPTOP"),
        )
        made.append(articles.get(articles.save(article)))
    return [article for article in made if article is not None]


def _price(euros: str) -> int:
    whole, _point, rest = euros.partition(".")
    return int(whole) * 10_000 + int(rest.ljust(4, "0"))


def _bill(
    chance: random.Random, customer: int, sold: Sequence[Article], on: date
) -> invoices.Finished | None:
    """A final invoice of that day; none for who has no address."""
    with transaction(), doors.on_day(on):
        draft = make(head_for(customer), _lines(chance, sold, customer, on))
        try:
            done = invoices.finalise(draft, 1, f"{chance.getrandbits(128):032x}")
        except NotReady:
            invoices.delete(draft, 1)
            return None
        invoices.tell(done.id, EventKind.SENT)
        return done


def _lines(
    chance: random.Random,
    sold: Sequence[Article],
    customer: int | None = None,
    on: date | None = None,
) -> list[DraftLine]:
    mode = head_for(customer).mode
    lines = []
    for article in chance.sample(list(sold), chance.randrange(1, 5)):
        price = articles.price_for(article, customer, mode, on)
        spent = article.kind is _HOURS
        lines.append(
            DraftLine(
                description=chance.choice(_SPENT) if spent else article.described("nl"),
                quantity=chance.randrange(250, 4000, 250)
                if spent
                else chance.randrange(1, 4) * 1000,
                price=price.price,
                unit=article.unit,
                treatment=Treatment.HIGH,
                article_id=article.id,
                cost=article.cost,
            )
        )
    return lines


def _pay(chance: random.Random, made: Sequence[invoices.Finished], today: date) -> None:
    """Most of what is due was paid; some of it in part, some is disputed, one was given back."""
    for at, done in enumerate(made):
        age = (today - done.dated).days
        newest = done is made[-1]  # half paid, and not late
        if not newest and chance.random() > (_PAID if age > 14 else 0.2):
            if age > 60:
                invoices.tell(done.id, EventKind.DISPUTED, "Klant mist een kabel")
            continue
        part = done.total // 2 if newest or at % 7 == 2 else done.total
        method = chance.choice((Method.BANK, Method.BANK, Method.PIN, Method.CASH))
        paid = done.dated + timedelta(days=chance.randrange(max(1, min(age + 1, 20))))
        payments.receive(part, paid, method, [Share(done.id, part)])
    if made:
        draft = invoices.credit(made[0].id, reason="Dubbel berekend")
        invoices.finalise(draft, 1, f"{chance.getrandbits(128):032x}")
