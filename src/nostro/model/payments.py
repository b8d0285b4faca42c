"""A payment, and a message that moves no money, as screening and networks see them.

The fields are the columns of the payments table, in the words of ISO 20022.
"""

from datetime import datetime

import msgspec

__all__ = ["COLUMNS", "REQUIRED_COLUMNS", "Notice", "Payment"]


class Payment(msgspec.Struct, kw_only=True, omit_defaults=True):
    """One transfer of money.

    `amount_minor` is an integer in minor units of `currency` (ISO 4217), `booked_at` is UTC.
    `clearing_system`, `service_level` and `local_instrument` are the codes of the scheme (`T2`,
    `SEPA`, `INST`). `other` holds what the message says beside the named columns, by its path in
    the message: no party, agent, account, amount, date or text is dropped. `source` and
    `location` say where the payment was read, `origins` where in it each field stood: a path
    below the transaction (`Dbtr/Nm`) or a field of an MT (`50K`).
    """

    payment_id: str
    booked_at: datetime
    amount_minor: int
    currency: str
    uetr: str | None = None
    message_type: str | None = None
    debtor_name: str | None = None
    debtor_account: str | None = None
    debtor_country: str | None = None
    debtor_address: str | None = None
    debtor_id: str | None = None
    debtor_birth_date: str | None = None
    ultimate_debtor_name: str | None = None
    initiating_party_name: str | None = None
    underlying_debtor_name: str | None = None
    underlying_debtor_account: str | None = None
    underlying_debtor_country: str | None = None
    underlying_debtor_address: str | None = None
    underlying_creditor_name: str | None = None
    underlying_creditor_account: str | None = None
    underlying_creditor_country: str | None = None
    underlying_creditor_address: str | None = None
    debtor_agent: str | None = None
    debtor_agent_name: str | None = None
    debtor_agent_country: str | None = None
    intermediary_agents: list[str] = msgspec.field(default_factory=list)
    intermediary_agent_names: list[str] = msgspec.field(default_factory=list)
    creditor_agent: str | None = None
    creditor_agent_name: str | None = None
    creditor_agent_country: str | None = None
    creditor_name: str | None = None
    creditor_account: str | None = None
    creditor_country: str | None = None
    creditor_address: str | None = None
    creditor_id: str | None = None
    creditor_birth_date: str | None = None
    ultimate_creditor_name: str | None = None
    remittance: str | None = None
    clearing_system: str | None = None
    service_level: str | None = None
    local_instrument: str | None = None
    other: dict[str, str] = msgspec.field(default_factory=dict)
    source: str = ""
    location: str = ""
    origins: dict[str, str] = msgspec.field(default_factory=dict)


COLUMNS: tuple[str, ...] = tuple(
    name for name in Payment.__struct_fields__ if name not in {"source", "location", "origins"}
)
REQUIRED_COLUMNS: tuple[str, ...] = ("payment_id", "booked_at", "amount_minor", "currency")


class Notice(msgspec.Struct, kw_only=True, omit_defaults=True):
    """A message that moves no money: a status report, a cancellation, free text.

    `parties` are names, `agents` BICs, `accounts` numbers; they, `text` and `other` (the rest, by
    its path) are screened like those of a payment. `origins` says where each stood
    (`parties[0]`).
    """

    notice_id: str
    message_type: str
    references: list[str] = msgspec.field(default_factory=list)
    parties: list[str] = msgspec.field(default_factory=list)
    agents: list[str] = msgspec.field(default_factory=list)
    accounts: list[str] = msgspec.field(default_factory=list)
    text: str = ""
    other: dict[str, str] = msgspec.field(default_factory=dict)
    source: str = ""
    location: str = ""
    origins: dict[str, str] = msgspec.field(default_factory=dict)
