"""A small LDAP server that only reads: desk phones ask it who calls (RFC 4511)."""
