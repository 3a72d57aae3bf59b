"""Printing: the dialog of our own, and printing through Qt where there is no CUPS."""

from mcsys_desktop.ui.printing.dialog import PrintDialog as PrintDialog
