"""What stands beside the name of a place and says whether the place itself is meant.

'Pyongyang Street, Ulaanbaatar' is a street, 'Hotel Havana, Miami' a house, 'Damascus, Maryland' a
town of the United States. In an address all else is the place. In running text a name of one word
may be anything, a person above all ('Iran Khan'), so something has to say that it is a place: a
preposition, a word of trade ('FOB NAMPO'), what only a place has ('Donetsk branch'), or that it
stands by itself between commas.
"""

import re

__all__ = ["is_elsewhere", "is_elsewhere_unspaced", "is_there"]

# So many characters beside a name are looked at.
_BESIDE = 48


def _words(text: str) -> str:
    return "|".join(map(re.escape, text.split()))


_STREETS = (
    "street str avenue ave road rd lane boulevard blvd bulvar bulvari highway prospekt prospect "
    "pr-t ulitsa ulitsasi utca strasse straße str. gasse weg platz allee straat gatan vej "
    "caddesi sokak sokagi daero ro gil ulica ul улица ул проспект пр-т вулиця вул площадь шоссе "
    "переулок бульвар"
)
_STREETS_BEFORE = (
    "ul ulitsa ulica vul vulytsia rue calle c/ avenida avda av avenue viale corso piazza plaza "
    "plaça praça praca paseo boulevard bd rua largo travessa jalan jl strada str prospekt pr "
    "шоссе улица ул вулиця вул проспект пр пр-т площадь пл бульвар переулок пер شارع خيابان خیابان "
    "بلوار بولوار ميدان میدان طريق"
)
_HOUSES = (
    "club restaurant restaurante ristorante cafe café caffe bar grill bistro kitchen bakery pub "
    "pizza lounge cinema theatre boutique salon spa mall rum libre клуб ресторан кафе"
)
# In running text 'Havana hotel, 3 nights' is in Havana, and gate valves and drive shafts are goods.
_AFTER_IN_ADDRESS = "hotel inn motel отель гостиница gate square drive laan plein ut cad"
_HOUSES_BEFORE = (
    "hotel hostel cafe café restaurant restaurante ristorante trattoria club bar pub little mv m/v "
    "ss s/y yacht vessel casa brand ресторан кафе клуб отель гостиница مطعم مقهى فندق رستوران هتل"
)
_LITTLE = r"(?:[ .]{1,2}(?:de la|de|del|du|des|d|da|do|di|la|le|al)\b)?['’ .]{1,3}"
_OTHER = _words(_STREETS + " " + _HOUSES)
_AFTER_OTHER = re.compile(rf"[ .'’-]{{0,3}}(?:{_OTHER}|st)(?!\w)|-(?:e|i|ye)-\w", re.IGNORECASE)
_AFTER_ADDRESSED = re.compile(
    rf"[ .'’-]{{0,3}}(?:{_words(_AFTER_IN_ADDRESS)})(?!\w)", re.IGNORECASE
)
_BEFORE_OTHER = re.compile(
    rf"(?<!\w)(?:{_words(_STREETS_BEFORE + ' ' + _HOUSES_BEFORE)}|place(?= d)){_LITTLE}$",
    re.IGNORECASE,
)
# The street of Italy is the preposition of English where no number follows.
_VIA = re.compile(r"(?<!\w)via $", re.IGNORECASE)
_NUMBER = re.compile(r"[,\s]{1,3}(?:n\W{0,2})?\d")
# Right after a name that is written without spaces: a road, a dish, a people, a language.
_AFTER_UNSPACED = re.compile(
    "(?:大?[路街]|大道|通り?|クラブ|ロード|冷[面麺麵]|[族语語刀钢鋼]|玫瑰|餐|酒[吧店]|饭店|レストラン"
    "|대?로(?![가-힣])|길(?![가-힣])|냉면|식당|산(?:국립|성|로|길))"
)
_STATES = (
    "Alabama|Alaska|Arizona|Arkansas|California|Colorado|Connecticut|Delaware|Florida|Hawaii|Idaho"
    "|Illinois|Indiana|Iowa|Kansas|Kentucky|Louisiana|Maine|Maryland|Massachusetts|Michigan"
    "|Minnesota|Mississippi|Missouri|Montana|Nebraska|Nevada|New Hampshire|New Jersey|New Mexico"
    "|New York|North Carolina|North Dakota|Ohio|Oklahoma|Oregon|Pennsylvania|Rhode Island"
    "|South Carolina|South Dakota|Tennessee|Texas|Utah|Vermont|Virginia|Washington|West Virginia"
    r"|Wisconsin|Wyoming|Georgia(?=[\s,]+(?:U\.?S|\d{5}))"
)
_POSTAL_STATES = _words(
    "AL AK AZ AR CA CO CT DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM "
    "NY NC ND OH OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY"
)
_IN_A_US_STATE = re.compile(
    rf"(?i:\s+(?:city|township|twp))?\s*[,\s]\s*(?:(?i:{_STATES})(?!\w)"
    rf"|(?:{_POSTAL_STATES})[\s,]+\d{{5}}(?:-\d{{4}})?(?!\d))"
    rf"|(?i:\s+(?:city|township|twp))?\s*,\s*(?:{_POSTAL_STATES})"
    r"\.?(?=\s*$|\s*[,;\n)]|\s+U\.?S\.?)"
    rf"|\s(?:{_POSTAL_STATES})\s*$"
)
_LEGAL_FORM = re.compile(
    r"[,\s]+(?:[\w&.'’-]+[\s,]+){0,3}?(?:llc|l\.l\.c|ltd|limited|inc|corp|corporation|gmbh|b\.?v"
    r"|n\.?v|s\.?a|s\.?l|srl|s\.?r\.?l|spa|plc|llp|oü|ab|oy|as|a\.?s|sarl|s\.?a\.?r\.?l|pty|pte|kft|sp|ooo"
    r"|co|company|group|holding|holdings|fze|fzco|fund|foundation|trust)(?!\w)",
    re.IGNORECASE,
)

