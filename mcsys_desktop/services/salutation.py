"""How letters and mails to a customer begin (`core.salutation` has the words)."""

from mcsys_desktop.core import salutation
from mcsys_desktop.models.customers import Customer, CustomerKind, CustomerPerson, Person
from mcsys_desktop.services.merged import family_of
from mcsys_desktop.services.queries import among


def to(customer: Customer | None, *, formal: bool, language: str) -> str:
    """To the first person of a household; to whoever opens it at a firm, or where nobody is known.

    A customer that was merged brings its people along.
    """
    person: Person | None = None
    if customer is not None and customer.kind is CustomerKind.PRIVATE:
        person = (
            Person.select()
            .join(CustomerPerson, on=(CustomerPerson.person == Person.id))
            .where(among(CustomerPerson.customer, family_of(customer.id)))
            .order_by(CustomerPerson.position, CustomerPerson.id)
            .first()
        )
    if person is None:
        return salutation.opening(formal=formal, language=language)
    return salutation.opening(
        person.salutation,
        person.first_name,
        person.prefix,
        person.surname,
        formal=formal,
        language=language,
    )
