"""Value followed from payment to payment: amounts nearly kept, days apart, few steps.

Where nothing carries the value on in its currency, one step may change the currency: amounts are
not compared there, and the path says so (`converted`).

The search is bounded: _MAX_STEPS steps, the _FAN_OUT best continuations of each, no account that
sends more than _HUB payments within the window, and _MAX_PATHS paths from a start. Its cost is that
of the flows of the accounts it reaches, and does not grow with the other payments.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from itertools import combinations, pairwise
from math import prod
from typing import NamedTuple

from nostro.network.flows import Flow, FlowGraph

__all__ = ["WINDOW", "Path", "Step", "follow", "single", "trace_back", "trace_back_from"]

_MAX_STEPS = 6
WINDOW = timedelta(days=10)
# Of the value at the start, what may be left at the end: fees, a front company's share.
_KEPT = (0.70, 1.02)
# Parts add up to the whole less a small fee: wider than this they meet by chance.
_KEPT_IN_PARTS = (0.93, 1.01)
_MAX_PARTS = 3
_PARTS_LOOKED_AT = 12
_FAN_OUT = 3
_HUB = 2_000
_LEAD_INS = 200
_MAX_PATHS = 100


class Step(NamedTuple):
    """The payments that carry the value from one account to the next.

    `arriving` are those that reach the next account: all, unless the value took two ways, or
    other payments came in beside it (`joined`, in minor units) and left with it. `kept` is the
    share of the value before the step that is left after it; 1 where the currency changed.
    """

    flows: tuple[Flow, ...]
    arriving: tuple[Flow, ...]
    joined: int = 0
    kept: float = 1.0

    @property
    def target(self) -> str:
        """The account that the value has reached."""
        return self.arriving[0].target

    @property
    def amount_minor(self) -> int:
        """The value that arrived."""
        return sum(flow.payment.amount_minor for flow in self.arriving)

    @property
    def currency(self) -> str:
        """The currency, the same for all its payments."""
        return self.arriving[0].payment.currency

    @property
    def done_at(self) -> datetime:
        """When the last part of it arrived."""
        return max(flow.payment.booked_at for flow in self.arriving)


class Path(NamedTuple):
    """Steps in the order of time."""

    source: str
    steps: tuple[Step, ...]

    @property
    def kept(self) -> float:
        """The share of the value that was kept over all steps in one currency."""
        return prod(step.kept for step in self.steps)

    @property
    def accounts(self) -> list[str]:
        """The accounts that the value stood on, from its source to its end."""
        return [self.source, *(step.target for step in self.steps)]

    @property
    def flows(self) -> list[Flow]:
        """All payments of the path."""
        return [flow for step in self.steps for flow in step.flows]

    @property
    def currency(self) -> str:
        """The currency at its end."""
        return self.steps[-1].currency

    @property
    def converted(self) -> int | None:
        """After how many steps the currency changed; None where it did not."""
        changes = (a.currency != b.currency for a, b in pairwise(self.steps))
        return next((count for count, changed in enumerate(changes, 1) if changed), None)

    def upto(self, count: int) -> "Path":
        """The first steps of the path."""
        return Path(self.source, self.steps[:count])


def single(flow: Flow) -> Path:
    """A path of one payment."""
    return Path(flow.source, (_whole(flow),))


def trace_back(graph: FlowGraph, account: str) -> Iterator[Path]:
    """The paths of one and of two payments by which value reached an account."""
    for flow in graph.into(account):
        yield from trace_back_from(graph, flow)


def trace_back_from(graph: FlowGraph, flow: Flow) -> Iterator[Path]:
    """A payment as a path, and with each payment before it whose value it may carry on: those of
    the last days, _LEAD_INS of them at most.
    """
    yield single(flow)
    for first in graph.arrived_within(flow.source, flow.payment.booked_at, WINDOW, _LEAD_INS):
        kept = flow.payment.amount_minor / max(1, first.payment.amount_minor)
        same = first.payment.currency == flow.payment.currency
        if same and first.source != flow.target and _KEPT[0] <= kept <= _KEPT[1]:
            yield Path(first.source, (_whole(first), _whole(flow)._replace(kept=kept)))


def follow(graph: FlowGraph, start: Path) -> Iterator[Path]:
    """The longest paths that begin with this one, depth first."""
    waiting, found = [start], 0
    while waiting and found < _MAX_PATHS:
        path = waiting.pop()
        onward = _onward(graph, path) if len(path.steps) < _MAX_STEPS else []
        waiting += reversed(onward)
        if not onward:
            found += 1
            yield path


def _onward(graph: FlowGraph, path: Path) -> list[Path]:
    last = path.steps[-1]
    left = graph.left_within(last.target, last.done_at, WINDOW, _HUB + 1)
    if len(left) > _HUB:
        return []
    visited = set(path.accounts)
    new = [flow for flow in left if flow.target not in visited]
    candidates = [flow for flow in new if flow.payment.currency == path.currency]
    kept = _kept(path, map(_whole, candidates), _KEPT)
    if not kept:
        parts = [*_parts(last, candidates), *_two_ways(graph, last, candidates, visited)]
        kept = _kept(path, parts, _KEPT_IN_PARTS)
    if not kept:
        kept = _kept(path, _joined(graph, last, candidates), _KEPT_IN_PARTS)
    if not kept and path.converted is None:
        changed = (flow for flow in new if flow.payment.currency != path.currency)
        kept = [Path(path.source, (*path.steps, _whole(flow))) for flow in changed]
    return sorted(kept, key=lambda found: _closeness(path, found))[:_FAN_OUT]


def _whole(flow: Flow) -> Step:
    return Step((flow,), (flow,))


def _kept(path: Path, steps: Iterable[Step], bounds: tuple[float, float]) -> list[Path]:
    """The path with each step that keeps enough of the value, of the step and of the whole."""
    before = path.steps[-1].amount_minor
    longer = (
        (step, step.amount_minor / (before + step.joined))
        for step in steps
        if before + step.joined > 0
    )
    so_far = path.kept
    return [
        Path(path.source, (*path.steps, step._replace(kept=share)))
        for step, share in longer
        if bounds[0] <= share <= bounds[1] and _KEPT[0] <= so_far * share <= _KEPT[1]
    ]


def _closeness(path: Path, longer: Path) -> tuple[float, str]:
    """Nearly the same amount soon after: a lost tenth weighs as much as ten days."""
    waited = longer.steps[-1].done_at - path.steps[-1].done_at
    lost = abs(1 - longer.steps[-1].kept)
    return round(lost * 10 + waited / WINDOW, 6), longer.steps[-1].arriving[0].payment.payment_id


def _parts(last: Step, candidates: list[Flow]) -> Iterator[Step]:
    """Two or three payments to one account that together carry the value."""
    by_target: dict[str, list[Flow]] = {}
    for flow in candidates:
        if flow.payment.amount_minor < last.amount_minor:
            by_target.setdefault(flow.target, []).append(flow)
    for flows in by_target.values():
        for parts in range(2, _MAX_PARTS + 1):
            for chosen in combinations(flows[:_PARTS_LOOKED_AT], parts):
                yield Step(chosen, chosen)


def _two_ways(
    graph: FlowGraph, last: Step, candidates: list[Flow], visited: set[str]
) -> Iterator[Step]:
    """Two payments to two accounts that both pay on to the same third one."""
    smaller = [f for f in candidates if f.payment.amount_minor < last.amount_minor]
    for ways in combinations(smaller[:_PARTS_LOOKED_AT], 2):
        if ways[0].target != ways[1].target:
            ahead = [_carried_on(graph, way, visited) for way in ways]
            for meeting in sorted(ahead[0].keys() & ahead[1].keys()):
                arriving = (ahead[0][meeting], ahead[1][meeting])
                yield Step((*ways, *arriving), arriving)


def _carried_on(graph: FlowGraph, way: Flow, visited: set[str]) -> dict[str, Flow]:
    """For each account that a payment was carried on to, the first payment that did so."""
    found: dict[str, Flow] = {}
    left = graph.left_within(way.target, way.payment.booked_at, WINDOW, _HUB + 1)
    for flow in left if len(left) <= _HUB else ():
        share = flow.payment.amount_minor / max(1, way.payment.amount_minor)
        same = flow.payment.currency == way.payment.currency
        if same and flow.target not in visited and _KEPT_IN_PARTS[0] <= share <= _KEPT[1]:
            found.setdefault(flow.target, flow)
    return found


def _joined(graph: FlowGraph, last: Step, candidates: list[Flow]) -> Iterator[Step]:
    """A payment too large for the value alone, but not for it and another from the same payer."""
    payers = {flow.source for flow in last.arriving}
    used = {flow.payment.payment_id for flow in last.arriving}
    for flow in candidates:
        beside = graph.arrived_within(last.target, flow.payment.booked_at, WINDOW, _PARTS_LOOKED_AT)
        for other in beside:
            same = other.payment.currency == flow.payment.currency
            if same and other.source in payers and other.payment.payment_id not in used:
                yield Step((other, flow), (flow,), other.payment.amount_minor)
