"""Cut-out relay: value of a listed party moved through a bank in a contested region and on.

A bank that no list of the day may name keeps accounts for a listed one. The value goes on to the
bank it fronts for, to a front company, and to a further bank, a little less at each step. The
pattern is that of the network that the US Treasury described on 19 September 2024; FATF's reports
on proliferation financing describe its parts (cut-out banks, front companies, layered transfers).

The search follows single payments and payments split in up to three, forward in time. It is
bounded: so many steps, so many payments looked at a step, so many paths kept a start.
"""

from collections.abc import Iterator
from datetime import timedelta
from itertools import combinations
from typing import NamedTuple

from nostro.model.ids import short_id
from nostro.model.money import format_minor
from nostro.network.flows import Flow, FlowGraph
from nostro.network.records import Finding
from nostro.network.roles import Account, Roles

__all__ = ["find"]

NAME = "cutout_relay"
MAX_STEPS = 6
MIN_STEPS = 3
WINDOW = timedelta(days=10)
# What a step may keep of the one before: fees take a little, a front company more.
KEPT = (0.70, 1.02)
MAX_CANDIDATES = 50
MAX_PARTS = 3
MAX_PATHS = 200


class _Step(NamedTuple):
    """The payments that carry the value from one account to the next."""

    flows: tuple[Flow, ...]

    @property
    def source(self) -> str:
        return self.flows[0].source

    @property
    def target(self) -> str:
        return self.flows[0].target

    @property
    def amount_minor(self) -> int:
        return sum(flow.payment.amount_minor for flow in self.flows)


_Path = tuple[_Step, ...]


def find(graph: FlowGraph, roles: Roles) -> Iterator[Finding]:
    """One finding for each scheme: paths that share accounts are one."""
    paths = [
        path
        for account in roles.listed_accounts()
        if roles.of(account).region
        for start in graph.out_of(account)
        for path in _paths_from(start, graph)
        if _is_relay(path, roles)
    ]
    for scheme in _schemes(paths):
        yield _finding(scheme, roles)


def _paths_from(start: Flow, graph: FlowGraph) -> list[_Path]:
    """The longest paths that a payment begins, by depth first."""
    found: list[_Path] = []
    waiting: list[_Path] = [(_Step((start,)),)]
    while waiting and len(found) < MAX_PATHS:
        path = waiting.pop()
        onward = _onward(path, graph) if len(path) < MAX_STEPS else []
        if onward:
            waiting += [(*path, step) for step in reversed(onward)]
        elif len(path) >= MIN_STEPS:
            found.append(path)
    return found


def _onward(path: _Path, graph: FlowGraph) -> list[_Step]:
    last = path[-1]
    since = max(flow.payment.booked_at for flow in last.flows)
    currency = last.flows[0].payment.currency
    visited = {step.source for step in path} | {last.target}
    candidates = [
        flow
        for flow in graph.left_within(last.target, since, WINDOW)
        if flow.target not in visited and flow.payment.currency == currency
    ][:MAX_CANDIDATES]
    return [step for step in _steps(candidates) if _keeps(last.amount_minor, step.amount_minor)]


def _steps(candidates: list[Flow]) -> Iterator[_Step]:
    """Single payments, then two or three to one account that together carry the value."""
    yield from (_Step((flow,)) for flow in candidates)
    by_target: dict[str, list[Flow]] = {}
    for flow in candidates:
        by_target.setdefault(flow.target, []).append(flow)
    for flows in by_target.values():
        for parts in range(2, MAX_PARTS + 1):
            yield from (_Step(chosen) for chosen in combinations(flows[:6], parts))


def _keeps(before: int, after: int) -> bool:
    return KEPT[0] * before <= after <= KEPT[1] * before


def _is_relay(path: _Path, roles: Roles) -> bool:
    """The value leaves a listed party's account in a contested region, passes somebody whom the
    lists name or whose bank they name, and ends at another bank.
    """
    first, last = roles.of(path[0].source), roles.of(path[-1].target)
    between = [roles.of(step.target) for step in path[:-1]]
    named = any(account.listed or account.bank_listed for account in between)
    return bool(first.listed and first.region and named and last.bank != first.bank)


