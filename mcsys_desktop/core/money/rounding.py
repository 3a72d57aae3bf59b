"""The one way in which this program rounds, and how cents are shared out without losing one."""

from collections.abc import Sequence


def half_up(numerator: int, denominator: int) -> int:
    """A fraction as a whole number; a half goes away from zero, as the tax office rounds VAT.

    Raises ZeroDivisionError.

    >>> half_up(20124, 10), half_up(20125, 10), half_up(-20125, 10)
    (2012, 2013, -2013)
    """
    if denominator < 0:
        numerator, denominator = -numerator, -denominator
    half = (2 * abs(numerator) + denominator) // (2 * denominator)
    return half if numerator >= 0 else -half


def share_out(total: int, parts: Sequence[tuple[int, int]]) -> list[int]:
    """``total`` cents over exact (numerator, denominator) parts, each a positive denominator.

    Each gets what lies below it; what is left goes to the largest fractions, and of equal ones to
    the earlier. Raises ValueError when the parts are too far from the total to be its rounding.

    >>> share_out(10, [(10, 3), (10, 3), (10, 3)])
    [4, 3, 3]
    """
    shares = [numerator // denominator for numerator, denominator in parts]
    left = total - sum(shares)
    if not 0 <= left <= len(parts):
        raise ValueError("the parts do not add up to the total")

    def fraction(at: int) -> int:  # in units that are the same for all parts
        numerator, denominator = parts[at]
        return (numerator % denominator) * (common // denominator)

    common = 1
    for _, denominator in parts:
        common *= denominator if common % denominator else 1
    for at in sorted(range(len(parts)), key=lambda at: (-fraction(at), at))[:left]:
        shares[at] += 1
    return shares


def in_proportion(total: int, weights: Sequence[int]) -> list[int]:
    """``total`` cents over ``weights``, by largest remainder; over nothing, all to the first.

    A document's discount is shared over its rates so. Raises ValueError for no weights.

    >>> in_proportion(1500, [10000, 4999]), in_proportion(-5, [1, 1]), in_proportion(7, [0, 0])
    ([1000, 500], [-2, -3], [7, 0])
    """
    if not weights:
        raise ValueError("there is nothing to share over")
    whole = sum(weights)
    if not whole:
        return [total, *[0] * (len(weights) - 1)]
    sign = 1 if whole > 0 else -1
    return share_out(total, [(total * weight * sign, whole * sign) for weight in weights])
