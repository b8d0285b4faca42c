"""Messages judged by schemas of the user's."""

from pathlib import Path

import pytest

from nostro.model.errors import InputError
from nostro.payments.validation import Schemas

SCHEMA = """<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns="urn:made:up"
 targetNamespace="urn:made:up" elementFormDefault="qualified">{top}
<xs:complexType name="Document"><xs:sequence><xs:element name="Nm" type="xs:string"/></xs:sequence>
</xs:complexType></xs:schema>"""
TOP = '<xs:element name="Document" type="Document"/>'
GOOD = '<E><Document xmlns="urn:made:up"><Nm>A</Nm></Document></E>'


def schemas(folder: Path, text: str = SCHEMA.format(top=TOP)) -> Schemas:
    (folder / "made-up.xsd").write_text(text)
    return Schemas(folder)


def judged(folder: Path, message: str, judge: Schemas) -> list[tuple[str, str]]:
    path = folder / "m.xml"
    path.write_text(message)
    return [(problem.code, problem.message) for problem in judge.problems_of(path)]


@pytest.mark.parametrize("top", [TOP, ""])
def test_what_a_schema_allows_is_no_problem(tmp_path: Path, top: str):
    """Some published schemas leave the element at the top to the user."""
    assert judged(tmp_path, GOOD, schemas(tmp_path, SCHEMA.format(top=top))) == []


def test_what_a_schema_does_not_allow_is_a_problem_with_its_line(tmp_path: Path):
    path = tmp_path / "m.xml"
    path.write_text('<Document xmlns="urn:made:up">\n<Nme>A</Nme></Document>')
    (problem,) = schemas(tmp_path).problems_of(path)
    assert (problem.code, problem.location) == ("schema", "line 2")
    assert "Nme" in problem.message
    assert "urn:made:up" not in problem.message


def test_a_message_without_its_schema_is_a_problem(tmp_path: Path):
    message = GOOD.replace("urn:made:up", "urn:other")
    assert judged(tmp_path, message, schemas(tmp_path)) == [
        ("no-schema", "no schema given for urn:other")
    ]


@pytest.mark.parametrize("broken", ["<Document", "no XML", "<!DOCTYPE x><Document/>"])
def test_what_the_reader_refuses_is_left_to_it(tmp_path: Path, broken: str):
    assert judged(tmp_path, broken, schemas(tmp_path)) == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("<a/>", "no XML schema"),
        ("<a", "not well-formed"),
        ('<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">' + SCHEMA, "no XML schema"),
        (SCHEMA.format(top='<xs:include schemaLocation="/etc/hostname"/>'), "whole"),
        (SCHEMA.format(top='<xs:import namespace="u" schemaLocation="http://127.0.0.1:9/"/>'),
         "whole"),
    ],
)  # fmt: skip
def test_a_schema_that_is_none_or_refers_elsewhere_is_refused(tmp_path: Path, text, said):
    with pytest.raises(InputError, match=said):
        schemas(tmp_path, text)


def test_a_schema_that_does_not_hold_together_is_refused_when_it_is_needed(tmp_path: Path):
    judge = schemas(tmp_path, SCHEMA.format(top=TOP).replace("xs:string", "xs:nothing"))
    with pytest.raises(InputError, match="no valid schema"):
        judged(tmp_path, GOOD, judge)


def test_a_folder_without_schemas_is_refused(tmp_path: Path):
    with pytest.raises(InputError, match=r"without \.xsd"):
        Schemas(tmp_path)
