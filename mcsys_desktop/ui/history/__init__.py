"""What happened, on the screen: of one customer, and of the whole office."""

from mcsys_desktop.ui.history.customer import CustomerHistory as CustomerHistory
