"""Account statements, reports and notifications (camt.052 to 054): entries as payments.

An entry has one payment for each of its transactions, or one where it names none. The owner of
the account stands on one side, the counterparty and its agent on the other; the bank that keeps
the account stands there where nobody is named.
"""

from collections.abc import Iterator
from itertools import product
from typing import Any

from nostro.payments.identifiers import bank_of_iban, country_of_bic
from nostro.payments.iso20022_casts import Cast, claims_of, entry_cast
from nostro.payments.iso20022_payments import payment_fields
from nostro.payments.xml_paths import Element, Leaf, Paths, child, leaves_of

__all__ = ["STATEMENTS", "STATEMENT_PATHS", "entries_of", "entry_fields"]

STATEMENTS = frozenset({"camt.052", "camt.053", "camt.054"})
STATEMENT_PATHS = Paths(
    claims_of(
        *(entry_cast(credit=c, reversal=r, alone=True) for c, r in product((True, False), repeat=2))
    )
)
_INDICATORS = frozenset({"CdtDbtInd", "Ntry/CdtDbtInd"})
_SIDES = frozenset({"CRDT", "DBIT"})
_AGENT_COLUMNS = ("agent", "agent_name", "agent_country")


def entries_of(
    entry: Element, *, is_open: bool = False, was_open: bool = False
) -> Iterator[tuple[list[Leaf], Cast]]:
    """The leaves of each transaction of an entry with those of the entry, and its cast.

    Of an entry that is still open all but the last are read; what it says behind them is not known
    yet. Afterwards, when it `was_open`, the rest is read. What was read is taken from the tree.
    """
    details = list(entry.iter("{*}TxDtls"))
    if is_open:
        details.pop()
    transactions = [
        (leaves_of(part, STATEMENT_PATHS.root(""), []), _direction(part, entry)) for part in details
    ]
    for part in details:
        parent = part.getparent()
        if parent is not None:
            parent.remove(part)
    around = leaves_of(entry, STATEMENT_PATHS.root("Ntry"), [])
    is_part = is_open or was_open
    is_alone = len(details) < 2 and not is_part  # one, or none
    if not (transactions or is_part):
        transactions = [([], _direction(entry, entry))]
    for leaves, (credit, reversal) in transactions:
        yield leaves + around, entry_cast(credit=credit, reversal=reversal, alone=is_alone)


def _direction(part: Element, entry: Element) -> tuple[bool, bool]:
    """Whether money came in, and whether the entry undoes an earlier one."""
    indicator = child(part, "CdtDbtInd")
    if indicator is None:
        indicator = child(entry, "CdtDbtInd")
    reversal = child(entry, "RvslInd")
    written = (reversal.text or "").strip() if reversal is not None else ""
    is_credit = indicator is not None and (indicator.text or "").strip() == "CRDT"
    return is_credit, written in {"true", "1"}


def entry_fields(
    leaves: list[Leaf], above: list[Leaf], cast: Cast, message_type: str
) -> dict[str, Any]:
    """The columns of one transaction of an entry.

    Raises ValueError as `payment_fields` does, and where it is neither a credit nor a debit.
    """
    if not any(place.plain in _INDICATORS and said in _SIDES for place, said in leaves):
        raise ValueError("CdtDbtInd is neither CRDT nor DBIT")
    fields = payment_fields(leaves + above, cast, message_type, kept=leaves)
    sides = ("debtor", "creditor")
    for side, across in (sides, sides[::-1]):
        if not any(fields.get(f"{side}_{part}") for part in ("name", "account", "agent")):
            _stand_in(fields, side, across)
    return fields


def _stand_in(fields: dict[str, Any], side: str, across: str) -> None:
    """Where nobody is named: another bank of the transaction, else the one that keeps the account.

    The account itself may be all that says which bank keeps it.
    """
    origins, account = fields["origins"], f"{across}_account"
    for place, code in enumerate(fields.get("intermediary_agents", ())):
        if code != fields.get(account):
            _fill(
                fields, side, code, country_of_bic(code), origins[f"intermediary_agents[{place}]"]
            )
            return
    for column in _AGENT_COLUMNS:
        if f"{across}_{column}" in fields:
            fields[f"{side}_{column}"] = fields[f"{across}_{column}"]
            origins[f"{side}_{column}"] = origins[f"{across}_{column}"]
    bank = bank_of_iban(fields.get(account) or "")
    if bank and not fields.get(f"{side}_agent"):
        _fill(fields, side, bank, fields[account][:2], origins[account])


def _fill(fields: dict[str, Any], side: str, code: str, country: str | None, origin: str) -> None:
    fields[f"{side}_agent"] = code
    fields["origins"][f"{side}_agent"] = origin
    if country:
        fields[f"{side}_agent_country"] = country
        fields["origins"][f"{side}_agent_country"] = origin
