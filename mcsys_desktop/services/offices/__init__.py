"""Offices: where the work is kept; opened, made, and brought up to date."""

from mcsys_desktop.core.passwords import LEAST_PASSWORD as LEAST_PASSWORD
from mcsys_desktop.core.patience import LONGEST_WAIT as LONGEST_WAIT
from mcsys_desktop.core.vault import WrongPassword as WrongPassword
from mcsys_desktop.models.base import connected as connected
from mcsys_desktop.models.base import may_take_long as may_take_long
from mcsys_desktop.models.desks import Answer as Answer
from mcsys_desktop.models.versions import Behind as Behind
from mcsys_desktop.models.versions import Standing as Standing
from mcsys_desktop.services.offices.choosing import choose_password as choose_password
from mcsys_desktop.services.offices.clocks import clock_warning as clock_warning
from mcsys_desktop.services.offices.doors import Door as Door
from mcsys_desktop.services.offices.doors import look as look
from mcsys_desktop.services.offices.first_time import enter_with_start_code as enter_with_start_code
from mcsys_desktop.services.offices.making import Made as Made
from mcsys_desktop.services.offices.making import another_code as another_code
from mcsys_desktop.services.offices.making import create_demo as create_demo
from mcsys_desktop.services.offices.making import create_file as create_file
from mcsys_desktop.services.offices.making import create_on_server as create_on_server
from mcsys_desktop.services.offices.making import create_own as create_own
from mcsys_desktop.services.offices.making import new_recovery_sheet as new_recovery_sheet
from mcsys_desktop.services.offices.making import recovery_sheet as recovery_sheet
from mcsys_desktop.services.offices.opening import MustChooseError as MustChooseError
from mcsys_desktop.services.offices.opening import Office as Office
from mcsys_desktop.services.offices.opening import TooSoonError as TooSoonError
from mcsys_desktop.services.offices.opening import close as close
from mcsys_desktop.services.offices.opening import enter as enter
from mcsys_desktop.services.offices.opening import enter_with_code as enter_with_code
from mcsys_desktop.services.offices.opening import follow as follow
from mcsys_desktop.services.offices.opening import look_again as look_again
from mcsys_desktop.services.offices.opening import open_drafts as open_drafts
from mcsys_desktop.services.offices.opening import take_turns as take_turns
from mcsys_desktop.services.offices.opening import try_now as try_now
from mcsys_desktop.services.offices.taking_over import as_login as as_login
from mcsys_desktop.services.offices.taking_over import prove as prove
from mcsys_desktop.services.offices.upgrading import NEWS as UPGRADE_NEWS
from mcsys_desktop.services.offices.upgrading import Round as Round
from mcsys_desktop.services.offices.upgrading import Waited as Waited
from mcsys_desktop.services.offices.upgrading import Wish as Wish
from mcsys_desktop.services.offices.upgrading import answer as answer
from mcsys_desktop.services.offices.upgrading import upgrade as upgrade
from mcsys_desktop.services.offices.upgrading import wish as wish

__all__ = ["UPGRADE_NEWS"]
