"""A payment as a message of another type, as far as that type can say what the payment is.

Customer transfers become customer transfers, bank transfers bank transfers, and a cover payment
only a cover, with its customers: nobody may drop out unsaid. What is written is read again; what
then is another, or is not there, is stated as a Problem beside the message.
"""

from collections.abc import Callable

from nostro.model.payments import COLUMNS, Payment
from nostro.model.problems import Problem
from nostro.payments.reader import read_messages
from nostro.payments.writing_mt import WRITABLE, write_mt
from nostro.payments.writing_paths import write_message
from nostro.payments.writing_tree import WRITTEN_TYPES
from nostro.payments.writing_xml import write_pacs008, write_pacs009, write_pain001

__all__ = ["KINDS", "convert_payment"]

_CUSTOMERS = frozenset({"pacs.008", "pain.001", "MT101", "MT102", "MT103"})
_BANKS = frozenset({"pacs.009", "MT202", "MT203", "MT205"})
_COVERS = frozenset({"pacs.009", "MT202COV", "MT205COV"})
_COMPOSED: dict[str, Callable[[Payment], bytes]] = {
    "pacs.008": write_pacs008,
    "pacs.009": lambda payment: write_pacs009(payment, cover=_is_cover(payment)),
    "pain.001": write_pain001,
}
# The types that can be written; those of XML beside `_COMPOSED` only from messages of that type.
KINDS = (*sorted(WRITTEN_TYPES), *(f"MT{kind}" for kind in WRITABLE))
# A message of another type has other ids and says in other places what no column holds.
_NOT_COMPARED = frozenset({"payment_id", "message_type", "booked_at", "other"})


def convert_payment(payment: Payment, kind: str) -> tuple[bytes | None, list[Problem]]:
    """A payment as a message of one of `KINDS`, and what that does not say as the payment does.

    None where it cannot be said at all, with the reason as a Problem (`not-written`).
    """
    refused = _refused(payment, kind)
    if refused:
        return None, [_problem(payment, "not-written", refused)]
    if kind.startswith("MT"):
        data, problems = write_mt(payment, kind.removeprefix("MT"))
    elif _is_restorable(payment, kind):
        data, problems = write_message(payment), []
    else:
        data, problems = _COMPOSED[kind](payment), []
    again = [item for item in read_messages(data, kind) if isinstance(item, Payment)]
    if len(again) != 1 or again[0].message_type != kind:
        said = f"what the payment says does not make a whole {kind}"
        return None, [_problem(payment, "not-written", said)]
    if not kind.startswith("MT"):
        problems = _differences(payment, again[0])
    if payment.other and payment.message_type != kind:
        places = ", ".join(payment.other)[:500]
        problems.append(_problem(payment, "left-out", f"what stands at {places} has no place"))
    return data, problems


def _refused(payment: Payment, kind: str) -> str | None:
    """Why a payment is not written as a message of this type."""
    given = payment.message_type or ("MT202COV" if _is_cover(payment) else "MT103")
    if given == kind and (payment.message_type is None or payment.origins):
        return None
    if _is_cover(payment) or kind.endswith("COV"):
        is_of_kind = _is_cover(payment) and kind in _COVERS
    else:
        is_of_kind = any({given, kind} <= family for family in (_CUSTOMERS, _BANKS))
    if is_of_kind and (kind.startswith("MT") or kind in _COMPOSED):
        return None
    return f"a payment of {given} cannot be said as {kind}"


def _is_cover(payment: Payment) -> bool:
    return bool(payment.underlying_debtor_name or payment.underlying_creditor_name)


def _is_restorable(payment: Payment, kind: str) -> bool:
    return payment.message_type == kind and bool(payment.origins)


def _differences(payment: Payment, again: Payment) -> list[Problem]:
    """What a message says otherwise than the payment that it was written from."""
    problems = []
    for column in COLUMNS:
        before, after = getattr(payment, column), getattr(again, column)
        if column in _NOT_COMPARED or not before or before == after:
            continue
        code = "changed" if after else "left-out"
        said = f"is written {after!r}" if after else "has no place"
        problems.append(_problem(payment, code, f"{column}: {before!r} {said}"))
    return problems


def _problem(payment: Payment, code: str, message: str) -> Problem:
    return Problem(
        source=payment.source,
        location=payment.location,
        code=code,
        message=message,
    )
