"""What is odd in a SWIFT payment that was read: said beside it, the payment stays."""

import re
from collections.abc import Iterator
from typing import Any

from nostro.payments.identifiers import CURRENCIES, is_iban
from nostro.payments.mt_blocks import Field, FinMessage
from nostro.payments.mt_fields import looks_like_iban
from nostro.payments.mt_parties import agent_of

__all__ = ["doubts_of", "valid_uetr"]

_UETR = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
_ACCOUNTS = (
    "debtor_account", "creditor_account",
    "underlying_debtor_account", "underlying_creditor_account",
)  # fmt: skip
# Euro countries' own currencies and others that old statements still have.
_FORMER = frozenset(
    "ATS BEF BYR CYP DEM EEK ESP FIM FRF GRD IEP ITL LTL LUF LVL MRO MTL NLG PTE ROL RUR SIT SKK "
    "STD TRL VEB VEF ZMK".split()
)
_KNOWN = CURRENCIES | _FORMER


def valid_uetr(written: str) -> bool:
    """True for the form of a UETR (RFC 4122, in small letters)."""
    return _UETR.fullmatch(written) is not None


def doubts_of(
    columns: dict[str, Any], fields: list[Field], message: FinMessage
) -> Iterator[tuple[str, str]]:
    """Codes and sentences of what is odd: currency, amount, BIC, IBAN, UETR, an end cut off."""
    if columns["currency"] not in _KNOWN:
        yield "odd-currency", f"{columns['currency']} is no currency code of ISO 4217"
    if columns["amount_minor"] == 0:
        yield "zero-amount", "the amount is zero"
    for column in _ACCOUNTS:
        account = columns.get(column)
        if account and looks_like_iban(account) and not is_iban(account.replace(" ", "")):
            yield "bad-iban", f"{column} looks like an IBAN, but its check digits are wrong"
    for field in fields:
        if field.tag[0] == "5" and field.tag[2:] == "A" and agent_of(field).is_doubtful:
            yield "bad-bic", f"field {field.path} has no BIC: {agent_of(field).name!r}"
    uetr = message.user.get("121")
    if uetr and not valid_uetr(uetr.lower()):
        yield "bad-uetr", f"the UETR is none: {uetr[:40]!r}"
    if message.is_cut:
        yield "cut-off", "the text block has no end: the message may be cut off"
