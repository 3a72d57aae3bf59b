"""Customers that are likely one: found, shown with the reason, or said to be two."""

from mcsys_desktop.services.duplicates.deciding import not_the_same as not_the_same
from mcsys_desktop.services.duplicates.deciding import still_open as still_open
from mcsys_desktop.services.duplicates.deciding import the_same_after_all as the_same_after_all
from mcsys_desktop.services.duplicates.finding import counted as counted
from mcsys_desktop.services.duplicates.finding import pairs as pairs
from mcsys_desktop.services.duplicates.lines import Alike as Alike
from mcsys_desktop.services.duplicates.lines import Counted as Counted
from mcsys_desktop.services.duplicates.lines import Known as Known
from mcsys_desktop.services.duplicates.lines import Pair as Pair
from mcsys_desktop.services.duplicates.lines import Place as Place
from mcsys_desktop.services.duplicates.lines import Reason as Reason
from mcsys_desktop.services.duplicates.lines import Sign as Sign
from mcsys_desktop.services.duplicates.lines import Strength as Strength
from mcsys_desktop.services.duplicates.while_typing import known_already as known_already
