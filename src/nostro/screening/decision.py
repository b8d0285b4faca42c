"""What a hit leads to: the strongest of the listings that bind, within what its rule allows.

A listing does what its effect allows, where its regime binds the legal entity that screens, or
the payment by its currency. A blocking statute, a scheme and a licence each may lessen that. Of
several listings of a party the strongest decides. What decided stands in the evidence.
"""

import re
from datetime import date
from typing import Any, NamedTuple

from nostro.lists.sources.programmes import Effect, effects_of_listing
from nostro.matching.listed import IndexedParty, Listing
from nostro.model.alerts import Decision, Reason, strongest, weakest
from nostro.model.payments import Notice, Payment
from nostro.screening.hits import Hit, fact
from nostro.screening.policy import Policy, field_name
from nostro.screening.regimes import PlaceProgramme, Scheme, Statute

__all__ = ["Decided", "decide", "reason_of"]

_NEAR = "derived:near-ownership-"
_AGENTS = ("debtor_agent", "creditor_agent", "intermediary_agent", "agents")
_BIC_COUNTRY = re.compile(r"[A-Z]{4}([A-Z]{2})[A-Z0-9]{2}(?:[A-Z0-9]{3})?")


class Decided(NamedTuple):
    """A decision, and the rows of evidence that say how it came about."""

    decision: Decision
    rows: list[dict[str, Any]]


class _Ground(NamedTuple):
    """One reason in law: a listing, or a programme against a place."""

    regime: str | None
    programmes: tuple[str, ...]
    place: str | None
    effect: Effect
    what: str
    party: tuple[str, str] | None


def decide(policy: Policy, item: Payment | Notice, hit: Hit, party: IndexedParty | None) -> Decided:
    """What a hit on one record leads to under a policy.

    A party or a place without a ground in law is reviewed; a missing name needs none.
    """
    grounds = _grounds(policy, item, hit, party)
    if not grounds:
        needed = party is not None or hit.rule.reason in {"country", "region"}
        most: Decision = "review" if needed else "block"
        return _within_rule(policy, hit, party, Decided(most, []))
    judged = [_judged(policy, item, hit, ground) for ground in grounds]
    most = strongest([one.decision for one in judged])
    first = next(one for one in judged if one.decision == most)
    return _within_rule(policy, hit, party, first)


def reason_of(hit: Hit, party: IndexedParty | None) -> Reason:
    """That of the rule; a party that stands there through its owners alone says so."""
    datasets = party.datasets if party else []
    if not datasets or not all(dataset.startswith("derived:") for dataset in datasets):
        return hit.rule.reason
    near = all(dataset.startswith(_NEAR) for dataset in datasets)
    return "near_ownership" if near else "ownership"


def _grounds(
    policy: Policy, item: Payment | Notice, hit: Hit, party: IndexedParty | None
) -> list[_Ground]:
    if party is not None:
        return [_of_listing(policy, party, listing) for listing in party.listings]
    rule = {**policy.countries, **policy.regions}.get(hit.place or "")
    day = _day(item)
    return [
        _of_place(hit, programme)
        for programme in (rule.programmes if rule else ())
        if programme.covers(day)
    ]


def _of_listing(policy: Policy, party: IndexedParty, listing: Listing) -> _Ground:
    """A listing with the strongest of its effects: those that it names, else its programmes'."""
    known = effects_of_listing(listing.dataset, listing.programmes, listing.provisions)
    effects: list[Effect] = known or ["advisory"]
    most = strongest([policy.effects[effect] for effect in effects])
    effect = next(effect for effect in effects if policy.effects[effect] == most)
    what = " ".join([listing.dataset, *listing.programmes])
    regime = policy.regime_of(listing.dataset)
    return _Ground(regime, listing.programmes, None, effect, what, (party.entity.id, party.caption))


def _of_place(hit: Hit, programme: PlaceProgramme) -> _Ground:
    is_agent = hit.field.startswith(_AGENTS)
    effect = programme.agents if is_agent and programme.agents else programme.effect
    return _Ground(
        programme.regime, (), hit.place, effect, f"{hit.place}: {programme.source}", None
    )


def _judged(policy: Policy, item: Payment | Notice, hit: Hit, ground: _Ground) -> Decided:
    """What one ground leads to: what its effect allows, less what does not bind or is released."""
    most = policy.effects[ground.effect]
    rows = [fact("effect", ground.what, ground.effect)]
    limits = (
        _binding(policy, item, ground),
        _statute(policy, ground),
        _scheme(policy, item, hit, ground),
        _licence(policy, item, ground),
    )
    for limit in limits:
        if limit is not None:
            most = weakest(most, limit.decision)
            rows = [*rows, *limit.rows]
    return Decided(most, rows)


