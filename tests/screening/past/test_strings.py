from hypothesis import given
from hypothesis import strategies as st

from nostro.matching.ragged import Ragged
from nostro.screening.past.batches import strings
from nostro.screening.past.string_kernels import all_codes
from nostro.screening.past.strings import StringTable, texts_of
from nostro.screening.past.writing import code_hash

TEXTS = st.lists(st.one_of(st.text(max_size=3), st.sampled_from(["", "a", "aa", "Банк"])))


@given(parts=st.lists(TEXTS, max_size=4))
def test_equal_strings_have_one_number_in_the_order_of_their_coming(parts):
    table = StringTable()
    numbers = [number for part in parts for number in table.numbers(strings(part)).tolist()]
    given = [text for part in parts for text in part]
    distinct = list(dict.fromkeys(given))
    assert numbers == [distinct.index(text) for text in given]
    assert texts_of(table.rows()) == distinct
    assert texts_of(table.rows(min(1, len(distinct)))) == distinct[1:]


def test_a_table_of_many_strings_finds_each_of_them_again():
    table = StringTable()
    texts = [f"name {number}" for number in range(20_000)]
    first = table.numbers(strings(texts)).tolist()
    assert first == list(range(20_000))
    assert table.numbers(strings(texts[::-1])).tolist() == first[::-1]


def test_one_code_has_one_hash_however_it_is_written():
    for one, other in (
        ("40702 8105.0000-0001/234", "40702810500000001234"),
        ("IMO 9074729", "9074729"),
        ("TIMERU2KXXX", "timeru2k"),
        ("0x098B716B8Aaf", "0X098b716b8aAF"),
        ("straße12", "STRASSE12"),
    ):
        assert code_hash(one) == code_hash(other) != 0
    assert code_hash("40702810500000001234") != code_hash("40702810500000001235")
    assert code_hash("1234") == code_hash("x" * 129) == 0
    assert all_codes(*Ragged.of([b"a-b/c.d e"])).tolist() == [code_hash("abcde")]
