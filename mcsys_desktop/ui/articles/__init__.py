"""What the shop sells: the list, and the form of one article."""
