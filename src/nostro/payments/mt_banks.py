"""Which bank stands where in a SWIFT transfer (SWIFT User Handbook, categories 1 and 2).

Without field 52 the sender is the ordering bank, without field 57 the receiver keeps the account.
All others that a message names pass the money on: a listed one among them has to be screened too.
"""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from nostro.payments.identifiers import country_of_bic, is_bic
from nostro.payments.mt_blocks import Field, FinMessage
from nostro.payments.mt_draft import Draft
from nostro.payments.mt_parties import Agent, agent_of, party_of

__all__ = [
    "NOBODY", "RECEIVER", "SENDER", "Bank", "header_bank", "named_bank", "put_bank",
    "put_bank_as_party", "put_between", "put_party",
]  # fmt: skip

SENDER, RECEIVER = "sender", "receiver"
_BETWEEN = ("51", "53", "54", "55", "56")
_AGENTS = ("debtor_agent", "creditor_agent", "debtor_id", "creditor_id")
_LONGEST = 1_000  # characters of field 72; it has 6 lines of 35
_WORDS = frozenset({"name", "address"})
_INSTRUCTING = re.compile(r"/INS/(.+(?:\n//.+)*)")


class Bank(NamedTuple):
    """A bank and where it stood: a field, or `sender` or `receiver` in the header."""

    agent: Agent
    path: str
    field: Field | None = None

    def origin(self, part: str) -> str:
        """Where a part (`code`, `name`) stood."""
        lines = next((lines for name, lines, _ in self.agent.places if name == part), "")
        return f"{self.path}/{lines}" if lines else self.path


NOBODY = Bank(Agent(), "")


def header_bank(message: FinMessage, side: str) -> Bank:
    """The sender or the receiver of a message."""
    code = message.sender if side == SENDER else message.receiver
    return Bank(Agent(code, None, country_of_bic(code)), side) if code else NOBODY


def named_bank(fields: list[Field], *families: str) -> Bank | None:
    """The bank of the first field of these numbers that names one."""
    for field in fields:
        if field.tag[:2] in families:
            agent = agent_of(field)
            if agent.code or agent.name:
                return Bank(agent, field.path, field)
    return None


def put_party(draft: Draft, column: str, field: Field | None, parts: Iterable[str] = ()) -> None:
    """A customer in the columns of a party: all parts, or only these."""
    if field is None:
        return
    party = party_of(field)
    for part, lines, held in party.places:
        if not parts or part in parts:
            value, origin = getattr(party, part), f"{field.path}/{lines}"
            if part in _WORDS:
                draft.hold(field, draft.said(f"{column}_{part}", value, origin, held))
            else:
                draft.put(f"{column}_{part}", value, origin)
                draft.hold(field, held)


def put_bank(draft: Draft, column: str, bank: Bank) -> None:
    """A bank in the three columns of an agent."""
    _put_parts(
        draft, bank, {"code": column, "name": f"{column}_name", "country": f"{column}_country"}
    )


def put_bank_as_party(draft: Draft, column: str, bank: Bank) -> None:
    """A bank as a party: its name or else its BIC, its account, its BIC as its id."""
    parts = {"code": f"{column}_id"}
    parts |= {part: f"{column}_{part}" for part in ("name", "account", "country", "address")}
    _put_parts(draft, bank, parts)
    if not bank.agent.name:
        draft.put(f"{column}_name", bank.agent.code, bank.origin("code"))


def _put_parts(draft: Draft, bank: Bank, columns: dict[str, str]) -> None:
    """Parts of a bank in these columns."""
    for part, column in columns.items():
        value, origin = getattr(bank.agent, part), bank.origin(part)
        held = next((held for name, _, held in bank.agent.places if name == part), 0)
        if part in _WORDS:
            held = draft.said(column, value, origin, held)
        else:
            draft.put(column, value, origin)
        if bank.field is not None:
            draft.hold(bank.field, held)


def put_between(
    draft: Draft, fields: list[Field], sender: Bank, receiver: Bank, more: Iterable[Bank] = ()
) -> None:
    """The banks between the two agents, in the order of the money, each once: those that gave
    the instruction (`/INS/`), the sender, the correspondents (in `fields`), the receiver, `more`.
    """
    named = [Bank(agent_of(field), field.path, field) for field in fields
             if field.tag[:2] in _BETWEEN]  # fmt: skip
    known = {_short(draft.columns.get(column)) for column in _AGENTS}
    known |= {_short(bank.agent.code) for bank in named}
    first = _new([*_instructing(fields), sender], known)
    banks = [*first, *named, *_new([receiver], known), *_new(more, known)]
    for column, part in (("intermediary_agents", "code"), ("intermediary_agent_names", "name")):
        found = [bank for bank in banks if getattr(bank.agent, part)]
        for number, bank in enumerate(found):
            _put_parts(draft, bank, {part: f"{column}[{number}]"})
        draft.columns[column] = [draft.columns.pop(f"{column}[{n}]") for n in range(len(found))]


def _new(banks: Iterable[Bank], known: set[str | None]) -> list[Bank]:
    """Those banks that are not known yet, by the BIC without its branch; they are from then on."""
    found = []
    for bank in banks:
        code = _short(bank.agent.code)
        if (code and code not in known) or (not code and bank.agent.name):
            known.add(code)
            found.append(bank)
    return found


def _short(code: str | None) -> str | None:
    return code[:8] if code and is_bic(code) else code


def _instructing(fields: list[Field]) -> Iterator[Bank]:
    """The banks that instructed the sender: code word INS of field 72, a BIC or a name."""
    for field in fields:
        if field.tag == "72" and "/INS/" in field.value:
            for found in _INSTRUCTING.finditer(field.value[:_LONGEST]):
                said = found[1].replace("\n//", " ").strip()
                first = field.value.count("\n", 0, found.start()) + 1
                last = first + found[0].count("\n")
                lines = f"{first}-{last}" if last > first else f"{first}"
                is_code = is_bic(said)
                agent = Agent(said if is_code else None, None if is_code else said)
                yield Bank(agent, f"{field.path}/{lines}")
