"""The first start: five steps from nothing to a desk that knows who calls."""

from mcsys_desktop.ui.first_start.company import CompanyStep
from mcsys_desktop.ui.first_start.customers import CustomersStep
from mcsys_desktop.ui.first_start.language import LanguageStep
from mcsys_desktop.ui.first_start.phone import PhoneStep
from mcsys_desktop.ui.first_start.wizard import Wizard

__all__ = ["CompanyStep", "CustomersStep", "LanguageStep", "PhoneStep", "Wizard"]
