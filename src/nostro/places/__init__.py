"""Places: countries, contested regions and cities, by name and code, in all scripts."""

from nostro.places.countries import country_code, country_name
from nostro.places.finder import FoundPlace, PlaceFinder
from nostro.places.mentions import PlaceMention, find_places
from nostro.places.regions import Region, contested_region

__all__ = [
    "FoundPlace",
    "PlaceFinder",
    "PlaceMention",
    "Region",
    "contested_region",
    "country_code",
    "country_name",
    "find_places",
]
