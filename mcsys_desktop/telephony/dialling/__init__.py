"""Letting a telephone of this office call a number: by its exchange, its provider, or itself."""
