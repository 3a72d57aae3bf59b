"""Who we are, as papers say it."""

from mcsys_desktop.documents.invoices.snapshot import Place, Seller
from mcsys_desktop.services import companies


def seller() -> Seller:
    """The own company as the seller on a paper that is made now."""
    own = companies.company()
    return Seller(
        name=own.name,
        place=Place(own.street, own.house_number, own.postcode, own.city, own.country),
        phone=own.phone,
        email=own.email,
        website=own.website,
        kvk_number=own.kvk_number,
        vat_number=own.vat_number,
        iban=own.iban,
        bic=own.bic,
    )
