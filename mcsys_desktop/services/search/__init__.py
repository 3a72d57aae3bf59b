"""One search over everything: customers and their people, calls, and whatever comes later.

A thing that can be found adds a `Kind` to ``finding.KINDS``; nothing else has to know it.
"""

from mcsys_desktop.services.search.finding import KINDS as KINDS
from mcsys_desktop.services.search.finding import find as find
from mcsys_desktop.services.search.finding import find_alike as find_alike
from mcsys_desktop.services.search.found import Answer as Answer
from mcsys_desktop.services.search.found import Found as Found
from mcsys_desktop.services.search.found import Kind as Kind
from mcsys_desktop.services.search.found import Question as Question
from mcsys_desktop.services.search.people import find as find_customers

__all__ = ["find_customers"]
