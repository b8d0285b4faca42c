"""How much a word weighs in a name: a frozen table, so that no list changes a score.

A word that thousands of names share tells little. The classes are from what company and personal
names are made of in the languages that lists are written in; a word that stands in none of them
weighs 1.
"""

__all__ = ["GENERIC", "LEGAL_FORM_WEIGHT", "NUMERALS", "STEMS", "weight_of"]

LEGAL_FORM_WEIGHT = 0.08
_CLASSES: tuple[tuple[float, str], ...] = (
    (
        0.12,
        "the of and for in on at to de del della di da do dos das du des la le les el los las y e "
        "und der die das von van den en et al ul ar as ash az an ad bin ibn ben bint abu abou umm "
        "i v na s po mr mrs ms miss dr prof sir sheikh shaikh shaykh sayyid sayed haji "
        "hajji hajj mullah "
        "mulla maulavi mawlawi qari hon col capt eng lic",
    ),
    (
        0.35,
        "group holding holdings trading trade trust general import export impex international "
        "intl global world worldwide enterprise enterprises service services commercial company "
        "establishment office branch agency agencies center centre organization organisation "
        "foundation institute union association society bureau department ministry committee "
        "management consulting consultancy solutions systems development industrial industries "
        "industry investment investments capital finance financial partners partnership business "
        "commerce logistics shipping transport transportation marine maritime lines line cargo "
        "freight forwarding construction contracting engineering technology technologies technical "
        "tech electronics energy oil gas petroleum petrochemical chemical chemicals mining metal "
        "metals steel machinery equipment products product production manufacturing factory plant "
        "supply materials real estate travel tourism tours air airlines airways aviation food "
        "foods agricultural agriculture textile textiles pharmaceutical medical health education "
        "research science scientific university college school security communications "
        "telecommunications telecom media exchange money insurance leasing state national federal "
        "central public private limited united joint new first bank banka banca banque banco "
        "bankasi banking commercial savings credit settlement settlements ship vessel tanker",
    ),
    (
        0.55,
        "east west north south eastern western northern southern middle asia africa europe "
        "american european asian arab islamic iran iranian russia russian korea korean dprk china "
        "chinese syria syrian cuba cuban moscow tehran dubai hong kong singapore london ocean sea "
        "star sun golden gold silver green blue red black white royal king prince pacific atlantic "
        "gulf mediterranean",
    ),
    (
        0.7,
        "mohammad mohammed muhammad mohamed mohamad muhammed ahmad ahmed ali hassan hasan hussein "
        "hussain husayn abd abdul abdel abdallah abdullah khan kim lee li park pak ri choe chen "
        "wang zhang jose maria juan luis carlos jesus ivan alexander aleksandr sergei sergey "
        "dmitry vladimir mikhail andrei andrey alexey aleksei nikolai john david michael james "
        "robert "
        "garcia gonzalez rodriguez fernandez lopez martinez sanchez perez gomez hernandez ramirez "
        "torres flores rivera diaz cruz morales reyes gutierrez ortiz castillo rojas "
        "herrera vargas "
        "silva santos oliveira souza pereira ferreira costa rodrigues alves smith johnson williams "
        "brown jones davis miller wilson anderson thomas taylor martin thompson muller schmidt "
        "schneider fischer weber meyer ivanov petrov kuznetsov nguyen tran pham zhou liu huang "
        "zhao yang singh kumar sharma patel hussain hossain islam rahman mahmoud ibrahim yusuf "
        "omar osman salem saleh khaled mustafa abbas karim maria marie anna ana elena mary peter "
        "paul pedro pablo antonio manuel francisco eduardo fernando jorge miguel rafael ricardo "
        "roberto daniel david george joseph joao mario andres alejandro felipe victor william "
        "charles richard thomas mark stephen andrew anthony christopher matthew kevin brian "
        "ho un il song yong chol sung kwang myong hyon",
    ),
)
GENERIC: dict[str, float] = {
    word: weight for weight, words in reversed(_CLASSES) for word in words.split()
}
NUMERALS = {
    "i": "1", "ii": "2", "iii": "3", "iv": "4", "v": "5", "vi": "6", "vii": "7", "viii": "8",
    "ix": "9", "x": "10", "one": "1", "two": "2", "three": "3", "four": "4", "five": "5",
    "six": "6", "seven": "7", "eight": "8", "nine": "9", "ten": "10", "first": "1",
    "second": "2", "third": "3",
}  # fmt: skip
_SHORT = {1: 0.35, 2: 0.6, 3: 0.85}


def _stem(word: str) -> str:
    """Bank and banking, trade and trading, industry and industrial share a stem."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
            return word.removesuffix(ending)
    return word


_ENDINGS = (
    "ations",
    "ation",
    "ional",
    "ies",
    "ial",
    "ing",
    "ern",
    "es",
    "al",
    "er",
    "e",
    "y",
    "s",
    "n",
)
_SHORTEST_STEM = 4
_PERSONAL = 0.7
STEMS: dict[str, str] = {
    word: _stem(word)
    for word, weight in GENERIC.items()
    if weight < _PERSONAL and len(word) >= _SHORTEST_STEM
}


def weight_of(word: str) -> float:
    """The weight of a Latin word in lower case: 1 for a telling one, near 0 for a filler."""
    if word.isdigit():
        return 0.8
    return GENERIC.get(word, _SHORT.get(len(word), 1.0))
