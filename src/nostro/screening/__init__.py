"""The judgement over one payment: which fields, against what, to which decision."""

from nostro.screening.engine import Screened, Screener
from nostro.screening.lookback import NewHits, look_back
from nostro.screening.policy import Policy, load_policy

__all__ = ["NewHits", "Policy", "Screened", "Screener", "load_policy", "look_back"]
