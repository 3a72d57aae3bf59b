"""What everything stands on: plain Python that knows nothing of offices, databases or windows."""
