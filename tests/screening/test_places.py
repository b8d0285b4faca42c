import pytest


def places(screened):
    return [(a.reason, a.field, a.caption) for a in screened.alerts]


@pytest.mark.parametrize(
    ("field", "value", "decision"),
    [
        ("creditor_country", "KP", "reject"),
        ("creditor_agent", "ABCDKPPY", "block"),
        ("creditor_agent_country", "KP", "block"),
        ("creditor_country", "IR", "reject"),
        ("creditor_country", "CU", "block"),
        ("creditor_address", "Jungsong-dong, Pyongyang", "review"),
        ("debtor_address", "Tehran, Iran", "review"),
    ],
)
def test_a_country_counts_by_its_programme_and_field(
    screener, make_payment, field, value, decision
):
    screened = screener.screen(make_payment(**{field: value}))
    assert ("country", field) in {(reason, name) for reason, name, _ in places(screened)}
    assert screened.line.decision == decision


@pytest.mark.parametrize(
    "address",
    ["Stalin Street 20, Tskhinvali", "ул. Сталина 20, Цхинвал", "20 Stalin St, South Ossetia"],
)
def test_a_contested_region_is_a_reason_of_its_own(screener, make_payment, address):
    screened = screener.screen(make_payment(creditor_country="GE", creditor_address=address))
    assert [reason for reason, _, _ in places(screened)] == ["region"]


@pytest.mark.parametrize(
    "address",
    ["Pyongyang Street 5, Ulaanbaatar", "Havana Club, Berlin", "Damascus Road 1, London"],
)
def test_a_street_named_after_a_city_is_not_that_city(screener, make_payment, address):
    assert places(screener.screen(make_payment(creditor_address=address))) == []


def test_a_programme_ends(screener, make_payment):
    from datetime import UTC, datetime

    before = make_payment(creditor_country="SY", booked_at=datetime(2025, 6, 30, tzinfo=UTC))
    after = make_payment(creditor_country="SY", booked_at=datetime(2025, 7, 1, tzinfo=UTC))
    assert screener.screen(before).line.decision == "reject"
    assert screener.screen(after).line.decision == "pass"


# fmt: off
THERE = [
    "Hamadan", "همدان", "평성", "Kanggye", "Camagüey", "Las Tunas", "Qamishli", "السويداء",
    "哈瓦那",
    "德黑兰", "Calle 23, La Habana", "平壤市", "평양시 중구역", "تهران، خیابان ولیعصر",
    "Симферополь, ул. Ленина 3",
    "Сімферополь", "Севастополь", "Донецьк, вул. Артема 5", "Луганск", "Aleppo",
    "Latakia, Syria", "Isfahan", "Mashhad", "Wonsan", "Santiago de Cuba", "Tskhinvali",
    "Sukhumi", "Tiraspol", "Kerch, Crimea", "Yalta", "295000 Simferopol", "Mariupol", "Havana",
    "Tehran", "Damascus", "Homs", "Chongjin", "Hamhung", "Tabriz", "Shiraz", "Holguin, Cuba",
    "Ялта, Республика Крым", "Макеевка, ДНР", "Gori Road, Tskhinval", "Гавана", "Тегеран",
    "Дамаск", "Пхеньян", "دمشق", "حلب", "ცხინვალი", "სოხუმი", "Bandar Abbas",
    "Kish Island, Iran", "Sevastopol", "Feodosia", "Horlivka", "Alchevsk", "Bender", "Gagra",
    "283001, г. Донецк", "Luhansk", "Тегеран, ул. Мира 3", "ул. Ленина 1, 295034, Россия",
    "Hotel Habana Libre, La Habana", "298600 Ялта",
]
ELSEWHERE = [
    "12 Rue de Téhéran, Paris", "Avenida de Cuba 3, Panama",
    "Pyongyang Street, Ulaanbaatar", "Havana Club, Berlin", "Hotel Havana, Miami",
    "Crimea Road, London", "Tehran Street 12, Seoul", "Teheran-ro, Gangnam-gu, Seoul",
    "Syria, Virginia, USA", "Cuba, New York", "Cuba Street, Wellington", "Damascus, Maryland",
    "Donetsk, Rostov Oblast, Russia", "Kerch Street, Moscow", "10 Iran Avenue",
    "Havana, Florida", "Yalta Street 4, Minsk", "Santiago, Chile", "Victoria, Canada",
    "Bender Strasse 3, Berlin", "Aleppo Street 5, Amman", "ul. Havanska 3, Praha",
    "Gori, Georgia", "Damascus Gate, Jerusalem", "Sevastopol Boulevard, Paris",
    "Boulevard de Sébastopol, Paris", "Persian carpets, Hamburg", "Odesa, Ukraine", "Kyiv",
    "Batumi", "Tehrangeles, Los Angeles", "Cuba City, Wisconsin",
]
# fmt: on


