"""The screening policy: one YAML file that says which fields are screened, how, and to what end."""

from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

import msgspec
import yaml

from nostro.model.alerts import Decision, Reason, strongest, weakest
from nostro.model.errors import InputError
from nostro.model.ids import content_hash

__all__ = ["Period", "Policy", "Rule", "load_policy"]

_DEFAULT = Path(__file__).parent / "policy.yaml"


class Rule(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What one reason looks at, and the most it may decide.

    `bar` is the least score that is a hit, `block_at` the least that may do more than `review`.
    """

    reason: Reason
    fields: tuple[str, ...]
    decision: Decision
    bar: float = 1.0
    block_at: float = 0.0


class Period(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The days on which a country programme is in force; open where a day is not given."""

    since: date = date.min
    until: date = date.max

    def covers(self, day: date) -> bool:
        """True from the first day to the last, both included."""
        return self.since <= day <= self.until


class Policy(msgspec.Struct, kw_only=True, forbid_unknown_fields=True, dict=True):
    """A whole policy; `hash` names its content."""

    version: int
    rules: list[Rule]
    countries: dict[str, Period]
    regions: list[str]
    datasets: dict[str, Decision]

    @cached_property
    def hash(self) -> str:
        """SHA-256 of the policy's content, whatever the layout of its file."""
        return content_hash(msgspec.json.encode(self, order="sorted"))

    @cached_property
    def rule(self) -> dict[Reason, Rule]:
        """The rules by reason."""
        return {rule.reason: rule for rule in self.rules}

    def at_most(self, datasets: list[str]) -> Decision:
        """The most that a party of these datasets may lead to: the strongest of its lists."""
        limits = [self._limit(dataset) for dataset in datasets]
        return strongest(limits) if limits else "review"

    def _limit(self, dataset: str) -> Decision:
        for pattern, decision in self.datasets.items():
            if dataset == pattern or (pattern.endswith("*") and dataset.startswith(pattern[:-1])):
                return decision
        return "review"

    def decide(self, rule: Rule, *, score: float, weak: bool, datasets: list[str]) -> Decision:
        """What a hit on a listed party leads to.

        A weak alias alone never stops a payment (OFAC FAQ 122 to 124): it is reviewed.
        """
        if weak or score < rule.block_at:
            return weakest(rule.decision, "review")
        return weakest(rule.decision, self.at_most(datasets))


def load_policy(path: Path | None = None) -> Policy:
    """Read a policy file, or the one that ships with the program.

    Raises InputError where it cannot be read or says something unknown.
    """
    source = path or _DEFAULT
    try:
        content: Any = yaml.safe_load(source.read_bytes())
        return msgspec.convert(content, Policy)
    except OSError as error:
        raise InputError(source, error.strerror or str(error)) from error
    except (yaml.YAMLError, msgspec.ValidationError) as error:
        reason = " ".join(str(error).split())
        raise InputError(source, f"not a screening policy: {reason}") from error
