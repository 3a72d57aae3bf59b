"""The form in which a state of the panel is described: data, so that it can be read and tested."""

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the card: a fact that leads somewhere, or a candidate that can be chosen."""

    title: str
    detail: str = ""
    icon: str = ""
    tone: str = "neutral"
    avatar: tuple[str, bool] | None = None
    key: str = ""
    target: str = ""  # of a fact
    customer_id: int = 0  # of a candidate


@dataclass(frozen=True, slots=True)
class View:
    """One state of the panel. ``buttons`` names acts; the first is the main one if ``primary``."""

    state: str
    tone: str
    icon: str
    band: str
    name: str = ""
    detail: str = ""
    given: str = ""
    picture: str = ""  # an icon in place of the avatar
    business: bool = False
    big: bool = True  # with a picture or an avatar beside the name
    chips: tuple[tuple[str, str], ...] = ()
    lines: tuple[Line, ...] = ()
    hint: str = ""
    search: str = ""  # the placeholder of the search field, where there is one
    note: bool = False
    results: bool = False
    buttons: tuple[str, ...] = ()
    primary: str = ""
    problem: str = ""
    masked: bool = False

    def spoken(self) -> str:
        """What a screen reader is told of it."""
        return ", ".join(part for part in (self.band, self.name, self.detail, self.given) if part)


@dataclass(frozen=True, slots=True)
class Place:
    """What the view depends on besides the call: the desk, and its day."""

    extension: str = ""
    hiding: bool = False  # a counter: names and amounts are not shown now
    missed_today: int = 0  # missed calls of this number that nobody has picked up
    meanwhile: str = ""  # what became of a missed call since, in a sentence
    handed_by: str = ""  # the colleague who passed the call on
    handed_to: str = ""  # the colleague who goes on with it
    can_hand_over: bool = False  # there is somebody to give it to
    deaf: bool = False  # phones cannot tell this desk of calls
    kept_days: int = 90  # how long a call of nobody stays in the log


def only_read(view: View, why: str) -> View:
    """The same for whoever may not write: who calls, and the way to their card."""
    reading = tuple(act for act in view.buttons if act in ("open", "reveal"))
    return replace(view, buttons=reading, note=False, results=False, search="", hint=why)


def compacted(view: View) -> View:
    """The same with facts as chips, for the compact window."""
    facts = tuple((line.title, line.tone) for line in view.lines if not line.customer_id)
    candidates = tuple(line for line in view.lines if line.customer_id)
    hint = view.hint if view.state in ("rest", "missed") else ""
    # The field that "link" leads to stands right above it, and there is no room for both.
    crowd = {"again", "invoice", "plan"} | ({"link"} if view.search else set())
    crowd |= {"pass"} if view.results else set()
    buttons = tuple(act for act in view.buttons if act not in crowd)
    chips = facts[:3] or view.chips
    return replace(view, chips=chips, lines=candidates, hint=hint, buttons=buttons)
