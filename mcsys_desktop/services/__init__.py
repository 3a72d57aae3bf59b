"""What people do: plain functions, one transaction each."""

# First of all, before any of us imports Peewee: see there what it keeps from being imported.
import mcsys_desktop.models  # noqa: F401 - for what it does as it is imported
