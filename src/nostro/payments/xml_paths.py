"""Direct paths through ISO 20022 XML by local names: any version, any prefix, any envelope."""

from collections.abc import Iterator, Mapping

from lxml import etree

__all__ = ["Element", "Parts", "child", "children", "folded", "forget", "local", "parts_of", "text"]

Element = etree._Element  # noqa: SLF001  # lxml names the class of its elements so
Parts = Mapping[str, Element]


def local(element: Element) -> str:
    """The name of an element without its namespace; empty for comments and instructions."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def children(element: Element | None, name: str) -> Iterator[Element]:
    """The children of a name, in order."""
    return iter(()) if element is None else element.iterchildren(f"{{*}}{name}")


def child(element: Element | None, *path: str) -> Element | None:
    """The first element at a path of names, or None."""
    for name in path:
        element = next(children(element, name), None)
    return element


def folded(element: Element | None) -> str | None:
    """The text of an element, white space folded; None where there is none."""
    written = element.text if element is not None else None
    return " ".join(written.split()) or None if written else None


def text(element: Element | None, *path: str) -> str | None:
    """The text at a path, white space folded; None where there is none."""
    return folded(child(element, *path))


def parts_of(element: Element | None) -> dict[str, Element]:
    """The children of an element by their names, the first of each name."""
    parts: dict[str, Element] = {}
    if element is not None:
        for part in element:
            parts.setdefault(local(part), part)
    return parts


def forget(element: Element) -> None:
    """Free an element that is done.

    The parser may still be writing the text behind it, so it stays, empty, until the next one
    after it is done.
    """
    element.clear(keep_tail=True)  # type: ignore[call-arg]  # unknown to the stubs
    before, parent = element.getprevious(), element.getparent()
    if before is not None and parent is not None and not len(before) and not before.text:
        parent.remove(before)
