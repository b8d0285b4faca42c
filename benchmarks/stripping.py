"""Stripping: what is found of payments said again, false alarms, and the time a payment takes.

usage: python benchmarks/stripping.py [--payments N] [--planted N] [--seed S]

The stream is a month of invented ordinary payments (`benchmarks/streams/ordinary.py`). Into some a
party is put; each of these comes again hours or days later in one of the ways of
`benchmarks/streams/resubmitted.py`, with the text and numbers that it had or with new ones, a
quarter less a charge. After a hit: the screen had found the party, as a party, in the text or in an
address. After any: it had not, and the party stands as one of the parties. Found is a planted
payment where the alert names the earlier one. The peers are what a join of a table does:
equal amount, currency and beneficiary (account, else name), booked on one day or within ten.
"""

import argparse
import random
import sys
import time
from collections import Counter
from pathlib import Path
from typing import NamedTuple

import polars as pl

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.streams.ordinary import Draft, ordinary_payments
from benchmarks.streams.resubmitted import PARTIES, PLACES, WAYS, again, bears, with_party

from nostro.model.payments import Payment
from nostro.screening import load_policy
from nostro.screening.checks.stripping import StrippingCheck
from nostro.screening.earlier import EarlierPayments
from nostro.screening.finders import fewer_collections
from nostro.screening.hits import Hit

AFTER = ("a hit", "any")
NUMBERS = ("same numbers", "new numbers")
CELLS = [(after, numbers) for after in AFTER for numbers in NUMBERS]
LISTED = ("VOSTOK LADOGA TRADING", "Baikal Settlement House", "NIKULIN, Dmitry Yuryevich",
          "Korea Ryonbong General Corp", "Timer Bank AO", "Petropars Marine Ltd")  # fmt: skip
OTHERS = ("Anker Handels GmbH", "Maria Silva", "Green Valley Foods Ltd", "Nordlicht Spedition AG")
HUNDRED_THOUSAND = 100_000


class Row(NamedTuple):
    """A payment of the stream; a planted one has the cell that it counts in and its first."""

    payment: Payment
    flow: str
    found_name: str = ""
    cell: tuple[str, str, str] | None = None
    first: str = ""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--payments", type=int, default=HUNDRED_THOUSAND)
    parser.add_argument("--planted", type=int, default=100, help="of each kind")
    parser.add_argument("--seed", type=int, default=20240919)
    asked = parser.parse_args()
    fewer_collections()
    rows = stream(random.Random(asked.seed), asked.payments, asked.planted)
    told = answers(rows)
    show_recall(told, rows)
    show_false_alarms(told, rows, "beside planted ones")
    clean = stream(random.Random(asked.seed), asked.payments, 0)
    show_false_alarms(answers(clean), clean, "nothing planted")
    for flow in (None, "equal_payroll", "subscriptions", "invoice"):
        print(f"a payment of {flow or 'the stream'} takes {cost_of(clean, flow):.1f} us")


def stream(rng: random.Random, count: int, planted: int) -> list[Row]:
    """Ordinary payments with planted ones among them, in the order of their booking."""
    drafts = list(ordinary_payments(rng, count))
    fit = [at for at, draft in enumerate(drafts) if draft.payment.creditor_name]
    cells = [(way, *cell) for way in WAYS for cell in CELLS for _ in range(planted)]
    rows = {at: Row(draft.payment, draft.kind) for at, draft in enumerate(drafts)}
    later: list[Row] = []
    for at, cell in zip(rng.sample(fit, len(cells)), cells, strict=True):
        rows[at], row = resubmitted(rng, drafts[at], cell)
        later.append(row)
    return sorted([*rows.values(), *later], key=lambda row: row.payment.booked_at)


