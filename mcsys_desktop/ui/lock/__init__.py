"""The lock of a desk: what hides the screens, what stands before them, and when it comes."""
