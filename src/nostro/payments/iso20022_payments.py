"""One transaction of an ISO 20022 message as the columns of a payment."""

import re
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from typing import Any, NamedTuple

from nostro.model.money import parse_minor
from nostro.payments.iso20022_parties import account_of, agents_of, party_of, remittance_of
from nostro.payments.xml_paths import Element, Parts, child, local, parts_of, text

__all__ = ["SHARED", "TRANSFERS", "payment_fields"]

# The messages that move money, by the name of their element.
TRANSFERS = {
    "FIToFICstmrCdtTrf": "pacs.008",
    "FICdtTrf": "pacs.009",
    "FinInstnCdtTrf": "pacs.009",
    "CstmrCdtTrfInitn": "pain.001",
    "FIToFICstmrDrctDbt": "pacs.003",
    "FIDrctDbt": "pacs.010",
    "CstmrDrctDbtInitn": "pain.008",
    "PmtRtr": "pacs.004",
    "FIToFIPmtRvsl": "pacs.007",
}
_RETURNS = frozenset({"pacs.004", "pacs.007"})
_COLLECTIONS = frozenset({"pacs.003", "pacs.010", "pain.008"})
# What a group header, or payment information, may say for all of its transactions.
SHARED = frozenset({
    "MsgId", "CreDtTm", "CreDt", "IntrBkSttlmDt", "ReqdExctnDt", "ReqdColltnDt", "AccptncDtTm",
    "SttlmTmIndctn", "SttlmInf", "InstgAgt", "InstdAgt", "InitgPty",
    "UltmtDbtr", "Dbtr", "DbtrAcct", "DbtrAgt", "CdtrAgt", "Cdtr", "CdtrAcct", "UltmtCdtr",
})  # fmt: skip
_AMOUNTS = (
    ("RtrdIntrBkSttlmAmt",), ("RvsdIntrBkSttlmAmt",), ("IntrBkSttlmAmt",), ("Amt", "InstdAmt"),
    ("InstdAmt",), ("Amt", "EqvtAmt", "Amt"), ("RtrdInstdAmt",), ("RvsdInstdAmt",),
)  # fmt: skip
_TIMES = (
    ("IntrBkSttlmDt",), ("AccptncDtTm",), ("SttlmTmIndctn", "DbtDtTm"),
    ("SttlmTmIndctn", "CdtDtTm"), ("ReqdExctnDt",), ("ReqdExctnDt", "Dt"),
    ("ReqdExctnDt", "DtTm"), ("ReqdColltnDt",), ("CreDtTm",), ("CreDt",),
)  # fmt: skip
_IDS = (
    ("PmtId", "TxId"), ("PmtId", "EndToEndId"), ("PmtId", "InstrId"), ("RtrId",), ("RvslId",),
    ("OrgnlTxId",), ("OrgnlEndToEndId",),
)  # fmt: skip
# Tokens and test systems have codes of their own; their payments are screened as well.
_CURRENCY_LIKE = re.compile(r"[A-Z0-9]{3,12}")
_DAY = re.compile(r"(\d{4}-\d\d-\d\d)(?:Z|[+-]\d\d:\d\d)?", re.ASCII)


class _Roles(NamedTuple):
    """The elements of the side that the money leaves, and of the side that it reaches."""

    debtor: str
    creditor: str
    sender: str
    receiver: str


_PAID = _Roles("Dbtr", "Cdtr", "InstgAgt", "InstdAgt")
# The creditor's side asks for a direct debit, so the message runs against the money.
_COLLECTED = _Roles("Dbtr", "Cdtr", "InstdAgt", "InstgAgt")
# A return without a chain of its own names the parties of the original payment.
_RETURNED = _Roles("Cdtr", "Dbtr", "InstgAgt", "InstdAgt")


