"""Who stands behind an account: its holder, its bank, and which of them a list names."""

from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from nostro.matching import Index
from nostro.model.entities import Entity
from nostro.model.payments import Payment
from nostro.network.flows import FlowGraph
from nostro.places import contested_region

__all__ = ["Account", "Roles"]

# A name has to be all but equal to carry a finding.
_BAR = 0.9


class Account(msgspec.Struct, kw_only=True):
    """What the payments and the accounts table say of one account.

    `listed` and `bank_listed` are entity ids; `region` is the code of a contested region in which
    its bank stands.
    """

    id: str
    holder: str = ""
    bank: str = ""
    country: str | None = None
    listed: str | None = None
    bank_listed: str | None = None
    region: str | None = None
    region_name: str = ""


class Roles:
    """The accounts of a graph with what is known of them; each name is matched once."""

    def __init__(
        self,
        graph: FlowGraph,
        entities: Iterable[Entity],
        accounts: Iterable[Mapping[str, Any]] | None,
    ) -> None:
        self._index = Index.build(entities)
        self._names: dict[str, str | None] = {}
        self._codes: dict[str, str | None] = {}
        self._accounts: dict[str, Account] = {}
        for flow in graph.flows:
            for node, side in ((flow.source, "debtor"), (flow.target, "creditor")):
                self._learn(node, flow.payment, side)
        for row in accounts or ():
            self._learn_row(row)

    def of(self, account: str) -> Account:
        """What is known of an account."""
        return self._accounts.get(account) or Account(id=account, holder=account)

    def listed_accounts(self) -> list[str]:
        """The accounts whose holder a list names, in order."""
        return sorted(name for name, account in self._accounts.items() if account.listed)

    def _learn(self, node: str, payment: Payment, side: str) -> None:
        account = self._accounts.setdefault(node, Account(id=node))
        covered = payment.underlying_debtor_name or payment.underlying_creditor_name
        column = f"underlying_{side}" if covered else side
        name = getattr(payment, f"{column}_name") or ""
        code = getattr(payment, f"{side}_agent") or ""
        bank = getattr(payment, f"{side}_agent_name") or ""
        account.holder = account.holder or name
        account.bank = account.bank or bank or code
        account.country = account.country or (
            getattr(payment, f"{column}_country") or getattr(payment, f"{side}_agent_country")
        )
        number = getattr(payment, f"{column}_id", None) or ""
        account.listed = account.listed or self._coded(number) or self._named(name)
        account.bank_listed = account.bank_listed or self._coded(code) or self._named(bank)
        if account.region is None:
            self._place(account, bank, getattr(payment, f"{column}_address") or "")

    def _learn_row(self, row: Mapping[str, Any]) -> None:
        name = str(row.get("account") or "")
        if name in self._accounts:
            account = self._accounts[name]
            account.holder = account.holder or str(row.get("holder_name") or "")
            account.country = account.country or str(row.get("holder_country") or "") or None
            account.listed = account.listed or self._named(str(row.get("holder_name") or ""))
            account.bank_listed = account.bank_listed or self._coded(str(row.get("agent") or ""))

    def _place(self, account: Account, *texts: str) -> None:
        for text in texts:
            region = contested_region(text) if text else None
            if region:
                account.region, account.region_name = region.code, region.name
                return

    def _named(self, name: str) -> str | None:
        if name not in self._names:
            found = self._index.match([name], limit=1, threshold=_BAR)[0] if name else []
            self._names[name] = next((m.entity_id for m in found if not m.weak), None)
        return self._names[name]

    def _coded(self, code: str) -> str | None:
        if code not in self._codes:
            found = self._index.find_identifier(code) if code else []
            self._codes[code] = next((f.entity_id for f in found if f.kind in {"bic", "bik"}), None)
        return self._codes[code]
