import pytest
from hypothesis import given
from hypothesis import strategies as st

from nostro.names.abugidas import devanagari, thai

DEVANAGARI = st.text("".join(map(chr, range(0x900, 0x964))), max_size=40)
THAI = st.text("".join(map(chr, range(0xE01, 0xE4F))), max_size=40)


@pytest.mark.parametrize(
    ("word", "hunterian"),
    [
        ("मोदी", "modi"), ("राजेश", "rajesh"), ("मनमोहन", "manmohan"), ("नरेंद्र", "narendra"),
        ("लक्ष्मण", "lakshman"), ("इब्राहिम", "ibrahim"), ("दाऊद", "daud"), ("आज़ाद", "azad"),
        ("ख़ान", "khan"), ("ज्ञान", "gyan"), ("मुंबई", "mumbai"), ("भारत", "bharat"),
    ],
)  # fmt: skip
def test_devanagari_drops_the_vowel_that_is_not_heard(word, hunterian):
    assert devanagari(word)[0] == hunterian


def test_devanagari_has_more_than_one_standard():
    assert devanagari("विश्व") == ("vishva", "wishwa", "vishva", "visva")
    assert devanagari("मनमोहन")[-1] == "manamohana", "ISO 15919 keeps every vowel"


@pytest.mark.parametrize(
    ("word", "rtgs"),
    [
        ("ทักษิณ", "thaksin"), ("ประยุทธ์", "prayut"), ("สมชาย", "somchai"), ("ไทย", "thai"),
        ("ธนาคาร", "thanakhan"), ("กรุงเทพ", "krungthep"), ("เชียงใหม่", "chiangmai"),
        ("ภูมิพล", "phumiphon"), ("อภิสิทธิ์", "aphisit"), ("ยิ่งลักษณ์", "yinglak"), ("หลวง", "luang"),
    ],
)  # fmt: skip
def test_thai_is_written_as_it_sounds(word, rtgs):
    assert thai(word)[0] == rtgs


@given(DEVANAGARI, THAI)
def test_any_letters_in_any_order_give_latin_ones(indic, siamese):
    for spelt in (*devanagari(indic), *thai(siamese)):
        assert spelt == "" or (spelt.isascii() and spelt.isalnum())
