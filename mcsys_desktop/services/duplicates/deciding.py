"""What somebody decided about a pair: that it is two."""

from collections.abc import Iterable

from peewee import IntegrityError

from mcsys_desktop.models.base import transaction
from mcsys_desktop.models.customers import Customer
from mcsys_desktop.models.duplicates import NotDuplicate
from mcsys_desktop.services.duplicates.reading import living, ordered, said_apart
from mcsys_desktop.services.merged import family_of
from mcsys_desktop.services.queries import among, tuples


def not_the_same(one_id: int, other_id: int) -> None:
    """These are two: they are not offered again."""
    first, second = ordered(one_id, other_id)
    try:
        with transaction():
            if not said_apart([first, second]):
                NotDuplicate(first=first, second=second).save()
    except IntegrityError:
        if not said_apart([first, second]):
            raise  # it was not a colleague who said the same


def the_same_after_all(one_id: int, other_id: int) -> None:
    """Nobody said anything of these: they may be offered again."""
    ones, others = family_of(one_id), family_of(other_id)
    either = (NotDuplicate.first.in_(ones) & NotDuplicate.second.in_(others)) | (
        NotDuplicate.first.in_(others) & NotDuplicate.second.in_(ones)
    )
    with transaction():
        for said in NotDuplicate.select().where(either):
            said.delete_instance()


def still_open(pairs: Iterable[tuple[int, int]]) -> set[tuple[int, int]]:
    """Which of these nobody has decided about: not merged, not archived, not said to be two."""
    asked = set(pairs)
    members = sorted({customer_id for pair in asked for customer_id in pair})
    query = Customer.select(Customer.id).where(among(Customer.id, members) & living())
    left = {customer_id for (customer_id,) in tuples(query)}
    apart = said_apart(sorted(left))
    return {
        (one, other)
        for one, other in asked
        if one in left and other in left and ordered(one, other) not in apart
    }
