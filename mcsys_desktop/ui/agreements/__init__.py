"""The page of agreements: what waits to be invoiced, and what was agreed on."""

from mcsys_desktop.ui.agreements.page import AgreementsPage as AgreementsPage
