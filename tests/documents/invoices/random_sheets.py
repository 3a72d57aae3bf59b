"""Random documents for the rules: any lines, both modes, discounts and charges."""

from dataclasses import replace
from datetime import date
from random import Random

from mcsys_desktop.core.money.totals import Adjustment, Line, PriceMode, Rate, compute
from mcsys_desktop.core.money.treatments import TAXED, Treatment, rate
from mcsys_desktop.core.money.units import UNITS
from mcsys_desktop.documents.invoices.snapshot import (
    Extra,
    Item,
    Kind,
    Particulars,
    Sheet,
    Snapshot,
    Sum,
)
from tests.documents.invoices import sheets

WORDS = ("Monitor", "Uren & reis", "Kabel <2 m>", "Licentie “Pro”", "Laptop 15,6 inch", "Ĳsselmeer")
SETS = (
    (Treatment.HIGH,),
    (Treatment.HIGH, Treatment.LOW),
    (Treatment.HIGH, Treatment.REVERSED),
    (Treatment.EXEMPT,),
    (Treatment.ZERO, Treatment.HIGH),
)


def sheet(random: Random, mode: PriceMode, number: int) -> Sheet:
    """One document, whatever chance makes of it."""
    kind = Kind.CREDIT if random.random() < 0.2 else Kind.INVOICE
    treatments = random.choice(SETS)
    day = date(2026, 1, 1).replace(month=random.randint(1, 12))
    chosen = [random.choice(treatments) for _ in range(random.randint(1, 9))]
    lines = [
        Line(
            random.choice((1000, 2500, 250, -1000, 333, random.randint(1, 99_999))),
            random.choice((0, 99_500, 675_000, random.randint(0, 9_999_999))),
            Rate(TAXED[one].category, rate(one, day)),
            random.choice((0, 0, 0, 750, 10_000, random.randint(0, 10_000))),
        )
        for one in chosen
    ]
    if sum(line.quantity * line.price for line in lines) < 0:
        lines = [replace(line, quantity=abs(line.quantity)) for line in lines]
    beside = [
        Adjustment(random.randint(-300, 900), random.choice(lines).rate)
        for _ in range(random.choice((0, 0, 1, 2)))
    ]
    found = compute(lines, mode, adjustments=[one for one in beside if one.amount])
    items = tuple(
        Item.of(line, sums, unit=random.choice(list(UNITS)), treatment=treatment)
        for line, treatment, sums in zip(lines, chosen, found.lines, strict=True)
    )
    extras = tuple(
        Extra("Verzendkosten", one.amount, chosen[0], one.rate.category, one.rate.points, net)
        for one, net in zip(found.adjustments, found.adjustment_nets, strict=True)
    )
    sums = tuple(Sum.of(group, items) for group in found.groups)
    snapshot = Snapshot(
        kind=kind,
        mode=mode,
        language=random.choice(("nl", "en")),
        seller=sheets.SELLER,
        items=items,
        sums=sums,
        lines_net=found.lines_net,
        base=found.base,
        vat=found.vat,
        total=found.total,
        payable=found.payable,
        extras=extras,
        delivered_on=day,
        corrects="F2025-00001" if kind is Kind.CREDIT else "",
    )
    words = tuple(random.choice(WORDS) for _ in items)
    return Sheet(snapshot, Particulars(sheets.BAKERY, words, "PO-17"), f"F2026-{number:05d}", day)
