"""Lists of customers as other programs write them (CSV, vCard): bytes in, rows of text out.

Nothing here raises on what a file holds: what cannot be read becomes a flaw of the file or of one
row. Sizes are bounded. The rest of the program calls this in a process of its own (`apart`).
"""

from mcsys_desktop.core.contact_files.found import Flaw as Flaw
from mcsys_desktop.core.contact_files.found import Form as Form
from mcsys_desktop.core.contact_files.found import Found as Found
from mcsys_desktop.core.contact_files.found import Row as Row
from mcsys_desktop.core.contact_files.reading import read as read
