"""Who pays whom is missing, or said in words that name nobody.

FATF Recommendation 16, Regulation (EU) 2023/1113 (articles 4 to 7) and 31 CFR 1010.410(f) ask for
the names of originator and beneficiary in a transfer of a customer, and for an account, an address
or an id beside them. The originator's own bank is none (it may act for somebody), and a transfer
between banks has a place for the customers behind it, which is not its text (Wolfsberg Payment
Transparency Standards). Statements, requests between banks and returns have no such duty; a record
that does not say its message type has only to be meaningful where it names somebody.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from operator import attrgetter

from nostro.model.payments import Notice, Payment
from nostro.places.gazetteer import fold
from nostro.screening.hits import Hit, exact
from nostro.screening.policy import Policy, Rule

__all__ = ["CompletenessCheck", "is_meaningless"]

_CUSTOMER_TRANSFERS = ("pacs.008", "pain.001", "MT101", "MT102", "MT103")
_NO_TRANSFERS = ("camt.", "MT9", "pacs.004", "pacs.007")
# Whole names, as `fold` writes them, that stand for somebody who is not named.
_NOBODY = frozenset(
    fold(name)
    for name in (
        "our client|our customer|our good customer|our valued customer|client|customer|a client|"
        "a customer|one of our clients|one of our customers|one of our client|"
        "one of our customer|by order of our client|on behalf of our client|"
        "on behalf of a customer|ordering customer|beneficiary|beneficiary customer|"
        "account holder|walk in customer|not provided|notprovided|not available|not known|"
        "not applicable|n/a|nil|none|null|unknown|unnamed|anonymous|confidential|various|"
        "sundry|same|same as above|see above|as above|as per contract|as per invoice|"
        "as per agreement|as instructed|as advised|to be advised|tba|tbd|"
        "nuestro cliente|un cliente|uno de nuestros clientes|cliente|desconocido|"
        "no disponible|segun contrato|notre client|un de nos clients|un client|inconnu|"
        "selon contrat|unser kunde|einer unserer kunden|kunde|unbekannt|laut vertrag|"
        "nostro cliente|un nostro cliente|sconosciuto|nosso cliente|um cliente|desconhecido|"
        "onze klant|onbekend|nasz klient|nieznany|müşterimiz|bilinmiyor|nash klient|"
        "наш клиент|клиент|один из наших клиентов|неизвестно|неизвестен|наш клієнт|невідомо|"
        "عميلنا|أحد عملائنا|غير معروف|مشتری ما|我们的客户|我行客户|客户|未知|当行顧客|不明|"
        "당행고객|고객"
    ).split("|")
)
_BESIDE = ("account", "address", "id", "birth_date")
# The names that a record may have, and what has to stand beside one that is due.
_PARTIES = (
    *((f"{side}_name", attrgetter(*(f"{side}_{beside}" for beside in _BESIDE)))
      for side in ("debtor", "creditor")),
    ("underlying_debtor_name", None), ("underlying_creditor_name", None),
)  # fmt: skip
_BIC_CHARS = 8
# So many distinct names are not looked at again.
_REMEMBERED = 200_000
_BETWEEN_BANKS = ("pacs.009", "MT202", "MT205")
_CUSTOMERS_IN_TEXT = re.compile(
    r"/ORDP/|/BENM/|\b(?:B/O|F/B/O|BY ORDER OF|ON BEHALF OF|(?:ORDERING|BENEFICIARY) CUSTOMER)\b",
    re.IGNORECASE,
)
_NUMBERS_AROUND = re.compile(r"^[\W\d_]+|[\W\d_]+$")


class CompletenessCheck:
    """Missing and meaningless names of originator and beneficiary."""

    def __init__(self, policy: Policy) -> None:
        self._rule = policy.rule.get("completeness")

    def __call__(self, item: Payment | Notice) -> Iterator[Hit]:
        """The hits on one record."""
        kind = item.message_type or ""
        if self._rule is None or isinstance(item, Notice) or kind.startswith(_NO_TRANSFERS):
            return
        are_due = kind.startswith(_CUSTOMER_TRANSFERS)
        for field, beside in _PARTIES:
            name = getattr(item, field) or ""
            if name and is_meaningless(name):
                yield _hit(self._rule, field, name, "meaningless")
            elif are_due and beside and not name:
                yield _hit(self._rule, field, "", "missing")
            elif are_due and beside and not any(beside(item)):
                yield _hit(self._rule, field, name, "nothing_beside")
        if _is_bank_for_somebody(item, kind):
            yield _hit(self._rule, "debtor_name", item.debtor_name or "", "bank_as_originator")
        if text := _customers_in_text(item, kind):
            yield _hit(self._rule, "remittance", text, "customers_in_text")


@lru_cache(_REMEMBERED)
def is_meaningless(name: str) -> bool:
    """Whether a whole name stands for nobody: OUR CLIENT, NOTPROVIDED, XXX, no letter at all."""
    bare = name[:1].isalpha() and name[-1:].isalpha()  # as most names are: nothing to take off
    words = fold(name if bare else _NUMBERS_AROUND.sub("", name))
    return not words or words in _NOBODY or (len(words) > 1 and len(set(words)) == 1)


def _is_bank_for_somebody(payment: Payment, kind: str) -> bool:
    """Whether the bank that sends a customer transfer is its originator and names nobody else."""
    own, agent = payment.debtor_id or "", payment.debtor_agent or ""
    same = len(own) >= _BIC_CHARS and own[:_BIC_CHARS].upper() == agent[:_BIC_CHARS].upper()
    return same and kind.startswith(_CUSTOMER_TRANSFERS) and not payment.ultimate_debtor_name


def _customers_in_text(payment: Payment, kind: str) -> str | None:
    """The text of a transfer between banks that tells of customers it has no fields for."""
    behind = payment.underlying_debtor_name or payment.underlying_creditor_name
    text = payment.remittance or ""
    if behind or not kind.startswith(_BETWEEN_BANKS):
        return None
    return text if _CUSTOMERS_IN_TEXT.search(text) else None


def _hit(rule: Rule, field: str, text: str, what: str) -> Hit:
    return Hit(
        rule=rule,
        field=field,
        text=text,
        span=(0, len(text)),
        score=1.0,
        caption=f"{what} {field}",
        evidence=[exact(what, text, field)],
    )
