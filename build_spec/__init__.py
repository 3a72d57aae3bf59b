"""How the program is frozen and packed, and the lock files of its environments."""
