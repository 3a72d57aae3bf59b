"""Mail that goes out, on the screen: writing one, the queue, and this desk's account."""

from mcsys_desktop.ui.outbox.account import MailCard as MailCard
from mcsys_desktop.ui.outbox.page import MailPage as MailPage
from mcsys_desktop.ui.outbox.writing import MailDialog as MailDialog
