"""Messages against XSD files that the user gives: what a schema does not allow is a problem.

Schemas are read from the given folder or file alone; they include and import nothing else, from
disk or network. A message is judged by the schema whose target namespace is its own.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from lxml import etree

from nostro.model.errors import InputError
from nostro.model.problems import Problem
from nostro.payments.reader import files_of, kind_of_file
from nostro.payments.xml_paths import PARSER, Element, local, namespace

__all__ = ["Schemas"]

_XS = "{http://www.w3.org/2001/XMLSchema}"
_ELSEWHERE = tuple(f"{_XS}{name}" for name in ("include", "import", "redefine", "override"))
_LARGEST_BYTES = 200_000_000
_MOST_ERRORS = 20


class Schemas:
    """The schemas of a file or a folder, by their target namespaces.

    Raises InputError where there is none, where one refers to another file, or is no schema.
    """

    def __init__(self, path: Path) -> None:
        self._parser: Any = etree.XMLParser(**PARSER)
        files = [path] if path.is_file() else sorted(path.rglob("*.xsd"))
        if not files:
            raise InputError(path, "no such file, or a folder without .xsd files")
        self._files: dict[str, Path] = {}
        self._compiled: dict[str, etree.XMLSchema] = {}
        for file in files:
            self._files[str(self._root(file).get("targetNamespace") or "")] = file

    def _root(self, file: Path) -> Element:
        try:
            root = etree.fromstring(file.read_bytes(), self._parser)
        except OSError as error:
            raise InputError(file, error.strerror or str(error)) from error
        except etree.XMLSyntaxError as error:
            raise InputError(file, "not well-formed XML, so no schema") from error
        if root.tag != f"{_XS}schema" or root.getroottree().docinfo.doctype:
            raise InputError(file, "no XML schema (XSD)")
        if any(True for _ in root.iter(*_ELSEWHERE)):
            raise InputError(file, "it includes or imports another schema; give one that is whole")
        made: Element = root
        return made

    def _schema(self, space: str) -> etree.XMLSchema | None:
        """The schema of a namespace, compiled when it is first asked for."""
        file = self._files.get(space)
        if file is not None and space not in self._compiled:
            try:
                root = self._root(file)
                _declare_tops(root, space)
                self._compiled[space] = etree.XMLSchema(root)
            except etree.XMLSchemaParseError as error:
                raise InputError(file, f"no valid schema: {error}"[:200]) from error
        return self._compiled.get(space)

    def problems_of(self, path: Path) -> Iterator[Problem]:
        """What the schemas do not allow in the messages of a path, the first 20 of each message.

        A message without a schema among those given is a problem too; what is no XML is passed
        over. Raises InputError as `read_payments` does.
        """
        for file in files_of(path):
            if kind_of_file(file) != "xml":
                continue
            if file.stat().st_size > _LARGEST_BYTES:
                yield _problem(file, 0, "too-large", "larger than 200 MB: not validated")
                continue
            try:
                root = etree.fromstring(file.read_bytes().lstrip(), self._parser)
            except etree.XMLSyntaxError:
                continue  # the reader says so
            if not root.getroottree().docinfo.doctype:
                yield from self._judge(file, root)

    def _judge(self, file: Path, root: Element) -> Iterator[Problem]:
        message: Any  # the stubs do not know all of it
        for message in _messages_in(root):
            space = namespace(message)
            schema = self._schema(space)
            if schema is None:
                sentence = f"no schema given for {space or 'a message without a namespace'}"
                yield _problem(file, message.sourceline, "no-schema", sentence)
            elif not schema.validate(etree.ElementTree(message)):
                for error in list(schema.error_log)[:_MOST_ERRORS]:  # type: ignore[call-overload]
                    yield _problem(file, error.line, "schema", _plain(error.message, space))


def _declare_tops(schema: Element, space: str) -> None:
    """Declare the top of a message where a schema, as some do, has its type alone."""
    declared = {element.get("name") for element in schema.iterchildren(f"{_XS}element")}
    prefix = next((p for p, uri in schema.nsmap.items() if uri == space), None)
    for kind in [kind.get("name") or "" for kind in schema.iterchildren(f"{_XS}complexType")]:
        top = "AppHdr" if kind.startswith("BusinessApplicationHeaderV") else kind
        if top in {"AppHdr", "Document"} and top not in declared:
            declared.add(top)
            typed = f"{prefix}:{kind}" if prefix else kind
            etree.SubElement(schema, f"{_XS}element", {"name": top, "type": typed})


def _messages_in(element: Element) -> Iterable[Element]:
    """The outermost `Document` elements, and headers."""
    if local(element) in {"Document", "AppHdr"}:
        yield element
    else:
        for part in element:
            yield from _messages_in(part)


def _plain(message: str, space: str) -> str:
    """A sentence of libxml2 without the namespace before each name, at a readable length."""
    return " ".join(message.replace(f"{{{space}}}", "").split())[:300]


def _problem(file: Path, line: int | None, code: str, message: str) -> Problem:
    location = f"line {line}" if line else "file"
    return Problem(source=str(file), location=location, code=code, message=message)
