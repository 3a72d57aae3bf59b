"""The directory that telephones search."""
