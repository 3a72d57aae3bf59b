"""The calls of this moment: who is on the phone, and what the person at the desk makes of it."""
