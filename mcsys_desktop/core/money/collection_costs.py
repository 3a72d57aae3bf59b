"""What collecting a debt may cost: the Dutch scale (Besluit vergoeding voor buitengerechtelijke
incassokosten, art. 2; BW 6:96).
"""

from mcsys_desktop.core.money.rounding import half_up

# (cents of the principal that are counted at this step, basis points)
_STEPS = ((250_000, 1500), (250_000, 1000), (500_000, 500), (19_000_000, 100))
_ABOVE = 50  # basis points
LEAST, MOST = 4_000, 677_500  # cents


def collection_costs(principal: int, vat_rate: int = 0) -> int:
    """The costs for a principal, both in cents; 0 where there is no debt.

    ``vat_rate`` (basis points) comes on top only for a creditor who cannot deduct VAT.

    >>> collection_costs(26_700), collection_costs(2_300_000), collection_costs(1, 2100)
    (4005, 100500, 4840)
    """
    if principal <= 0:
        return 0
    left, parts = principal, 0
    for width, points in _STEPS:
        step = min(left, width)
        parts += step * points
        left -= step
    costs = min(max(half_up(parts + left * _ABOVE, 10_000), LEAST), MOST)
    return costs + half_up(costs * vat_rate, 10_000)
