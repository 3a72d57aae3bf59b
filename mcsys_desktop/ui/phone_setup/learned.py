"""The last question: what the trial showed of numbers and extensions, to be kept or changed."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from mcsys_desktop.core import number_forms
from mcsys_desktop.core.i18n import _
from mcsys_desktop.core.number_forms import Learned
from mcsys_desktop.core.phone import USUAL, Bare, Profile
from mcsys_desktop.ui.offices.question import wrapped
from mcsys_desktop.ui.phone_setup import words
from mcsys_desktop.ui.phone_setup.step import Step
from mcsys_desktop.ui.widgets import Button, ChoiceField, Labelled, row


@dataclass(frozen=True, slots=True)
class Shown:
    """What came of a trial: numbers, extensions, our own numbers, and whether anything was heard.

    ``form`` is the setting that holds until now, ``extension`` the one of this desk.
    """

    learned: Learned
    extensions: Sequence[str] = ()
    own_numbers: Sequence[str] = ()
    heard: bool = False
    another_number: bool = False
    form: str = ""
    extension: str = ""


class LearnedStep(Step):
    """``went_on`` keeps everything. `form` and `extension` are what was chosen."""

    went_on = Signal()

    def __init__(self, shown: Shown, parent: QWidget | None = None) -> None:
        super().__init__(_("What was learned"), _sentence(shown), parent)
        self._forms = ChoiceField(_options(shown))
        proposed = number_forms.written(shown.learned.profile) if shown.heard else shown.form
        self._forms.choose(proposed)
        self.add(
            Labelled(
                _("How this phone system writes numbers"),
                self._forms,
                _("Chosen is what fits the calls that were heard.") if shown.heard else "",
            )
        )
        if shown.another_number:
            self.add(
                wrapped(
                    _(
                        "Another number arrived than the one that you call with. Either it is"
                        " withheld or changed on the way, or somebody else called."
                    ),
                    "warn",
                )
            )
        self._extensions = ChoiceField(
            [("", _("None, or not in this list"))]
            + [(each, each) for each in dict.fromkeys((*shown.extensions, shown.extension)) if each]
        )
        self._extensions.choose(shown.extension)
        self.add(
            Labelled(
                _("Extension of this desk"),
                self._extensions,
                _("So that the program knows which calls are for you."),
            )
        )
        if shown.own_numbers:
            numbers = ", ".join(shown.own_numbers[:6])
            said = _("Numbers of the office that were called: {numbers}.").format(numbers=numbers)
            self.add(wrapped(said, "text2"))
        self.submit = Button(_("Save"), kind="primary")
        self.back = Button(_("Back"), kind="link")
        self.add(self.error)
        self.add(row(self.back, None, self.submit))
        self.submit.clicked.connect(self.went_on)
        self.back.clicked.connect(self.back_wanted)
        self.submit.setDefault(True)

    @property
    def form(self) -> str:
        """The chosen setting, as it is kept."""
        return str(self._forms.value() or "")

    @property
    def extension(self) -> str:
        """The chosen extension; empty for none."""
        return str(self._extensions.value() or "")


def _sentence(shown: Shown) -> str:
    if not shown.heard:
        return _(
            "No call was heard yet. You can save all the same: the program goes on listening, and"
            " says so at the bottom of the window when something is wrong."
        )
    forms = [words.form(form) for form in shown.learned.forms]
    seen = ", ".join(each for each in forms if each)
    if not seen:
        return _("Calls were heard, without a number from which something can be learned.")
    return _("Numbers came {forms}.").format(forms=seen)


def _options(shown: Shown) -> list[tuple[object, str]]:
    profiles = [USUAL, Profile(Bare.NATIONAL), Profile(Bare.E164)]
    profiles += [Profile(trunk_prefix="0"), Profile(trunk_prefix="9")]
    for profile in (number_forms.read(shown.form), shown.learned.profile):
        if profile not in profiles:
            profiles.append(profile)
    return [(number_forms.written(each), words.setting(each)) for each in profiles]
