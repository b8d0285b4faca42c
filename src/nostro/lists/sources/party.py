"""The entities of a listed party, in one shape for every source.

A party comes first, then its sanction, addresses, wallets and links. What fits no property of its
schema stays in `notes`, under its label.
"""

import hashlib
import re
from collections.abc import Iterable

from nostro.lists.sources.countries import entity_country
from nostro.lists.sources.programmes import effect_of
from nostro.model.entities import PROPERTIES, Entity, is_schema

__all__ = [
    "add_country",
    "add_identifier",
    "add_or_note",
    "belonging",
    "is_company",
    "link",
    "list_id",
    "new_party",
    "new_sanction",
    "wallet",
]

# Words for a form that only companies have, in the languages that lists print names in.
_COMPANY = re.compile(
    r"\b(?:LLC|L\.L\.C|LTD|LIMITED|INC|INCORPORATED|CORP|CORPORATION|CO|COMPANY|PLC|LLP|GMBH|AG|KG"
    r"|BV|B\.V|NV|N\.V|SA|S\.A|SAS|S\.A\.S|SAL|SARL|S\.A\.R\.L|SRL|S\.R\.L|S\.P\.A|SPA|LTDA|EURL"
    r"|C\.V|S\. DE R\.L|E\.U|OOO|AO|OAO|ZAO|PAO|NAO|TOO|JSC|OJSC|PJSC|CJSC|JOINT STOCK|A\.S|AS"
    r"|SIRKETI|D\.O\.O|DOO|A\.D|EOOD|OOD|KFT|SDN BHD|BHD|PTE|PTY|PVT|FZE|FZCO|FZC|FZ-LLC|DMCC"
    r"|OY|AB|ASA|APS|TBK|PT|BANK|BANCO|BANQUE)\b",
    re.IGNORECASE,
)


def is_company(names: Iterable[str]) -> bool:
    """True where one of the names has a word for the legal form of a company, or is a bank's."""
    return any(_COMPANY.search(name) for name in names)


def new_party(entity_id: str, schema: str, name: str, *, source: str, record: str) -> Entity:
    """A listed party with its primary name."""
    party = Entity(
        id=entity_id,
        schema=schema,
        caption=" ".join(name.split()),
        datasets=[source],
        target=True,
        record=record,
    )
    party.add("name", name)
    party.add("topics", "sanction")
    return party


def belonging(party: Entity, entity_id: str, schema: str) -> Entity:
    """An entity that speaks about a party, from the same place in the same list."""
    return Entity(id=entity_id, schema=schema, datasets=list(party.datasets), record=party.record)


def new_sanction(
    party: Entity, *, authority: str, country: str | None, programmes: Iterable[str],
    effects: Iterable[str] = (),
) -> Entity:  # fmt: skip
    """The listing of a party.

    `provisions` holds the effects: those given, else those of the programmes (`programmes.py`).
    """
    sanction = belonging(party, f"{party.id}-sanction", "Sanction")
    codes = [code for programme in programmes if (code := " ".join(programme.split()))]
    sanction.add("entity", party.id)
    sanction.add("authority", authority)
    sanction.add("country", country)
    sanction.add("program", *codes)
    sanction.add("programId", *codes)
    source = party.datasets[0]
    known = list(effects) or [effect_of(source, code) for code in codes or ["*"]]
    sanction.add("provisions", *known)
    return sanction


def add_or_note(party: Entity, prop: str, label: str, text: str, *values: str | None) -> None:
    """Add a text, or the values read from it, as a property; as a note where that cannot be."""
    found = [value for value in values if value] if values else [text]
    if found and prop in PROPERTIES[party.schema]:
        party.add(prop, *found)
    elif text:
        party.add("notes", f"{label}: {text}")


def add_country(party: Entity, prop: str, label: str, text: str) -> None:
    """Add a country by its name or code; as a note where it is none or does not fit."""
    if text:
        add_or_note(party, prop, label, text, entity_country(text))


