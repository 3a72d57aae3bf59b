"""Agreements: what customers are invoiced for again and again, each period once."""

from mcsys_desktop.services.agreements.keeping import Agreement as Agreement
from mcsys_desktop.services.agreements.keeping import Interval as Interval
from mcsys_desktop.services.agreements.keeping import begin as begin
from mcsys_desktop.services.agreements.keeping import delete as delete
from mcsys_desktop.services.agreements.keeping import get as get
from mcsys_desktop.services.agreements.keeping import save as save
from mcsys_desktop.services.agreements.lines import Line as Line
from mcsys_desktop.services.agreements.listing import Row as Row
from mcsys_desktop.services.agreements.listing import State as State
from mcsys_desktop.services.agreements.listing import listing as listing
from mcsys_desktop.services.agreements.periods import Period as Period
from mcsys_desktop.services.agreements.prices import PriceChange as PriceChange
from mcsys_desktop.services.agreements.prices import Rise as Rise
from mcsys_desktop.services.agreements.running import Made as Made
from mcsys_desktop.services.agreements.running import Run as Run
from mcsys_desktop.services.agreements.running import Waiting as Waiting
from mcsys_desktop.services.agreements.running import leave_out as leave_out
from mcsys_desktop.services.agreements.running import make_drafts as make_drafts
from mcsys_desktop.services.agreements.running import preview as preview
from mcsys_desktop.services.agreements.running import take_in_again as take_in_again
from mcsys_desktop.services.agreements.running import waiting as waiting
