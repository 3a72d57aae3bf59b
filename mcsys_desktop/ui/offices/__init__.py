"""The few questions that stop everything: which office, which password, and the code to print."""

from mcsys_desktop.ui.offices.joining import Joining
from mcsys_desktop.ui.offices.making import NewOffice, RecoveryCode
from mcsys_desktop.ui.offices.opening import (
    CodeQuestion,
    FirstPassword,
    PasswordQuestion,
    WhichOffice,
)
from mcsys_desktop.ui.offices.question import Question

__all__ = [
    "CodeQuestion",
    "FirstPassword",
    "Joining",
    "NewOffice",
    "PasswordQuestion",
    "Question",
    "RecoveryCode",
    "WhichOffice",
]
