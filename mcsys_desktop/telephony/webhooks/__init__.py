"""What exchanges and providers post about calls, one file for each, read without a socket.

They are switched off unless the office has a relay: providers post from the internet, and this
program never listens there.
"""
