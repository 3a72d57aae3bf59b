"""The fonts of our paper, made from the house's font: a fifth of its size, digits of one width.

    python -m build_spec.paper_fonts

A PDF carries a subset of its fonts, and the smaller the font the sooner that is made. On paper
amounts stand under each other, so every digit is as wide as the next; Inter has those as a feature
that a PDF library would have to apply each time, so here they take the place of the others. Inter's
licence (OFL 1.1) allows this, and goes with the files.
"""

from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

FONTS = Path(__file__).resolve().parent.parent / "resources" / "fonts"
# Latin with all of its European letters, punctuation, signs of money, arrows and fractions.
KEPT = (
    (0x20, 0x7E),
    (0xA0, 0x17F),
    (0x192, 0x192),
    (0x1CD, 0x1DC),
    (0x200, 0x21B),
    (0x2C6, 0x2DD),
    (0x1E80, 0x1E85),
    (0x1EF2, 0x1EF3),
    (0x2010, 0x2026),
    (0x202F, 0x203A),
    (0x20AC, 0x20AC),
    (0x2116, 0x2122),
    (0x2190, 0x2193),
    (0x2212, 0x2212),
    (0x2260, 0x2265),
    (0x25CF, 0x25CF),
    (0x2713, 0x2713),
)


def make(source: Path, target: Path) -> None:
    """Write the paper's version of one weight."""
    with TTFont(source, recalcTimestamp=False) as font:
        wide = _same_width(font)
        for table in font["cmap"].tables:
            figures = {ord(one): table.cmap.get(ord(one), "") for one in "0123456789"}
            table.cmap |= {sign: wide[glyph] for sign, glyph in figures.items() if glyph in wide}
        options = subset.Options()
        options.layout_features = []
        options.hinting = False
        options.drop_tables += ["GSUB", "GPOS", "GDEF", "STAT", "DSIG"]
        options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14]
        options.notdef_outline = True
        subsetter = subset.Subsetter(options)
        subsetter.populate(unicodes=[at for first, last in KEPT for at in range(first, last + 1)])
        subsetter.subset(font)
        font.save(target)


def _same_width(font: TTFont) -> dict[str, str]:
    """Which glyph takes the place of which, where figures stand in columns."""
    layout = font["GSUB"].table
    lookups = {
        number
        for record in layout.FeatureList.FeatureRecord
        if record.FeatureTag == "tnum"
        for number in record.Feature.LookupListIndex
    }
    found: dict[str, str] = {}
    for number in sorted(lookups):
        for table in layout.LookupList.Lookup[number].SubTable:
            found.update(getattr(table, "ExtSubTable", table).mapping)
    return found


if __name__ == "__main__":
    make(FONTS / "Inter-Regular.ttf", FONTS / "Paper-Regular.ttf")
    make(FONTS / "Inter-SemiBold.ttf", FONTS / "Paper-SemiBold.ttf")
