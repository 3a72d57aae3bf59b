"""What the shop sells, and what was agreed with customers about its price."""

from enum import StrEnum

from peewee import BigIntegerField, BooleanField, ForeignKeyField, IntegerField, TextField

from mcsys_desktop.core.money.totals import PriceMode
from mcsys_desktop.core.money.treatments import Treatment
from mcsys_desktop.models.base import Access, Group, Record
from mcsys_desktop.models.customers import Customer
from mcsys_desktop.models.fields import CharField, ChoiceField, DayField, MomentField
from mcsys_desktop.models.privacy import Erasure, Purpose, Term, impersonal, personal


class ArticleKind(StrEnum):
    """What sort of thing is sold."""

    GOODS = "goods"
    HOURS = "hours"
    CALL_OUT = "call_out"
    SERVICE = "service"


class Article(Record):
    """One thing that is sold. Prices are ten-thousandths of a euro in its own ``mode``.

    Never deleted, because lines of documents name it; one that is sold no more is archived.
    """

    access = Access(insert=Group.DESK, update=Group.DESK)
    subject = ""
    machine_made = ("found_by",)
    guards = ("price_within_bounds",)

    code = impersonal(CharField(max_length=40, unique=True))
    kind = impersonal(ChoiceField(ArticleKind, default=ArticleKind.GOODS))
    unit = impersonal(CharField(max_length=20, default="piece"))  # a word of core.money.units
    price = impersonal(BigIntegerField(default=0))
    mode = impersonal(ChoiceField(PriceMode, default=PriceMode.EXCL))
    treatment = impersonal(ChoiceField(Treatment, default=Treatment.HIGH))
    cost = impersonal(BigIntegerField(null=True))  # what we pay, without VAT, as ``price``
    stock = impersonal(BigIntegerField(null=True))  # thousandths; none: it is not counted
    # A phone, chip, console, tablet or computer: from 10,000 euro between businesses its VAT is
    # reverse-charged.
    hardware_reverse = impersonal(BooleanField(default=False))
    found_by = impersonal(TextField(default=""))  # code and descriptions, folded
    archived_at = impersonal(MomentField(null=True))


class ArticleText(Record):
    """What an article is called in one language."""

    access = Access(insert=Group.DESK, update=Group.DESK, delete=Group.DESK)
    subject = ""

    article = impersonal(ForeignKeyField(Article, backref="texts", on_delete="CASCADE"))
    article_id: int
    language = impersonal(CharField(max_length=5))
    description = impersonal(TextField())

    class Meta:
        indexes = ((("article", "language"), True),)


def _agreed(field: BigIntegerField | IntegerField) -> BigIntegerField | IntegerField:
    return personal(field, Purpose.CONTRACT, Term.RELATION, Erasure.DELETE_ROW)


class PriceAgreement(Record):
    """What one customer pays: for an article, or for all of a kind where no article is named."""

    access = Access(insert=Group.DESK, update=Group.DESK, delete=Group.DESK)
    subject = "customer"
    guards = ("agreed_price_within_bounds",)

    customer = impersonal(ForeignKeyField(Customer, backref="prices", on_delete="CASCADE"))
    customer_id: int
    article = impersonal(ForeignKeyField(Article, null=True, on_delete="CASCADE"))
    article_id: int | None
    kind = impersonal(ChoiceField(ArticleKind, null=True))
    price = _agreed(BigIntegerField(null=True))  # none: the usual one, less the discount
    mode = impersonal(ChoiceField(PriceMode, default=PriceMode.EXCL))
    discount = _agreed(IntegerField(default=0))  # basis points
    from_day = impersonal(DayField(null=True))
    until_day = impersonal(DayField(null=True))  # the last day
