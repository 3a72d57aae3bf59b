"""The demo office: invented people and firms with years of history, the same for each seed."""

from mcsys_desktop.services.demo.filling import fill as fill
