"""The judgement over one payment: which fields, against what, to which decision."""

from nostro.screening.engine import Screened, Screener
from nostro.screening.lookback import LookBack, look_back
from nostro.screening.policy import Policy, load_policy

__all__ = ["LookBack", "Policy", "Screened", "Screener", "load_policy", "look_back"]
