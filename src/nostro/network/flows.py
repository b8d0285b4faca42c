"""Payments as flows between accounts, in the order of time."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, timedelta
from operator import attrgetter
from typing import NamedTuple

from nostro.model.payments import Payment

__all__ = ["Flow", "FlowGraph", "account_key", "flow_of", "is_cover", "node_of"]


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
            (flow for flow in _once(flows) if flow.source != flow.target),
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

    def knows(self, account: str) -> bool:
        """True where a payment touches the account."""
        return account in self._out or account in self._into

    def out_of(self, account: str) -> list[Flow]:
        """What left an account, in the order of time."""
        return self._out.get(account, [])

    def into(self, account: str) -> list[Flow]:
        """What reached an account, in the order of time."""
        return self._into.get(account, [])

    def left_within(
        self, account: str, after: datetime, window: timedelta, most: int
    ) -> list[Flow]:
        """What left an account from a time on, for as long as the window: the first `most`."""
        flows = self.out_of(account)
        start = bisect_left(flows, after, key=_time)
        end = bisect_right(flows, after + window, lo=start, key=_time)
        return flows[start : min(end, start + most)]

    def arrived_within(
        self, account: str, before: datetime, window: timedelta, most: int
    ) -> list[Flow]:
        """What reached an account up to a time, for as long as the window: the last `most`."""
        flows = self.into(account)
        start = bisect_left(flows, before - window, key=_time)
        end = bisect_right(flows, before, lo=start, key=_time)
        return flows[max(start, end - most) : end]


def _once(flows: Iterable[Flow]) -> Iterator[Flow]:
    """A customer transfer and its cover share a UETR and the amount: they are one flow."""
    seen: set[tuple[str, int, str, str]] = set()
    for flow in flows:
        uetr = flow.payment.uetr
        key = (uetr or "", flow.payment.amount_minor, flow.source, flow.target)
        if not uetr or key not in seen:
            seen.add(key)
            yield flow


def _time(flow: Flow) -> datetime:
    return flow.payment.booked_at


def flow_of(payment: Payment) -> Flow:
    """The flow of a payment: between the customers behind it where it is a cover."""
    behind = "underlying_" if is_cover(payment) else ""
    return Flow(payment, node_of(payment, f"{behind}debtor"), node_of(payment, f"{behind}creditor"))


def is_cover(payment: Payment) -> bool:
    """True where a bank's payment names the customers behind it (pacs.009 COV, MT202 COV)."""
    return bool(payment.underlying_debtor_name or payment.underlying_creditor_name)


# A BIC without the three letters of its branch.
_BIC = 8
_NODE: dict[str, Callable[[Payment], tuple[str | None, ...]]] = {
    f"{behind}{side}": attrgetter(
        *(f"{behind}{side}_{part}" for part in ("account", "name")),
        *(f"{side}_agent{part}" for part in ("", "_name")),
    )
    for behind in ("", "underlying_")
    for side in ("debtor", "creditor")
}


def node_of(payment: Payment, column: str) -> str:
    """The account of a side (`debtor`, `underlying_creditor`); its holder's name at its bank where
    no account is given. Case and blanks do not matter, nor does the XXX of a BIC's head office.
    """
    account, name, agent, agent_name = _NODE[column](payment)
    if account:
        return account_key(account)
    bank = _words(agent or agent_name)
    return f"{_words(name)}@{bank[:_BIC] if bank[_BIC:] == 'XXX' else bank}"


def account_key(account: str) -> str:
    """An account number without blanks, in upper case."""
    return "".join(account.split()).upper()


def _words(text: str | None) -> str:
    return " ".join(text.split()).upper() if text else "?"
