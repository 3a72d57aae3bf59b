"""Data that leaves the office: as a file for another program, or by the clipboard."""
