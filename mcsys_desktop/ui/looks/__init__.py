"""How papers look, chosen on the settings page with the page beside it."""

from mcsys_desktop.ui.looks.card import LookCard as LookCard
