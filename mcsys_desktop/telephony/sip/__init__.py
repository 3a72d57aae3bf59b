"""A SIP telephone that only listens: it registers, rings along, and never picks up."""
