"""The network scan, beside a two-hop self-join in polars on the same payments.

usage: python benchmarks/network.py [--payments N] [--repeats N]

The join only pairs each payment with those that leave its receiver within ten days with 70 to
102 % of its amount: the first step of what the scan does, without paths, roles or findings. Runs
are interleaved; times are medians.
"""

import argparse
import statistics
import time
from collections.abc import Callable
from datetime import timedelta

import polars as pl

from nostro.lists.sources import detect
from nostro.model.entities import Entity
from nostro.model.payments import Payment
from nostro.network import scan
from nostro.sample import SAMPLE
from nostro.simulate import generate_payments, scheme_ids


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--payments", type=int, default=100_000)
    parser.add_argument("--repeats", type=int, default=3)
    asked = parser.parse_args()
    payments = list(generate_payments(7, asked.payments))
    listed = listed_entities()
    runs: dict[str, Callable[[], object]] = {
        "nostro network scan": lambda: list(scan(payments, None, listed)),
        "polars two-hop join": lambda: two_hop_join(payments),
    }
    seconds: dict[str, list[float]] = {name: [] for name in runs}
    for _ in range(asked.repeats):
        for name, run in runs.items():
            began = time.perf_counter()
            run()
            seconds[name].append(time.perf_counter() - began)
    ours = statistics.median(seconds["nostro network scan"])
    print(f"{asked.payments:,} payments, median of {asked.repeats}")
    for name, taken in seconds.items():
        median = statistics.median(taken)
        speed = asked.payments / median
        print(
            f"{name:<22} {median:7.2f} s {speed:>10,.0f} payments/s   {median / ours:5.2f} of ours"
        )
    relay = next(f for f in scan(payments, None, listed) if f.typology == "cutout_relay")
    found, labelled = set(relay.payment_ids), set(scheme_ids())
    print(f"the labelled scheme: {len(found & labelled)} of {len(labelled)} payments found, "
          f"{len(found - labelled)} others")  # fmt: skip


def listed_entities() -> list[Entity]:
    """The listed parties of the sample."""
    sets = detect([SAMPLE / "lists" / "ofac-2024-09-20", SAMPLE / "lists" / "un"]).sets
    return [item for one in sets for item in one.read() if isinstance(item, Entity)]


def two_hop_join(payments: list[Payment]) -> int:
    """How many pairs of payments carry about the same value over one account."""
    frame = pl.DataFrame(
        {
            "source": [p.debtor_account or p.debtor_name for p in payments],
            "target": [p.creditor_account or p.creditor_name for p in payments],
            "at": [p.booked_at for p in payments],
            "amount": [p.amount_minor for p in payments],
            "currency": [p.currency for p in payments],
        }
    )
    pairs = frame.join(frame, left_on=["target", "currency"], right_on=["source", "currency"])
    kept = pairs.filter(
        (pl.col("at_right") >= pl.col("at"))
        & (pl.col("at_right") <= pl.col("at") + timedelta(days=10))
        & (pl.col("amount_right") >= 0.70 * pl.col("amount"))
        & (pl.col("amount_right") <= 1.02 * pl.col("amount"))
    )
    return kept.height


if __name__ == "__main__":
    main()
