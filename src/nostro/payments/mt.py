"""SWIFT MT messages: payments from customer and bank transfers, notices from the rest."""

from collections.abc import Iterator
from typing import Any

from nostro.model.money import parse_minor
from nostro.model.payments import Notice, Payment
from nostro.model.problems import Problem
from nostro.payments.completeness import what_is_missing
from nostro.payments.iso20022_parties import country_of_bic
from nostro.payments.mt_blocks import Field, FinMessage, looks_like_fin, split_messages
from nostro.payments.mt_fields import Agent, agent_of, day_of, money_of, party_of, text_of

__all__ = ["looks_like_fin", "read_fin"]

Item = Payment | Notice | Problem
_CUSTOMER = frozenset({"103"})
_BANK = frozenset({"202", "205"})
_TEXT_TAGS = frozenset({"70", "71B", "72", "75", "76", "77A", "77B", "77D", "77E", "79", "86"})


def read_fin(text: str, source: str) -> Iterator[Item]:
    """The payments, notices and problems of a FIN file, in its order."""
    ids: dict[str, int] = {}
    count = 0
    for count, message in enumerate(split_messages(text), 1):
        for item in _read(message, source, f"message {count}"):
            yield _numbered(item, ids)
    if not count:
        yield _problem(source, "file", "unknown-format", "no FIN message in it")


def _read(message: FinMessage, source: str, location: str) -> Iterator[Item]:
    kind = message.type or _guess(message)
    if not message.fields:
        yield _problem(source, location, "empty-message", f"MT{kind or '?'} without a field")
    elif kind == "101":
        yield from _requests(message, source, location)
    elif kind in _CUSTOMER:
        yield _payment(message, _customer_transfer, f"MT{kind}", source, location)
    elif kind in _BANK:
        cover = message.validation == "COV" or _cover_start(message) is not None
        name = f"MT{kind}{'COV' if cover else ''}"
        yield _payment(message, _bank_transfer, name, source, location)
    else:
        yield _notice(message, kind, source, location)


def _guess(message: FinMessage) -> str:
    """The type of a message without block 2, by the fields that only it has."""
    if not message.first("32A"):
        return ""
    if message.first("50") and message.first("59") and not message.first("58"):
        return "103"
    return "202" if message.first("58") else ""


def _payment(
    message: FinMessage, build: Any, message_type: str, source: str, location: str
) -> Item:
    try:
        fields = money_of(message.value("32A")) | build(message)
    except ValueError as error:
        return _problem(source, location, "bad-value", str(error))
    fields |= {
        "payment_id": (message.value("20") or "").strip(),
        "uetr": message.uetr,
        "message_type": message_type,
    }
    missing = what_is_missing(fields)
    if missing:
        return _problem(source, location, "incomplete", missing)
    return Payment(**fields, source=source, location=location)


def _customer_transfer(message: FinMessage) -> dict[str, Any]:
    if not message.first("50") or not message.first("59"):
        raise ValueError("no field 50 or no field 59: an MT103 needs both")
    values = [message.value(tag) for tag in ("70", "72", "77B", "77T")]
    return {
        **_customer("debtor", message.first("50")),
        **_customer("creditor", message.first("59")),
        **_agents(message.fields, message.sender, message.receiver),
        "remittance": text_of(*values),
    }


def _bank_transfer(message: FinMessage) -> dict[str, Any]:
    """MT202 and MT205: the parties are banks; a cover's customers stand in its sequence B."""
    start = _cover_start(message)
    own = message.fields[:start]
    cover = message._replace(fields=message.fields[start:] if start is not None else [])
    ordering = agent_of(_find(own, "52"))
    payer = ordering if ordering.code or ordering.name else _sender(message.sender)
    payee = agent_of(_find(own, "58"))
    texts = [f.value for f in message.fields if f.tag in {"70", "72"}]
    return {
        "debtor_name": payer.name or payer.code,
        "debtor_id": payer.code,
        "debtor_country": payer.country,
        "creditor_name": payee.name or payee.code,
        "creditor_id": payee.code,
        "creditor_country": payee.country,
        **_agents(own, message.sender, message.receiver),
        **_underlying(cover),
        "remittance": text_of(*texts),
    }


def _cover_start(message: FinMessage) -> int | None:
    """Where sequence B begins: at the first field 50 after field 58."""
    tags = [field.tag[:2] for field in message.fields]
    if "58" not in tags:
        return None
    after = tags.index("58")
    return next((at for at in range(after, len(tags)) if tags[at] == "50"), None)


