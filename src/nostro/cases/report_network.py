"""From payments and alerts to what is drawn: who paid whom, who is listed, who owns whom."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from nostro.cases.report_drawings import Drawing, Link, Node, Tag, Tone, draw_graph
from nostro.cases.report_records import OwnershipAnswer, Report
from nostro.cases.report_text import amount, count, day, day_range
from nostro.model.alerts import Alert
from nostro.model.money import exponent
from nostro.model.payments import Payment

__all__ = ["PaymentDrawings", "draw_ownership", "draw_payments", "party_name", "ranked"]

_MOST_BOXES = 40
_MOST_LINKS = 80
_MOST_TAGS = 3
_BILLION = 1_000_000_000
_STRONGEST_FIRST: tuple[Tone, ...] = ("listed", "possible", "place")
_SIDES = ("debtor", "creditor")

Ends = tuple[str, str]
Flows = dict[Ends, list[Payment]]


class PaymentDrawings(NamedTuple):
    """The networks of the findings, each drawn for itself, and how many payments had no room."""

    drawings: list[Drawing]
    left_out: int


class _Marks(NamedTuple):
    """Tags for boxes by their key, and for the banks between by the ends of the payment."""

    boxes: dict[str, dict[str, Tag]]
    between: dict[Ends, dict[str, Tag]]


def draw_payments(report: Report) -> PaymentDrawings:
    """Who paid whom in the findings, strongest first: a drawing for each network of its own."""
    findings = ranked(report.findings)
    wanted = dict.fromkeys(key for finding in findings for key in finding["payment_ids"])
    payments = [report.payments[key] for key in wanted if key in report.payments]
    flows = _flows(payments)
    marks = _marks(report)
    drawings = [_draw_flows(part, marks) for part in _apart(flows)]
    return PaymentDrawings(drawings, len(payments) - sum(map(len, flows.values())))


def _draw_flows(flows: Flows, marks: _Marks) -> Drawing:
    drawn = sorted((payment for flow in flows.values() for payment in flow), key=_when)
    parties: dict[str, Node] = {}
    for payment in drawn:
        for key, side in zip(_ends(payment), _SIDES, strict=True):
            parties.setdefault(key, _party(payment, side, key, marks.boxes.get(key, {})))
    links = [
        _link(ends, flow, marks.between.get(ends, {}))
        for ends, flow in sorted(flows.items(), key=lambda item: min(map(_when, item[1])))
    ]
    when = day_range(drawn[0].booked_at, drawn[-1].booked_at)
    title = f"{count(len(parties), 'party')}, {count(len(drawn), 'payment')}, {when}"
    return draw_graph(title, list(parties.values()), links)


def _apart(flows: Flows) -> list[Flows]:
    """The flows in networks that share no box, in the order of their first flow."""
    parts: list[Flows] = []
    for ends, flow in flows.items():
        touched = [part for part in parts if any(set(ends) & set(other) for other in part)]
        merged = {key: value for part in touched for key, value in part.items()} | {ends: flow}
        place = parts.index(touched[0]) if touched else len(parts)
        parts = [part for part in parts if part not in touched]
        parts.insert(place, merged)
    return parts


def ranked(findings: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Findings, the strongest first."""
    return sorted(findings, key=lambda finding: (-finding["score"], finding["finding_id"]))


def draw_ownership(answer: OwnershipAnswer) -> Drawing | None:
    """The owners of an entity with their shares; None where the answer names no owner."""
    if not answer.chain:
        return None
    nodes: dict[str, Node] = {}
    for link in answer.chain:
        listed = (Tag("listed", f"Listed: {link.owner_id}"),) if link.owner_listed else ()
        tone: Tone = "listed" if listed else "plain"
        if link.owner_id not in nodes or listed:
            nodes[link.owner_id] = Node(link.owner_id, link.owner, (), listed, tone)
        nodes.setdefault(link.asset_id, Node(link.asset_id, link.asset))
    subject = nodes.get(answer.entity_id)
    if subject and answer.blocked and not subject.tags:
        tag = Tag("listed", "Blocked through owners")
        nodes[answer.entity_id] = subject._replace(tags=(tag,), tone="possible")
    shares = {(link.owner_id, link.asset_id): link.percentage for link in answer.chain}
    links = [
        Link(owner, asset, "share unknown" if share is None else f"{share:g} %")
        for (owner, asset), share in shares.items()
    ]
    return draw_graph(f"Owners of {answer.caption}", list(nodes.values()), links)


def party_name(payment: Payment, side: str) -> str:
    """Who stands on one side of a payment: its name, else its account, else its bank."""
    kinds = ("name", "account", "agent_name", "agent")
    found = (getattr(payment, f"{side}_{kind}") for kind in kinds)
    return next(filter(None, found), f"unknown {side}")


def _when(payment: Payment) -> tuple[float, str]:
    return payment.booked_at.timestamp(), payment.payment_id


def _ends(payment: Payment) -> Ends:
    """The boxes that a payment joins: accounts where they are known, else names."""
    debtor, creditor = (
        getattr(payment, f"{side}_account") or party_name(payment, side) for side in _SIDES
    )
    return debtor, creditor


