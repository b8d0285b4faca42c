"""Words that invented parties, banks and payments are made of."""

__all__ = [
    "BANK_WORDS",
    "CITIES",
    "COUNTRIES",
    "FIRM_KINDS",
    "FIRM_WORDS",
    "FORMS",
    "GIVEN",
    "SURNAMES",
    "TEXTS",
]

# Country, currency and the weight with which customers come from it.
COUNTRIES: tuple[tuple[str, str, int], ...] = (
    ("DE", "EUR", 14), ("FR", "EUR", 10), ("NL", "EUR", 7), ("ES", "EUR", 6), ("IT", "EUR", 7),
    ("GB", "GBP", 8), ("CH", "CHF", 5), ("US", "USD", 9), ("PL", "EUR", 4), ("SE", "EUR", 3),
    ("TR", "USD", 4), ("AE", "USD", 4), ("RU", "RUB", 7), ("GE", "USD", 2), ("KZ", "USD", 2),
    ("MN", "USD", 1), ("KR", "USD", 3), ("JP", "USD", 3), ("SG", "USD", 3), ("CN", "USD", 5),
)  # fmt: skip
CITIES: dict[str, tuple[str, ...]] = {
    "DE": ("Bremen", "Leipzig", "Ulm"), "FR": ("Lyon", "Nantes"), "NL": ("Utrecht", "Breda"),
    "ES": ("Valencia", "Vigo"), "IT": ("Parma", "Trieste"), "GB": ("Leeds", "Bristol"),
    "CH": ("Bern", "Basel"), "US": ("Tacoma", "Toledo"), "PL": ("Gdynia", "Poznan"),
    "SE": ("Malmo", "Umea"), "TR": ("Izmir", "Bursa"), "AE": ("Sharjah", "Ajman"),
    "RU": ("Perm", "Tver", "Tomsk"), "GE": ("Batumi", "Kutaisi"), "KZ": ("Almaty", "Aktau"),
    "MN": ("Ulaanbaatar",), "KR": ("Busan", "Daegu"), "JP": ("Osaka", "Nagoya"),
    "SG": ("Singapore",), "CN": ("Ningbo", "Xiamen"),
}  # fmt: skip
GIVEN: dict[str, tuple[str, ...]] = {
    "west": (
        "Anna", "Lena", "Greta", "Clara", "Henrik", "Tobias", "Paul", "Elise", "Marta", "Ingrid",
        "Bruno", "Felix", "Nora", "Alice", "Oscar", "Louise", "Simon", "Ida", "Edith", "Walter",
    ),
    "east": (
        "Olga", "Galina", "Yelena", "Svetlana", "Oleg", "Gleb", "Semyon", "Nina", "Larisa",
        "Rodion", "Zoya", "Timur", "Aigul", "Ketevan", "Nino",
    ),
    "asia": (
        "Haruto", "Yui", "Minjun", "Seoyeon", "Wei", "Fang", "Xiaoming", "Bolor", "Tuya", "Hana",
        "Kenji", "Jihye", "Mei", "Rui",
    ),
    "south": (
        "Leyla", "Emre", "Zeynep", "Burak", "Selin", "Faisal", "Noura", "Hessa", "Cem", "Deniz",
    ),
}  # fmt: skip
SURNAMES: dict[str, tuple[str, ...]] = {
    "west": (
        "Lindqvist", "Bergmann", "Vogel", "Moreau", "Fontaine", "Whitcombe", "Harcourt", "Jansen",
        "Kuipers", "Rossetti", "Bellini", "Ortega", "Wozniak", "Sandberg", "Achterberg", "Keller",
        "Pemberton", "Ashworth", "Delacroix", "Brandt", "Nikulina-Weiss", "Steiner", "Thorne",
    ),
    "east": (
        "Ivanov", "Petrenko", "Zhukova", "Morozova", "Sokolov", "Belova", "Abdrakhmanov",
        "Gelashvili", "Kobalia", "Nikulchenko", "Orlova", "Tarasov", "Vinogradova",
    ),
    "asia": (
        "Tanaka", "Nakamura", "Kim", "Choi", "Zhao", "Lin", "Ganbold", "Hayashi", "Seo", "Xu",
        "Batbayar", "Mori",
    ),
    "south": ("Yildiz", "Demirtas", "Aksoy", "Kaplan", "Al Suwaidi", "Al Ketbi", "Ozturk"),
}  # fmt: skip
FIRM_WORDS = (
    "Harbour",
    "Meadow",
    "Copper",
    "Linden",
    "Falcon",
    "Orchard",
    "Granite",
    "Juniper",
    "Cedar",
    "Amber Field",
    "Willow",
    "Northgate",
    "Silverbrook",
    "Bluestone",
    "Larch",
    "Marigold",
    "Kestrel",
    "Riverbend",
    "Foxglove",
    "Thistle",
    "Walnut",
    "Hazel",
    "Summit Peak",
    "Clearwater",
)
FIRM_KINDS = (
    "Bakery",
    "Timber",
    "Textiles",
    "Optics",
    "Bicycles",
    "Ceramics",
    "Furniture",
    "Dairy",
    "Print",
    "Coffee",
    "Tools",
    "Instruments",
    "Packaging",
    "Glass",
    "Paper",
    "Catering",
)
FORMS: dict[str, str] = {
    "DE": "GmbH", "FR": "SARL", "NL": "BV", "ES": "SL", "IT": "Srl", "GB": "Ltd", "CH": "AG",
    "US": "Inc", "PL": "Sp. z o.o.", "SE": "AB", "TR": "A.S.", "AE": "FZE", "RU": "OOO",
    "GE": "LLC", "KZ": "TOO", "MN": "LLC", "KR": "Co., Ltd", "JP": "K.K.", "SG": "Pte Ltd",
    "CN": "Co., Ltd",
}  # fmt: skip
BANK_WORDS = ("Harbour", "Linden", "Meridian", "Oak", "Alpine", "Canal", "Bridge", "Compass")
TEXTS = (
    "Invoice {n}",
    "Invoice {n}, thank you",
    "Salary {m}",
    "Rent {m}",
    "Order {n}, part delivery",
    "Consulting fee {m}",
    "Refund of order {n}",
    "Membership fee 2024",
    "Spare parts, inv. {n}",
    "Havana Club rum, 24 bottles, inv. {n}",
    "Travel costs {m}",
    "Tuition, autumn term",
    "Deposit flat {n}",
    "Insurance premium {n}",
    "Timer switches, delivery {n}",
)