@pytest.mark.parametrize("address", THERE)
def test_addresses_under_a_programme_or_in_a_contested_region(screener, make_payment, address):
    assert places(screener.screen(make_payment(debtor_address=address)))


@pytest.mark.parametrize("address", ELSEWHERE)
def test_addresses_that_only_sound_so(screener, make_payment, address):
    assert not places(screener.screen(make_payment(debtor_address=address)))


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("UltmtDbtr/PstlAdr/Ctry", "KP"),
        ("UltmtCdtr/PstlAdr/AdrLine", "Jungsong-dong, Pyongyang"),
        ("52D/3", "TEHRAN IRAN"),
    ],
)
def test_a_place_beside_the_columns_is_reviewed(screener, make_payment, path, text):
    screened = screener.screen(make_payment(other={path: text}))
    assert {(a.reason, a.field) for a in screened.alerts} == {("country", f"other[{path}]")}
    assert screened.line.decision == "review"


@pytest.mark.parametrize(
    ("fields", "place"),
    [
        ({"remittance": "SHIPMENT FROM TEHRAN TO DUBAI"}, "Iran"),
        ({"remittance": "FOB NAMPO 500 MT COAL"}, "North Korea"),
        ({"other": {"RltdRmtInf/Strd/AddtlRmtInf": "goods of North Korean origin"}}, "North Korea"),
        ({"other": {"77B": "/ORIGIN/CARGO LOADED AT\nBANDAR ABBAS"}}, "Iran"),
        ({"creditor_agent_name": "COMMERCIAL BANK, TSKHINVALI"}, "South Ossetia"),
        ({"remittance": "invoice 12 Donetsk branch"}, "Donetsk region"),
    ],
)
def test_a_place_in_running_text_is_reviewed(screener, make_payment, fields, place):
    screened = screener.screen(make_payment(**fields))
    assert {a.caption for a in screened.alerts if a.reason in {"country", "region"}} == {place}
    assert screened.line.decision == "review"


@pytest.mark.parametrize(
    "text",
    ["PAYMENT TO IRAN KHAN REF 12", "HAVANA CLUB RUM 12 BTL", "one Persian rug", "REF KP 4471",
     "Pyongyang Street, Ulaanbaatar", "INV 295000 UKRAINE"],
)  # fmt: skip
def test_running_text_has_a_higher_bar(screener, make_payment, text):
    assert places(screener.screen(make_payment(remittance=text, other={"72": text}))) == []


def test_the_country_of_a_party_says_whose_its_postcodes_are(screener, make_payment):
    at = {"debtor_address": "Sadova 4, 95011"}
    screened = screener.screen(make_payment(debtor_country="UA", **at))
    assert [a.caption for a in screened.alerts] == ["Crimea"]
    assert places(screener.screen(make_payment(debtor_country="IT", **at))) == []


def test_a_field_has_one_hit_a_place_and_says_how_sure_it_is(screener, make_payment):
    sure = screener.screen(make_payment(debtor_address="Tehran, Iran\nTehran IR"))
    assert [(a.score, a.text[slice(*a.span)]) for a in sure.alerts] == [(1.0, "Tehran")]
    likely = screener.screen(make_payment(debtor_address="Artema 77, 83050, Ukraine"))
    assert [(a.score, a.text[slice(*a.span)]) for a in likely.alerts] == [(0.8, "83050")]


def test_a_place_in_a_notice(screener):
    from nostro.model.payments import Notice

    text = "GOODS WERE SHIPPED TO NAMPO, DPRK"
    notice = Notice(notice_id="n1", message_type="MT199", text=text, agents=["ABCDIRTH"])
    found = {(a.field, a.caption) for a in screener.screen(notice).alerts}
    assert found == {("text", "North Korea"), ("agents[0]", "Iran")}
