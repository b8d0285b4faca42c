"""Payments written back as ISO 20022 messages of the type they were read from.

A payment that was read knows where each column stood, and what else its message said, by path. The
message is built from these paths, one transaction a message, and read again it is the same payment.
"""

import re
from collections.abc import Iterator
from datetime import datetime

from nostro.model.money import format_minor
from nostro.model.payments import Payment
from nostro.payments.writing_tree import WRITTEN_TYPES, written_leaves

__all__ = ["write_message"]

_LINES = re.compile(r"(?:remittance|intermediary_agents|intermediary_agent_names)(?:\[\d+\])?")
_COMBINED = frozenset({"payment_id", "amount_minor", "currency", "booked_at"})


def write_message(payment: Payment) -> bytes:
    """One message with this payment in it, of its own type.

    Raises ValueError where it was not read from an ISO 20022 message that moves money.
    """
    if payment.message_type not in WRITTEN_TYPES or not payment.origins:
        raise ValueError(f"{payment.payment_id} was not read from an ISO 20022 message of payments")
    return written_leaves(payment.message_type, _leaves(payment))


def _leaves(payment: Payment) -> Iterator[tuple[str, str]]:
    """Every path with its text; of columns that come from one leaf, the one that holds it whole."""
    told: set[str] = set()
    for path, text in (*_combined(payment), *_columns(payment), *payment.other.items()):
        if path not in told:
            told.add(path)
            yield path, text


def _combined(payment: Payment) -> Iterator[tuple[str, str]]:
    """The columns that say a leaf in another form: ids, the amount, the time."""
    origins = payment.origins
    identified = origins.get("payment_id", "")
    message_id, _, transaction_id = payment.payment_id.partition("/")
    if identified.rpartition("/")[2] == "MsgId":
        yield identified, payment.payment_id
    elif message_id and transaction_id:
        yield "GrpHdr/MsgId", message_id
        yield identified, transaction_id
    else:
        yield identified, payment.payment_id
    amount = format_minor(payment.amount_minor, payment.currency, grouped=False)
    yield origins["amount_minor"], f"{payment.currency} {amount}"
    yield origins["booked_at"], _time(payment.booked_at, origins["booked_at"])


def _time(time: datetime, path: str) -> str:
    """A day where the element holds days and the time is a midnight."""
    midnight = datetime.min.time()
    is_day = not path.endswith("Tm") and time.time() == midnight
    return time.date().isoformat() if is_day else time.isoformat()


def _columns(payment: Payment) -> Iterator[tuple[str, str]]:
    """The columns that hold their leaf as it is, codes before what was derived from them."""
    lists = {
        "intermediary_agents": payment.intermediary_agents,
        "intermediary_agent_names": payment.intermediary_agent_names,
        "remittance": (payment.remittance or "").split("\n"),
    }
    derived: list[tuple[str, str]] = []
    for column, path in payment.origins.items():
        if column in _COMBINED:
            continue
        if _LINES.fullmatch(column):
            name, _, number = column.rstrip("]").partition("[")
            yield path, lists[name][int(number or 0)]
        elif column.endswith("_address"):
            yield from _address(payment, column, path)
        elif column.endswith(("_country", "_name")):
            derived.append((path, getattr(payment, column)))
        else:
            yield path, getattr(payment, column)
    yield from derived


def _address(payment: Payment, column: str, path: str) -> Iterator[tuple[str, str]]:
    """An address as lines; its country, which ends it, has an element of its own."""
    text: str = getattr(payment, column)
    country = column.removesuffix("address") + "country"
    if payment.origins.get(country) == f"{path}/Ctry":
        text = text.removesuffix(getattr(payment, country)).removesuffix(", ")
    for number, line in enumerate(filter(None, text.split(", ")), 1):
        yield f"{path}/AdrLine" + (f"[{number}]" if number > 1 else ""), line
