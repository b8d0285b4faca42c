"""What is odd in a SWIFT payment that was read: said beside it, the payment stays."""

import re
from collections.abc import Iterator
from typing import Any

from nostro.payments.mt_blocks import Field, FinMessage
from nostro.payments.mt_fields import valid_iban
from nostro.payments.mt_parties import agent_of

__all__ = ["doubts_of", "valid_uetr"]

_UETR = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
_ACCOUNTS = (
    "debtor_account", "creditor_account",
    "underlying_debtor_account", "underlying_creditor_account",
)  # fmt: skip
# ISO 4217, those in use, funds and metals, and those that old statements still have.
_CURRENCIES = frozenset(
    """
    AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BOV BRL BSD BTN BWP
    BYN BZD CAD CDF CHE CHF CHW CLF CLP CNY COP COU CRC CUC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB
    EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HRK HTG HUF IDR ILS INR IQD IRR ISK JMD JOD
    JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU
    MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD
    RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SLL SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY
    TTD TWD TZS UAH UGX USD USN UYI UYU UYW UZS VED VES VND VUV WST XAF XAG XAU XBA XBB XBC XBD XCD
    XCG XDR XOF XPD XPF XPT XSU XTS XUA XXX YER ZAR ZMW ZWG ZWL
    ATS BEF BYR CYP DEM EEK ESP FIM FRF GRD IEP ITL LTL LUF LVL MRO MTL NLG PTE ROL RUR SIT SKK STD
    TRL VEB VEF ZMK
""".split()
)


def valid_uetr(written: str) -> bool:
    """True for the form of a UETR (RFC 4122, in small letters)."""
    return _UETR.fullmatch(written) is not None


def doubts_of(
    columns: dict[str, Any], fields: list[Field], message: FinMessage
) -> Iterator[tuple[str, str]]:
    """Codes and sentences of what is odd: currency, amount, BIC, IBAN, UETR, an end cut off."""
    if columns["currency"] not in _CURRENCIES:
        yield "odd-currency", f"{columns['currency']} is no currency code of ISO 4217"
    if columns["amount_minor"] == 0:
        yield "zero-amount", "the amount is zero"
    for column in _ACCOUNTS:
        account = columns.get(column)
        if account and valid_iban(account) is False:
            yield "bad-iban", f"{column} looks like an IBAN, but its check digits are wrong"
    for field in fields:
        if field.tag[0] == "5" and field.tag[2:] == "A" and agent_of(field).is_doubtful:
            yield "bad-bic", f"field {field.path} has no BIC: {agent_of(field).name!r}"
    uetr = message.user.get("121")
    if uetr and not valid_uetr(uetr.lower()):
        yield "bad-uetr", f"the UETR is none: {uetr[:40]!r}"
    if message.is_cut:
        yield "cut-off", "the text block has no end: the message may be cut off"
