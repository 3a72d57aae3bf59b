"""The colours, measures and text sizes of every screen, in one place.

Screens name a token ("text2", "accent_soft"); never a colour. A test holds the contrast of every
pair that is used: 4.5 for text and 3.0 for field borders and focus (WCAG 2.2, 1.4.3 and 1.4.11).
"""

from dataclasses import dataclass
from typing import Literal, NamedTuple

Tone = Literal["neutral", "accent", "ok", "warn", "bad"]


@dataclass(frozen=True, slots=True)
class Tokens:
    """The colours of one theme, as ``#RRGGBB``."""

    dark: bool
    bg: str
    surface: str
    sunken: str
    line: str
    line2: str
    field: str
    text: str
    text2: str
    text3: str
    accent: str
    accent_hover: str
    accent_soft: str
    on_accent: str
    selection: str
    ok: str
    ok_soft: str
    warn: str
    warn_soft: str
    bad: str
    bad_soft: str
    blue: str  # these three are of tags only
    blue_soft: str
    purple: str
    purple_soft: str
    pink: str
    pink_soft: str


LIGHT = Tokens(
    dark=False,
    bg="#F4F6F7",
    surface="#FFFFFF",
    sunken="#EDF1F3",
    line="#E2E7EA",
    line2="#C8D0D6",
    field="#85919C",
    text="#16202A",
    text2="#4A5763",
    text3="#626F7B",
    accent="#0B6B7A",
    accent_hover="#09596A",
    accent_soft="#DFF1F3",
    on_accent="#FFFFFF",
    selection="#EEF6F8",
    ok="#17703F",
    ok_soft="#E2F4E9",
    warn="#8A5200",
    warn_soft="#FCF0DA",
    bad="#B0251A",
    bad_soft="#FDE8E6",
    blue="#1D5FA8",
    blue_soft="#E3EEFA",
    purple="#6A45A8",
    purple_soft="#EFE9F9",
    pink="#A3276C",
    pink_soft="#FBE6F1",
)

DARK = Tokens(
    dark=True,
    bg="#10151A",
    surface="#171E25",
    sunken="#212A33",
    line="#27313B",
    line2="#3D4955",
    field="#697884",
    text="#E8EDF1",
    text2="#AAB6C1",
    text3="#8E9BA8",
    accent="#4DB9CA",
    accent_hover="#6CC8D6",
    accent_soft="#16383F",
    on_accent="#05252B",
    selection="#1A3138",
    ok="#63CE94",
    ok_soft="#15342A",
    warn="#E6B45C",
    warn_soft="#392D16",
    bad="#F2928A",
    bad_soft="#42211F",
    blue="#8DBBF0",
    blue_soft="#1B2F47",
    purple="#BFA5F0",
    purple_soft="#2E2545",
    pink="#EE9AC6",
    pink_soft="#432036",
)

# What a tone looks like: (letters and icon, the ground below them).
TONES: dict[str, tuple[str, str]] = {
    "neutral": ("text2", "sunken"),
    "accent": ("accent", "accent_soft"),
    "ok": ("ok", "ok_soft"),
    "warn": ("warn", "warn_soft"),
    "bad": ("bad", "bad_soft"),
    "on surface": ("accent", "surface"),  # a chip on a ground in the soft accent
    # The colours of tags, by the names that they are stored under.
    "grey": ("text2", "sunken"),
    "teal": ("accent", "accent_soft"),
    "blue": ("blue", "blue_soft"),
    "purple": ("purple", "purple_soft"),
    "pink": ("pink", "pink_soft"),
    "red": ("bad", "bad_soft"),
    "orange": ("warn", "warn_soft"),
    "green": ("ok", "ok_soft"),
}

# Letters on grounds, as the screens use them: each pair reaches 4.5 in both themes.
TEXT_PAIRS: tuple[tuple[str, str], ...] = (
    *((text, ground) for text in ("text", "text2", "text3") for ground in ("bg", "surface")),
    ("text", "sunken"),
    ("text2", "sunken"),
    ("text3", "sunken"),
    ("text", "selection"),
    ("text2", "selection"),
    ("accent", "bg"),
    ("accent", "surface"),
    ("bad", "surface"),
    ("warn", "surface"),
    ("ok", "surface"),
    ("bad", "sunken"),
    ("on_accent", "accent"),
    ("on_accent", "accent_hover"),
    *TONES.values(),
)

