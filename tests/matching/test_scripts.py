"""Well-known public names in many scripts, each to Latin and to other scripts."""

import pytest

from nostro.matching import compare

FOUND = 0.70


@pytest.mark.parametrize(
    ("native", "latin"),
    [
        ("Владимир Путин", "Vladimir Putin"), ("Дмитрий Медведев", "Dmitrii Medvedev"),
        ("Володимир Зеленський", "Volodymyr Zelenskyy"),
        ("Аляксандр Лукашэнка", "Aliaksandr Lukashenka"),
        ("Бойко Борисов", "Boyko Borisov"), ("Александар Вучић", "Aleksandar Vucic"),
        ("Новак Ђоковић", "Novak Djokovic"), ("Жељко Ражнатовић", "Zeljko Raznatovic"),
        ("Нұрсұлтан Назарбаев", "Nursultan Nazarbayev"),
        ("김정은", "Kim Jong Un"), ("문재인", "Moon Jae-in"), ("金正恩", "Kim Jong Un"),
        ("习近平", "Xi Jinping"), ("毛泽东", "Mao Zedong"), ("毛澤東", "Mao Tse-tung"),
        ("蒋经国", "Chiang Ching-kuo"), ("李家超", "Lee Ka-chiu"),
        ("صدام حسين", "Saddam Hussein"), ("حسن روحانی", "Hassan Rouhani"),
        ("محمود أحمدي نجاد", "Mahmoud Ahmadinejad"), ("جلال الدین حقانی", "Jalaluddin Haqqani"),
        ("بنیامین نتانیاهو", "Benyamin Netanyahu"), ("بشار الأسد", "Bashar al-Assad"),
        ("בנימין נתניהו", "Binyamin Netanyahu"), ("בנימין נתניהו", "Benjamin Netanyahu"),
        ("Κυριάκος Μητσοτάκης", "Kyriakos Mitsotakis"),
        ("მიხეილ სააკაშვილი", "Mikheil Saakashvili"),
        ("Նիկոլ Փաշինյան", "Nikol Pashinyan"), ("たなか かくえい", "Tanaka Kakuei"),
        ("タナカ カクエイ", "Tanaka Kakuei"), ("नरेंद्र मोदी", "Narendra Modi"),
        ("मनमोहन सिंह", "Manmohan Sinh"), ("ทักษิณ", "Thaksin"),
    ],
)  # fmt: skip
def test_a_name_meets_its_latin_spelling(native, latin):
    assert compare(native, latin, "Person") >= FOUND


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("김정은", "金正恩"), ("Ким Чен Ын", "김정은"), ("Ким Чен Ын", "金正恩"),
        ("Владимир Путин", "فلاديمير بوتين"), ("Володимир Путін", "Владимир Путин"),
        ("习近平", "習近平"), ("صدام حسین", "صدام حسين"),
    ],
)  # fmt: skip
def test_two_scripts_neither_of_which_is_latin_meet(one, other):
    assert compare(one, other, "Person") >= FOUND


@pytest.mark.parametrize(
    ("native", "english"),
    [
        (
            "Министерство обороны Российской Федерации",
            "Ministry of Defence of the Russian Federation",
        ),
        ("АО «Рязанский радиозавод Сигнал»", "Ryazan Radio Plant Signal JSC"),
        ("조선무역은행", "Korea Trade Bank"),
        ("深圳天空电子科技有限公司", "Shenzhen Tiankong Electronic Technology Ltd"),
        ("پتروشیمی شیراز", "Shiraz Petrochemical"),
    ],
)
def test_an_organisation_meets_its_translation(native, english):
    assert compare(native, english, "Organization") >= FOUND


@pytest.mark.parametrize(
    ("native", "latin"),
    [
        ("Владимир Путин", "Vladimir Petrov"), ("김정은", "Pak Song Chol"),
        ("习近平", "Mao Zedong"),
        ("صدام حسين", "Bashar al-Assad"), ("नरेंद्र मोदी", "Manmohan Sinh"),
        ("Завод Сигнал", "Zavod Molot"),
        ("深圳天空电子有限公司", "Shenzhen Haiyang Electronics Ltd"),
    ],
)  # fmt: skip
def test_different_names_do_not_meet(native, latin):
    assert compare(native, latin) < FOUND
