"""How fast the program is, always beside a floor or a peer measured in the same run."""
