"""SWIFT MT messages that move money, as columns of the payments table.

MT103 moves a customer's money, MT202 and MT205 that of banks (with customers behind them where
they are covers), MT101 asks for transfers. Which bank stands where follows the SWIFT User
Handbook: without field 52 the sender is the ordering bank, without field 57 the receiver keeps
the account.
"""

from typing import Any

from nostro.payments.iso20022_parties import country_of_bic
from nostro.payments.mt_blocks import Field, FinMessage
from nostro.payments.mt_fields import Agent, agent_of, money_of, party_of, text_of

__all__ = ["bank_transfer", "customer_transfer", "requested_transfer"]

_BETWEEN = frozenset({"53", "54", "55", "56"})
_ORDERING = ("50A", "50F", "50G", "50H", "50K")
_INSTRUCTING = ("50C", "50L")


def customer_transfer(message: FinMessage) -> dict[str, Any]:
    """MT103. Raises ValueError without its money, field 50 or field 59."""
    money = money_of(message.value("32A"))
    if not message.first("50") or not message.first("59"):
        raise ValueError("no field 50 or no field 59: an MT103 needs both")
    return {
        "message_type": "MT103",
        "payment_id": _reference(message),
        "uetr": message.uetr,
        **money,
        **_customer("debtor", message.first("50")),
        **_customer("creditor", message.first("59")),
        **_agents(message.fields, _bank(message.sender), _bank(message.receiver)),
        "remittance": text_of(*(message.value(tag) for tag in ("70", "72", "77B", "77T"))),
    }


def bank_transfer(message: FinMessage) -> dict[str, Any]:
    """MT202 and MT205: the parties are banks. Raises ValueError without its money.

    Sequence B of a cover, from field 50 on, tells of the customers; their banks are counted among
    the ones between.
    """
    tags = [field.tag[:2] for field in message.fields]
    start = tags.index("50") if "50" in tags else len(tags)
    own, customers = message.fields[:start], message.fields[start:]
    is_cover = bool(customers) or message.validation == "COV"
    sender = _bank(message.sender)
    payer, payee = _named(own, "52") or sender, _named(own, "58") or Agent()
    agents = _agents(own, sender, _bank(message.receiver))
    _add_behind(agents, customers, {payer.code, payee.code})
    return {
        "message_type": f"MT{message.type or '202'}{'COV' if is_cover else ''}",
        "payment_id": _reference(message),
        "uetr": message.uetr,
        **money_of(message.value("32A")),
        **_bank_as_party("debtor", payer),
        **_bank_as_party("creditor", payee),
        **agents,
        **_underlying("underlying_debtor", _field(customers, "50")),
        **_underlying("underlying_creditor", _field(customers, "59")),
        "remittance": text_of(*(f.value for f in message.fields if f.tag in {"70", "72"})),
    }


def requested_transfer(message: FinMessage) -> dict[str, Any]:
    """One transaction of an MT101, its own fields before the general ones.

    The receiver keeps the ordering customer's account, where field 52 names no other bank.
    Raises ValueError without its money.
    """
    day, amount = message.value("30") or "", message.value("32B") or ""
    return {
        "message_type": "MT101",
        "payment_id": f"{_reference(message)}/{(message.value('21') or '').strip()}",
        "uetr": message.uetr,
        **money_of(day.strip() + amount.strip(), "field 30 with field 32B"),
        **_customer("debtor", message.first(*_ORDERING)),
        **_customer("creditor", message.first("59")),
        "initiating_party_name": party_of(message.first(*_INSTRUCTING)).name,
        **_agents(message.fields, _bank(message.receiver), Agent()),
        "remittance": text_of(message.value("70"), message.value("77B")),
    }


def _reference(message: FinMessage) -> str:
    return (message.value("20") or "").strip()


def _customer(column: str, field: Field | None) -> dict[str, Any]:
    party = party_of(field)
    return {f"{column}_{key}": value for key, value in party._asdict().items()}


def _underlying(column: str, field: Field | None) -> dict[str, Any]:
    party = party_of(field)
    return {
        f"{column}_name": party.name,
        f"{column}_account": party.account,
        f"{column}_country": party.country,
        f"{column}_address": party.address,
    }


def _bank_as_party(column: str, bank: Agent) -> dict[str, Any]:
    return {
        f"{column}_name": bank.name or bank.code,
        f"{column}_account": bank.account,
        f"{column}_country": bank.country,
        f"{column}_id": bank.code,
    }


def _agents(fields: list[Field], sender: Agent, receiver: Agent) -> dict[str, Any]:
    debtor = _named(fields, "52") or sender
    creditor = _named(fields, "57") or receiver
    named = [agent_of(field) for field in fields if field.tag[:2] in _BETWEEN]
    between = _with_senders(named, sender, receiver, but=(debtor.code, creditor.code))
    return {
        **_agent("debtor_agent", debtor),
        **_agent("creditor_agent", creditor),
        "intermediary_agents": [bank.code for bank in between if bank.code],
        "intermediary_agent_names": [bank.name for bank in between if bank.name],
    }


def _with_senders(
    between: list[Agent], sender: Agent, receiver: Agent, *, but: tuple[str | None, ...]
) -> list[Agent]:
    """The banks between, with those that sent and received the message where they are others.

    A listed bank that only passes a message on has to be screened as well.
    """
    known = {code[:8] for code in (*but, *(bank.code for bank in between)) if code}
    first = [sender] if sender.code and sender.code[:8] not in known else []
    last = [receiver] if receiver.code and receiver.code[:8] not in known else []
    return [*first, *between, *last]


def _add_behind(agents: dict[str, Any], customers: list[Field], parties: set[str | None]) -> None:
    """Add the customers' banks of a cover that it has not named yet to the ones between."""
    known = {*parties, agents["debtor_agent"], agents["creditor_agent"]}
    codes, names = agents["intermediary_agents"], agents["intermediary_agent_names"]
    for field in customers:
        if "52" <= field.tag[:2] <= "57":
            bank = agent_of(field)
            if bank.code and bank.code not in known and bank.code not in codes:
                codes.append(bank.code)
            if bank.name and bank.name not in names:
                names.append(bank.name)


def _agent(column: str, agent: Agent) -> dict[str, Any]:
    return {
        column: agent.code,
        f"{column}_name": agent.name,
        f"{column}_country": agent.country,
    }


def _bank(code: str | None) -> Agent:
    return Agent(code, None, country_of_bic(code))


def _named(fields: list[Field], family: str) -> Agent | None:
    """The bank of a field, where there is such a field and it names one."""
    agent = agent_of(_field(fields, family))
    return agent if agent.code or agent.name else None


def _field(fields: list[Field], family: str) -> Field | None:
    return next((field for field in fields if field.tag[:2] == family), None)
