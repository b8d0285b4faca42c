"""The records of an XML list, one at a time, in bounded memory.

The parser loads nothing, expands nothing and reaches no network. Namespaces are taken off the
records, since a publisher may change the one of its format and mean the same by it.
"""

import re
from collections.abc import Collection, Iterator

from lxml import etree

from nostro.lists.sources.files import ListFile, open_file
from nostro.model.errors import InputError

__all__ = ["fields_of", "read_records", "text_of", "texts_of"]

_CHUNK_BYTES = 1 << 16
# A party takes some kilobytes; this bounds the memory that a hostile document may take.
_MAX_RECORD_BYTES = 2 << 20


def read_records(file: ListFile, root: str, records: Collection[str]) -> Iterator[etree._Element]:
    """The elements of these names below a root of that name; each is cleared after its use.

    Raises InputError for a document that is not well-formed, has a DOCTYPE or another root, or
    holds none of these elements.
    """
    parser = etree.XMLPullParser(
        events=("start", "end"),
        tag=[f"{{*}}{name}" for name in (root, *records)],
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    found = False
    try:
        for record in _walk(file, parser, root):
            found = True
            yield record
    except etree.XMLSyntaxError as error:
        reason = f"not well-formed XML, fetch it again: {error.msg}"
        raise InputError(file.given, reason) from error
    if not found:
        raise InputError(file.given, "a list without a single party")


def _events(parser: "etree.XMLPullParser") -> Iterator[tuple[str, etree._Element]]:
    for event, element in parser.read_events():
        assert isinstance(element, etree._Element)  # noqa: SLF001  # its name in lxml
        yield event, element


def _walk(file: ListFile, parser: "etree.XMLPullParser", root: str) -> Iterator[etree._Element]:
    depth = since = 0
    with open_file(file) as stream:
        chunk = _without_namespace(stream.read(_CHUNK_BYTES), root)
        while chunk:
            parser.feed(chunk)
            since += len(chunk)
            for event, element in _events(parser):
                since = 0
                if element.getparent() is None:
                    _check_root(file, element, root)
                elif event == "start":
                    _check_root(file, element.getroottree().getroot(), root)
                    depth += 1
                else:
                    depth -= 1
                    if depth == 0:
                        yield _plain(element)
                        _clear(element)
            if since > _MAX_RECORD_BYTES:
                raise InputError(file.given, "more than 2 MiB of elements in one party or none")
            chunk = stream.read(_CHUNK_BYTES)
        parser.close()


def _check_root(file: ListFile, element: etree._Element, root: str) -> None:
    if element.getroottree().docinfo.internalDTD is not None:
        raise InputError(file.given, "a DOCTYPE is not allowed in a list, for it may hide attacks")
    if etree.QName(element).localname != root:
        raise InputError(file.given, f"the root element is not {root}")


def _without_namespace(head: bytes, root: str) -> bytes:
    """The first bytes without the default namespace of the root.

    No element is then in one, which spares the renaming of each.
    """
    pattern = rb"(<%s\b[^>]*?)\sxmlns\s*=\s*(?:\"[^\">]*\"|'[^'>]*')" % root.encode()
    return re.sub(pattern, rb"\1", head, count=1)


def _plain(record: etree._Element) -> etree._Element:
    """The record with the namespaces taken off its names."""
    if record.tag[0] == "{":
        for element in record.iter():
            if element.tag[0] == "{":
                element.tag = element.tag.partition("}")[2]
    return record


def _clear(element: etree._Element) -> None:
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]


def fields_of(element: etree._Element | None) -> dict[str, str]:
    """The texts of the children by name, the last of those that share one; none of no element.

    White space within a text stays as it is: what is made of it makes it even.
    """
    if element is None:
        return {}
    return {child.tag: text.strip() for child in element if (text := child.text)}


def text_of(element: etree._Element, path: str) -> str:
    """The text at a path with its white space made even; empty where there is none."""
    return " ".join((element.findtext(path) or "").split())


def texts_of(element: etree._Element, path: str) -> list[str]:
    """The texts of all elements at a path, empty ones left out."""
    found = (" ".join((node.text or "").split()) for node in element.iterfind(path))
    return [text for text in found if text]
