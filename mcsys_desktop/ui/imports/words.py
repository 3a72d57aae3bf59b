"""What reading a list in says on the screen."""

from mcsys_desktop.core.i18n import _, ngettext
from mcsys_desktop.services import imports

TONES = {
    imports.Outcome.NEW: "ok",
    imports.Outcome.UPDATE: "accent",
    imports.Outcome.SAME: "neutral",
    imports.Outcome.ERROR: "bad",
}


def outcome(what: imports.Outcome) -> str:
    """What becomes of a row, as a chip says it."""
    return {
        imports.Outcome.NEW: _("New"),
        imports.Outcome.UPDATE: _("Added to"),
        imports.Outcome.SAME: _("Known"),
        imports.Outcome.ERROR: _("Error"),
    }[what]


def existing() -> dict[imports.Existing, str]:
    """What happens to customers that are here already."""
    return {
        imports.Existing.FILL: _("Fill in what is missing here"),
        imports.Existing.OVERWRITE: _("Let the list go first"),
        imports.Existing.SKIP: _("Leave them as they are"),
    }


def number(count: int) -> str:
    """A count as people here write it."""
    return f"{count:,}".replace(",", ".")


def to_read_in(counts: dict[imports.Outcome, int]) -> str:
    """What the button that reads in says."""
    rows = counts[imports.Outcome.NEW] + counts[imports.Outcome.UPDATE]
    said = ngettext("Read in {count} row", "Read in {count} rows", rows)
    return said.format(count=number(rows))


def done(counts: dict[imports.Outcome, int]) -> str:
    """What was done, in one sentence."""
    new, more = counts[imports.Outcome.NEW], counts[imports.Outcome.UPDATE]
    same = counts[imports.Outcome.SAME]
    parts = [
        said.format(count=number(count))
        for count, said in (
            (new, ngettext("{count} new customer", "{count} new customers", new)),
            (more, ngettext("{count} row added to", "{count} rows added to", more)),
            (same, ngettext("{count} row known already", "{count} rows known already", same)),
        )
        if count
    ]
    return _("Done: {what}.").format(what=", ".join(parts)) if parts else _("Nothing was read in.")


def left(errors: int) -> str:
    """How many rows stay behind, and what to do."""
    return ngettext(
        "{count} row has an error and was not read in. Save it, mend it in a spreadsheet, and"
        " read in that file.",
        "{count} rows have errors and were not read in. Save them, mend them in a spreadsheet, and"
        " read in that file.",
        errors,
    ).format(count=number(errors))