def _binding(policy: Policy, item: Payment | Notice, ground: _Ground) -> Decided:
    """Whether the regime binds the legal entity, or this payment of it by its currency."""
    who, currency = policy.who, _currency(item)
    if ground.regime is None:
        return Decided("review", [fact("regime", "a list of no regime of the policy", "none")])
    if ground.regime in who.binds:
        return Decided("block", [fact("regime", f"binds {policy.entity}", ground.regime)])
    if ground.regime in who.currencies.get(currency or "", ()):
        return Decided("block", [fact("regime", f"binds payments in {currency}", ground.regime)])
    return Decided(who.unbound, [fact("regime", f"does not bind {policy.entity}", ground.regime)])


def _statute(policy: Policy, ground: _Ground) -> Decided | None:
    """The blocking statute that forbids to go by this ground."""
    for name in policy.who.statutes:
        statute = policy.statutes[name]
        if statute.regime == ground.regime and _forbids(statute, ground):
            return Decided(statute.decision, [fact("statute", statute.source, name)])
    return None


def _forbids(statute: Statute, ground: _Ground) -> bool:
    """True where all of a ground rests on what the statute names."""
    if ground.place is not None:
        return ground.place in statute.countries
    return bool(ground.programmes) and set(ground.programmes) <= set(statute.programmes)


def _scheme(policy: Policy, item: Payment | Notice, hit: Hit, ground: _Ground) -> Decided | None:
    """The scheme whose payments are not screened against this ground, its customers are daily."""
    if not isinstance(item, Payment) or ground.place is not None:
        return None
    for name in policy.who.schemes:
        scheme = policy.schemes[name]
        if (
            scheme.regime == ground.regime
            and ground.effect in scheme.effects
            and field_name(hit.field) in scheme.fields
            and _is_of(scheme, item)
        ):
            return Decided(scheme.decision, [fact("scheme", scheme.source, name)])
    return None


def _is_of(scheme: Scheme, item: Payment) -> bool:
    return (
        item.currency == scheme.currency
        and item.booked_at.date() >= scheme.since
        and (
            item.local_instrument in scheme.local_instruments
            or item.service_level in scheme.service_levels
            or item.clearing_system in scheme.clearing_systems
        )
    )


def _licence(policy: Policy, item: Payment | Notice, ground: _Ground) -> Decided | None:
    """The first licence in force whose marks the payment bears; a notice moves nothing."""
    if not isinstance(item, Payment) or ground.party is None:
        return None
    day, countries, text = _day(item), _countries(item), _words(item)
    for licence in policy.licences:
        if (
            licence.in_force(day)
            and licence.covers_listing(ground.regime, ground.programmes, ground.party)
            and licence.covers_payment(item.currency, countries, text)
        ):
            return Decided(policy.licensed, [fact("licence", licence.source, licence.id)])
    return None


def _within_rule(policy: Policy, hit: Hit, party: IndexedParty | None, found: Decided) -> Decided:
    """What the rule of the hit leaves of a decision: its own, that of its reason, its bars."""
    rule = hit.rule
    limits: list[tuple[Decision, str, str]] = [(rule.decision, "rule", rule.reason)]
    reason = reason_of(hit, party)
    if reason != rule.reason and reason in policy.rule:
        limits.append((policy.rule[reason].decision, "rule", reason))
    if party is not None and hit.weak:
        limits.append((policy.weak_alias, "weak_alias", "a weak alias alone (OFAC FAQ 122 to 124)"))
    if hit.score < rule.block_at:
        limits.append(("review", "block_at", f"a score below {rule.block_at}"))
    if field_name(hit.field) in rule.review_only:
        limits.append(("review", "review_only", f"a mention in {field_name(hit.field)}"))
    most = weakest(found.decision, *(limit for limit, _, _ in limits))
    told = [fact(name, why, limit) for limit, name, why in limits if limit != found.decision
            and weakest(limit, found.decision) == limit]  # fmt: skip
    owned = [fact("owners", hit.text, text) for text in _owners(party)]
    return Decided(most, [*found.rows, *told, *owned])


def _owners(party: IndexedParty | None) -> list[str]:
    derived = [listing.derived_from for listing in party.listings] if party else []
    return [text for text in derived if text]


def _day(item: Payment | Notice) -> date:
    """That of the payment; a notice has none, so for it all that has begun and not ended counts."""
    return item.booked_at.date() if isinstance(item, Payment) else date.max


def _currency(item: Payment | Notice) -> str | None:
    return item.currency if isinstance(item, Payment) else None


def _countries(item: Payment) -> set[str]:
    """The countries that fields and BICs of a payment name."""
    fields = ("debtor", "creditor", "underlying_debtor", "underlying_creditor",
              "debtor_agent", "creditor_agent")  # fmt: skip
    named = {getattr(item, f"{field}_country") for field in fields}
    agents = [item.debtor_agent, item.creditor_agent, *item.intermediary_agents]
    bics = {found[1] for text in agents if text and (found := _BIC_COUNTRY.fullmatch(text))}
    return {code.upper() for code in named if code} | bics


def _words(item: Payment) -> str:
    return "\n".join([item.remittance or "", *item.other.values()])
