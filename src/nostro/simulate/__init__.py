"""Invented payments: a synthetic world, and the sample's case in it."""

from nostro.simulate.case import case_payments, scheme_ids
from nostro.simulate.world import generate_payments, write_world

__all__ = ["case_payments", "generate_payments", "scheme_ids", "write_world"]
