"""The fields of a SWIFT message composed from the columns of a payment, with what was lost on the
way.
"""

import re
from textwrap import wrap

from nostro.model.payments import Payment
from nostro.model.problems import Problem
from nostro.payments.identifiers import country_of_bic
from nostro.payments.mt_charset import to_set_x
from nostro.payments.mt_restored import written_money

__all__ = ["Composition"]

_LINE, _LINES, _REFERENCE, _ACCOUNT = 35, 4, 16, 34
_NINE_DIGITS = re.compile(r"\d{9}")
_COUNTRY = re.compile(r"[A-Z]{2}")
_WHOLE = re.compile(r"(?:B/)?\d{2}[A-Z]?(?:\[\d+\])?")
# Columns that a type without a field for them leaves out; the rest is derived, or header.
_STATED = (
    "ultimate_debtor_name", "initiating_party_name", "ultimate_creditor_name", "debtor_id",
    "debtor_birth_date", "creditor_id", "creditor_birth_date", "underlying_debtor_name",
    "underlying_debtor_account", "underlying_debtor_address", "underlying_creditor_name",
    "underlying_creditor_account", "underlying_creditor_address", "debtor_name",
    "debtor_account", "debtor_address", "creditor_name", "creditor_account", "creditor_address",
    "debtor_agent_name", "creditor_agent_name", "remittance", "local_instrument",
)  # fmt: skip


