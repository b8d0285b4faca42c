"""The screening policy: one YAML file that says which fields are screened, how, and to what end."""

from collections.abc import Iterable, Iterator
from functools import cached_property
from pathlib import Path
from typing import Any

import msgspec

from nostro.lists.sources.programmes import EFFECTS, Effect
from nostro.model.alerts import Decision, Reason
from nostro.model.errors import InputError, UsageError
from nostro.model.ids import content_hash
from nostro.model.payments import Notice, Payment
from nostro.screening.licences import SHIPPED, Licence, read_licences
from nostro.screening.regimes import LegalEntity, PlaceRule, Regime, Scheme, Statute
from nostro.screening.yaml_rows import read_yaml

__all__ = ["Policy", "Rule", "field_name", "load_policy"]

_DEFAULT = Path(__file__).parent / "policy.yaml"
_FIELDS = frozenset({*Payment.__struct_fields__, *Notice.__struct_fields__})
_ANY_TYPE = "*"


class Rule(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What one reason looks at, and the most it may decide.

    `bar` is the least score that is a hit, `block_at` the least that may do more than `review`;
    a hit in a field of `review_only` never does. `by_type` names message types of which not all
    of `fields` are looked at, and those that are; `*` stands for all other types.
    """

    reason: Reason
    fields: tuple[str, ...]
    decision: Decision
    bar: float = 1.0
    block_at: float = 0.0
    review_only: tuple[str, ...] = ()
    by_type: dict[str, tuple[str, ...]] = {}

    def looks_at(self, message_type: str | None, field: str) -> bool:
        """True where a field of a message of this type is looked at; MT103 stands for MT103 STP."""
        if not self.by_type:
            return True
        kind = (message_type or "").partition(" ")[0]
        fields = self.by_type.get(kind) or self.by_type.get(_ANY_TYPE, self.fields)
        return field_name(field) in fields


class Policy(msgspec.Struct, kw_only=True, forbid_unknown_fields=True, dict=True):
    """A whole policy, for the one of its legal entities that `entity` names.

    `licences` are those written in it and those of its `licence_files`, which lie beside it
    (`licences.yaml` may be the one that ships);
    `stripping_days` is how far apart two payments may be that are compared as one;
    `licensed` is what a listing leads to that one of them covers. `hash` names the content, the
    licences and the entity among it.
    """

    version: int
    entity: str
    rules: list[Rule]
    effects: dict[Effect, Decision]
    weak_alias: Decision
    regimes: dict[str, Regime]
    entities: dict[str, LegalEntity]
    statutes: dict[str, Statute] = {}
    schemes: dict[str, Scheme] = {}
    countries: dict[str, PlaceRule]
    regions: dict[str, PlaceRule]
    licensed: Decision
    stripping_days: int = 10
    licence_files: list[str] = []
    licences: list[Licence] = []

    @cached_property
    def hash(self) -> str:
        """SHA-256 of the policy's content, whatever the layout of its file."""
        return content_hash(msgspec.json.encode(self, order="sorted"))

    @cached_property
    def rule(self) -> dict[Reason, Rule]:
        """The rules by reason."""
        return {rule.reason: rule for rule in self.rules}

    @property
    def who(self) -> LegalEntity:
        """The legal entity that screens."""
        return self.entities[self.entity]

    def for_entity(self, name: str | None) -> "Policy":
        """The policy of another of its legal entities. Raises UsageError for one it lacks."""
        if name is None:
            return self
        if name not in self.entities:
            known = ", ".join(self.entities)
            raise UsageError(f"the policy has no legal entity {name!r}; it has {known}")
        return msgspec.structs.replace(self, entity=name)

    def regime_of(self, dataset: str) -> str | None:
        """The regime whose list a dataset is, the first that fits."""
        return next((key for key, row in self.regimes.items() if row.publishes(dataset)), None)


def field_name(field: str) -> str:
    """The field of an entry of a list: `agents` of `agents[1]`."""
    return field.partition("[")[0]


def load_policy(path: Path | None = None) -> Policy:
    """Read a policy file, or the one that ships with the program, with the licences it names.

    Raises InputError, with line and key, where it cannot be read or says something unknown.
    """
    source = path or _DEFAULT
    policy = read_yaml(source, Policy, "a screening policy")
    for name in policy.licence_files:
        policy.licences += read_licences(_licence_file(source.parent, name))
    for fault in _faults(policy):
        raise InputError(source, f"not a screening policy: {fault}")
    return policy


def _licence_file(folder: Path, name: str) -> Path:
    """The file of licences beside a policy, else the one that ships under this name."""
    beside = folder / name
    return SHIPPED if name == SHIPPED.name and not beside.exists() else beside


def _faults(policy: Policy) -> Iterator[str]:
    """What a policy says that nothing answers to."""
    yield from _unknown("entity", [policy.entity], policy.entities)
    yield from _unknown("effects", policy.effects, EFFECTS)
    yield from (
        f"effects: {effect} is missing" for effect in EFFECTS if effect not in policy.effects
    )
    seen: set[str] = set()
    for number, rule in enumerate(policy.rules):
        yield from _unknown(f"rules[{number}].fields", rule.fields, _FIELDS)
        some = [*rule.review_only, *(f for fields in rule.by_type.values() for f in fields)]
        yield from _unknown(f"rules[{number}]", some, rule.fields)
        if rule.reason in seen:
            yield f"rules[{number}]: a second row for {rule.reason}"
        seen.add(rule.reason)
    for name, who in policy.entities.items():
        bound = [*who.binds, *(regime for row in who.currencies.values() for regime in row)]
        yield from _unknown(f"entities.{name}", bound, policy.regimes)
        yield from _unknown(f"entities.{name}.statutes", who.statutes, policy.statutes)
        yield from _unknown(f"entities.{name}.schemes", who.schemes, policy.schemes)
    yield from _unknown("statutes, schemes, countries, regions", _regimes(policy), policy.regimes)


def _regimes(policy: Policy) -> Iterator[str]:
    rows: list[Any] = [*policy.statutes.values(), *policy.schemes.values()]
    for place in (*policy.countries.values(), *policy.regions.values()):
        rows += place.programmes
    yield from (row.regime for row in rows)


def _unknown(where: str, names: Iterable[str], known: Iterable[str]) -> Iterator[str]:
    there = set(known)
    yield from (f"{where}: nothing is called {name!r}" for name in names if name not in there)
