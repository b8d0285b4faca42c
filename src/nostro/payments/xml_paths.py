"""Direct paths through ISO 20022 XML by local names: any version, any prefix, any envelope."""

from collections.abc import Iterator

from lxml import etree

__all__ = ["child", "children", "local", "text", "texts"]

Element = etree._Element  # noqa: SLF001  # lxml names the class of its elements so


def local(element: Element) -> str:
    """The name of an element without its namespace; empty for comments and instructions."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def children(element: Element | None, name: str) -> Iterator[Element]:
    """The children of a name, in order."""
    if element is not None:
        for found in element:
            if local(found) == name:
                yield found


def child(element: Element | None, *path: str) -> Element | None:
    """The first element at a path of names, or None."""
    for name in path:
        element = next(children(element, name), None)
        if element is None:
            return None
    return element


def text(element: Element | None, *path: str) -> str | None:
    """The text at a path, white space folded; None where there is none."""
    found = child(element, *path)
    folded = " ".join((found.text or "").split()) if found is not None else ""
    return folded or None


def texts(element: Element | None, name: str) -> list[str]:
    """The texts of all elements of a name below an element, in document order."""
    if element is None:
        return []
    found = (" ".join((e.text or "").split()) for e in element.iter() if local(e) == name)
    return [value for value in found if value]
