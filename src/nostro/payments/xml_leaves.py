"""The texts of an XML file with their paths and kinds, whatever it means."""

from collections.abc import Iterator
from typing import IO, Any

from lxml import etree

from nostro.payments.leaf_kinds import kind_of
from nostro.payments.xml_paths import PARSER, local

__all__ = ["xml_leaves"]


def xml_leaves(stream: IO[bytes]) -> Iterator[tuple[str, str, str]]:
    """Path, text and kind of each element with text and no children, streamed.

    It ends without a word where the XML breaks off: the reader says so.
    """
    names: list[str] = []
    events: Any = etree.iterparse(stream, events=("start", "end"), **PARSER)
    try:
        for event, element in events:
            if event == "start":
                names.append(local(element))
                continue
            text = " ".join((element.text or "").split())
            if text and not len(element):
                currency = element.get("Ccy")
                path = "/".join(names)
                yield path, f"{currency} {text}" if currency else text, kind_of(path)
            names.pop()
            element.clear(keep_tail=True)
    except etree.XMLSyntaxError:
        return
