"""Payments as flows between accounts, in the order of time."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import NamedTuple

from nostro.model.payments import Payment

__all__ = ["Flow", "FlowGraph", "flow_of", "node_of"]


class Flow(NamedTuple):
    """One payment between two accounts, as the payments table names them."""

    payment: Payment
    source: str
    target: str


class FlowGraph:
    """The flows out of and into each account, sorted by time."""

    def __init__(self, payments: Iterable[Payment]) -> None:
        flows = (flow_of(payment) for payment in payments)
        self.flows = sorted(
            (flow for flow in flows if flow.source != flow.target),
            key=lambda flow: (flow.payment.booked_at, flow.payment.payment_id),
        )
        self._out: dict[str, list[Flow]] = defaultdict(list)
        self._into: dict[str, list[Flow]] = defaultdict(list)
        for flow in self.flows:
            self._out[flow.source].append(flow)
            self._into[flow.target].append(flow)

    def accounts(self) -> list[str]:
        """All accounts, in order."""
        return sorted({*self._out, *self._into})

    def out_of(self, account: str) -> list[Flow]:
        """What left an account, in the order of time."""
        return self._out.get(account, [])

    def into(self, account: str) -> list[Flow]:
        """What reached an account, in the order of time."""
        return self._into.get(account, [])

    def left_within(self, account: str, after: datetime, window: timedelta) -> list[Flow]:
        """What left an account from a time on, for as long as the window."""
        flows = self.out_of(account)
        start = bisect_left(flows, after, key=_time)
        return flows[start : bisect_right(flows, after + window, key=_time)]


def _time(flow: Flow) -> datetime:
    return flow.payment.booked_at


def flow_of(payment: Payment) -> Flow:
    """The flow of a payment: between the customers behind it where it is a cover."""
    covered = payment.underlying_debtor_name or payment.underlying_creditor_name
    return Flow(
        payment,
        node_of(payment, "underlying_debtor" if covered else "debtor"),
        node_of(payment, "underlying_creditor" if covered else "creditor"),
    )


def node_of(payment: Payment, column: str) -> str:
    """The account of a side; its holder's name at its bank where no account is given."""
    account: str | None = getattr(payment, f"{column}_account")
    if account:
        return account
    side = column.removeprefix("underlying_")
    agent = getattr(payment, f"{side}_agent") or getattr(payment, f"{side}_agent_name") or "?"
    return f"{getattr(payment, f'{column}_name') or '?'}@{agent}"
