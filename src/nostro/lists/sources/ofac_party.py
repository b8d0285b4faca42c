"""One entry of OFAC's list, joined from its files, as entities."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from nostro.lists.sources.addresses import address_entity
from nostro.lists.sources.countries import entity_country
from nostro.lists.sources.csv_rows import Row
from nostro.lists.sources.ofac_remarks import (
    LINKED_TO,
    OPERATOR,
    PROVISIONS,
    WALLET,
    Fact,
    read_remarks,
)
from nostro.model.entities import PROPERTIES, Entity

__all__ = ["Links", "OfacEntry", "party_entities"]

_SCHEMATA = {"individual": "Person", "vessel": "Vessel", "aircraft": "Airplane"}
# Words for a form that only companies have, in the languages that the list prints names in.
_COMPANY = re.compile(
    r"\b(?:LLC|L\.L\.C|LTD|LIMITED|INC|INCORPORATED|CORP|CORPORATION|CO|COMPANY|PLC|LLP|GMBH|AG|KG"
    r"|BV|B\.V|NV|N\.V|SA|S\.A|SAS|S\.A\.S|SAL|SARL|S\.A\.R\.L|SRL|S\.R\.L|S\.P\.A|SPA|LTDA|EURL"
    r"|C\.V|S\. DE R\.L|E\.U|OOO|AO|OAO|ZAO|PAO|NAO|TOO|JSC|OJSC|PJSC|CJSC|JOINT STOCK|A\.S|AS"
    r"|SIRKETI|D\.O\.O|DOO|A\.D|EOOD|OOD|KFT|SDN BHD|BHD|PTE|PTY|PVT|FZE|FZCO|FZC|FZ-LLC|DMCC"
    r"|OY|AB|ASA|APS|TBK|PT|BANK|BANCO|BANQUE)\b",
    re.IGNORECASE,
)
_COMPANY_FACTS = {"bikCode", "swiftBic", "leiCode", "dunsCode"}
# OFAC cuts remarks off here; the rest stands in sdn_comments.csv.
_REMARKS_LIMIT = 1000


@dataclass
class OfacEntry:
    """The rows about one party: its line of `sdn.csv`, addresses, aliases, further remarks."""

    line: int
    cells: list[str]
    addresses: list[Row] = field(default_factory=list)
    aliases: list[Row] = field(default_factory=list)
    continued: str = ""

    def facts(self) -> list[Fact]:
        """The remarks as facts; a last one that is cut off in the middle is but a note."""
        remarks = self.cells[11]
        if self.continued:
            return list(read_remarks(remarks.ljust(_REMARKS_LIMIT) + self.continued))
        facts = list(read_remarks(remarks))
        if len(remarks) >= _REMARKS_LIMIT and not remarks.endswith("."):
            facts[-1] = Fact("notes", (facts[-1].text,), facts[-1].text)
        return facts


class Links:
    """Finds the one entry that a name in the remarks means."""

    def __init__(self, entries: Iterable[OfacEntry]) -> None:
        self._primary: dict[str, set[str]] = defaultdict(set)
        self._other: dict[str, set[str]] = defaultdict(set)
        for entry in entries:
            self._primary[_key(entry.cells[1])].add(_party_id(entry))
            for row in entry.aliases:
                self._other[_key(row.cells[3])].add(_party_id(entry))

    def find(self, name: str) -> str | None:
        """Its id where exactly one entry has the name, and a primary name goes before aliases."""
        key = _key(name)
        ids = self._primary.get(key) or self._other.get(key) or set()
        return next(iter(ids)) if len(ids) == 1 else None


def party_entities(entry: OfacEntry, links: Links, source: str) -> list[Entity]:
    """The party, then its sanction, addresses, wallets and links."""
    facts = entry.facts()
    party = Entity(
        id=_party_id(entry),
        schema=_schema(entry, facts),
        caption=" ".join(entry.cells[1].split()),
        datasets=[source],
        target=True,
        record=f"sdn.csv line {entry.line}",
    )
    party.add("topics", "sanction")
    _add_names(party, entry)
    _add_columns(party, entry, links)
    sanction = _sanction(party, entry)
    linked = _add_facts(party, sanction, facts, links)
    addresses = [_address(party, number, row) for number, row in enumerate(entry.addresses, 1)]
    return [party, sanction, *(address for address in addresses if address), *linked]


def _party_id(entry: OfacEntry) -> str:
    return f"ofac-{entry.cells[0].strip()}"


def _key(name: str) -> str:
    return " ".join(name.split()).rstrip(". ").casefold()


def _schema(entry: OfacEntry, facts: list[Fact]) -> str:
    """The schema for the party's type; an entity is a Company where name or facts say so."""
    kind = entry.cells[2].strip().lower()
    if kind:
        return _SCHEMATA.get(kind, "LegalEntity")
    names = [entry.cells[1], *(row.cells[3] for row in entry.aliases)]
    named = any(_COMPANY.search(name) for name in names)
    return "Company" if named or any(f.kind in _COMPANY_FACTS for f in facts) else "Organization"


