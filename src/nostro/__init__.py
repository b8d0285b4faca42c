"""nostro finds sanctioned parties, and the networks that move money for them, in payments.

    import nostro

    nostro.compare("Ким Чен Ын", "KIM, Jong Un", schema="Person")
    index = nostro.Index.build("entities.ftm.json")
    index.match(["Korea Kwangson Banking Corp"])

What stands in `__all__` is stable; it loads when it is first used, so that `import nostro`
costs nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from nostro._version import __version__

if TYPE_CHECKING:
    from nostro.announcements import Announcement, read_announcement
    from nostro.matching import Index, Match, compare
    from nostro.model.entities import Entity
    from nostro.model.payments import Notice, Payment
    from nostro.model.problems import Problem
    from nostro.network import Finding, scan
    from nostro.payments import read_payments
    from nostro.screening import Screener, load_policy

__all__ = [
    "Announcement",
    "Entity",
    "Finding",
    "Index",
    "Match",
    "Notice",
    "Payment",
    "Problem",
    "Screener",
    "__version__",
    "compare",
    "load_policy",
    "read_announcement",
    "read_payments",
    "scan",
]

_HOMES = {
    "Announcement": "nostro.announcements",
    "Entity": "nostro.model.entities",
    "Finding": "nostro.network",
    "Index": "nostro.matching",
    "Match": "nostro.matching",
    "Notice": "nostro.model.payments",
    "Payment": "nostro.model.payments",
    "Problem": "nostro.model.problems",
    "Screener": "nostro.screening",
    "compare": "nostro.matching",
    "load_policy": "nostro.screening",
    "read_announcement": "nostro.announcements",
    "read_payments": "nostro.payments",
    "scan": "nostro.network",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'nostro' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return __all__
