"""Calls: reported by phone systems, kept in one log, worked on by people."""

from mcsys_desktop.models.calls import CallState as CallState
from mcsys_desktop.models.calls import Outcome as Outcome
from mcsys_desktop.models.calls import Result as Result
from mcsys_desktop.services.calls.facts import FACTS as FACTS
from mcsys_desktop.services.calls.lines import CallRow as CallRow
from mcsys_desktop.services.calls.lines import renewed as renewed
from mcsys_desktop.services.calls.merging import RINGS_AT_MOST as RINGS_AT_MOST
from mcsys_desktop.services.calls.reading import SPOKEN_AT_MOST as SPOKEN_AT_MOST
from mcsys_desktop.services.calls.reading import Which as Which
from mcsys_desktop.services.calls.reading import current as current
from mcsys_desktop.services.calls.reading import get as get
from mcsys_desktop.services.calls.reading import of_customer as of_customer
from mcsys_desktop.services.calls.reading import recent as recent
from mcsys_desktop.services.calls.reading import today as today
from mcsys_desktop.services.calls.reporting import give_up as give_up
from mcsys_desktop.services.calls.reporting import report as report
from mcsys_desktop.services.calls.working import choose_customer as choose_customer
from mcsys_desktop.services.calls.working import finish as finish
from mcsys_desktop.services.calls.working import forget_old as forget_old
from mcsys_desktop.services.calls.working import mark_handled as mark_handled
from mcsys_desktop.services.calls.working import write_note as write_note
from mcsys_desktop.telephony.base import SourceState as SourceState
from mcsys_desktop.telephony.base import SourceStatus as SourceStatus
from mcsys_desktop.telephony.events import CallEvent as CallEvent
from mcsys_desktop.telephony.events import Direction as Direction
from mcsys_desktop.telephony.events import EventKind as EventKind
