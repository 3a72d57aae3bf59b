"""The questions of setting up a telephone system, and what a trial call shows."""

from mcsys_desktop.ui.phone_setup.account import AccountStep as AccountStep
from mcsys_desktop.ui.phone_setup.learned import LearnedStep as LearnedStep
from mcsys_desktop.ui.phone_setup.route import RouteStep as RouteStep
from mcsys_desktop.ui.phone_setup.system import SystemStep as SystemStep
from mcsys_desktop.ui.phone_setup.trial import TrialStep as TrialStep
