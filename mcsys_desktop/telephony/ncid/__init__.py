"""An NCID server: the caller IDs of analogue lines, on TCP port 3333."""
