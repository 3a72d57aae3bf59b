"""The command line: verbs for people and for scripts.

Each verb imports what it needs when it runs, so that a light one starts light. Answers go to
standard output, everything else to standard error; the exit code is 0 when it was done, 1 when
it could not be done, 2 when the question was not understood, and 3 when the program is at fault.
"""
