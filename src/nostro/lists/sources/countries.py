"""Country codes for entities: those of FollowTheMoney, which are in lower case."""

from functools import lru_cache

from nostro.places import contested_region, country_code

__all__ = ["entity_countries", "entity_country"]


@lru_cache(maxsize=4096)
def entity_country(text: str) -> str | None:
    """The code for a country as a list spells it ("Korea, North" gives `kp`), or None."""
    code = country_code(text.removeprefix("Region:").strip())
    return code.lower() if code else None


def entity_countries(country: str, address: str) -> list[str]:
    """The country of an address, and the contested region it lies in beside it.

    Lists print an address in South Ossetia under Georgia; both codes are kept, `ge` and `x-so`,
    since they lead to different rules.
    """
    named = entity_country(country) if country else None
    region = contested_region(f"{address}, {country}")
    codes = [named, *([region.country.lower(), region.code] if region else [])]
    return list(dict.fromkeys(code for code in codes if code))