class Composition:
    """Fields (path and value) that are composed one after the other, and what they leave out."""

    def __init__(self, payment: Payment, kind: str) -> None:
        self.payment = payment
        self.fields: list[tuple[str, str]] = []
        self._kind = kind
        self._said: set[str] = set()
        self._losses: list[tuple[str, str]] = []

    def problems(self) -> list[Problem]:
        """What the message does not say as the payment does, one problem for each loss."""
        return [
            Problem(
                source=self.payment.source, location=self.payment.location, code=code, message=text
            )
            for code, text in self._losses
        ]

    def _lost(self, code: str, text: str) -> None:
        if (code, text) not in self._losses:
            self._losses.append((code, text))

    def _add(self, path: str, *lines: str) -> None:
        if lines:
            self.fields.append((path, "\n".join(lines)))

    def _plain(self, column: str, text: str | None) -> str:
        """Text of a column in character set X; what had to change is stated."""
        self._said.add(column)
        plain = to_set_x(text or "")
        if text and plain != text:
            self._lost("transliterated", f"{column}: {text!r} is written {plain!r}")
        return plain

    def _cut(self, column: str, text: str, most: int) -> str:
        if len(text) > most:
            self._lost("truncated", f"{column}: {text!r} is cut to {text[:most]!r}")
        return text[:most]

    def _wrapped(self, column: str, text: str | None, most: int) -> list[str]:
        """Text in lines of 35 characters, none of which looks like a tag, an account or an end."""
        plain = self._plain(column, text)
        lines = [part for line in plain.split("\n") for part in wrap(line, _LINE)]
        kept = [line for line in (line.lstrip(":-/ ") for line in lines) if line]
        if len(kept) > most:
            self._lost("truncated", f"{column}: {' '.join(kept[most:])!r} is cut off")
        return kept[:most]

    def code(self, tag: str, otherwise: str) -> None:
        """A field of a code, as the payment's `other` has it, else as is usual."""
        known = self.payment.other.get(tag) if self._is_own() else None
        self._add(tag, known or otherwise)

    def _is_own(self) -> bool:
        return (self.payment.message_type or "").startswith(f"MT{self._kind}")

    def reference(self, tag: str) -> None:
        """The id of the transaction; of a longer one the end, which tells serial numbers apart."""
        if tag == "21" and self._is_own() and "21" in self.payment.other:
            self._add(tag, self.payment.other["21"])
            return
        whole = self._plain("payment_id", self.payment.payment_id)
        short = whole if len(whole) <= _REFERENCE else whole.rpartition("/")[2][-_REFERENCE:]
        short = short.replace("//", "/").strip("/ ") or "NONREF"
        if short != whole:
            self._lost("truncated", f"payment_id: {whole!r} is cut to {short!r}")
        self._add(tag, short)

    def money(self, tag: str) -> None:
        """Currency and amount; field 32A has the date too."""
        day = f"{self.payment.booked_at:%y%m%d}" if tag == "32A" else ""
        self._add(tag, day + written_money(self.payment))

    def date(self, tag: str) -> None:
        """The date alone."""
        self._add(tag, f"{self.payment.booked_at:%y%m%d}")

    def account(self, tag: str, column: str, mark: str = "") -> None:
        """A field that is an account."""
        if number := self._number(column):
            self._add(tag, mark + number)

    def _number(self, column: str) -> str:
        plain = self._plain(column, getattr(self.payment, column)).strip()
        return self._cut(column, plain, _ACCOUNT)

    def customer(self, path: str, column: str, option: str = "") -> None:
        """A customer: the account, a line of name, lines of address, and the country in the last;
        of a name that does not fit into one line, option F, where there is a country for it.
        """
        name, address, country = (
            getattr(self.payment, f"{column}_{part}") for part in ("name", "address", "country")
        )
        number = self._number(f"{column}_account")
        first = [f"/{number}"] if number else []
        self._said.add(f"{column}_address")
        place = (address or "").removesuffix(country or "").rstrip(", ")
        if _COUNTRY.fullmatch(country or "") and len(to_set_x(name or "")) > _LINE:
            option, lines = "F", self._numbered(column, name, place, country)
        else:
            last = self._wrapped(f"{column}_country", country, 1)
            names = self._wrapped(f"{column}_name", name, 1)
            room = _LINES - len(last) - len(names)
            lines = [*names, *self._wrapped(f"{column}_address", place, room), *last]
        self._add(path + option, *first, *lines)

    def _numbered(self, column: str, name: str | None, place: str, country: str) -> list[str]:
        """Two lines of name, one of street, and the country with the town."""
        width = _LINE - 2
        names = wrap(self._plain(f"{column}_name", name), width)
        street, mark, town = self._plain(f"{column}_address", place).rpartition(", ")
        towns = wrap(town, width - 3)
        streets = wrap(street + mark.rstrip(), width) if street else []
        for part, lines, most in (
            ("name", names, 2),
            ("address", streets, 1),
            ("address", towns, 1),
        ):
            if len(lines) > most:
                self._lost("truncated", f"{column}_{part}: {' '.join(lines[most:])!r} is cut off")
        place_line = f"3/{country}/{towns[0]}" if towns else f"3/{country}"
        streets = [f"2/{street.rstrip(',')}" for street in streets[:1]]
        return [*(f"1/{part}" for part in names[:2]), *streets, place_line]

    def bank(self, tag: str, column: str) -> None:
        """An agent by its BIC, else by its clearing id and name."""
        code, name = getattr(self.payment, column), getattr(self.payment, f"{column}_name")
        self._bank(tag, f"{column}_name", code, name)

    def bank_party(self, tag: str, column: str) -> None:
        """A bank that is a party: its id is its BIC or clearing id."""
        payment = self.payment
        code, name = getattr(payment, f"{column}_id"), getattr(payment, f"{column}_name")
        self._said |= {f"{column}_id", f"{column}_agent_name"}
        number = self._number(f"{column}_account")
        self._bank(tag, f"{column}_name", code, name, *([f"/{number}"] if number else []))

    def _bank(self, tag: str, column: str, code: str | None, name: str | None, *first: str) -> None:
        if code and country_of_bic(code):
            self._said.add(column)
            if name and name != code:
                self._lost("left-out", f"{column}: {name!r} has no place beside a BIC")
            self._add(f"{tag}A", *first, code)
            return
        system = "RU" if code and _NINE_DIGITS.fullmatch(code) else ""
        clearing = [f"//{system}{to_set_x(code)}"[:_LINE]] if code else []
        self._add(f"{tag}D", *(clearing or first), *self._wrapped(column, name, _LINES))

    def between(self, tag: str) -> None:
        """The first of the banks between; the format has room for one."""
        codes, names = self.payment.intermediary_agents, self.payment.intermediary_agent_names
        code, name = codes[0] if codes else None, names[0] if names else None
        self._bank(tag, "intermediary_agent_names", code, name)
        for column, left in (
            ("intermediary_agents", codes[1:]),
            ("intermediary_agent_names", names[1:]),
        ):
            if left:
                self._lost(
                    "left-out", f"{column}: {', '.join(left)} has no place in an MT{self._kind}"
                )

    def text(self, path: str) -> None:
        """The remittance information; in field 72 behind code words."""
        lines = self._wrapped("remittance", self.payment.remittance, _LINES)
        if path == "72" and lines:
            lines = ["/BNF/" + lines[0][: _LINE - 5], *(f"//{line}" for line in lines[1:])]
        self._add(path, *lines)

    def left_out(self) -> None:
        """State each column that no field took, and take what `other` has of fields of the type."""
        composed = {path for path, _ in self.fields}
        if self._is_own():
            for place, text in self.payment.other.items():
                if _WHOLE.fullmatch(place) and place not in composed:
                    self._add(place, text)
        for column in _STATED:
            value = getattr(self.payment, column)
            if value and column not in self._said:
                self._lost("left-out", f"{column}: {value!r} has no place in an MT{self._kind}")
