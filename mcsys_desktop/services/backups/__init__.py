"""Backups: made while the office works, proven before they count, and put back whole."""

from mcsys_desktop.core.age import WrongKey as WrongKey
from mcsys_desktop.services.backups.files import tidy as tidy
from mcsys_desktop.services.backups.keys import Keys as Keys
from mcsys_desktop.services.backups.keys import make_keys as make_keys
from mcsys_desktop.services.backups.keys import read_identity as read_identity
from mcsys_desktop.services.backups.keys import recipients as recipients
from mcsys_desktop.services.backups.keys import sheet_lines as sheet_lines
from mcsys_desktop.services.backups.keys import write_sheet as write_sheet
from mcsys_desktop.services.backups.making import HistoryChangedError as HistoryChangedError
from mcsys_desktop.services.backups.making import Made as Made
from mcsys_desktop.services.backups.making import make as make
from mcsys_desktop.services.backups.packing import Stopped as Stopped
from mcsys_desktop.services.backups.proving import DamagedBackup as DamagedBackup
from mcsys_desktop.services.backups.proving import Proof as Proof
from mcsys_desktop.services.backups.proving import prove as prove
from mcsys_desktop.services.backups.restoring import Restored as Restored
from mcsys_desktop.services.backups.restoring import Wanted as Wanted
from mcsys_desktop.services.backups.restoring import look_into as look_into
from mcsys_desktop.services.backups.restoring import restore as restore
from mcsys_desktop.services.backups.standing import Good as Good
from mcsys_desktop.services.backups.standing import last_good as last_good
from mcsys_desktop.services.backups.standing import warning as warning