def _flows(payments: Iterable[Payment]) -> Flows:
    """Payments by the boxes they join, as long as there is room to draw them."""
    flows: Flows = {}
    boxes: set[str] = set()
    for payment in payments:
        ends = _ends(payment)
        fits = len(boxes | set(ends)) <= _MOST_BOXES and len(flows) < _MOST_LINKS
        if ends in flows or fits:
            flows.setdefault(ends, []).append(payment)
            boxes.update(ends)
    return flows


def _marks(report: Report) -> _Marks:
    """What the alerts say of the parties; those of the look-back come last and prevail."""
    marks = _Marks(defaultdict(dict), defaultdict(dict))
    new = report.look_back.alerts if report.look_back else []
    for word, alerts in (("Listed", report.alerts), ("Newly listed", new)):
        for alert in alerts:
            payment = report.payments.get(alert.payment_id)
            tag = _tag(alert, word)
            if payment and tag:
                _place(marks, payment, alert, tag)
    return marks


def _place(marks: _Marks, payment: Payment, alert: Alert, tag: Tag) -> None:
    ends = _ends(payment)
    name = alert.entity_id or tag.words
    if alert.field.startswith("intermediary_"):
        _keep_stronger(marks.between[ends], name, tag)
    for side, key in zip(_SIDES, ends, strict=True):
        if alert.field.startswith(f"{side}_agent"):
            bank = Tag(tag.tone, f"Bank {tag.words[0].lower()}{tag.words[1:]}", of_bank=True)
            _keep_stronger(marks.boxes[key], f"bank {name}", bank)
        elif alert.field.startswith(f"{side}_"):
            _keep_stronger(marks.boxes[key], name, tag)


def _keep_stronger(tags: dict[str, Tag], name: str, tag: Tag) -> None:
    """What is said last holds, unless it says less."""
    if name not in tags or _STRONGEST_FIRST.index(tag.tone) <= _STRONGEST_FIRST.index(
        tags[name].tone
    ):
        tags[name] = tag


def _tag(alert: Alert, word: str) -> Tag | None:
    if alert.reason in {"country", "region"}:
        kind = "contested region" if alert.reason == "region" else "country"
        return Tag("place", f"{alert.caption} ({kind})")
    if alert.entity_id is None or alert.decision == "pass":
        return None
    if any(dataset.startswith("announcement:") for dataset in alert.datasets):
        return Tag("possible", f"Announced: {alert.caption}")
    if alert.decision == "review":
        return Tag("possible", f"Possible match: {alert.entity_id}")
    return Tag("listed", f"{word}: {alert.entity_id}")


def _party(payment: Payment, side: str, key: str, tags: Mapping[str, Tag]) -> Node:
    name = party_name(payment, side)
    account = getattr(payment, f"{side}_account")
    country = getattr(payment, f"{side}_country")
    bank = getattr(payment, f"{side}_agent_name") or getattr(payment, f"{side}_agent")
    lines = [account if account != name else None, f"at {bank}" if bank else None, country]
    shown = [
        tag for key, tag in tags.items() if not tag.of_bank or key.partition(" ")[2] not in tags
    ]
    tones = [tag.tone for tag in tags.values() if not tag.of_bank]
    tone: Tone = next((t for t in _STRONGEST_FIRST if t in tones), "plain")
    return Node(key, name, tuple(filter(None, lines)), tuple(shown[:_MOST_TAGS]), tone)


def _link(ends: Ends, flow: Sequence[Payment], tags: Mapping[str, Tag]) -> Link:
    first, last = min(flow, key=_when), max(flow, key=_when)
    when = day_range(first.booked_at, last.booked_at)
    via = first.intermediary_agent_names or first.intermediary_agents
    listed = next(iter(tags.values()), None)
    below = [_times(flow, first.booked_at, last.booked_at)]
    below += [f"via {via[0]}"] if via else []
    below += [listed.words] if listed else []
    total = _total(flow)
    about = f"{count(len(flow), 'payment')}, {', '.join(total)}, {when}"
    about += f", via {', '.join(via)}" if via else ""
    above = _short(flow) if len(total) == 1 else count(len(total), "currency")
    return Link(*ends, above, tuple(below), about, listed.tone if listed else "plain")


def _times(flow: Sequence[Payment], first: date, last: date) -> str:
    """The day of one payment, or how many there are and about when, short enough for a label."""
    if len(flow) == 1:
        return day(first)
    if first.year != last.year:
        return f"{len(flow)} × {first.year} to {last.year}"
    return f"{len(flow)} × {day_range(first, last).removesuffix(f' {last.year}')}"


def _total(flow: Sequence[Payment]) -> list[str]:
    sums: dict[str, int] = defaultdict(int)
    for payment in flow:
        sums[payment.currency] += payment.amount_minor
    return [amount(minor, currency) for currency, minor in sorted(sums.items())]


def _short(flow: Sequence[Payment]) -> str:
    """The sum in one currency, without idle decimals, huge ones in billions."""
    currency, minor = flow[0].currency, sum(payment.amount_minor for payment in flow)
    units = minor // 10 ** exponent(currency)
    if abs(units) >= _BILLION:
        return f"{currency} {units // 10**6 / 1000:,.1f} bn"
    text = amount(minor, currency)
    return text.partition(".")[0] if minor % 10 ** exponent(currency) == 0 else text
