"""MCSys Desktop: the program that a small IT shop runs its day on."""

__version__ = "0.1.0"
