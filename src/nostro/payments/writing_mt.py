"""Payments written as SWIFT MT messages: MT103 and MT202 COV, in character set X.

What the format cannot hold is transliterated or cut: lines of 35 characters, four to a field,
references of 16. The same payment gives the same bytes.
"""

import re
import unicodedata
from collections.abc import Iterable
from textwrap import wrap

from nostro.model.money import format_minor
from nostro.model.payments import Payment
from nostro.names.scripts import romanise
from nostro.payments.iso20022_parties import country_of_bic

__all__ = ["write_mt103", "write_mt202cov"]

_LINE, _LINES, _REFERENCE, _ACCOUNT = 35, 4, 16, 34
_NOT_X = re.compile(r"[^A-Za-z0-9/\-?:().,'+ \n]")
_OTHER_SCRIPT = re.compile(r"[^\W\d_\u0000-\u024f\u1e00-\u1eff]+")
_NINE_DIGITS = re.compile(r"\d{9}")
# Stands for a bank that has no BIC; a 0 in the eighth place marks test addresses (ISO 9362).
_NO_BANK = "NSTRDEF0"
_PLAIN = str.maketrans(
    {"&": "+", "_": "-", ";": ",", "@": "(AT)", "ß": "ss", "æ": "ae", "ø": "o", "ł": "l",
     "đ": "d", "ı": "i", "Æ": "AE", "Ø": "O", "Ł": "L", "Đ": "D", "–": "-", "—": "-", "’": "'",
     '"': "'", "«": "'", "»": "'", "“": "'", "”": "'"}
)  # fmt: skip


def write_mt103(payment: Payment) -> bytes:
    """A customer transfer, in FIN with blocks 1 to 4; block 3 holds the UETR."""
    fields = [
        _field("20", _reference(payment)),
        ":23B:CRED",
        _money(payment),
        _customer("50K", payment, "debtor"),
        _bank("52", payment.debtor_agent, payment.debtor_agent_name),
        _bank("56", *_intermediary(payment)),
        _bank("57", payment.creditor_agent, payment.creditor_agent_name),
        _customer("59", payment, "creditor"),
        _field("70", *_wrapped(payment.remittance)),
        ":71A:SHA",
    ]
    return _message("103", payment, "", fields)


def write_mt202cov(payment: Payment) -> bytes:
    """A cover payment: the banks' transfer, then the customers' in sequence B.

    The debtor and creditor are banks: their id is their BIC or clearing id.
    """
    fields = [
        _field("20", _reference(payment)),
        _field("21", _reference(payment)),
        _money(payment),
        _bank("52", payment.debtor_id, payment.debtor_name),
        _bank("56", *_intermediary(payment)),
        _bank("57", payment.creditor_agent, payment.creditor_agent_name),
        _bank("58", payment.creditor_id, payment.creditor_name),
        _customer("50K", payment, "underlying_debtor"),
        _customer("59", payment, "underlying_creditor"),
        _field("70", *_wrapped(payment.remittance)),
    ]
    return _message("202", payment, "{119:COV}", fields)


def _message(kind: str, payment: Payment, mark: str, fields: Iterable[str | None]) -> bytes:
    sender, receiver = _terminal(payment.debtor_agent), _terminal(payment.creditor_agent)
    uetr = f"{{121:{payment.uetr}}}" if payment.uetr else ""
    user_header = f"{{3:{mark}{uetr}}}" if mark or uetr else ""
    head = f"{{1:F01{sender}0000000000}}{{2:I{kind}{receiver}N}}{user_header}{{4:"
    lines = "\n".join([head, *(field for field in fields if field), "-}", ""])
    return lines.replace("\n", "\r\n").encode("ascii", "replace")


def _terminal(code: str | None) -> str:
    """The logical terminal of a bank: its BIC with a terminal letter in the ninth place."""
    bic = code if code and country_of_bic(code) else _NO_BANK
    return f"{bic[:8]}A{bic[8:] or 'XXX'}"


def _reference(payment: Payment) -> str:
    """The id of the transaction; of a longer one the end, which tells serial numbers apart."""
    whole = _plain(payment.payment_id)
    short = whole if len(whole) <= _REFERENCE else whole.rpartition("/")[2][-_REFERENCE:]
    return short.replace("//", "/").strip("/ ") or "NONREF"


def _money(payment: Payment) -> str:
    amount = format_minor(payment.amount_minor, payment.currency, grouped=False)
    whole, _, fraction = amount.partition(".")
    return f":32A:{payment.booked_at:%y%m%d}{payment.currency}{whole},{fraction}"


def _customer(tag: str, payment: Payment, column: str) -> str | None:
    """A customer: the account, a line of name, lines of address, and the country in the last."""
    name, address, account, country = (
        getattr(payment, f"{column}_{part}") for part in ("name", "address", "account", "country")
    )
    number = _plain(account or "").strip()[:_ACCOUNT]
    first = [f"/{number}"] if number else []
    last = _wrapped(country)[:1]
    place = _wrapped((address or "").removesuffix(country or "").rstrip(", "))
    lines = [*_wrapped(name)[:1], *place][: _LINES - len(last)]
    return _field(tag, *first, *lines, *last)


def _bank(tag: str, code: str | None, name: str | None) -> str | None:
    if code and country_of_bic(code):
        return _field(f"{tag}A", code)
    system = "RU" if code and _NINE_DIGITS.fullmatch(code) else ""
    clearing = [f"//{system}{_plain(code)}"[:_LINE]] if code else []
    return _field(f"{tag}D", *clearing, *_wrapped(name))


def _intermediary(payment: Payment) -> tuple[str | None, str | None]:
    codes, names = payment.intermediary_agents, payment.intermediary_agent_names
    return codes[0] if codes else None, names[0] if names else None


def _field(tag: str, *lines: str) -> str | None:
    return f":{tag}:" + "\n".join(lines) if lines else None


def _wrapped(text: str | None) -> list[str]:
    """Text in four lines of 35 characters, none of which looks like a tag, an account or an end."""
    lines = [part for line in _plain(text or "").split("\n") for part in wrap(line, _LINE)]
    cleaned = (line.lstrip(":-/ ") for line in lines)
    return [line for line in cleaned if line][:_LINES]


def _plain(text: str) -> str:
    """Character set X: other scripts in Latin capitals, accents off, the rest as full stops."""
    romanised = _OTHER_SCRIPT.sub(_in_latin, text)
    decomposed = unicodedata.normalize("NFKD", romanised.translate(_PLAIN))
    kept = "".join(char for char in decomposed if not unicodedata.combining(char))
    return _NOT_X.sub(".", kept)


def _in_latin(word: re.Match[str]) -> str:
    return next(iter(romanise(word[0].lower())), "").upper() or word[0]
