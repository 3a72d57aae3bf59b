"""Lists of customers from other programs: read, tried out, and read in."""

from mcsys_desktop.core.contact_files import Found as Found
from mcsys_desktop.core.contact_files import Row as Row
from mcsys_desktop.services.imports.fields import MANY as MANY
from mcsys_desktop.services.imports.fields import Field as Field
from mcsys_desktop.services.imports.fields import words as words
from mcsys_desktop.services.imports.importing import Tried as Tried
from mcsys_desktop.services.imports.importing import bring_in as bring_in
from mcsys_desktop.services.imports.importing import try_out as try_out
from mcsys_desktop.services.imports.mending import faulty_rows as faulty_rows
from mcsys_desktop.services.imports.planning import Outcome as Outcome
from mcsys_desktop.services.imports.planning import RowPlan as RowPlan
from mcsys_desktop.services.imports.planning import Stopped as Stopped
from mcsys_desktop.services.imports.reading import read_file as read_file
from mcsys_desktop.services.imports.remembering import remembered as remembered
from mcsys_desktop.services.imports.targets import Existing as Existing
