"""What the shop sells: saved, found while a line is typed, and priced for whoever buys it."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from typing import Any

from peewee import JOIN, Expression

from mcsys_desktop.core import clock, text
from mcsys_desktop.core.errors import StaleRecord, UserError
from mcsys_desktop.core.i18n import _
from mcsys_desktop.core.money.rounding import half_up
from mcsys_desktop.core.money.totals import PriceMode
from mcsys_desktop.core.money.treatments import Treatment, rate
from mcsys_desktop.models.articles import Article as Stored
from mcsys_desktop.models.articles import ArticleKind as ArticleKind
from mcsys_desktop.models.articles import ArticleText, PriceAgreement
from mcsys_desktop.models.base import transaction
from mcsys_desktop.services import free_text
from mcsys_desktop.services.merged import family_of
from mcsys_desktop.services.queries import among, tuples

MOST_FOUND = 12
HIGHEST_PRICE = 9_000_000_000  # ten-thousandths of a euro; the database holds the same limit
_CENT = 100  # ten-thousandths


@dataclass(frozen=True, slots=True)
class Article:
    """One article. ``price`` and ``cost`` are ten-thousandths of a euro, the price in its ``mode``;
    ``stock`` thousandths, None where it is not counted. ``descriptions`` go by language.
    """

    code: str
    descriptions: Mapping[str, str] = field(default_factory=dict)
    kind: ArticleKind = ArticleKind.GOODS
    unit: str = "piece"
    price: int = 0
    mode: PriceMode = PriceMode.EXCL
    treatment: Treatment = Treatment.HIGH
    cost: int | None = None
    stock: int | None = None
    hardware_reverse: bool = False
    id: int = 0
    version: int = 0
    archived_at: datetime | None = None

    def described(self, language: str) -> str:
        """What it is called in a language, or else in another one."""
        return self.descriptions.get(language) or next(iter(self.descriptions.values()), "")


@dataclass(frozen=True, slots=True)
class Price:
    """What somebody pays for one, in the mode of their document, and the discount on it."""

    price: int
    discount: int = 0  # basis points
    agreed: bool = False


_OWN = tuple(
    name
    for name in Article.__slots__
    if name not in ("descriptions", "id", "version", "archived_at")
)


def save(article: Article) -> int:
    """Keep a new article (``id`` 0), or one that is there over its ``version``; its id.

    Raises UserError for a code that is taken and what else cannot be, StaleRecord when somebody
    else saved it first.
    """
    wanted = _checked(article)
    texts = {
        language: free_text.notes(said)
        for language, said in article.descriptions.items()
        if said.strip()
    }
    if not texts:
        raise UserError(_("Say what the article is called."))
    wanted["found_by"] = text.fold(" ".join([wanted["code"], *texts.values()]))
    with transaction():
        taken = Stored.get_or_none((Stored.code == wanted["code"]) & (Stored.id != article.id))
        if taken is not None:
            raise UserError(
                _("There is an article with the code {code} already.").format(code=taken.code)
            )
        row = Stored() if not article.id else _stored(article.id)
        if article.id:
            row.version = article.version
        for name, value in wanted.items():
            if row.id is None or getattr(row, name) != value:
                setattr(row, name, value)
        row.save()
        _write_texts(row.id, texts)
        return int(row.id)


def get(article_id: int) -> Article | None:
    """One article, or None when there is none."""
    return next(iter(_articles(Stored.id == article_id)), None)


def find(typed: str, limit: int = MOST_FOUND) -> list[Article]:
    """Articles for what was typed of a code or a description, for completion.

    Each word must be in it somewhere. A code that begins so comes first, then by code; nothing
    typed gives the first ones. Archived articles are not among them.
    """
    words = text.fold(typed).split()
    condition: Expression = Stored.archived_at.is_null()
    for word in words:
        condition = condition & Stored.found_by.contains(word)
    found = _articles(condition, limit * 10)
    start = typed.strip().casefold()
    found.sort(key=lambda one: (not one.code.casefold().startswith(start), one.code.casefold()))
    return found[:limit]


def listing(*, archived: bool = False) -> list[Article]:
    """All articles by code, or those in the archive."""
    return sorted(_articles(Stored.archived_at.is_null(not archived)), key=lambda one: one.code)


def archive(article_id: int, version: int, *, archived: bool = True) -> None:
    """Sell it no more, or sell it again. Raises StaleRecord when somebody else was first."""
    with transaction():
        row = _stored(article_id)
        row.version = version
        row.archived_at = clock.now() if archived else None
        row.save()


def price_for(
    article: Article, customer_id: int | None, mode: PriceMode, on: date | None = None
) -> Price:
    """What a customer pays for one on a day, in ``mode``: as agreed, or as everybody does.

    An agreement about the article comes before one about all of its kind; the newest counts.
    """
    day = on or clock.today()
    usual = in_mode(article.price, article.mode, mode, article.treatment, day)
    agreed = _agreement(article, customer_id, day)
    if agreed is None:
        return Price(usual)
    if agreed.price is None:
        return Price(usual, agreed.discount, agreed=True)
    price = in_mode(agreed.price, agreed.mode, mode, article.treatment, day)
    return Price(price, agreed.discount, agreed=True)


def agree(
    customer_id: int,
    *,
    article_id: int | None = None,
    kind: ArticleKind | None = None,
    price: int | None = None,
    mode: PriceMode = PriceMode.EXCL,
    discount: int = 0,
    from_day: date | None = None,
    until_day: date | None = None,
) -> int:
    """Agree on a price, a discount or both, for an article or for all of a kind; its id.

    Raises UserError for an agreement about nothing.
    """
    if (article_id is None) == (kind is None) or (price is None and not discount):
        raise UserError(_("Say for what, and which price or discount."))
    with transaction():
        row = PriceAgreement(
            customer=customer_id,
            article=article_id,
            kind=kind,
            price=price,
            mode=mode,
            discount=discount,
            from_day=from_day,
            until_day=until_day,
        )
        row.save()
        return int(row.id)


def end_agreement(agreement_id: int, version: int) -> None:
    """Take an agreement away. Raises StaleRecord when somebody else was first."""
    with transaction():
        row = PriceAgreement.get_or_none(PriceAgreement.id == agreement_id)
        if row is None:
            raise StaleRecord(_("Somebody else has just deleted this."))
        row.version = version
        row.delete_instance()


def in_mode(price: int, mode: PriceMode, wanted: PriceMode, treatment: Treatment, on: date) -> int:
    """A price in the mode of a document. With VAT it is whole cents, as prices in a shop are.

    >>> from datetime import date
    >>> in_mode(826_446, PriceMode.EXCL, PriceMode.INCL, Treatment.HIGH, date(2026, 11, 22))
    1000000
    """
    points = rate(treatment, on)
    if mode is wanted or not points:
        return price
    if wanted is PriceMode.INCL:
        return half_up(price * (10_000 + points), 10_000 * _CENT) * _CENT
    return half_up(price * 10_000, 10_000 + points)


def _agreement(article: Article, customer_id: int | None, day: date) -> PriceAgreement | None:
    if customer_id is None:
        return None
    about = (PriceAgreement.article == article.id) | (PriceAgreement.kind == article.kind)
    query = (
        PriceAgreement.select()
        .where(
            among(PriceAgreement.customer, family_of(customer_id))
            & about
            & (PriceAgreement.from_day.is_null() | (PriceAgreement.from_day <= day))
            & (PriceAgreement.until_day.is_null() | (PriceAgreement.until_day >= day))
        )
        .order_by(PriceAgreement.article.is_null(), PriceAgreement.id.desc())
    )
    found: PriceAgreement | None = query.first()
    return found


def _articles(condition: Expression, limit: int | None = None) -> list[Article]:
    rows = list(Stored.select().where(condition).order_by(Stored.code).limit(limit))
    query = (
        ArticleText.select(ArticleText.article, ArticleText.language, ArticleText.description)
        .join(Stored, JOIN.INNER)
        .where(among(ArticleText.article, [row.id for row in rows]))
        .order_by(ArticleText.language.desc(), ArticleText.id)
    )
    texts: dict[int, dict[str, str]] = {}
    for article_id, language, description in tuples(query):
        texts.setdefault(article_id, {})[language] = description
    return [
        Article(
            **{name: getattr(row, name) for name in _OWN},
            descriptions=texts.get(row.id, {}),
            id=row.id,
            version=row.version,
            archived_at=row.archived_at,
        )
        for row in rows
    ]


def _stored(article_id: int) -> Stored:
    row: Stored | None = Stored.get_or_none(Stored.id == article_id)
    if row is None:
        raise UserError(_("This article is no longer there."))
    return row


def _checked(article: Article) -> dict[str, Any]:
    wanted = {name: value for name, value in asdict(article).items() if name in _OWN}
    wanted["code"] = free_text.line(article.code, 40)
    wanted["unit"] = free_text.line(article.unit, 20)
    if not wanted["code"]:
        raise UserError(_("Give the article a code, to find it by."))
    for price in (article.price, article.cost or 0):
        if not 0 <= price <= HIGHEST_PRICE:
            raise UserError(_("A price is between nothing and 900,000 euros."))
    return wanted


def _write_texts(article_id: int, texts: Mapping[str, str]) -> None:
    there = {
        row.language: row for row in ArticleText.select().where(ArticleText.article == article_id)
    }
    for language, said in texts.items():
        row = there.pop(language, None) or ArticleText(article=article_id, language=language)
        if row.id is None or row.description != said:
            row.description = said
            row.save()
    for row in there.values():
        row.delete_instance()
