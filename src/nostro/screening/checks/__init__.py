"""What screening looks for, one file each: a check takes a record and gives its hits.

A check finds; the policy decides. Each is made once for an index and a policy, and its hits on a
record depend on these three alone.
"""

from collections.abc import Callable, Iterator

from nostro.matching import Index
from nostro.model.payments import Notice, Payment
from nostro.screening.checks.codes import CodeCheck
from nostro.screening.checks.completeness import CompletenessCheck
from nostro.screening.checks.free_text import FreeTextCheck
from nostro.screening.checks.names import NameCheck
from nostro.screening.checks.places import PlaceCheck
from nostro.screening.hits import Hit
from nostro.screening.policy import Policy

__all__ = ["Check", "checks_of"]

Check = Callable[[Payment | Notice], Iterator[Hit]]


def checks_of(index: Index, policy: Policy) -> list[Check]:
    """The checks in the order of their hits; that on stripping needs the payments before."""
    return [
        NameCheck(index, policy),
        CodeCheck(index, policy),
        FreeTextCheck(index, policy),
        PlaceCheck(policy),
        CompletenessCheck(policy),
    ]