_MOVED = (
    "shipment shipments shipped ship shipping transport transported transportation delivery "
    "deliveries delivered deliver freight flight flights fly flying travel trip tour journey visit "
    "export exports exported exporting import imports imported importing cargo cargoes goods "
    "transit sent send moved route sail sailing sailed loaded carriage haulage "
    "ticket tickets ferry train bus truck trucks booking bookings tours bound material materials "
    "equipment oil crude coal wheat supplies expenses expense"
)
_HAD = (
    "branch office port ports seaport airport airports harbour harbor terminal oblast region "
    "province governorate district city project projects embassy consulate ministry government "
    "university municipality refinery customs origin plant warehouse factory site anchorage "
    "shipyard trip travel tour tours holiday holidays visa visas flight flights mission "
    "delegation relief aid humanitarian earthquake crisis appeal refugees refugee reconstruction "
    "operations market export exports import imports cargo crude shipment shipments delivery "
    "route transit representative subsidiary sanctions exhibition fair border airspace peninsula "
    "island dpr dnr lnr"
)
# What only a place follows: movement, places of trade, the Incoterms of 1990 to 2020.
_SURELY_BEFORE = re.compile(
    rf"(?<!\w)(?:(?:{_words(_MOVED)})\s+(?:\w+\s+)?(?:from|to|ex|via|into|for)"
    r"|in|into|inside|within|via|ex|at|near|outside|through|towards|between|across"
    r"|(?:sea\s?|air\s?|dry\s|load\s?|dis\s?|disch\s?)?ports?(?:\s+of)?|p\.?o\.?[ld]\.?|harbou?r"
    r"|(?:from|to)\s?:|visas?"
    r"|(?:loading|discharge|destination|delivery|origin|departure|arrival|place|transhipment"
    r"|transit)(?:\s+(?:port|airport|point|in|at|country|is))?|made\s+in|produced?\s+(?:in|of)"
    r"|(?:resident|citizens?|national)\s+of"
    r"|(?:city|town|province|republic|government|embassy|consulate|university|bank|people|state"
    r"|region|oblast|island|peninsula|airport|terminal|anchorage|vicinity|ministry)\s+of(?:\s+the)?"
    r"|branch(?:\s+of)?|office|embassy|consulate|mission|delegation|project"
    r"|e\.?x\.?w\.?|f\.?o\.?b\.?|fca|fas|c\.?f\.?r\.?|c\s?[&n+]\s?f|candf|c\.?i\.?f\.?|cip|cpt|dap|daf"
    r"|dat|dpu|ddp|ddu|des|deq"
    r"|aus|nach|bis|depuis|vers|desde|hasta|hacia|puerto\s+de|port\s+de|hafen)\W{0,3}$",
    re.IGNORECASE,
)
# A person or a company may follow these as well as a place.
_MAYBE_BEFORE = re.compile(
    rf"(?<!\w)(?:from|to|of|for|by|and|or|the|de|von|di|da|do|à|a|en|em|y|et|with|{_words(_MOVED)})"
    r"\s{1,2}$",
    re.IGNORECASE,
)
# What a place has.
_SURELY_AFTER = re.compile(
    rf"['’]?s?[\s,-]{{1,2}}(?:{_words(_HAD)}|stock\s+exchange|chamber\s+of|rep\s+office|free\s+zone"
    r"|trade\s+(?:fair|show|mission|delegation))(?!\w)",
    re.IGNORECASE,
)
_OPEN = re.compile(r"(?:^|[,;:/()\[\]|>–—-])\s{0,3}$")
_CLOSED = re.compile(r"\s{0,3}(?:$|[,;:/()\[\]|<>–—-]|\.(?:\s|$))")
_NEXT_WORD = re.compile(r"\s{1,3}([^\W\d_][\w'’-]*)")
# Words that begin what comes after a place in a line of payment text, and are no one's name.
_FOLLOWING = frozenset(
    "to from in on at and or for via by with per as the of then under is was ref reference inv "
    "invoice invoices no nr num number dated date order po pi contract bl bill awb cmr cargo goods "
    "shipment value total amount eur usd gbp aed cny rub vessel mv mt container containers "
    "payment advance balance deposit final prepayment fee fees price tons kg incl including due "
    "jan feb mar apr may jun jul aug sep oct nov dec january february march april june july august "
    "september october november december q1 q2 q3 q4 until since during against".split()
)


