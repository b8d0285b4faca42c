"""The payments of a finding as evidence: who paid whom, and what each of them is."""

from typing import Any

from nostro.network.flows import Flow
from nostro.network.roles import Account, Roles

__all__ = ["path_step"]


def path_step(flow: Flow, roles: Roles) -> dict[str, Any]:
    """One payment: its accounts, holders, banks, amount and time, and the role of both sides."""
    payment = flow.payment
    source, target = roles.of(flow.source), roles.of(flow.target)
    through = roles.passes(payment)
    by = f" through {through.name}" if through else ""
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
        "role": f"{_role(source)}{by} -> {_role(target)}",
    }


def _role(account: Account) -> str:
    kind = account.origin.why if account.origin else "account"
    return f"{kind} in {account.region.name}" if account.region else kind
