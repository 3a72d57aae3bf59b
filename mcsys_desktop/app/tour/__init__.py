"""The tour: opens every screen and state of the program on invented data, and keeps pictures.

It goes through the real code: the program as it starts for people, calls as raw HTTP requests of
another process over the real listener. ``tour.json`` says what was done, what was seen and how long
it took. A new screen adds one step to ``steps.STEPS``.
"""