def is_elsewhere(text: str, span: tuple[int, int], *, running: bool = False) -> bool:
    """Whether the name at `span` is that of a street, a house or a town of the United States."""
    before, after = _beside(text, span)
    if running:  # its lines are broken anywhere, while those of an address are its parts
        before, after = before.replace("\n", " "), after.replace("\n", " ")
    return bool(
        _AFTER_OTHER.match(after)
        or (not running and _AFTER_ADDRESSED.match(after))
        or _BEFORE_OTHER.search(before)
        or _IN_A_US_STATE.match(after)
        or (_VIA.search(before) and (not running or _NUMBER.match(after)))
    )


def is_elsewhere_unspaced(text: str, span: tuple[int, int]) -> bool:
    """The same for a name in a script that does not part words by spaces."""
    return bool(_AFTER_UNSPACED.match(text, span[1]))


def is_there(text: str, span: tuple[int, int]) -> tuple[bool, bool]:
    """Whether running text has the name at `span` as a place, and whether that is sure."""
    before, after = _beside(text, span)
    if _LEGAL_FORM.match(after):
        return False, False
    if _SURELY_BEFORE.search(before) or _SURELY_AFTER.match(after):
        return True, True
    apart = _OPEN.search(before) and _CLOSED.match(after)
    named = _MAYBE_BEFORE.search(before) and not _runs_on(after)
    return bool(apart or named), False


def _beside(text: str, span: tuple[int, int]) -> tuple[str, str]:
    start, end = span
    return text[max(0, start - _BESIDE) : start], text[end : end + _BESIDE]


def _runs_on(after: str) -> bool:
    """Whether the next word may belong to the name, as in 'to Iran Khan' or 'of Cuba Trading'."""
    following = _NEXT_WORD.match(after)
    if not following or following[1].islower():
        return False
    return following[1].lower() not in _FOLLOWING
