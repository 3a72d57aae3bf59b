"""The call-back list: nobody who called in vain is forgotten."""

from mcsys_desktop.models.call_backs import Closing as Closing
from mcsys_desktop.services.call_backs.adding import Asked as Asked
from mcsys_desktop.services.call_backs.adding import Known as Known
from mcsys_desktop.services.call_backs.adding import add as add
from mcsys_desktop.services.call_backs.adding import known as known
from mcsys_desktop.services.call_backs.facts import FACTS as FACTS
from mcsys_desktop.services.call_backs.lines import CallBackRow as CallBackRow
from mcsys_desktop.services.call_backs.lines import Closed as Closed
from mcsys_desktop.services.call_backs.lines import Waiting as Waiting
from mcsys_desktop.services.call_backs.reading import Whose as Whose
from mcsys_desktop.services.call_backs.reading import closings as closings
from mcsys_desktop.services.call_backs.reading import get as get
from mcsys_desktop.services.call_backs.reading import listing as listing
from mcsys_desktop.services.call_backs.reading import of_number as of_number
from mcsys_desktop.services.call_backs.reading import takers as takers
from mcsys_desktop.services.call_backs.reading import waiting as waiting
from mcsys_desktop.services.call_backs.taking import colleagues_here as colleagues_here
from mcsys_desktop.services.call_backs.taking import hand_over as hand_over
from mcsys_desktop.services.call_backs.taking import people_at as people_at
from mcsys_desktop.services.call_backs.taking import plan as plan
from mcsys_desktop.services.call_backs.taking import take as take
from mcsys_desktop.services.call_backs.taking import take_call as take_call
from mcsys_desktop.services.call_backs.ticking import bring_back as bring_back
from mcsys_desktop.services.call_backs.ticking import forget_old as forget_old
from mcsys_desktop.services.call_backs.ticking import tick_off as tick_off