def payment_fields(transaction: Element, shared: Parts, message_type: str) -> dict[str, Any]:
    """The columns of one transaction; `shared` are parts that speak for it where it is silent.

    Raises ValueError for an amount, a currency or a time that is missing or none.
    """
    parts = {**shared, **parts_of(transaction)}
    around, roles = _around(parts, message_type)
    fields = {
        "payment_id": _payment_id(parts),
        "message_type": message_type,
        "uetr": _first_text(parts, (("PmtId", "UETR"), ("OrgnlUETR",))),
        **_money(parts),
        "booked_at": _booked_at(parts),
        **_sides(around, roles),
    }
    customers = around.get("UndrlygCstmrCdtTrf")
    if customers is not None:
        fields |= _behind(customers, fields, roles)
    fields |= agents_of(
        around,
        (f"{roles.debtor}Agt", roles.sender),
        (f"{roles.creditor}Agt", roles.receiver),
        (fields["debtor_id"], fields["creditor_id"]),
    )
    fields["remittance"] = remittance_of(transaction, parts.get("OrgnlTxRef"), customers)
    return fields


def _around(parts: Parts, message_type: str) -> tuple[Parts, _Roles]:
    """Where the parties of a transaction stand, and in which roles."""
    if message_type not in _RETURNS:
        return parts, _COLLECTED if message_type in _COLLECTIONS else _PAID
    if "RtrChain" in parts:
        return {**parts, **parts_of(parts["RtrChain"])}, _PAID
    return {**parts, **parts_of(parts.get("OrgnlTxRef"))}, _RETURNED


def _sides(parts: Parts, roles: _Roles) -> dict[str, Any]:
    fields: dict[str, Any] = {"initiating_party_name": _name(parts.get("InitgPty"))}
    for column, name in (("debtor", roles.debtor), ("creditor", roles.creditor)):
        fields |= party_of(parts.get(name), column)
        fields[f"{column}_account"] = account_of(parts.get(f"{name}Acct"))
        fields[f"ultimate_{column}_name"] = _name(parts.get(f"Ultmt{name}"))
    return fields


def _name(element: Element | None) -> str | None:
    name: str | None = party_of(element, "party")["party_name"] if element is not None else None
    return name


def _behind(customers: Element, fields: Mapping[str, Any], roles: _Roles) -> dict[str, Any]:
    """The customers behind a cover payment (pacs.009 COV), and who stands behind them."""
    found: dict[str, Any] = {}
    for column, name in (("debtor", roles.debtor), ("creditor", roles.creditor)):
        party = party_of(child(customers, name), column)
        for part in ("name", "country", "address"):
            found[f"underlying_{column}_{part}"] = party.get(f"{column}_{part}")
        found[f"underlying_{column}_account"] = account_of(child(customers, f"{name}Acct"))
        ultimate = f"ultimate_{column}_name"
        found[ultimate] = fields[ultimate] or _name(child(customers, f"Ultmt{name}"))
    initiating = fields["initiating_party_name"] or _name(child(customers, "InitgPty"))
    return {**found, "initiating_party_name": initiating}


def _money(parts: Parts) -> dict[str, Any]:
    for name, *path in _AMOUNTS:
        found = child(parts.get(name), *path)
        if found is not None:
            currency = found.get("Ccy") or ""
            if not _CURRENCY_LIKE.fullmatch(currency):
                raise ValueError(f"{local(found)} has no currency")
            amount = parse_minor("".join((found.text or "").split()), currency)
            if amount < 0:
                raise ValueError(f"{local(found)} is negative")
            return {"amount_minor": amount, "currency": currency}
    raise ValueError("no amount: neither an interbank settlement nor an instructed one")


def _first_text(parts: Parts, paths: Iterable[tuple[str, ...]]) -> str | None:
    """The text at the first of the paths that has one."""
    found = (text(parts.get(name), *path) for name, *path in paths)
    return next((value for value in found if value and value != "NOTPROVIDED"), None)


def _booked_at(parts: Parts) -> datetime | None:
    written = _first_text(parts, _TIMES)
    return _time(written) if written else None


def _time(written: str) -> datetime:
    """A day is its midnight UTC, and a time without an offset is UTC."""
    try:
        if day := _DAY.fullmatch(written):
            return datetime.combine(date.fromisoformat(day[1]), datetime.min.time(), UTC)
        time = datetime.fromisoformat(written)
        return time.replace(tzinfo=UTC) if time.tzinfo is None else time.astimezone(UTC)
    except (ValueError, OverflowError):
        raise ValueError(f"not an ISO 8601 time: {written[:40]!r}") from None


def _payment_id(parts: Parts) -> str:
    ids = (_first_text(parts, paths) for paths in ((("MsgId",),), _IDS))
    return "/".join(found for found in ids if found)
