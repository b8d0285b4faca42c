"""Cut-out relay: value of a listed party moved through a bank in a contested region and on.

A bank that no list of the day may name keeps accounts for a listed one. The value goes on to the
bank it fronts for, to a front company, and to a further bank, a little less at each step. The
pattern is that of the network that the US Treasury described on 19 September 2024; FATF's reports
on proliferation financing describe its parts (cut-out banks, front companies, layered transfers).
"""

from collections import Counter
from collections.abc import Iterator
from datetime import timedelta

from nostro.model.ids import short_id
from nostro.model.money import format_minor
from nostro.network.evidence import path_step
from nostro.network.flows import FlowGraph
from nostro.network.records import Finding
from nostro.network.relay_paths import WINDOW, Path, follow, single, trace_back, trace_back_from
from nostro.network.roles import Account, Roles

__all__ = ["find"]

NAME = "cutout_relay"
MIN_STEPS = 2


def find(graph: FlowGraph, roles: Roles) -> Iterator[Finding]:
    """One finding for each scheme: paths that share accounts are one."""
    paths: dict[tuple[str, ...], Path] = {}
    for start in _starts(graph, roles):
        for path in follow(graph, start):
            relay = _relay(path, roles)
            if relay:
                paths[tuple(flow.payment.payment_id for flow in relay.flows)] = relay
    for scheme in _schemes(list(paths.values())):
        yield _finding(scheme, roles)


def _starts(graph: FlowGraph, roles: Roles) -> Iterator[Path]:
    """Beginnings of paths whose source is an origin: what an account in a contested region sends,
    and what reaches it, or passes a bank there, over one step or two.
    """
    for account in roles.contested_accounts():
        if roles.of(account).origin:
            yield from (single(flow) for flow in graph.out_of(account))
        yield from (path for path in trace_back(graph, account) if roles.of(path.source).origin)
    for flow in graph.flows:
        if roles.passes(flow.payment):
            paths = trace_back_from(graph, flow)
            yield from (path for path in paths if roles.of(path.source).origin)


def _relay(path: Path, roles: Roles) -> Path | None:
    """The longest beginning of a path that passes a contested region and ends at another bank;
    where the currency changes after such a beginning, what follows is no part of it.
    """
    whole = len(path.steps)
    for longest in (path.converted or whole, whole):
        for count in range(longest, MIN_STEPS - 1, -1):
            if _is_relay(shorter := path.upto(count), roles):
                return shorter
    return None


def _is_relay(path: Path, roles: Roles) -> bool:
    *before, last = (roles.of(account) for account in path.accounts)
    banks = {account.bank for account in before if account.region}
    passed = banks or any(roles.passes(flow.payment) for flow in path.flows)
    return bool(passed) and not last.region and last.bank not in banks


def _schemes(paths: list[Path]) -> list[list[Path]]:
    """Paths grouped: those that share an account other than their ends are one scheme."""
    leads: dict[str, str] = {}

    def lead(account: str) -> str:
        while (above := leads.setdefault(account, account)) != account:
            leads[account] = leads[above]
            account = above
        return account

    for path in paths:
        first, *others = path.accounts[:-1]
        for account in others:
            leads[lead(account)] = lead(first)
    schemes: dict[str, list[Path]] = {}
    for path in paths:
        schemes.setdefault(lead(path.source), []).append(path)
    return list(schemes.values())


def _finding(scheme: list[Path], roles: Roles) -> Finding:
    rounds = _rounds(scheme)
    best = max(scheme, key=lambda p: (_total(_score(p, rounds, roles)), p.steps[-1].amount_minor))
    parts = _score(best, rounds, roles)
    flows = {flow.payment.payment_id: flow for path in scheme for flow in path.flows}
    ordered = sorted(flows.values(), key=lambda f: (f.payment.booked_at, f.payment.payment_id))
    amounts = _arrived(scheme)
    return Finding(
        finding_id=short_id("finding", NAME, *sorted(flows)),
        typology=NAME,
        score=_total(parts),
        accounts=list(dict.fromkeys([*best.accounts, *(a for f in ordered for a in f[1:])])),
        payment_ids=[flow.payment.payment_id for flow in ordered],
        first_at=ordered[0].payment.booked_at,
        last_at=ordered[-1].payment.booked_at,
        amount_minor=amounts[best.currency],
        currency=best.currency,
        corridor=_corridor(best, roles),
        explanation=_explanation(best, rounds, roles),
        evidence={
            "path": [path_step(flow, roles) for flow in best.flows],
            "rounds": rounds,
            "kept": round(best.kept, 4),
            "converted": best.converted is not None,
            "amounts_minor": dict(sorted(amounts.items())),
            "score": parts,
        },
    )


def _rounds(scheme: list[Path]) -> int:
    """How often value reached the end: paths with the same last payments are one round."""
    ends = (path.steps[-1].arriving for path in scheme)
    return len({tuple(flow.payment.payment_id for flow in end) for end in ends})


def _arrived(scheme: list[Path]) -> Counter[str]:
    """The value that reached the ends of the paths, by currency; each payment once."""
    ends = {f.payment.payment_id: f.payment for path in scheme for f in path.steps[-1].arriving}
    amounts: Counter[str] = Counter()
    for payment in ends.values():
        amounts[payment.currency] += payment.amount_minor
    return amounts


def _score(path: Path, rounds: int, roles: Roles) -> dict[str, float]:
    """What each sign adds; together at most 1."""
    first, *onward = (roles.of(account) for account in path.accounts)
    took = path.steps[-1].done_at - path.steps[0].done_at
    parts = {
        "origin of the value": 0.40 * (first.origin.strength if first.origin else 0.0),
        "passes a contested region": 0.15,
        "value kept": 0.15 * min(1.0, path.kept) if path.converted is None else 0.0,
        "accounts between": 0.05 * min(2, len(path.steps) - 1),
        "listed parties or banks on the way": min(0.1, 0.05 * sum(map(_named, onward))),
        "speed": 0.05 * max(0.0, 1 - took / (WINDOW * len(path.steps))),
        "repeated": min(0.05, 0.025 * (rounds - 1)),
    }
    return {sign: round(value, 4) for sign, value in parts.items()}


def _total(parts: dict[str, float]) -> float:
    return round(min(1.0, sum(parts.values())), 4)


def _named(account: Account) -> bool:
    return bool(account.listed or account.bank_listed)


def _corridor(path: Path, roles: Roles) -> list[str] | None:
    start, end = (roles.of(account).country for account in (path.source, path.accounts[-1]))
    return [start, end] if start and end and start != end else None


def _explanation(best: Path, rounds: int, roles: Roles) -> str:
    first, *onward = (roles.of(account) for account in best.accounts)
    start = best.steps[0]
    amount = f"{format_minor(start.amount_minor, start.currency)} {start.currency}"
    same = best.converted is None
    kept = f"{best.kept:.0%} of it kept" if same else f"changed into {best.currency} on the way"
    days = _days(best)
    ways = ", ".join(_described(account) for account in onward)
    return (
        f"{amount} left {_described(first)} and went on within {days} to {ways}, "
        f"{kept}; {rounds} such {'round' if rounds == 1 else 'rounds'}"
    )


def _described(account: Account) -> str:
    where = f" in {account.region.name}" if account.region else ""
    return f"{account.holder} (at {account.bank}{where})" if account.bank else account.holder


def _days(path: Path) -> str:
    took = path.steps[-1].done_at - path.steps[0].flows[0].payment.booked_at
    days = max(1, -(-took // timedelta(days=1)))
    return f"{days} day{'' if days == 1 else 's'}"
