"""Invoices, credit invoices and quotes as documents: what they hold, and how they look on paper."""
