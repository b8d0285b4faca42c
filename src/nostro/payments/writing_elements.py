"""The elements of ISO 20022 messages: parties, agents, accounts and text, within their limits."""

import re
from typing import Any

from lxml import etree

from nostro.model.money import format_minor
from nostro.model.payments import Payment
from nostro.payments.identifiers import country_of_bic, is_iban
from nostro.payments.xml_paths import Element

__all__ = ["ElementWriter"]

_NAMESPACE = "urn:iso:std:iso:20022:tech:xsd:"
_NOT_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LEI = re.compile(r"[A-Z0-9]{18}\d{2}")
_NINE_DIGITS = re.compile(r"\d{9}")
_NAME, _ADDRESS_LINE, _TEXT = 140, 70, 140


class ElementWriter:
    """Makes the elements of one message. Called, it leaves out an element that would be empty."""

    def __init__(self, message_type: str) -> None:
        self.message_type = message_type
        self._namespace = _NAMESPACE + message_type
        self._prefixes: Any = {None: self._namespace}  # the stubs know no default namespace

    def __call__(self, name: str, *content: Element | str | None) -> Element | None:
        """An element with its content, or None where all of it is empty."""
        kept = [part for part in content if part is not None and part != ""]
        return self.full(name, *kept) if kept else None

    def full(self, name: str, *content: Element | str | None, **attributes: str) -> Element:
        """An element that is there even where it is empty."""
        made = etree.Element(f"{{{self._namespace}}}{name}", attributes, self._prefixes)
        for part in content:
            if isinstance(part, str):
                made.text = _NOT_XML.sub("", part)
            elif part is not None:
                made.append(part)
        return made

    def name(self, text: str | None) -> Element | None:
        """A name of at most 140 characters."""
        return self("Nm", text[:_NAME] if text else None)

    def amount(self, name: str, payment: Payment) -> Element:
        """The amount of a payment with its currency."""
        text = format_minor(payment.amount_minor, payment.currency, grouped=False)
        return self.full(name, text, Ccy=payment.currency)

    def agent(self, name: str, code: str | None, bank: str | None, country: str | None) -> Element:
        """A bank by BIC or clearing id and name; its country where no BIC says it."""
        unsaid = country if country and country_of_bic(code) != country else None
        address = self("PstlAdr", self("Ctry", unsaid))
        known = self("BICFI", code) if country_of_bic(code) else self._clearing(code, country)
        return self.full(name, self.full("FinInstnId", known, self.name(bank), address))

    def _clearing(self, code: str | None, country: str | None) -> Element | None:
        """A clearing id. Nine digits are a Russian BIK, or an American one where the bank is."""
        system = "USABA" if country == "US" else "RUCBC"
        is_known = code and _NINE_DIGITS.fullmatch(code)
        known = self("ClrSysId", self("Cd", system)) if is_known else None
        return self("ClrSysMmbId", known, self("MmbId", code)) if code else None

    def account(self, name: str, number: str | None) -> Element | None:
        """An account by its IBAN, if it is one, or by another number."""
        if number and is_iban(number):
            return self(name, self("Id", self("IBAN", number)))
        return self(name, self("Id", self("Othr", self("Id", number))))

    def party(self, name: str, payment: Payment, column: str) -> Element:
        """A customer from the columns `<column>_name`, `_address`, `_country`, `_id` and so on."""

        def field(suffix: str) -> str | None:
            value: str | None = getattr(payment, f"{column}_{suffix}", None)
            return value

        country = field("country")
        lines = [self("AdrLine", line) for line in _address_lines(field("address"), country)]
        address = self("PstlAdr", self("Ctry", country), *lines)
        known = self("Id", self._person(field("id"), field("birth_date")))
        return self.full(name, self.name(field("name")), address, known)

    def _person(self, number: str | None, born: str | None) -> Element | None:
        """The id of a person, where there is a birth date, or of an organisation.

        The schema asks for a place of birth too; `ZZ` is no country.
        """
        if born:
            place = (self("CityOfBirth", "NOTPROVIDED"), self("CtryOfBirth", "ZZ"))
            birth = self("DtAndPlcOfBirth", self("BirthDt", born), *place)
            return self("PrvtId", birth, self("Othr", self("Id", number)))
        if country_of_bic(number):
            return self("OrgId", self("AnyBIC", number))
        if number and _LEI.fullmatch(number):
            return self("OrgId", self("LEI", number))
        return self("OrgId", self("Othr", self("Id", number)))

    def remittance(self, text: str | None) -> Element | None:
        """Free text, an element a line, of at most 140 characters."""
        lines = [
            line[start : start + _TEXT]
            for line in (text or "").split("\n")
            for start in range(0, len(line), _TEXT)
        ]
        return self("RmtInf", *(self("Ustrd", line) for line in lines))


def _address_lines(address: str | None, country: str | None) -> list[str]:
    """An address in lines of at most 70 characters, broken at its commas where it can be.

    The country stands in an element of its own, so it is left off the end.
    """
    text = (address or "").removesuffix(country or "").rstrip(", ")
    lines: list[str] = []
    for part in text.split(", "):
        if lines and len(lines[-1]) + len(part) + 2 <= _ADDRESS_LINE:
            lines[-1] += f", {part}"
        else:
            cut = range(0, len(part), _ADDRESS_LINE)
            lines += [part[start : start + _ADDRESS_LINE] for start in cut]
    return lines
