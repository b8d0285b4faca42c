"""Draft designations: the targets of an announcement as entities, before the list is out."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from nostro.announcements.counts import class_of
from nostro.announcements.parties import collect_parties
from nostro.announcements.programmes import find_programmes
from nostro.announcements.records import Action, Announcement, Relation, Target
from nostro.announcements.sentences import Sentence, split_sentences
from nostro.model.entities import Entity, is_schema
from nostro.model.ids import content_hash
from nostro.places import contested_region, country_code, find_places

__all__ = [
    "Reconciliation",
    "draft_entities",
    "reconcile",
    "reconcile_record",
    "spell_counts",
]

_LINKS = {
    "owned_by": ("Ownership", "asset", "owner"),
    "subsidiary_of": ("Ownership", "asset", "owner"),
    "controlled_by": ("Ownership", "asset", "owner"),
    "officer_of": ("Directorship", "director", "organization"),
    "family_of": ("Family", "person", "relative"),
    "acted_for": ("Representation", "agent", "client"),
    "front_for": ("Representation", "agent", "client"),
}
_IDENTIFIERS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "swiftBic",
        re.compile(r"\b(?:BIC|SWIFT)(?:/BIC| code)?:? ?([A-Z]{6}[A-Z0-9]{2}(?:[A-Z0-9]{3})?)\b"),
    ),
    ("bikCode", re.compile(r"\bBIK:? ?(\d{9})\b")),
    (
        "registrationNumber",
        re.compile(r"\b(?:[Rr]egistration (?:number|ID|no\.?)|OGRN):? ?(\d{7,15})\b"),
    ),
    ("taxNumber", re.compile(r"\b(?:[Tt]ax (?:ID|number)|INN|TIN):? ?(\d{8,14})\b")),
    ("imoNumber", re.compile(r"\bIMO(?: number)?:? ?(\d{7})\b")),
)
_PLURALS = {
    "entity": "entities", "individual": "individuals", "vessel": "vessels", "total": "in all",
}  # fmt: skip
_ADDRESS = re.compile(
    r"(?:\bat |[Aa]ddress:? |\blocated at |, )"
    r"((?:\d+\w? |ul\. |[A-Z][\w.]+ (?:Street|Avenue|Road|St\.))"
    r"[^;:()\n]{5,120}?)(?=\)|;|\. [A-Z(][a-z]{3}|\.$|, [a-z]{2,}\b(?! ?\.)| (?:is|was|has)\b)"
)


class Reconciliation(msgspec.Struct, frozen=True, kw_only=True):
    """The counts that a text states beside those of the targets read from it.

    OFAC counts companies and organisations as entities. Both hold entity, individual and vessel;
    `stated` is empty where the text gives no numbers, and then nothing reconciles.
    """

    stated: dict[str, int]
    read: dict[str, int]

    @property
    def differences(self) -> dict[str, tuple[int, int]]:
        """The classes that differ, as (stated, read)."""
        pairs = {kind: (number, self.read.get(kind, 0)) for kind, number in self.stated.items()}
        return {kind: pair for kind, pair in pairs.items() if pair[0] != pair[1]}

    @property
    def reconciles(self) -> bool:
        """True where the text states counts and the targets come to the same."""
        return bool(self.stated) and not self.differences

    def describe(self) -> str:
        """One line for a person."""
        if not self.stated:
            return "the text states no counts"
        if not self.differences:
            return f"{spell_counts(self.stated)} stated and read"
        read = {kind: self.read.get(kind, 0) for kind in self.stated}
        return f"{spell_counts(self.stated)} stated, {spell_counts(read)} read"


def spell_counts(counts: Mapping[str, int]) -> str:
    """Counts in words: `5 entities, 1 individual`."""
    numbers = {kind: number for kind, number in counts.items() if number}
    told = [f"{n} {kind if n == 1 else _PLURALS[kind]}" for kind, n in numbers.items()]
    return ", ".join(told) or "none"


def reconcile(announcement: Announcement) -> Reconciliation:
    """Compare the counts of this announcement's designations with the targets read."""
    return reconcile_record(announcement.to_dict())


def reconcile_record(record: Mapping[str, Any]) -> Reconciliation:
    """The same for the record that `nostro announce --format json` prints."""
    actions = [a for a in record["actions"] if (a["verb"], a["scope"]) == ("designate", "this")]
    has_stated = any(span["kind"] == "count" for span in record["spans"])
    stated: dict[str, int] = {}
    read = dict.fromkeys(("entity", "individual", "vessel"), 0)
    for action in actions:
        for kind, number in (action["counts"] or {}).items() if has_stated else ():
            stated[kind] = stated.get(kind, 0) + number
        for kind in (class_of(target["schema"]) for target in action["targets"]):
            if kind:
                read[kind] += 1
    return Reconciliation(stated=stated, read={**read, "total": sum(read.values())})


