"""Payments said again without what stood in the way, one function a way to do it.

Each gives the changed fields of the later message, as the public cases tell of them: another party
in its place, the party dropped, the party moved to another field, a field left blank, another
message type, an MT103 and an MT202 in place of one serial payment.
"""

from collections.abc import Callable
from datetime import timedelta
from random import Random
from typing import Any

import msgspec

from nostro.model.payments import Payment
from nostro.payments import read_messages
from nostro.payments.writing import write_mt103, write_pacs008

__all__ = ["PARTIES", "PLACES", "WAYS", "again", "bears", "with_party"]

Fields = dict[str, Any]
PLACES = ("creditor_name", "debtor_name", "ultimate_creditor_name", "ultimate_debtor_name",
          "remittance", "creditor_address")  # fmt: skip
PARTIES = PLACES[:4]


def with_party(payment: Payment, place: str, name: str) -> Payment:
    """The payment with a party in one of its fields; in a text or an address beside the rest."""
    before = getattr(payment, place) or ""
    text = name if place in PARTIES else f"{before} {name}".strip()
    return msgspec.structs.replace(payment, **{place: text})


def bears(payment: Payment, name: str) -> list[str]:
    """The fields in which a name stands, word for word."""
    fields = (*PLACES, "underlying_debtor_name", "underlying_creditor_name", "debtor_address")
    return [field for field in fields if name in (getattr(payment, field) or "")]


def changed(payment: Payment, name: str, place: str, other: str) -> Payment:
    """Somebody else in the place of the party, with another account."""
    text = (getattr(payment, place) or "").replace(name, other)
    fields: Fields = {place: text}
    if place in {"creditor_name", "debtor_name"}:
        side = place.removesuffix("_name")
        fields |= {f"{side}_account": f"ZZ{hash_of(other) % 10**12:012d}"}
    return msgspec.structs.replace(payment, **fields)


def dropped(payment: Payment, name: str, place: str, other: str) -> Payment:  # noqa: ARG001
    """The party taken out; who has to be named is named by nothing."""
    text = (getattr(payment, place) or "").replace(name, "").strip()
    if place in {"creditor_name", "debtor_name"}:
        text = "OUR CLIENT"
    return msgspec.structs.replace(payment, **{place: text or None})


def moved(payment: Payment, name: str, place: str, other: str) -> Payment:
    """The party out of its field and into the text, or the other way, with somebody before it."""
    gone = changed(payment, name, place, other)
    if place == "remittance":
        return msgspec.structs.replace(gone, ultimate_creditor_name=name)
    return msgspec.structs.replace(gone, remittance=f"{gone.remittance or ''} FOR {name}".strip())


def blanked(payment: Payment, name: str, place: str, other: str) -> Payment:  # noqa: ARG001
    """The whole field left empty, and the address of that side."""
    side = place.partition("_")[0]
    also = {f"{side}_address": None} if side in {"creditor", "debtor"} else {}
    return msgspec.structs.replace(payment, **{place: None, **also})


def other_format(payment: Payment, name: str, place: str, other: str) -> Payment:
    """Dropped, and from the one family to the other by way of the real message."""
    gone = dropped(payment, name, place, other)
    is_mt = (payment.message_type or "").startswith("MT")
    data = write_pacs008(gone) if is_mt else write_mt103(gone)[0]
    read = next(item for item in read_messages(data, "again") if isinstance(item, Payment))
    return msgspec.structs.replace(read, booked_at=payment.booked_at)


def cover(payment: Payment, name: str, place: str, other: str) -> Payment:  # noqa: ARG001
    """The MT202 between the banks that names no customer, beside an MT103 sent to the payee's."""
    return Payment(
        payment_id=payment.payment_id, booked_at=payment.booked_at,
        amount_minor=payment.amount_minor, currency=payment.currency, message_type="MT202",
        debtor_agent=payment.debtor_agent, creditor_agent=payment.creditor_agent,
        debtor_id=payment.debtor_agent, creditor_id=payment.creditor_agent,
        other={"21": payment.payment_id.rpartition("/")[2]},
    )  # fmt: skip


WAYS: dict[str, Callable[[Payment, str, str, str], Payment]] = {
    "changed": changed, "dropped": dropped, "moved": moved, "field blanked": blanked,
    "other format": other_format, "MT202 in its place": cover,
}  # fmt: skip


def again(payment: Payment, rng: Random, name: str, *, same: bool) -> Payment:
    """As a later message: a new id, hours or days on, the amount at times less a charge; with the
    text and numbers that it had, or with new ones.
    """
    reference = f"{rng.randrange(16**9):09X}"
    fields: Fields = {
        "payment_id": f"R/{reference}",
        "booked_at": payment.booked_at + timedelta(hours=rng.choice([2, 5, 20, 30, 70, 160])),
    }
    if rng.random() < 0.25:
        fields["amount_minor"] = payment.amount_minor - min(2_500, payment.amount_minor // 100)
    if not same:
        text = f"GOODS {rng.randrange(10**6):06d}"
        named = name in (payment.remittance or "")
        fields["remittance"] = payment.remittance and (f"{text} FOR {name}" if named else text)
        fields["other"] = {"21": f"N{rng.randrange(10**8):08d}"} if payment.other else {}
    return msgspec.structs.replace(payment, **fields)


def hash_of(text: str) -> int:
    """A number of a text that is the same in every run."""
    return sum(ord(char) * 31**at for at, char in enumerate(text))
