"""What happened here: who changed what, who came in, and whether that history was changed."""

from mcsys_desktop.services.history.checking import Flaw as Flaw
from mcsys_desktop.services.history.checking import LastLink as LastLink
from mcsys_desktop.services.history.checking import last_link as last_link
from mcsys_desktop.services.history.checking import moment_of as moment_of
from mcsys_desktop.services.history.checking import still_there as still_there
from mcsys_desktop.services.history.checking import verify as verify
from mcsys_desktop.services.history.noting import note_refusals as note_refusals
from mcsys_desktop.services.history.noting import pin_changed as pin_changed
from mcsys_desktop.services.history.noting import signed_in as signed_in
from mcsys_desktop.services.history.noting import wrong_secrets as wrong_secrets
from mcsys_desktop.services.history.reading import Act as Act
from mcsys_desktop.services.history.reading import Change as Change
from mcsys_desktop.services.history.reading import Kind as Kind
from mcsys_desktop.services.history.reading import Line as Line
from mcsys_desktop.services.history.reading import Sought as Sought
from mcsys_desktop.services.history.reading import acts as acts
from mcsys_desktop.services.history.reading import of_customer as of_customer
from mcsys_desktop.services.history.reading import of_customers as of_customers
from mcsys_desktop.services.history.reading import people as people
from mcsys_desktop.services.history.silence import last_worked as last_worked
from mcsys_desktop.services.history.silence import was_silent as was_silent
from mcsys_desktop.services.history.watching import Memory as Memory
from mcsys_desktop.services.history.watching import MemoryFile as MemoryFile
from mcsys_desktop.services.history.watching import accept as accept
from mcsys_desktop.services.history.watching import look as look
from mcsys_desktop.services.history.watching import note_alarm as note_alarm
