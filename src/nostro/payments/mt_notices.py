"""SWIFT MT messages that are no payments to us, as notices: nothing in them goes unscreened."""

import re

from nostro.model.payments import Notice
from nostro.payments.mt_blocks import Field, FinMessage
from nostro.payments.mt_fields import agent_of, party_of, text_of

__all__ = ["notice_of"]

_REFERENCES = frozenset({"20", "21", "11S", "20C"})
_CUSTOMERS = frozenset({"50", "59"})
_BANKS = frozenset({"41", "42", "51", "52", "53", "54", "55", "56", "57", "58"})
# Banks and customers both: the parties of treasury contracts, a BIC or a name (category 3).
_EITHER = frozenset({"81", "82", "83", "84", "85", "86", "87", "88"})
_SECURITIES_PARTY = "95"
_QUALIFIER = re.compile(r"^:[A-Z0-9]{4}/[A-Z0-9]{0,8}/")


def notice_of(message: FinMessage, kind: str, source: str, location: str) -> Notice:
    """The references, names and BICs of a message, and all the rest of it as text.

    `kind` is the type in three digits, empty where it is unknown.
    """
    references = [_qualified(field.value) for field in message.fields if field.tag in _REFERENCES]
    others = [field for field in message.fields if field.tag not in _REFERENCES]
    known = [_name_and_code(field) for field in others]
    codes = [message.sender, message.receiver, *(code for _, code in known)]
    rest = [_without(field, *found) for field, found in zip(others, known, strict=True)]
    return Notice(
        notice_id=references[0] if references else location,
        message_type=f"MT{kind}" if kind else "MT",
        references=references,
        parties=list(dict.fromkeys(name for name, _ in known if name)),
        agents=list(dict.fromkeys(code for code in codes if code)),
        text=text_of(*rest) or "",
        source=source,
        location=location,
    )


def _name_and_code(field: Field) -> tuple[str | None, str | None]:
    """The name, and the BIC or clearing id, that a field gives, if it is one of a party."""
    family, option = field.tag[:2], field.tag[2:]
    if family in _CUSTOMERS:
        party = party_of(field)
        return party.name, party.id
    if family in _BANKS or (family in _EITHER and option in {"A", "D", "J"}):
        agent = agent_of(field)
        return agent.name, agent.code
    if family == _SECURITIES_PARTY:
        value = _qualified(field.value)
        return (None, value) if option == "P" else (value, None)
    return None, None


def _without(field: Field, name: str | None, code: str | None) -> str:
    """What a field says besides a name and a code: the address of a party, or all of it."""
    lines = field.value.split("\n")
    return "\n".join(line for line in lines if _qualified(line) not in {name, code})


def _qualified(value: str) -> str:
    """The value of a generic field (`:SEME//4711`, ISO 15022) without qualifier and scheme."""
    return _QUALIFIER.sub("", value.strip()).strip()
