"""School holidays of mainland France, and the zone whose calendar a place follows.

Dates: the ministry's own, as `vacances_scolaires_france` carries them. Zones: the order that fixes
the school calendar (arrêté du 15 décembre 2020, NOR MENE2032706A, for one) names the
académies of each; their départements are those of the code de l'éducation, R222-2. Corsica and the
territories overseas have calendars of their own, which are in neither.
"""

from datetime import date
from functools import lru_cache

from vacances_scolaires_france import SchoolHolidayDates

ZONES = ("A", "B", "C")
# Départements, académie by académie.
_DEPARTMENTS = {
    "A": (
        "25 39 70 90 "  # Besançon
        "24 33 40 47 64 "  # Bordeaux
        "03 15 43 63 "  # Clermont-Ferrand
        "21 58 71 89 "  # Dijon
        "07 26 38 73 74 "  # Grenoble
        "19 23 87 "  # Limoges
        "01 42 69 "  # Lyon
        "16 17 79 86"  # Poitiers
    ),
    "B": (
        "04 05 13 84 "  # Aix-Marseille
        "02 60 80 "  # Amiens
        "59 62 "  # Lille
        "54 55 57 88 "  # Nancy-Metz
        "44 49 53 72 85 "  # Nantes
        "06 83 "  # Nice
        "14 27 50 61 76 "  # Normandie
        "18 28 36 37 41 45 "  # Orléans-Tours
        "08 10 51 52 "  # Reims
        "22 29 35 56 "  # Rennes
        "67 68"  # Strasbourg
    ),
    "C": (
        "77 93 94 "  # Créteil
        "11 30 34 48 66 "  # Montpellier
        "75 "  # Paris
        "09 12 31 32 46 65 81 82 "  # Toulouse
        "78 91 92 95"  # Versailles
    ),
}
_ZONE_OF = {code: zone for zone, codes in _DEPARTMENTS.items() for code in codes.split()}


def zone_of(insee: str) -> str:
    """The zone of a commune or département by its INSEE code; "" where none of the three is its."""
    return _ZONE_OF.get(insee[:2], "")


def days_off(zone: str) -> frozenset[date]:
    """Every day of school holidays of a zone, as far as they are known; none for no zone."""
    return _days()[zone] if zone else frozenset()


def known_until() -> date:
    """The last day that the dates reach to: of later ones nothing is known."""
    return max(_days()["A"])


@lru_cache(maxsize=1)
def _days() -> dict[str, frozenset[date]]:
    table = SchoolHolidayDates().data
    return {
        zone: frozenset(day for day, row in table.items() if row[f"vacances_zone_{zone.lower()}"])
        for zone in ZONES
    }
