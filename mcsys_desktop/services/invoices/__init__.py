"""Invoices and credit invoices: drafted, made final, followed until they are paid."""

from mcsys_desktop.models.invoices import Kind as Kind
from mcsys_desktop.models.invoices import LineKind as LineKind
from mcsys_desktop.services.invoices.checks import NotReady as NotReady
from mcsys_desktop.services.invoices.checks import Problem as Problem
from mcsys_desktop.services.invoices.drafting import begin as begin
from mcsys_desktop.services.invoices.drafting import copy as copy
from mcsys_desktop.services.invoices.drafting import delete as delete
from mcsys_desktop.services.invoices.drafting import get as get
from mcsys_desktop.services.invoices.drafting import save as save
from mcsys_desktop.services.invoices.finalising import Finished as Finished
from mcsys_desktop.services.invoices.finalising import finalise as finalise
from mcsys_desktop.services.invoices.finalising import look_at as look_at
from mcsys_desktop.services.invoices.lines import DraftHead as DraftHead
from mcsys_desktop.services.invoices.lines import DraftLine as DraftLine
from mcsys_desktop.services.invoices.lines import Invoice as Invoice
from mcsys_desktop.services.invoices.lines import totals as totals
