"""The composition root: puts everything together, and is the only part that knows all others.

The first frame is painted before services, models and a database driver are imported: that halves
the time until somebody sees the window. So imports of those stand inside functions here.
"""