def resubmitted(rng: random.Random, draft: Draft, cell: tuple[str, str, str]) -> tuple[Row, Row]:
    """A payment with a party in it, and the payment said again."""
    way, after, numbers = cell
    name = rng.choice(LISTED) if after == "a hit" else rng.choice(OTHERS)
    place = rng.choice(PLACES if after == "a hit" else PARTIES)
    other = rng.choice([one for one in OTHERS if one != name])
    first = with_party(draft.payment, place, name)
    made = again(WAYS[way](first, name, place, other), rng, name, same=numbers == NUMBERS[0])
    found = name if after == "a hit" else ""
    return (
        Row(first, draft.kind, found),
        Row(made, draft.kind, found, cell, first.payment_id),
    )


def answers(rows: list[Row]) -> dict[str, dict[int, set[str]]]:
    """What we and the peers say of a stream."""
    return {"nostro": alerts(rows), "same day": joined(rows, days=0),
            "ten days": joined(rows, days=10)}  # fmt: skip


def alerts(rows: list[Row]) -> dict[int, set[str]]:
    """The earlier payments that stripping names, by the place of the later one in the stream."""
    policy = load_policy()
    check = StrippingCheck(policy, EarlierPayments())
    rule = policy.rule["name"]
    found = {}
    for at, row in enumerate(rows):
        hits = [
            Hit(rule=rule, field=field, text=row.found_name, span=(0, len(row.found_name)),
                score=1.0, evidence=[], entity_id=row.found_name)
            for field in (bears(row.payment, row.found_name) if row.found_name else ())
        ]  # fmt: skip
        if told := [one for hit in check(row.payment, hits) for one in hit.related_payment_ids]:
            found[at] = set(told)
    return found


def joined(rows: list[Row], *, days: int) -> dict[int, set[str]]:
    """The same by a join: equal amount, currency and beneficiary; on one day, or days apart."""
    frame = pl.DataFrame(
        [(at, row.payment.payment_id, row.payment.currency, row.payment.amount_minor,
          row.payment.creditor_account or row.payment.creditor_name or row.payment.creditor_id,
          row.payment.booked_at.date()) for at, row in enumerate(rows)],
        schema=["at", "id", "currency", "amount", "to", "day"], orient="row",
    )  # fmt: skip
    pairs = frame.join(frame, on=["currency", "amount", "to"], suffix="_before").filter(
        (pl.col("at_before") < pl.col("at"))
        & ((pl.col("day") - pl.col("day_before")).dt.total_days() <= days)
    )
    found: dict[int, set[str]] = {}
    for at, before in pairs.select("at", "id_before").iter_rows():
        found.setdefault(at, set()).add(before)
    return found


def show_recall(told: dict[str, dict[int, set[str]]], rows: list[Row]) -> None:
    heads = [f"{after}, {numbers}" for after, numbers in CELLS]
    print(f"{'recall after':22}{'':10}" + "".join(f"{head:>20}" for head in heads))
    all_of = Counter(row.cell for row in rows if row.cell)
    for way in WAYS:
        for name, found in told.items():
            hits = Counter(rows[at].cell for at, ids in found.items() if rows[at].first in ids)
            shares = [hits[way, *cell] / max(1, all_of[way, *cell]) for cell in CELLS]
            print(f"{way:22}{name:10}" + "".join(f"{share:20.2f}" for share in shares))


def show_false_alarms(told: dict[str, dict[int, set[str]]], rows: list[Row], what: str) -> None:
    clean = sum(not row.cell for row in rows)
    print(f"false alarms per 100,000 ordinary payments, {what}")
    for name, found in told.items():
        false = [rows[at].flow for at in found if not rows[at].cell]
        by_flow = ", ".join(f"{flow} {count}" for flow, count in Counter(false).most_common())
        share = HUNDRED_THOUSAND * len(false) / clean
        print(f"  {name:10}{share:10,.1f} ({by_flow or 'none'})")


def cost_of(rows: list[Row], flow: str | None) -> float:
    """Microseconds of the processor for each payment of one flow, or of all, one after another."""
    some = [row.payment for row in rows if flow in (None, row.flow)]
    check = StrippingCheck(load_policy(), EarlierPayments())
    began = time.process_time()
    for payment in some:
        list(check(payment, []))
    return 1e6 * (time.process_time() - began) / max(1, len(some))


if __name__ == "__main__":
    main()
