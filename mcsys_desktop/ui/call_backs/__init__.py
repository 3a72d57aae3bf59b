"""The call-back list on the screen: who waits, who calls them, and what for."""

from mcsys_desktop.ui.call_backs.acting import Acting as Acting
from mcsys_desktop.ui.call_backs.details import Details as Details
from mcsys_desktop.ui.call_backs.waiters import Waiters as Waiters
