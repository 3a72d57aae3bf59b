"""Phone systems: bytes from the network in, call events out. Nothing here knows a customer."""
