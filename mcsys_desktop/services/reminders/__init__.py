"""Reminders: proposed when they are due, looked at, made in one act; never sent by themselves."""

from mcsys_desktop.models.reminders import Step as Step
from mcsys_desktop.services.reminders.holding import go_on as go_on
from mcsys_desktop.services.reminders.holding import held as held
from mcsys_desktop.services.reminders.holding import hold as hold
from mcsys_desktop.services.reminders.holding import lock as lock
from mcsys_desktop.services.reminders.holding import unlock as unlock
from mcsys_desktop.services.reminders.interest import interest as interest
from mcsys_desktop.services.reminders.making import letter as letter
from mcsys_desktop.services.reminders.making import make as make
from mcsys_desktop.services.reminders.papers import Paper as Paper
from mcsys_desktop.services.reminders.papers import drawn as drawn
from mcsys_desktop.services.reminders.papers import paper as paper
from mcsys_desktop.services.reminders.papers import print_letters as print_letters
from mcsys_desktop.services.reminders.plan import Delivery as Delivery
from mcsys_desktop.services.reminders.proposing import Due as Due
from mcsys_desktop.services.reminders.proposing import Proposal as Proposal
from mcsys_desktop.services.reminders.proposing import proposals as proposals
from mcsys_desktop.services.reminders.reading import Made as Made
from mcsys_desktop.services.reminders.reading import Stands as Stands
from mcsys_desktop.services.reminders.reading import frozen as frozen
from mcsys_desktop.services.reminders.reading import locks as locks
from mcsys_desktop.services.reminders.reading import of_customer as of_customer
from mcsys_desktop.services.reminders.reading import stands as stands
