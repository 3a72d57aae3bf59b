"""Money: whole cents, exact fractions where they are needed, and no float anywhere.

Amounts are integer cents, unit prices ten-thousandths of a euro, quantities thousandths, rates and
discounts basis points (2100 is 21 %). Rounding is half-up, away from zero: ``rounding.half_up``.
"""
