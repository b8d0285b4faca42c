"""A synthetic world of payments, with one labelled scheme and innocent look-alikes."""

from nostro.simulate.case import scheme_ids, simulate_case
from nostro.simulate.world import generate_payments, write_world

__all__ = ["generate_payments", "scheme_ids", "simulate_case", "write_world"]