def draft_entities(announcement: Announcement, text: str) -> list[Entity]:
    """FollowTheMoney entities for the targets that the text designates now.

    Each target is an entity `draft-<8 hex>-<n>` with a `Sanction` whose status is `draft`, in the
    dataset `announcement:<published>-<8 hex of the text's hash>`; links between targets follow.
    """
    digest = content_hash(text)[:8]
    dataset = f"announcement:{announcement.published}-{digest}"
    sentences = split_sentences(text)
    programmes = _programmes_by_party(text, sentences)
    drafted: dict[str, Entity] = {}
    entities: list[Entity] = []
    for action in announcement.actions:
        if (action.verb, action.scope) != ("designate", "this"):
            continue
        for target in action.targets:
            known = drafted.get(target.name)
            entity = known or _entity(target, f"draft-{digest}-{len(drafted) + 1}", dataset)
            if known is None:
                drafted[target.name] = entity
                entities.append(entity)
                _add_details(entity, target, announcement, sentences)
            count = sum(e.id.startswith(f"{entity.id}-sanction") for e in entities)
            own = [p for p in programmes.get(target.name, []) if p in action.programmes]
            entities.append(_sanction(entity, action, own, announcement.published, count))
    return [*entities, *_links(announcement.relations, drafted, digest, dataset)]


def _entity(target: Target, entity_id: str, dataset: str) -> Entity:
    entity = Entity(
        id=entity_id, schema=target.schema, caption=target.name, datasets=[dataset], target=True
    )
    entity.add("name", target.name) if target.schema != "CryptoWallet" else entity.add(
        "publicKey", target.name
    )
    entity.add("alias", *target.aliases)
    entity.add("topics", "sanction")
    return entity


def _programmes_by_party(text: str, sentences: list[Sentence]) -> dict[str, list[str]]:
    """The legal bases that are cited in the sentences that name each party."""
    cited = [[m.programme for m in find_programmes(sentence.text)] for sentence in sentences]
    return {
        party.name: [p for mention in party.mentions for p in cited[mention.sentence]]
        for party in collect_parties(text, sentences)
    }


def _sanction(
    entity: Entity, action: Action, programmes: list[str], published: str, count: int
) -> Entity:
    """The draft `Sanction`; `programmes` are the target's own, else those of the whole action."""
    suffix = f"-{count + 1}" if count else ""
    sanction = Entity(
        id=f"{entity.id}-sanction{suffix}", schema="Sanction", datasets=entity.datasets
    )
    sanction.add("entity", entity.id)
    sanction.add("authority", action.authority)
    sanction.add("program", *(programmes or action.programmes))
    sanction.add("listingDate", action.date or published)
    sanction.add("status", "draft")
    return sanction


def _add_details(
    entity: Entity, target: Target, announcement: Announcement, sentences: list[Sentence]
) -> None:
    for code in _countries(target.places):
        entity.add("country", code)
    others = [
        other
        for action in announcement.actions
        for other in action.targets
        if other.name != target.name
    ]
    for passage in _passages(target, others, sentences):
        for prop, value in _identifiers(passage, entity.schema):
            entity.add(prop, value)
        if address := _ADDRESS.search(passage):
            entity.add("address", address[1])
            for code in _countries([address[1]]):
                entity.add("country", code)


def _countries(places: list[str]) -> Iterator[str]:
    for place in places:
        if region := contested_region(place):
            yield region.country.lower()
            yield region.code
        elif code := country_code(place):
            yield code.lower()
        else:
            yield from (mention.code.lower() for mention in find_places(place))


def _passages(target: Target, others: list[Target], sentences: list[Sentence]) -> Iterator[str]:
    """From each full mention of a target to the next target's name, or the sentence's end."""
    names = [name for other in others for name in (other.name, *other.aliases)]
    names = [name for name in names if name not in target.name]
    for sentence in sentences:
        at = sentence.text.find(target.name)
        if at < 0:
            continue
        after = at + len(target.name)
        stops = [place for name in names if (place := sentence.text.find(name, after)) >= 0]
        yield sentence.text[after : min(stops, default=len(sentence.text))]


def _identifiers(passage: str, schema: str) -> Iterator[tuple[str, str]]:
    for prop, pattern in _IDENTIFIERS:
        if _has_property(schema, prop) and (match := pattern.search(passage)):
            yield prop, match[1]


def _has_property(schema: str, prop: str) -> bool:
    if prop == "imoNumber":
        return schema == "Vessel"
    return is_schema(schema, "Company" if prop == "bikCode" else "LegalEntity")


def _links(
    relations: list[Relation], drafted: dict[str, Entity], digest: str, dataset: str
) -> Iterator[Entity]:
    between = [r for r in relations if r.subject in drafted and r.object in drafted]
    for number, relation in enumerate(between, 1):
        subject, object_ = drafted[relation.subject], drafted[relation.object]
        schema, first, second = _LINKS.get(relation.kind, ("UnknownLink", "subject", "object"))
        if schema == "Directorship" and not is_schema(object_.schema, "Organization"):
            schema, first, second = "UnknownLink", "subject", "object"
        link = Entity(id=f"draft-{digest}-link-{number}", schema=schema, datasets=[dataset])
        link.add(first, subject.id)
        link.add(second, object_.id)
        link.add("relationship" if schema == "Family" else "role", relation.kind.replace("_", " "))
        yield link