def _add_names(party: Entity, entry: OfacEntry) -> None:
    party.add("name", entry.cells[1])
    last, comma, first = entry.cells[1].partition(",")
    if party.schema == "Person" and comma:
        party.add("lastName", last)
        party.add("firstName", first)
    for row in entry.aliases:
        party.add("previousName" if row.cells[2].strip() == "fka" else "alias", row.cells[3])
        party.add("notes", row.cells[4])


def _add_columns(party: Entity, entry: OfacEntry, links: Links) -> None:
    title, call_sign, kind, tonnage, gross, flag, owner = entry.cells[4:11]
    _add_or_note(party, "position", title, "Title")
    _add_or_note(party, "callSign", call_sign, "Call sign")
    _add_or_note(party, "type", kind, "Vessel type")
    _add_or_note(party, "tonnage", tonnage, "Tonnage")
    _add_or_note(party, "grossRegisteredTonnage", gross, "Gross tonnage")
    _add_or_note(party, "flag", flag, "Flag", entity_country(flag))
    _add_or_note(party, "owner", owner, "Owner", links.find(owner))


def _add_or_note(
    party: Entity, prop: str, text: str, label: str, value: str | None = "as printed"
) -> None:
    """Add a cell as a property; as a note where the schema lacks it or no value was found."""
    if value == "as printed":
        value = text
    if value and prop in PROPERTIES[party.schema]:
        party.add(prop, value)
    elif text:
        party.add("notes", f"{label}: {text}")


def _sanction(party: Entity, entry: OfacEntry) -> Entity:
    sanction = _belonging(party, f"{party.id}-sanction", "Sanction")
    sanction.add("entity", party.id)
    sanction.add("authority", "Office of Foreign Assets Control")
    sanction.add("authorityId", entry.cells[0])
    sanction.add("country", "us")
    programmes = [text.strip(" []") for text in re.split(r"\]\s*\[", entry.cells[3])]
    sanction.add("program", *programmes)
    sanction.add("programId", *programmes)
    return sanction


def _add_facts(party: Entity, sanction: Entity, facts: list[Fact], links: Links) -> list[Entity]:
    """Spread the facts over party and sanction; wallets and links are entities of their own."""
    linked: dict[str, Entity] = {}
    for fact in facts:
        if fact.kind == PROVISIONS:
            sanction.add("provisions", *fact.values)
        elif fact.kind == WALLET:
            currency, address = fact.values
            wallet = _wallet(party, address)
            linked.setdefault(wallet.id, wallet).add("currency", currency)
        elif fact.kind in {LINKED_TO, OPERATOR} and (other := links.find(fact.values[0])):
            link = _link(party, other, fact.kind)
            linked[link.id] = link
        else:
            _add_fact(party, fact)
    return list(linked.values())


def _add_fact(party: Entity, fact: Fact) -> None:
    known = fact.kind in PROPERTIES[party.schema]
    if known:
        party.add(fact.kind, *fact.values)
    if not (known and fact.exact):
        party.add("notes", fact.text)
    if fact.kind == "birthPlace" and known:
        party.add("birthCountry", fact.country)
    else:
        party.add("country", fact.country)


def _wallet(party: Entity, address: str) -> Entity:
    wallet = _belonging(party, f"{party.id}-wallet-{address}", "CryptoWallet")
    wallet.caption = address
    wallet.add("publicKey", address)
    wallet.add("holder", party.id)
    wallet.add("topics", "sanction")
    return wallet


def _link(party: Entity, other: str, role: str) -> Entity:
    link = _belonging(party, f"{party.id}-linked-{other}", "UnknownLink")
    link.add("subject", party.id)
    link.add("object", other)
    link.add("role", role)
    return link


def _address(party: Entity, number: int, row: Row) -> Entity | None:
    _, _, street, city, country, remarks = row.cells
    if country.strip().lower() == "undetermined":
        country = ""
    address = address_entity(
        party, number, street=street, city=city, country=country, remarks=remarks
    )
    if address:
        address.record = f"add.csv line {row.number}"
    return address


def _belonging(party: Entity, entity_id: str, schema: str) -> Entity:
    return Entity(id=entity_id, schema=schema, datasets=list(party.datasets), record=party.record)
