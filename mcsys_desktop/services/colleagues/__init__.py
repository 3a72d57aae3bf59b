"""Who works here, what they may do, and how they come in and go."""

from mcsys_desktop.models.base import Group as Group
from mcsys_desktop.services.colleagues.knowing import first as first
from mcsys_desktop.services.colleagues.knowing import me as me
from mcsys_desktop.services.colleagues.knowing import my_name as my_name
from mcsys_desktop.services.colleagues.knowing import name_of as name_of
from mcsys_desktop.services.colleagues.knowing import names as names
from mcsys_desktop.services.colleagues.rights import Rights as Rights
from mcsys_desktop.services.colleagues.rights import require as require
from mcsys_desktop.services.colleagues.rights import rights as rights