def _underlying(cover: FinMessage) -> dict[str, Any]:
    fields: dict[str, Any] = {}
    for column, tag in (("underlying_debtor", "50"), ("underlying_creditor", "59")):
        party = party_of(cover.first(tag))
        fields |= {
            f"{column}_name": party.name,
            f"{column}_account": party.account,
            f"{column}_country": party.country,
            f"{column}_address": party.address,
        }
    return fields


def _customer(column: str, field: Field | None) -> dict[str, Any]:
    party = party_of(field)
    return {f"{column}_{key}": value for key, value in party._asdict().items()}


def _agents(fields: list[Field], sender: str | None, receiver: str | None) -> dict[str, Any]:
    ordering, institution = agent_of(_find(fields, "52")), agent_of(_find(fields, "57"))
    debtor = ordering if ordering.code or ordering.name else _sender(sender)
    creditor = institution if institution.code or institution.name else _sender(receiver)
    between = [agent_of(f) for f in fields if f.tag[:2] in {"53", "54", "55", "56"}]
    return {
        **_agent("debtor_agent", debtor),
        **_agent("creditor_agent", creditor),
        "intermediary_agents": [agent.code for agent in between if agent.code],
        "intermediary_agent_names": [agent.name for agent in between if agent.name],
    }


def _agent(column: str, agent: Agent) -> dict[str, Any]:
    return {
        column: agent.code,
        f"{column}_name": agent.name,
        f"{column}_country": agent.country,
    }


def _sender(code: str | None) -> Agent:
    return Agent(code, None, country_of_bic(code))


def _find(fields: list[Field], tag: str) -> Field | None:
    return next((field for field in fields if field.tag[:2] == tag), None)


def _requests(message: FinMessage, source: str, location: str) -> Iterator[Item]:
    """MT101: general information, then a sequence for each transaction from its field 21."""
    starts = [at for at, field in enumerate(message.fields) if field.tag == "21"]
    if not starts:
        yield _problem(source, location, "incomplete", "MT101 without a field 21")
        return
    general = message.fields[: starts[0]]
    for start, end in zip(starts, [*starts[1:], len(message.fields)], strict=True):
        one = message._replace(fields=[*message.fields[start:end], *general])
        yield _request(one, source, f"{location}, field 21 {one.fields[0].value.strip()}")


def _request(one: FinMessage, source: str, location: str) -> Item:
    try:
        amount = (one.value("32B") or "").strip()
        fields = {
            "booked_at": day_of((one.value("30") or "").strip()),
            "currency": amount[:3],
            "amount_minor": parse_minor(amount[3:], amount[:3]),
            **_customer("debtor", one.first("50")),
            **_customer("creditor", one.first("59")),
            **_agents(one.fields, one.sender, one.receiver),
            "remittance": text_of(one.value("70")),
            "payment_id": f"{(one.value('20') or '').strip()}/{one.fields[0].value.strip()}",
            "message_type": "MT101",
        }
    except ValueError as error:
        return _problem(source, location, "bad-value", str(error))
    missing = what_is_missing(fields)
    if missing:
        return _problem(source, location, "incomplete", missing)
    return Payment(**fields, source=source, location=location)


def _notice(message: FinMessage, kind: str, source: str, location: str) -> Item:
    parties = [party_of(f).name for f in message.fields if f.tag[:2] in {"50", "59"}]
    banks = [
        agent_of(f) for f in message.fields if f.tag[:2] in {"51", "52", "53", "56", "57", "58"}
    ]
    texts = [f.value for f in message.fields if f.tag in _TEXT_TAGS]
    agents = [message.sender, message.receiver, *(bank.code for bank in banks)]
    references = [f.value.strip() for f in message.fields if f.tag in {"20", "21", "11S"}]
    return Notice(
        notice_id=references[0] if references else location,
        message_type=f"MT{kind}" if kind else "MT",
        references=references,
        parties=[name for name in [*parties, *(bank.name for bank in banks)] if name],
        agents=list(dict.fromkeys(code for code in agents if code)),
        text=text_of(*texts) or "",
        source=source,
        location=location,
    )


def _numbered(item: Item, ids: dict[str, int]) -> Item:
    """Ids that a file repeats are numbered, so that no payment hides another."""
    if isinstance(item, Problem):
        return item
    name = item.payment_id if isinstance(item, Payment) else item.notice_id
    ids[name] = ids.get(name, 0) + 1
    if ids[name] > 1:
        numbered = f"{name}#{ids[name]}"
        if isinstance(item, Payment):
            item.payment_id = numbered
        else:
            item.notice_id = numbered
    return item


def _problem(source: str, location: str, code: str, message: str) -> Problem:
    return Problem(source=source, location=location, code=code, message=message)