# What the words of a document's kind tell, the first that fits; the rest are `idNumber`.
_KINDS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (prop, re.compile(pattern, re.IGNORECASE))
    for prop, pattern in (
        ("swiftBic", r"swift|\bbic\b"),
        ("bikCode", r"\bbik\b|\bбик\b"),
        ("leiCode", r"\blei\b|legal entity identifier"),
        ("imoNumber", r"\bimo\b"),
        ("passportNumber", r"pass?aporte|passport|passeport|паспорт|旅券"),
        ("innCode", r"\binn\b|іпн|инн"),
        ("ogrnCode", r"\bogrn\b|одрн|огрн"),
        ("okpoCode", r"\bokpo\b|окпо|єдрпоу"),
        ("vatCode", r"\bvat\b"),
        ("taxNumber", r"\btax|fiscal|\btin\b|steuer|r\.?f\.?c\.?\b"),
        ("registrationNumber", r"regist|company number|business number|incorporation|trade"),
        ("licenseNumber", r"^(?!.*driv).*licen[sc]e"),
    )
)


def add_identifier(
    party: Entity, kind: str, number: str, *, country: str = "", detail: str = ""
) -> None:
    """Add an identifier by the words for its kind; what the property cannot say stays a note."""
    number = " ".join(number.split())
    if not number:
        return
    prop = next((name for name, pattern in _KINDS if pattern.search(kind)), "idNumber")
    if prop not in PROPERTIES[party.schema] and party.schema != "Person":
        prop = "registrationNumber"
    label = kind or "Identifier"
    add_or_note(party, prop, label, number)
    code = entity_country(country) if country else None
    party.add("country", code)
    rest = "; ".join(part for part in ("" if code else country, detail) if part)
    if rest:
        party.add("notes", f"{label} {number}: {rest}")


def wallet(party: Entity, address: str, currency: str = "") -> Entity:
    """The wallet of a party, by its address."""
    found = belonging(party, f"{party.id}-wallet-{address}", "CryptoWallet")
    found.caption = address
    found.add("publicKey", address)
    found.add("currency", currency)
    found.add("holder", party.id)
    found.add("topics", "sanction")
    return found


# The schema of a link, the properties of its two ends, and what each end must be, by the words for
# the role of the party; the first that fits. FollowTheMoney holds ends to these schemata.
_ROLES: tuple[tuple[re.Pattern[str], str, tuple[str, str], tuple[str, str]], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), schema, props, ends)
    for pattern, schema, props, ends in (
        (
            r"owned|controlled by|subsidiary|branch of|parent",
            "Ownership", ("asset", "owner"), ("Asset", "LegalEntity"),
        ),
        (r"owner of|owns", "Ownership", ("owner", "asset"), ("LegalEntity", "Asset")),
        (
            r"leader|official|executive|director|manager|chair|president",
            "Directorship", ("director", "organization"), ("LegalEntity", "Organization"),
        ),
        (
            r"acting|acts for|behalf",
            "Representation", ("agent", "client"), ("LegalEntity", "LegalEntity"),
        ),
        (r"^member of", "Membership", ("member", "organization"), ("LegalEntity", "Organization")),
        (
            r"\b(?:family|relative|spouse|wife|husband|son|daughter|brother|sister|father|mother)\b",
            "Family", ("person", "relative"), ("Person", "Person"),
        ),
        (r"associate", "Associate", ("person", "associate"), ("Person", "Person")),
    )
)  # fmt: skip
_ASSETS = ("Company", "Vehicle")


def link(party: Entity, other: str, other_schema: str, role: str) -> Entity:
    """The link from a party to another, by the role that the list names.

    `UnknownLink` where the role is not known, or where an end is not what the role needs.
    """
    for pattern, schema, (ours, theirs), (our_end, their_end) in _ROLES:
        if pattern.search(role) and _may_be(party.schema, our_end):
            if not _may_be(other_schema, their_end):
                break
            found = belonging(party, f"{party.id}-{schema.lower()}-{other}", schema)
            found.add(ours, party.id)
            found.add(theirs, other)
            found.add("relationship" if schema in {"Family", "Associate"} else "role", role)
            return found
    found = belonging(party, f"{party.id}-linked-{other}", "UnknownLink")
    found.add("subject", party.id)
    found.add("object", other)
    found.add("role", role)
    return found


def _may_be(schema: str, end: str) -> bool:
    if end == "Asset":
        return any(is_schema(schema, asset) for asset in _ASSETS)
    return is_schema(schema, end)


def list_id(*parts: str) -> str:
    """An id from what a list says of a party, where it gives no number; 12 hex digits."""
    text = "\x1f".join(" ".join(part.split()).casefold() for part in parts)
    return hashlib.sha256(text.encode()).hexdigest()[:12]
