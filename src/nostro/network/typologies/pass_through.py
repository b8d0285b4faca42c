"""Pass-through: an account that sends on at once, again and again, what it receives.

A sign of a funnel account (FATF, Professional Money Laundering, 2018). Treasury centres of honest
groups do the same, so without a listed party on either side the score stays low.
"""

from collections.abc import Iterator
from datetime import timedelta

from nostro.model.ids import short_id
from nostro.model.money import format_minor
from nostro.network.evidence import path_step
from nostro.network.flows import Flow, FlowGraph
from nostro.network.records import Finding
from nostro.network.roles import Roles

__all__ = ["find"]

NAME = "pass_through"
WINDOW = timedelta(days=3)
KEPT = (0.90, 1.0)
LEAST_ROUNDS = 3
LEAST_SHARE = 0.3
MAX_CANDIDATES = 50
_PLAIN = 0.2
_LISTED = 0.4

_Round = tuple[Flow, Flow]


def find(graph: FlowGraph, roles: Roles) -> Iterator[Finding]:
    """One finding for each account that forwards three times at least, and often."""
    for account in graph.accounts():
        incoming = graph.into(account)
        if len(incoming) >= LEAST_ROUNDS and len(graph.out_of(account)) >= LEAST_ROUNDS:
            rounds = list(_rounds(graph, incoming))
            if len(rounds) >= max(LEAST_ROUNDS, LEAST_SHARE * len(incoming)):
                yield _finding(account, rounds, len(incoming), roles)


def _rounds(graph: FlowGraph, incoming: list[Flow]) -> Iterator[_Round]:
    """Each incoming payment with the first outgoing one that carries it on; used once."""
    used: set[str] = set()
    for flow in incoming:
        left = graph.left_within(flow.target, flow.payment.booked_at, WINDOW, MAX_CANDIDATES)
        onward = next((o for o in left if _carries(flow, o) and _key(o) not in used), None)
        if onward:
            used.add(_key(onward))
            yield flow, onward


def _key(flow: Flow) -> str:
    return flow.payment.payment_id


def _carries(flow: Flow, onward: Flow) -> bool:
    before, after = flow.payment, onward.payment
    same = before.currency == after.currency and onward.target != flow.source
    return same and KEPT[0] * before.amount_minor <= after.amount_minor <= (
        KEPT[1] * before.amount_minor
    )


def _finding(account: str, rounds: list[_Round], received: int, roles: Roles) -> Finding:
    flows = sorted(
        {_key(flow): flow for pair in rounds for flow in pair}.values(),
        key=lambda flow: (flow.payment.booked_at, _key(flow)),
    )
    share = len(rounds) / received
    others = {flow.source for flow, _ in rounds} | {onward.target for _, onward in rounds}
    listed = any(roles.of(other).listed for other in (account, *others))
    parts = {
        "forwards at once": _PLAIN,
        "a listed party on one side": _LISTED if listed else 0.0,
        "share forwarded": round(0.2 * share, 4),
    }
    currency = rounds[0][0].payment.currency
    amount = sum(o.payment.amount_minor for _, o in rounds if o.payment.currency == currency)
    holder = roles.of(account).holder or account
    return Finding(
        finding_id=short_id("finding", NAME, account, *(_key(flow) for flow in flows)),
        typology=NAME,
        score=round(sum(parts.values()), 4),
        accounts=[account, *sorted(others)],
        payment_ids=[_key(flow) for flow in flows],
        first_at=flows[0].payment.booked_at,
        last_at=flows[-1].payment.booked_at,
        amount_minor=amount,
        currency=currency,
        corridor=None,
        explanation=(
            f"{holder} sent on within {WINDOW.days} days what it received, {len(rounds)} of "
            f"{received} times, {format_minor(amount, currency)} {currency} in all"
            f"{'; a listed party stands on one side' if listed else ''}"
        ),
        evidence={
            "path": [path_step(flow, roles) for flow in flows],
            "score": parts,
        },
    )