def _schemes(paths: list[_Path]) -> list[list[_Path]]:
    """Paths grouped: those with a common account beside their start are one scheme."""
    schemes: list[tuple[set[str], list[_Path]]] = []
    for path in paths:
        accounts = {step.target for step in path[:-1]}
        touching = [scheme for scheme in schemes if scheme[0] & accounts]
        merged = (accounts.union(*(s[0] for s in touching)), [path])
        for scheme in touching:
            merged[1][:0] = scheme[1]
            schemes.remove(scheme)
        schemes.append(merged)
    return [scheme for _, scheme in schemes]


def _finding(scheme: list[_Path], roles: Roles) -> Finding:
    best = max(scheme, key=lambda path: (_score(path, roles)[0], path[-1].amount_minor))
    score, parts = _score(best, roles)
    flows = {f.payment.payment_id: f for path in scheme for step in path for f in step.flows}
    ordered = sorted(flows.values(), key=lambda f: (f.payment.booked_at, f.payment.payment_id))
    accounts = [best[0].source, *(step.target for step in best)]
    ends = {f.payment.payment_id: f for path in scheme for f in path[-1].flows}
    return Finding(
        finding_id=short_id("finding", NAME, *sorted(flows)),
        typology=NAME,
        score=score,
        accounts=list(dict.fromkeys([*accounts, *(f.target for f in ordered)])),
        payment_ids=[flow.payment.payment_id for flow in ordered],
        first_at=ordered[0].payment.booked_at,
        last_at=ordered[-1].payment.booked_at,
        amount_minor=sum(
            f.payment.amount_minor
            for f in ends.values()
            if f.payment.currency == best[-1].flows[0].payment.currency
        ),
        currency=best[-1].flows[0].payment.currency,
        corridor=_corridor(best, roles),
        explanation=_explanation(best, scheme, roles),
        evidence={
            "path": [_evidence(flow, roles) for step in best for flow in step.flows],
            "rounds": len({path[0].flows[0].payment.payment_id for path in scheme}),
            "score": parts,
        },
    )


def _score(path: _Path, roles: Roles) -> tuple[float, dict[str, float]]:
    """What each sign adds: a listed source in a contested region is the ground of the finding."""
    accounts = [roles.of(step.target) for step in path]
    listed = sum(bool(a.listed or a.bank_listed) for a in accounts)
    kept = path[-1].amount_minor / path[0].amount_minor
    parts = {
        "listed source in a contested region": 0.5,
        "listed accounts or banks on the path": round(min(0.3, 0.1 * listed), 4),
        "value kept": round(0.1 * min(1.0, kept), 4),
        "further steps": round(min(0.1, 0.05 * (len(path) - MIN_STEPS + 1)), 4),
    }
    return round(min(1.0, sum(parts.values())), 4), parts


def _evidence(flow: Flow, roles: Roles) -> dict[str, object]:
    payment = flow.payment
    source, target = roles.of(flow.source), roles.of(flow.target)
    return {
        "payment_id": payment.payment_id,
        "from": flow.source,
        "to": flow.target,
        "from_name": source.holder,
        "to_name": target.holder,
        "from_bank": source.bank,
        "to_bank": target.bank,
        "amount_minor": payment.amount_minor,
        "currency": payment.currency,
        "booked_at": payment.booked_at.isoformat(),
        "role": f"{_role(source)} -> {_role(target)}",
    }


def _role(account: Account) -> str:
    where = f" at a bank in {account.region_name}" if account.region else ""
    if account.listed:
        return f"account of a listed party ({account.listed}){where}"
    if account.bank_listed:
        return f"account at a listed bank ({account.bank_listed}){where}"
    return f"account{where}"


def _corridor(path: _Path, roles: Roles) -> list[str] | None:
    start, end = roles.of(path[0].source).country, roles.of(path[-1].target).country
    return [start, end] if start and end and start != end else None


def _explanation(best: _Path, scheme: list[_Path], roles: Roles) -> str:
    first = roles.of(best[0].source)
    names = [roles.of(step.target) for step in best]
    onward = ", ".join(f"{a.holder or a.id} ({a.bank})" if a.bank else a.holder for a in names)
    amount = format_minor(best[0].amount_minor, best[0].flows[0].payment.currency)
    rounds = len({path[0].flows[0].payment.payment_id for path in scheme})
    return (
        f"{amount} {best[0].flows[0].payment.currency} of {first.holder}, held at {first.bank} in "
        f"{first.region_name}, went on to {onward}; {rounds} such rounds"
    )
