"""Payment messages and payments tables, read into one record."""

from nostro.payments.reader import read_messages, read_payments

__all__ = ["read_messages", "read_payments"]
