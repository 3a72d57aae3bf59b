"""Newer versions of the program: published on the office's server, fetched by its desks."""

from mcsys_desktop.services.updates.choosing import Chosen as Chosen
from mcsys_desktop.services.updates.choosing import choose as choose
from mcsys_desktop.services.updates.choosing import chosen as chosen
from mcsys_desktop.services.updates.finding import Release as Release
from mcsys_desktop.services.updates.finding import newest as newest
from mcsys_desktop.services.updates.publishing import new_key as new_key
from mcsys_desktop.services.updates.publishing import publish as publish
from mcsys_desktop.services.updates.unpacking import bring as bring
from mcsys_desktop.services.updates.updating import update as update
