"""Payments written as SWIFT MT messages: MT103 and MT202 COV, in character set X.

What the format cannot hold is cut or transliterated: lines of 35 characters, four to a field.
"""

import re
import unicodedata
from collections.abc import Iterable
from textwrap import wrap

from nostro.model.money import format_minor
from nostro.model.payments import Payment

__all__ = ["write_mt103", "write_mt202cov"]

_LINE = 35
_LINES = 4
_NOT_X = re.compile(r"[^A-Za-z0-9/\-?:().,'+ \n]")
_BIC = re.compile(r"[A-Z]{6}[A-Z0-9]{2}(?:[A-Z0-9]{3})?")
_BIK = re.compile(r"04\d{7}")
_OWN = "NSTRDEFFAXXX"


def write_mt103(payment: Payment) -> bytes:
    """A customer transfer, in FIN with blocks 1 to 4."""
    fields = [
        f":20:{_text(payment.payment_id)[:16]}",
        ":23B:CRED",
        _money(payment),
        _customer("50K", payment, "debtor"),
        _bank("52", payment.debtor_agent, payment.debtor_agent_name),
        _bank("56", *_intermediary(payment)),
        _bank("57", payment.creditor_agent, payment.creditor_agent_name),
        _customer("59", payment, "creditor"),
        _lines("70", payment.remittance),
        ":71A:SHA",
    ]
    return _message("103", payment, "", fields)


def write_mt202cov(payment: Payment) -> bytes:
    """A cover payment: the banks' transfer, then the customers' in sequence B."""
    reference = _text(payment.payment_id)[:16]
    fields = [
        f":20:{reference}",
        f":21:{reference}",
        _money(payment),
        _bank("52", payment.debtor_id, payment.debtor_name),
        _bank("57", payment.creditor_agent, payment.creditor_agent_name),
        _bank("58", payment.creditor_id, payment.creditor_name),
        _customer("50K", payment, "underlying_debtor"),
        _customer("59", payment, "underlying_creditor"),
        _lines("70", payment.remittance),
    ]
    return _message("202", payment, "{119:COV}", fields)


def _message(kind: str, payment: Payment, mark: str, fields: Iterable[str | None]) -> bytes:
    sender = payment.debtor_agent if _BIC.fullmatch(payment.debtor_agent or "") else None
    terminal = f"{sender[:8]}A{sender[8:] or 'XXX'}" if sender else _OWN
    uetr = f"{{121:{payment.uetr}}}" if payment.uetr else ""
    head = f"{{1:F01{terminal}0000000000}}{{2:I{kind}{_OWN}N}}{{3:{mark}{uetr}}}{{4:\n"
    body = "\n".join(field for field in fields if field)
    return f"{head}{body}\n-}}\n".encode("ascii")


def _money(payment: Payment) -> str:
    amount = format_minor(payment.amount_minor, payment.currency, grouped=False).replace(".", ",")
    amount = amount if "," in amount else f"{amount},"
    return f":32A:{payment.booked_at:%y%m%d}{payment.currency}{amount}"


def _customer(tag: str, payment: Payment, column: str) -> str | None:
    name, address, account, country = (
        getattr(payment, f"{column}_{part}") for part in ("name", "address", "account", "country")
    )
    lines = [_text(name)[:_LINE]] if name else []
    rest = ", ".join(part for part in (address, country) if part)
    lines += wrap(_text(rest), _LINE)[: _LINES - len(lines)]
    lines = [f"/{_text(account)[:34]}", *lines] if account else lines
    return f":{tag}:" + "\n".join(lines) if lines else None


def _bank(tag: str, code: str | None, name: str | None) -> str | None:
    if code and _BIC.fullmatch(code):
        return f":{tag}A:{code}"
    clearing = [f"//RU{code}" if _BIK.fullmatch(code) else f"//{_text(code)}"] if code else []
    lines = [*clearing, *wrap(_text(name or ""), _LINE)[:_LINES]]
    return f":{tag}D:" + "\n".join(lines) if lines else None


def _intermediary(payment: Payment) -> tuple[str | None, str | None]:
    codes, names = payment.intermediary_agents, payment.intermediary_agent_names
    return codes[0] if codes else None, names[0] if names else None


def _lines(tag: str, text: str | None) -> str | None:
    lines = [part for line in _text(text or "").split("\n") for part in wrap(line, _LINE)]
    return f":{tag}:" + "\n".join(lines[:_LINES]) if lines else None


def _text(text: str) -> str:
    """Character set X: accents off, other letters as a full stop."""
    plain = unicodedata.normalize("NFKD", text)
    kept = "".join(char for char in plain if not unicodedata.combining(char))
    return _NOT_X.sub(".", kept.replace("&", "+"))
