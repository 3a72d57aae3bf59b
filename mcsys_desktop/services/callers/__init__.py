"""Callers: from a number to the people it may belong to, and why they may be calling."""

from mcsys_desktop.services.callers.attaching import attach as attach
from mcsys_desktop.services.callers.attaching import draft_of as draft_of
from mcsys_desktop.services.callers.lines import CallerCard as CallerCard
from mcsys_desktop.services.callers.lines import Hit as Hit
from mcsys_desktop.services.callers.lines import MatchStep as MatchStep
from mcsys_desktop.services.callers.naming import name_of as name_of
from mcsys_desktop.services.callers.recognising import FACTS as FACTS
from mcsys_desktop.services.callers.recognising import recognise as recognise
from mcsys_desktop.services.callers.recognising import warm as warm
from mcsys_desktop.services.facts import Fact as Fact
