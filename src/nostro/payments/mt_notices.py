"""SWIFT MT messages that move no money, as notices: nothing in them goes unscreened."""

import re

from nostro.payments.mt_banks import RECEIVER, SENDER
from nostro.payments.mt_blocks import Field
from nostro.payments.mt_draft import Draft
from nostro.payments.mt_fields import own_account
from nostro.payments.mt_parties import Agent, Party, agent_of, party_of
from nostro.payments.mt_types import kind_of

__all__ = ["put_notice"]

_REFERENCES = frozenset({"20", "21", "20C"})
# Banks and customers both: the parties of treasury contracts, a BIC or a name (category 3).
_SECURITIES_PARTY, _SECURITIES_ACCOUNT = "95", "97"
_QUALIFIER = re.compile(r"^:[A-Z0-9]{4}/[A-Z0-9]{0,8}/")
_PARTS = {"name": "parties", "code": "agents", "id": "agents", "account": "accounts"}


def put_notice(draft: Draft, sender: str | None, receiver: str | None) -> None:
    """The references, names, BICs, accounts and texts of a message."""
    lists = _Lists(draft)
    lists.add("agents", sender, SENDER)
    lists.add("agents", receiver, RECEIVER)
    texts = []
    for field in draft.fields:
        kind = kind_of(field.tag)
        if field.tag in _REFERENCES:
            lists.first_line("references", field)
        elif field.tag[:2] in {_SECURITIES_PARTY, _SECURITIES_ACCOUNT}:
            _put_securities(lists, field)
        elif kind == "party":
            lists.parts(field, party_of(field))
        elif kind == "agent":
            lists.parts(field, agent_of(field))
        elif field.tag[:2] == "25":
            lists.add("accounts", own_account(field.value)[1], f"{field.path}/1")
            draft.hold(field, 2 * (field.value == own_account(field.value)[1]))
        elif kind == "text":
            texts.append(field)
    draft.text("text", texts)


class _Lists:
    """The lists of a notice; what a list has is not put there again."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self._known: set[tuple[str, str]] = set()
        for column in ("references", "parties", "agents", "accounts"):
            draft.columns[column] = []

    def add(self, column: str, value: str | None, origin: str) -> None:
        """Add a value and where it stood."""
        if value and (column, value) not in self._known:
            self._known.add((column, value))
            values = self.draft.columns[column]
            self.draft.origins[f"{column}[{len(values)}]"] = origin
            values.append(value)

    def first_line(self, column: str, field: Field) -> None:
        """Add the first line of a field, without qualifier and scheme."""
        first = field.value.partition("\n")[0]
        self.add(column, _bare(first), f"{field.path}/1")
        self.draft.hold(field, 2)

    def parts(self, field: Field, party: Party | Agent) -> None:
        """Add the name, code and account of a customer or bank."""
        for part, lines, held in party.places:
            column = _PARTS.get(part)
            if column:
                self.add(column, getattr(party, part), f"{field.path}/{lines}")
                self.draft.hold(field, held)


def _put_securities(lists: _Lists, field: Field) -> None:
    """Parties and accounts of securities messages: a qualifier, then a BIC, a name or a number."""
    is_account = field.tag[:2] == _SECURITIES_ACCOUNT
    column = "accounts" if is_account else "agents" if field.tag == "95P" else "parties"
    lists.first_line(column, field)


def _bare(value: str) -> str:
    """The value of a generic field (`:SEME//4711`, ISO 15022) without qualifier and scheme."""
    return _QUALIFIER.sub("", value.strip()).strip()
