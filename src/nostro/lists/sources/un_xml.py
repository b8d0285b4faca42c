"""The consolidated list of the United Nations Security Council, in XML.

One `INDIVIDUAL` or `ENTITY` element a party. Schema: https://www.un.org/sc/resources/
sc-sanctions.xsd. The document is streamed with a parser that loads nothing and expands nothing.
"""

import io
import re
from collections.abc import Iterator, Mapping
from datetime import date

from lxml import etree

from nostro.lists.sources.source import ListFile, Source, file_head, read_bytes
from nostro.lists.sources.un_party import party_entities
from nostro.model.entities import Entity
from nostro.model.errors import InputError
from nostro.model.problems import Problem

__all__ = ["SOURCE"]

_FILE = "consolidated.xml"
_ROOT = "CONSOLIDATED_LIST"
_GROUPS = {"INDIVIDUALS": "INDIVIDUAL", "ENTITIES": "ENTITY"}
# A party has some hundred elements; this bounds the memory and time that a hostile one may take.
_MAX_ELEMENTS = 20_000
_GENERATED = re.compile(rb"""dateGenerated\s*=\s*["'](\d{4}-\d{2}-\d{2})""")


def _sniff(head: bytes, _: str) -> str | None:
    return _FILE if re.search(rb"<(?:\w+:)?CONSOLIDATED_LIST\b", head.replace(b"\0", b"")) else None


def _read(files: Mapping[str, ListFile]) -> Iterator[Entity | Problem]:
    """Every party with its sanction and addresses; a Problem for each that cannot be told apart.

    Raises InputError for a document that is not well-formed, has a DOCTYPE or holds no party.
    """
    file = files[_FILE]
    seen: set[str] = set()
    position = 0
    for position, element in enumerate(_parties(file), 1):
        data_id = (element.findtext("DATAID") or "").strip()
        entities = party_entities(element, data_id, f"{_FILE} {element.tag} {position}", SOURCE.id)
        if problem := _problem(file, element, position, data_id, seen, named=bool(entities)):
            yield problem
        else:
            seen.add(data_id)
            yield from entities
    if not position:
        raise InputError(file.given, "a consolidated list without a single party")


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


def _parties(file: ListFile) -> Iterator[etree._Element]:
    """The elements of the parties; each is cleared when the next is asked for."""
    events = etree.iterparse(
        io.BytesIO(read_bytes(file)),
        events=("start", "end"),
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        yield from _walk(file, events)
    except etree.XMLSyntaxError as error:
        reason = f"not well-formed XML, fetch it again: {error.msg}"
        raise InputError(file.given, reason) from error


def _walk(
    file: ListFile, events: "etree.iterparse[tuple[str, etree._Element]]"
) -> Iterator[etree._Element]:
    depth = elements = 0
    for event, element in events:
        if event == "start":
            depth += 1
            elements += 1
            _check(file, element, depth, elements)
            continue
        depth -= 1
        parent = element.getparent()
        if depth == 2 and parent is not None and _GROUPS.get(parent.tag) == element.tag:
            yield element
            elements = 0
        if depth <= 2:
            element.clear()
            while parent is not None and element.getprevious() is not None:
                del parent[0]


def _check(file: ListFile, element: etree._Element, depth: int, elements: int) -> None:
    if depth == 1 and element.getroottree().docinfo.internalDTD is not None:
        raise InputError(file.given, "a DOCTYPE is not allowed in a list, for it may hide attacks")
    if depth == 1 and element.tag != _ROOT:
        raise InputError(file.given, f"the root element is not {_ROOT}")
    if elements > _MAX_ELEMENTS:
        raise InputError(file.given, f"more than {_MAX_ELEMENTS} elements in one party or none")


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
    optional=(),
    sniff=_sniff,
    read=_read,
    published=_published,
)
