"""Asterisk and FreePBX: the manager interface tells what every telephone of the office does."""
