"""The call-back list on the screen: who waits, who calls them, and what for."""
