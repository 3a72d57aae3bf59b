"""The call monitor of a FRITZ!Box: lines on TCP port 1012."""
