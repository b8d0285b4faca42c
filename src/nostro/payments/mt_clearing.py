"""National clearing codes in fields 51 to 58 (SWIFT User Handbook, option D and C).

`//RU044525225.30101810400000000225` is a Russian bank (its BIK) with its correspondent account,
`//FW021000021` an American one.
"""

import re

__all__ = ["SYSTEMS", "clearing_id"]

# The two letters of a system: its country, and how many characters its codes have.
SYSTEMS = {
    "AT": ("AT", 5, 5), "AU": ("AU", 6, 6), "BL": ("DE", 8, 8), "CC": ("CA", 9, 9),
    "CH": ("US", 6, 6), "CN": ("CN", 12, 14), "CP": ("US", 4, 4), "ES": ("ES", 8, 9),
    "FW": ("US", 9, 9), "GR": ("GR", 7, 7), "HK": ("HK", 3, 3), "IE": ("IE", 6, 6),
    "IN": ("IN", 11, 11), "IT": ("IT", 10, 10), "NZ": ("NZ", 6, 6), "PL": ("PL", 8, 8),
    "PT": ("PT", 8, 8), "RU": ("RU", 9, 9), "SC": ("GB", 6, 6), "SW": ("CH", 3, 6),
    "ZA": ("ZA", 6, 6),
}  # fmt: skip
_CODE = re.compile(r"//([A-Z]{2})([A-Z0-9]+)", re.ASCII)


def clearing_id(line: str) -> tuple[str | None, str | None]:
    """The clearing id of a line (`//SC123456`) without its prefix, and the country of its system.

    What is in no system known is given as it stands; `//RT` and bare prefixes give none.
    """
    found = _CODE.match(line)
    if not found:
        return None, None
    country, least, most = SYSTEMS.get(found[1], ("", 0, 0))
    if least <= len(found[2]) <= most:
        return found[2], country
    return found[1] + found[2], country or None
