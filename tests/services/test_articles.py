"""Articles: kept under a code, found while a line is typed, priced for whoever buys."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from mcsys_desktop.core import clock
from mcsys_desktop.core.errors import StaleRecord, UserError
from mcsys_desktop.core.money.totals import PriceMode
from mcsys_desktop.services import articles
from mcsys_desktop.services.articles import Article, ArticleKind, Price
from tests import make

pytestmark = pytest.mark.usefixtures("db")


def _made(code: str = "SSD-1TB", said: str = "SSD 1 TB, ingebouwd", **more: object) -> Article:
    made = articles.save(Article(code, {"nl": said}, price=949_587, **more))  # type: ignore[arg-type]
    found = articles.get(made)
    assert found is not None
    return found


def test_an_article_is_found_by_any_of_its_words() -> None:
    ssd = _made()
    _made("HDD-4TB", "Harde schijf 4 TB")
    _made("SSD-2TB", "SSD 2 TB")
    assert [one.code for one in articles.find("ssd")] == ["SSD-1TB", "SSD-2TB"]
    assert [one.code for one in articles.find("inge ssd")] == ["SSD-1TB"]
    assert [one.code for one in articles.find("SCHIJF 4")] == ["HDD-4TB"]
    assert len(articles.find("")) == 3
    articles.archive(ssd.id, ssd.version)
    assert [one.code for one in articles.find("ssd")] == ["SSD-2TB"]
    assert [one.code for one in articles.listing(archived=True)] == ["SSD-1TB"]


def test_an_article_is_called_something_in_each_language() -> None:
    ssd = _made()
    both = replace(ssd, descriptions={"nl": "Schijf", "en": "Disk"})
    articles.save(both)
    found = articles.get(ssd.id)
    assert found is not None
    assert (found.described("en"), found.described("de")) == ("Disk", "Schijf")
    assert articles.find("disk")[0].id == ssd.id
    articles.save(replace(found, descriptions={"nl": "Schijf"}, price=1))
    with pytest.raises(StaleRecord):
        articles.save(replace(found, price=2))


def test_what_cannot_be_is_refused_with_a_sentence() -> None:
    _made()
    for wrong, why in (
        (Article("SSD-1TB", {"nl": "Nog een"}), "already"),
        (Article("", {"nl": "Zonder code"}), "code"),
        (Article("X", {}), "called"),
        (Article("X", {"nl": "Duur"}, price=9_000_000_001), "900,000"),
        (Article("X", {"nl": "Negatief"}, price=-1), "between"),
    ):
        with pytest.raises(UserError, match=why):
            articles.save(wrong)


def test_a_consumer_sees_whole_cents_and_a_business_what_is_agreed() -> None:
    ssd = _made()
    customer = make.customer()
    assert articles.price_for(ssd, None, PriceMode.INCL) == Price(1_149_000)
    assert articles.price_for(ssd, customer.id, PriceMode.EXCL) == Price(949_587)
    articles.agree(customer.id, kind=ArticleKind.GOODS, discount=500)
    assert articles.price_for(ssd, customer.id, PriceMode.EXCL) == Price(949_587, 500, True)
    tomorrow = clock.today() + timedelta(days=1)
    agreed = articles.agree(customer.id, article_id=ssd.id, price=800_000, from_day=tomorrow)
    assert articles.price_for(ssd, customer.id, PriceMode.EXCL).price == 949_587
    later = articles.price_for(ssd, customer.id, PriceMode.EXCL, tomorrow)
    assert later == Price(800_000, 0, True)
    assert articles.price_for(ssd, customer.id, PriceMode.INCL, tomorrow).price == 968_000
    articles.end_agreement(agreed, 1)
    assert articles.price_for(ssd, customer.id, PriceMode.EXCL, tomorrow).price == 949_587
    with pytest.raises(UserError, match="for what"):
        articles.agree(customer.id, price=1)


def test_a_price_goes_from_one_mode_to_the_other() -> None:
    on = date(2026, 11, 22)
    high = articles.in_mode(826_446, PriceMode.EXCL, PriceMode.INCL, _made().treatment, on)
    assert high == 1_000_000
    back = articles.in_mode(high, PriceMode.INCL, PriceMode.EXCL, _made("B").treatment, on)
    assert back == 826_446