# Borders and rings that tell where a field is and what has the focus: each pair reaches 3.0.
EDGE_PAIRS: tuple[tuple[str, str], ...] = (
    ("field", "surface"),
    ("accent", "surface"),
    ("accent", "bg"),
    ("accent", "sunken"),
    ("accent", "accent_soft"),
    ("accent", "selection"),
    ("on_accent", "accent"),
    ("bad", "surface"),
)

RADIUS_KEY = 4
RADIUS = 8  # controls and rows
RADIUS_CHIP = 10  # chips and square avatars
RADIUS_CARD = 12


class TextRole(NamedTuple):
    """How one kind of text is set: pixels at 100 %, weight, and colour token."""

    pixels: int
    weight: int = 400
    ink: str = "text"


ROLES: dict[str, TextRole] = {
    "body": TextRole(13),
    "meta": TextRole(13, ink="text2"),
    "small": TextRole(12, ink="text2"),
    "caption": TextRole(11, 600, "text3"),
    "row": TextRole(13, 600),
    "section": TextRole(16, 600),
    "title": TextRole(20, 600),
    "figure": TextRole(20, 600),
    "caller": TextRole(22, 600),
    "button": TextRole(13, 500),
    "button_on": TextRole(13, 600),
    "chip": TextRole(12, 500),
    "filter": TextRole(12, 500, "text2"),
    "filter_on": TextRole(12, 600, "accent"),
    "link": TextRole(12, 500, "accent"),
    "key": TextRole(11, 500, "text3"),
}


class Metrics(NamedTuple):
    """Heights and widths in pixels for one density and text size."""

    control: int
    field: int
    nav: int
    table_row: int
    customer_row: int
    header: int
    chip: int
    filter: int
    top_bar: int
    status_bar: int
    rail: int
    rail_narrow: int
    list_pane: int
    dock: int
    page: int  # the least that is left of a page beside list and telephone panel
    search: int

    def hold_dock(self, width: int) -> bool:
        """Whether a window of this width has room for a page beside the telephone panel."""
        return width >= self.rail_narrow + self.list_pane + self.page + self.dock


Density = Literal["compact", "normal", "roomy"]

# (control, rail item, table row, customer row) per density, at 100 % text.
_HEIGHTS: dict[str, tuple[int, int, int, int]] = {
    "compact": (32, 34, 32, 50),
    "normal": (36, 40, 40, 60),
    "roomy": (40, 46, 48, 70),
}


def metrics(density: str = "normal", scale: float = 1.0) -> Metrics:
    """The measures for a density and a text size (1.0 is 100 %).

    Heights grow with the text; the frame's widths grow half as fast, so that 130 % still fits a
    screen of 1366 x 768.
    """
    control, nav, table_row, customer_row = (
        round(height * max(scale, 1.0)) for height in _HEIGHTS[density]
    )

    def tall(pixels: int) -> int:
        return round(pixels * max(scale, 1.0))

    def wide(pixels: int) -> int:
        return round(pixels * (1 + (max(scale, 1.0) - 1) / 2))

    return Metrics(
        control=control,
        field=control,
        nav=nav,
        table_row=table_row,
        customer_row=customer_row,
        header=tall(32),
        chip=tall(20),
        filter=tall(28),
        top_bar=control + 20,
        status_bar=tall(28),
        rail=wide(208),
        rail_narrow=64,
        list_pane=wide(352),
        dock=wide(328),
        page=wide(440),
        search=wide(520),
    )


_current = LIGHT


def current() -> Tokens:
    """The colours of the theme that is on the screen now. Delegates ask at each paint."""
    return _current


def use(tokens: Tokens) -> None:
    """Make ``tokens`` the current colours. Only `style.Style.apply` calls this."""
    global _current
    _current = tokens


def luminance(colour: str) -> float:
    """Relative luminance of ``#RRGGBB``, 0 to 1 (WCAG 2.2, definition of relative luminance)."""
    channels = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    linear = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return sum(
        weight * channel for weight, channel in zip((0.2126, 0.7152, 0.0722), linear, strict=True)
    )


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours, 1 to 21 (WCAG 2.2, definition of contrast ratio)."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)
