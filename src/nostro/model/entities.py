"""FollowTheMoney entities: the one record for listed parties, drafts, owners and links.

The shapes are those of FollowTheMoney (https://followthemoney.tech, MIT): an entity has an id,
a schema and properties, each a list of strings. Only the schemata and properties that sanctions
lists and ownership data use are held here; the test suite holds them to the real model.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec

from nostro.model.errors import InputError

__all__ = [
    "NAME_PROPERTIES",
    "PROPERTIES",
    "WEAK_NAME_PROPERTIES",
    "Entity",
    "ListedParty",
    "is_schema",
    "listed_parties",
    "read_entities",
    "schemata_of",
    "write_entities",
]

PARENTS: dict[str, tuple[str, ...]] = {
    "Thing": (),
    "LegalEntity": ("Thing",),
    "Person": ("LegalEntity",),
    "Organization": ("LegalEntity",),
    "Company": ("Organization",),
    "Vehicle": ("Thing",),
    "Vessel": ("Vehicle",),
    "Airplane": ("Vehicle",),
    "CryptoWallet": ("Thing",),
    "BankAccount": ("Thing",),
    "Address": ("Thing",),
    "Interval": (),
    "Interest": ("Interval",),
    "Sanction": ("Interval",),
    "Ownership": ("Interest",),
    "Directorship": ("Interest",),
    "Membership": ("Interest",),
    "Representation": ("Interest",),
    "UnknownLink": ("Interest",),
    "Family": ("Interval",),
    "Associate": ("Interval",),
}

_OWN_PROPERTIES: dict[str, str] = {
    "Thing": (
        "name alias previousName weakAlias country summary notes description sourceUrl "
        "publisher keywords topics address addressEntity program programId createdAt modifiedAt"
    ),
    "LegalEntity": (
        "abbreviation email phone website legalForm incorporationDate dissolutionDate status "
        "sector registrationNumber idNumber taxNumber licenseNumber vatCode jurisdiction "
        "mainCountry okpoCode innCode ogrnCode leiCode dunsCode swiftBic parent"
    ),
    "Person": (
        "title firstName secondName middleName fatherName motherName lastName nameSuffix "
        "birthDate birthPlace birthCountry deathDate position nationality citizenship "
        "passportNumber gender"
    ),
    "Organization": "imoNumber giiNumber",
    "Company": "kppCode bikCode isinCode ticker",
    "Vehicle": "registrationNumber type model owner buildDate registrationDate",
    "Vessel": "imoNumber flag callSign pastFlags mmsi tonnage grossRegisteredTonnage",
    "Airplane": "serialNumber icaoCode manufacturer",
    "CryptoWallet": "publicKey cryptoAddress currency blockchain managingExchange holder",
    "BankAccount": "bankName accountNumber iban bic bank accountType",
    "Address": "full remarks postOfficeBox street street2 city postalCode region state",
    "Interval": (
        "startDate endDate date summary description recordId sourceUrl publisher modifiedAt"
    ),
    "Interest": "role status",
    "Sanction": (
        "entity authority authorityId unscId program programId provisions status reason country "
        "listingDate"
    ),
    "Ownership": "owner asset percentage sharesCount sharesType legalBasis ownershipType",
    "Directorship": "director organization",
    "Membership": "member organization",
    "Representation": "agent client",
    "UnknownLink": "subject object",
    "Family": "person relative relationship",
    "Associate": "person associate relationship",
}

NAME_PROPERTIES = ("name", "alias", "previousName", "abbreviation")
WEAK_NAME_PROPERTIES = ("weakAlias",)


def schemata_of(schema: str) -> tuple[str, ...]:
    """The schema and all it extends, nearest first. Raises KeyError for an unknown schema."""
    found = [schema]
    for name in found:
        found.extend(parent for parent in PARENTS[name] if parent not in found)
    return tuple(found)


def is_schema(schema: str, ancestor: str) -> bool:
    """True where `schema` is `ancestor` or extends it."""
    return schema in PARENTS and ancestor in schemata_of(schema)


PROPERTIES: dict[str, frozenset[str]] = {
    schema: frozenset(
        prop for parent in schemata_of(schema) for prop in _OWN_PROPERTIES[parent].split()
    )
    for schema in PARENTS
}


class Entity(msgspec.Struct, kw_only=True, omit_defaults=True):
    """A FollowTheMoney entity.

    `properties` maps a property to its values, in the order of the source and without doubles.
    `record` says where it stands in the source file (`sdn.csv line 2197`), so that every fact
    can be looked up; FollowTheMoney readers pass over it.
    """

    id: str
    schema: str
    caption: str = ""
    properties: dict[str, list[str]] = msgspec.field(default_factory=dict)
    datasets: list[str] = msgspec.field(default_factory=list)
    referents: list[str] = msgspec.field(default_factory=list)
    target: bool = False
    record: str | None = None

    @classmethod
    def from_any(cls, value: "Entity | Mapping[str, Any] | Any") -> "Entity":
        """An entity from FtM JSON, or from a followthemoney proxy.

        Raises ValueError where id or schema are missing.
        """
        if isinstance(value, cls):
            return value
        if not isinstance(value, Mapping) and hasattr(value, "to_dict"):
            value = value.to_dict()
        try:
            return msgspec.convert(value, cls)
        except msgspec.ValidationError as error:
            raise ValueError(f"not a FollowTheMoney entity: {error}") from error

    def get(self, prop: str) -> list[str]:
        """The values of a property; empty where it has none."""
        return self.properties.get(prop, [])

    def first(self, prop: str) -> str | None:
        """The first value of a property, or None."""
        values = self.get(prop)
        return values[0] if values else None

    def add(self, prop: str, *values: str | None) -> None:
        """Add values, passing over empty ones and ones that are there already.

        Raises KeyError for a property that the schema does not have: that is a mistake in a
        reader, not in its input.
        """
        held = self.properties.get(prop)
        if held is None and prop not in PROPERTIES[self.schema]:
            raise KeyError(f"{self.schema} has no property {prop}")
        for value in values:
            if value and (cleaned := " ".join(value.split())):
                if held is None:
                    self.properties[prop] = held = [cleaned]
                elif cleaned not in held:
                    held.append(cleaned)

    def merged(self, other: "Entity") -> "Entity":
        """This entity with what another under the same id says besides, as from another list."""
        properties = {
            prop: list(dict.fromkeys([*self.get(prop), *other.get(prop)]))
            for prop in dict.fromkeys([*self.properties, *other.properties])
        }
        return msgspec.structs.replace(
            self,
            properties=properties,
            datasets=list(dict.fromkeys([*self.datasets, *other.datasets])),
            referents=list(dict.fromkeys([*self.referents, *other.referents])),
            target=self.target or other.target,
        )

    def name(self) -> str:
        """The name to show: the caption, else the first name of any kind, else the id."""
        if self.caption:
            return self.caption
        for prop in (*NAME_PROPERTIES, *WEAK_NAME_PROPERTIES, "publicKey", "full"):
            if value := self.first(prop):
                return value
        return self.id

    def names(self) -> list[str]:
        """All strong names, the primary one first."""
        return [value for prop in NAME_PROPERTIES for value in self.get(prop)]

    def weak_names(self) -> list[str]:
        """Names that the publisher marks as weak (OFAC FAQ 122 to 124, UN quality Low)."""
        return [value for prop in WEAK_NAME_PROPERTIES for value in self.get(prop)]

    def to_dict(self) -> dict[str, Any]:
        """FtM JSON, with the caption filled in."""
        data: dict[str, Any] = msgspec.to_builtins(self)
        return {**data, "caption": self.name(), "properties": self.properties}


class ListedParty(msgspec.Struct, kw_only=True):
    """A listed party as screening sees it: the entity with the records that speak about it."""

    entity: Entity
    sanctions: list[Entity] = msgspec.field(default_factory=list)
    addresses: list[Entity] = msgspec.field(default_factory=list)
    wallets: list[Entity] = msgspec.field(default_factory=list)

    def records(self) -> list[Entity]:
        """All of it as entities, the party first."""
        return [self.entity, *self.sanctions, *self.addresses, *self.wallets]

    @property
    def programmes(self) -> list[str]:
        """The programmes it stands under, each once, in the order of the source."""
        return list(
            dict.fromkeys(
                value
                for sanction in self.sanctions
                for value in sanction.get("programId") or sanction.get("program")
            )
        )


def listed_parties(entities: Iterable[Entity]) -> Iterator[ListedParty]:
    """Join the parties that a `Sanction` names with their sanctions, addresses and wallets.

    Parties come in the order of `entities`; one that stands on two lists under the same id is one,
    with what both say. Owners and other linked parties that no sanction names are left out.
    """
    parties: dict[str, ListedParty] = {}
    sanctions: dict[str, list[Entity]] = defaultdict(list)
    addresses: dict[str, Entity] = {}
    wallets: dict[str, list[Entity]] = defaultdict(list)
    for entity in entities:
        if entity.schema == "Sanction":
            for party_id in entity.get("entity"):
                sanctions[party_id].append(entity)
        elif entity.schema == "Address":
            addresses[entity.id] = entity
        elif entity.schema == "CryptoWallet" and entity.get("holder"):
            for party_id in entity.get("holder"):
                wallets[party_id].append(entity)
        elif is_schema(entity.schema, "Thing"):
            known = parties.get(entity.id)
            parties[entity.id] = ListedParty(
                entity=known.entity.merged(entity) if known else entity
            )
    for party_id, party in parties.items():
        if party_id in sanctions:
            party.sanctions = sanctions[party_id]
            ids = party.entity.get("addressEntity")
            party.addresses = [addresses[key] for key in ids if key in addresses]
            party.wallets = wallets.get(party_id, [])
            yield party


def read_entities(path: Path) -> Iterator[Entity]:
    """The entities of a `*.ftm.json` file, one a line. Raises InputError at the first bad line."""
    decoder = msgspec.json.Decoder(Entity)
    try:
        with path.open("rb") as lines:
            for number, line in enumerate(lines, 1):
                if line.strip():
                    try:
                        yield decoder.decode(line)
                    except msgspec.DecodeError as error:
                        raise InputError(
                            path, f"line {number} is not an entity: {error}"
                        ) from error
    except OSError as error:
        raise InputError(path, error.strerror or str(error)) from error


def write_entities(entities: Iterable[Entity], path: Path) -> int:
    """Write entities one a line with sorted keys, so that equal content gives equal bytes."""
    encoder = msgspec.json.Encoder(order="sorted")
    with path.open("wb") as out:
        return sum(out.write(encoder.encode(entity.to_dict()) + b"\n") > 0 for entity in entities)
