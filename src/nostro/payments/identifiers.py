"""Codes that say by themselves whether they can be right: BICs, IBANs and currencies."""

import re
from functools import lru_cache

__all__ = ["CURRENCIES", "bank_of_iban", "country_of_bic", "is_bic", "is_iban"]

_BIC = re.compile(r"[A-Z0-9]{4}([A-Z]{2})[A-Z0-9]{2}(?:[A-Z0-9]{3})?")
_IBAN = re.compile(r"[A-Z]{2}\d{2}[A-Z0-9]{11,30}")
_AS_DIGITS = {ord("A") + place: str(10 + place) for place in range(26)}

# ISO 4217: the codes in use, funds and metals, and some that were withdrawn lately.
CURRENCIES = frozenset(
    "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BOV BRL BSD BTN "
    "BWP BYN BZD CAD CDF CHE CHF CHW CLF CLP CNY COP COU CRC CUC CUP CVE CZK DJF DKK DOP DZD EGP "
    "ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HRK HTG HUF IDR ILS INR IQD IRR "
    "ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD "
    "MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR "
    "PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SLL SOS SRD SSP STN SVC SYP SZL "
    "THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD USN UYI UYU UYW UZS VED VES VND VUV WST XAD "
    "XAF XAG XAU XBA XBB XBC XBD XCD XCG XDR XOF XPD XPF XPT XSU XTS XUA XXX YER ZAR ZMW ZWG "
    "ZWL".split()
)
# Where the code of the bank stands in an IBAN, from its fifth character on (the IBAN registry of
# SWIFT): its length, behind a check letter in Italy and San Marino.
_BANK_CODES = {
    length: countries.split()
    for length, countries in {
        2: "EE GE MD SA TN XK", 3: "AE BA BE CY EG FI GR HU IL IS KZ LU ME MK RS SE SI SK TL VA",
        4: "AD AZ BG BH CR CZ DK DO ES FO GB GI GL GT IE IQ JO KW LB LC LV MT NL NO PK PS PT QA RO "
           "ST SV VG",
        5: "AT CH FR IT LI LT MC MR SM TR", 6: "MU SC UA", 7: "HR", 8: "AL BR DE PL",
    }.items()
}  # fmt: skip
_LENGTH_OF = {country: length for length, some in _BANK_CODES.items() for country in some}


def bank_of_iban(number: str) -> str | None:
    """The national code of the bank in an IBAN; None where the country's IBANs are not known."""
    length = _LENGTH_OF.get(number[:2])
    if not length or not _IBAN.fullmatch(number):
        return None
    start = 5 if number[:2] in {"IT", "SM"} else 4
    return number[start : start + length]


@lru_cache(maxsize=8_192)
def is_bic(code: str) -> bool:
    """Whether a code has the form of a BIC (ISO 9362): 8 or 11 characters, a country at the 5th."""
    return _BIC.fullmatch(code) is not None


@lru_cache(maxsize=8_192)
def country_of_bic(code: str | None) -> str | None:
    """The country in a BIC (ISO 9362), or None where the code is none."""
    found = _BIC.fullmatch(code or "")
    return found[1] if found else None


@lru_cache(maxsize=8_192)
def is_iban(number: str) -> bool:
    """Whether a number has the form and the check digits of an IBAN (ISO 13616, modulo 97)."""
    if not _IBAN.fullmatch(number):
        return False
    return int((number[4:] + number[:4]).translate(_AS_DIGITS)) % 97 == 1
