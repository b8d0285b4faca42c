import os

import msgspec
import pytest

from nostro.model.errors import InputError
from nostro.model.payments import Payment
from nostro.model.problems import Problem
from nostro.payments import read_messages, read_payments
from nostro.payments.table import write_table
from nostro.sample import SAMPLE

MESSAGES = SAMPLE / "messages"


def test_a_folder_is_read_in_the_order_of_its_names(tmp_path):
    (tmp_path / "deep").mkdir()
    first, second = (MESSAGES / "mt103-001.fin"), (MESSAGES / "pacs008-001.xml")
    (tmp_path / "b.xml").write_bytes(second.read_bytes())
    (tmp_path / "a.txt").write_bytes(first.read_bytes())
    (tmp_path / "deep" / "c").write_bytes(second.read_bytes())
    (tmp_path / ".hidden").write_bytes(b"not read")
    (tmp_path / ".kept").mkdir()
    (tmp_path / ".kept" / "d").write_bytes(b"not read either")
    items = list(read_payments(tmp_path))
    assert [getattr(item, "message_type", None) for item in items] == [
        "MT103",
        "pacs.008",
        "pacs.008",
    ]
    assert all(str(tmp_path) in item.source for item in items)


def test_the_format_is_told_by_the_content(tmp_path):
    table = tmp_path / "t.parquet"
    payments = [item for item in read_payments(MESSAGES) if isinstance(item, Payment)]
    assert write_table(payments, table) == len(payments)
    again = list(read_payments(table))
    assert [p.payment_id for p in again if isinstance(p, Payment)] == [
        p.payment_id for p in payments
    ]


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("a.xml", b"", "empty"),
        ("a.bin", bytes(range(256)), "unknown-format"),
        ("a.csv", b"id,name\n1,x\n", "unreadable"),
        ("a.parquet", b"PAR1 not", "unreadable"),
        ("a.csv.gz", b"\x1f\x8b no", "unreadable"),
    ],
)
def test_a_file_that_is_no_payment_is_one_problem(tmp_path, name, content, code):
    (tmp_path / name).write_bytes(content)
    (problem,) = read_payments(tmp_path / name)
    assert isinstance(problem, Problem)
    assert (problem.source, problem.code) == (str(tmp_path / name), code)


def test_a_missing_path_and_an_empty_folder(tmp_path):
    with pytest.raises(InputError, match="no such file or folder"):
        list(read_payments(tmp_path / "none"))
    with pytest.raises(InputError, match="an empty folder"):
        list(read_payments(tmp_path))
    with pytest.raises(InputError, match="too long"):
        list(read_payments("a" * 5_000))


@pytest.mark.parametrize("before", [b"\xef\xbb\xbf", b" \r\n", b"\xef\xbb\xbf\n"])
def test_what_stands_before_xml_does_not_hide_it(tmp_path, before):
    message = (MESSAGES / "pacs008-001.xml").read_bytes()
    (tmp_path / "m").write_bytes(before + message)
    (payment,) = read_payments(tmp_path / "m")
    assert isinstance(payment, Payment)


def test_a_name_that_is_no_text_can_be_said(tmp_path):
    path = tmp_path / os.fsdecode(b"\xff.xml")
    try:
        path.write_bytes(b"<a")
    except OSError:
        pytest.skip("this file system takes only names in UTF-8")
    (problem,) = read_payments(path)
    assert problem.source == str(tmp_path / "?.xml")
    assert msgspec.json.encode(problem)


def test_one_body_of_bytes_is_read_as_a_file_is():
    path = MESSAGES / "pacs008-001.xml"
    (from_body,) = read_messages(path.read_bytes(), source=str(path))
    (from_file,) = read_payments(path)
    assert from_body == from_file
