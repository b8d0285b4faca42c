"""Codes that name a party exactly: how they are normalised, and of which kind each is."""

import re

from nostro.matching.records import FoundIdentifier
from nostro.model.entities import ListedParty

__all__ = ["codes_in_text", "codes_of", "key_of", "lookup_keys", "of_one_party", "plain_code"]

_KINDS = {
    "swiftBic": "bic", "bikCode": "bik", "imoNumber": "imo", "mmsi": "mmsi", "leiCode": "lei",
    "registrationNumber": "registration", "ogrnCode": "registration", "idNumber": "id_number",
    "innCode": "tax", "taxNumber": "tax", "vatCode": "tax", "okpoCode": "registration",
    "passportNumber": "passport", "licenseNumber": "licence", "publicKey": "wallet",
    "cryptoAddress": "wallet", "iban": "account", "accountNumber": "account",
    "giiNumber": "gii", "dunsCode": "duns", "serialNumber": "serial", "callSign": "call_sign",
}  # fmt: skip
_SEPARATORS = re.compile(r"[\s./\-]")
_BIC = re.compile(r"[A-Z]{6}[A-Z0-9]{2}(?:[A-Z0-9]{3})?")
_CODE_IN_TEXT = re.compile(r"(?<![A-Za-z0-9])[A-Za-z0-9]{7,64}(?![A-Za-z0-9])")
_IMO_DIGITS = 7
_LEI = re.compile(r"[A-Z0-9]{18}[0-9]{2}")
_WALLET = re.compile(r"0x[0-9a-fA-F]{40}|bc1[0-9a-z]{11,71}|[13][1-9A-HJ-NP-Za-km-z]{25,34}")
_SHORTEST = 5


def codes_of(party: ListedParty) -> list[FoundIdentifier]:
    """The codes of a listed party and of its wallets, with their kinds."""
    found = []
    for entity in (party.entity, *party.wallets):
        for prop, kind in _KINDS.items():
            found += [FoundIdentifier(party.entity.id, kind, v) for v in entity.get(prop)]
    return [code for code in found if len(_SEPARATORS.sub("", code.value)) >= _SHORTEST]


def key_of(kind: str, value: str) -> str:
    """The form in which codes of a kind are compared.

    Wallet addresses keep their case, which base58 tells apart. A BIC is its first eight
    characters (ISO 9362): a listed bank is listed at each of its branches, the more so where the
    list names its head office (`XXX`).
    """
    bare = _SEPARATORS.sub("", value)
    if kind == "wallet":
        return bare.lower() if bare[:3].lower() in {"0x", "bc1"} or bare[:2] == "0x" else bare
    upper = bare.upper()
    if kind == "bic":
        return upper[:8]
    return upper.removeprefix("IMO") if kind == "imo" else upper


def plain_code(text: str) -> str:
    """A code without separators and letter case: the same for all `lookup_keys` of equal codes."""
    return _SEPARATORS.sub("", text).upper().casefold()


def lookup_keys(text: str) -> list[str]:
    """The forms under which a code given without its kind may be listed."""
    bare = _SEPARATORS.sub("", text)
    if not _SHORTEST <= len(bare) <= 128:
        return []
    upper = bare.upper()
    keys = [upper, bare, upper.removeprefix("IMO"), bare.lower()]
    if _BIC.fullmatch(upper):
        keys.append(upper[:8])
    return list(dict.fromkeys(keys))


def of_one_party(value: str) -> tuple[str, str] | None:
    """The kind and key of a code of which a party has one: an IMO number, an LEI, a wallet.

    Known by its form and check digits (IMO Resolution A.1117; ISO 7064 for the LEI of ISO 17442);
    None for all else.
    """
    bare = _SEPARATORS.sub("", value[:128])
    upper = bare.upper()
    if len(upper.removeprefix("IMO")) == _IMO_DIGITS and _is_imo(upper.removeprefix("IMO")):
        return "imo", key_of("imo", upper)
    if _LEI.fullmatch(upper) and int("".join(str(int(char, 36)) for char in upper)) % 97 == 1:
        return "lei", upper
    return ("wallet", key_of("wallet", bare)) if _WALLET.fullmatch(bare) else None


def codes_in_text(text: str) -> list[tuple[str, tuple[int, int]]]:
    """Words of a text that look like codes, with their spans.

    Seven characters are an IMO number with its check digit (IMO Resolution A.1117), or none.
    """
    return [
        (word[0], word.span())
        for word in _CODE_IN_TEXT.finditer(text)
        if len(word[0]) > _IMO_DIGITS or _is_imo(word[0])
    ]


def _is_imo(word: str) -> bool:
    if not (word.isascii() and word.isdigit()):
        return False
    total = sum(int(digit) * factor for digit, factor in zip(word, range(7, 1, -1), strict=False))
    return total % 10 == int(word[-1])
