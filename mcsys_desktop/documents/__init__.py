"""Paper: a snapshot in, bytes of a PDF out. Nothing here knows a database."""
