"""The consolidated list of the United Nations Security Council, in XML.

One `INDIVIDUAL` or `ENTITY` element a party. Schema: https://www.un.org/sc/resources/
sc-sanctions.xsd.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import date

from lxml import etree

from nostro.lists.sources.files import ListFile
from nostro.lists.sources.source import Source, file_head
from nostro.lists.sources.un_party import KNOWN, party_entities
from nostro.lists.sources.unknown import UnknownFields
from nostro.lists.sources.xml_records import read_records
from nostro.model.entities import Entity
from nostro.model.problems import Problem

__all__ = ["SOURCE"]

_FILE = "consolidated.xml"
_GENERATED = re.compile(rb"""dateGenerated\s*=\s*["'](\d{4}-\d{2}-\d{2})""")


def _sniff(head: bytes, _: str) -> str | None:
    return _FILE if re.search(rb"<(?:\w+:)?CONSOLIDATED_LIST\b", head.replace(b"\0", b"")) else None


def _read(files: Mapping[str, ListFile]) -> Iterator[Entity | Problem]:
    """Every party with its sanction and addresses; a Problem for each that cannot be told apart.

    Raises InputError for a document that is not well-formed, has a DOCTYPE or holds no party.
    """
    file = files[_FILE]
    seen: set[str] = set()
    unknown = UnknownFields(file, KNOWN)
    parties = read_records(file, "CONSOLIDATED_LIST", ("INDIVIDUAL", "ENTITY"))
    for position, element in enumerate(parties, 1):
        data_id = (element.findtext("DATAID") or "").strip()
        entities = party_entities(element, data_id, f"{_FILE} {element.tag} {position}", SOURCE.id)
        if problem := _problem(file, element, position, data_id, seen, named=bool(entities)):
            yield problem
        else:
            seen.add(data_id)
            notes, problems = unknown.look(element, position)
            yield from problems
            entities[0].add("notes", *notes)
            yield from entities


def _problem(
    file: ListFile, element: etree._Element, position: int, data_id: str, seen: set[str], *,
    named: bool,
) -> Problem | None:  # fmt: skip
    if not data_id:
        code, message = "data_id", "no DATAID"
    elif data_id in seen:
        code, message = "duplicate", f"DATAID {data_id[:40]} stands there twice"
    elif not named:
        code, message = "name", f"DATAID {data_id[:40]} has no name"
    else:
        return None
    location = f"{element.tag} {position}"
    return Problem(source=file.given, location=location, code=code, message=message)


def _published(files: Mapping[str, ListFile]) -> date | None:
    """The day of `dateGenerated`, as written in the time zone of the publisher."""
    found = _GENERATED.search(file_head(files[_FILE]).replace(b"\0", b""))
    try:
        return date.fromisoformat(found[1].decode()) if found else None
    except ValueError:
        return None


SOURCE = Source(
    id="un_sc_sanctions",
    publisher="United Nations Security Council",
    title="UN Security Council Consolidated List",
    url="https://scsanctions.un.org/resources/xml/en/consolidated.xml",
    required=(_FILE,),
    sniff=_sniff,
    read=_read,
    published=_published,
    max_bytes=256 << 20,
)
