"""Dialling out, against small exchanges, telephones and providers on real sockets."""
