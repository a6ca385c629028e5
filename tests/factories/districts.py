"""A small town of six districts with a year of counted requests."""

from datetime import date, timedelta
from random import Random

from parvis.authorities import operations as authorities
from parvis.authorities import queries
from parvis.authorities.models import District
from parvis.foundation.clock import now, today
from parvis.foundation.db.remember import forget
from parvis.inform.dashboards.models import CountedCase
from parvis.journal.rules import SYSTEM
from tests.factories.towns import SIDE, SOUTH, WEST, Town

NAMES = ("Les Moulins", "Le Port", "Beauregard", "La Plaine")


def six_districts(town: Town) -> list[District]:
    """Its two districts and four more, of 2,500 inhabitants each; within its transaction."""
    more = [
        authorities.add_district(
            code=f"D{place}", name=name, population=2_500, geometry=_square(place), by=SYSTEM
        )
        for place, name in enumerate(NAMES, 2)
    ]
    forget()
    return [town.first, town.second, *more]


def a_year(
    town: Town,
    district: District,
    many: int,
    *,
    waits: float = 6.0,
    declined: float = 0.05,
    glad: float = 0.8,
    lock: int | None = None,
) -> None:
    """Count `many` requests of a district over the last 52 weeks, closed after about so many
    days; a third were judged."""
    random, day = Random(f"{district.pk} {many}"), today(queries.calendar().zone)
    CountedCase.objects.bulk_create(
        _case(town, district, random, day, (waits, declined, glad), lock) for _ in range(many)
    )
    forget()


def _case(
    town: Town,
    district: District,
    random: Random,
    day: date,
    fares: tuple[float, float, float],
    lock: int | None,
) -> CountedCase:
    waits, declined, glad = fares
    came = day - timedelta(random.randrange(364))
    ended = came + timedelta(random.gammavariate(2, waits / 2))
    over = ended <= day
    judged = over and random.random() < 1 / 3
    return CountedCase(
        case_id=random.getrandbits(60),
        received_on=came,
        closed_on=ended if over else None,
        service_type_id=town.services[random.choice(["hole", "lamp"])].pk,
        district_id=district.pk,
        department_id=town.roads.pk,
        channel="web",
        unfounded=over and random.random() < declined,
        delay_bucket=5 if over else None,
        score=(5 if random.random() < glad else 1) if judged else None,
        due_at=now() + timedelta(30),
        department_lock=lock,
    )


def _square(place: int) -> dict[str, object]:
    west, south = WEST + place % 3 * SIDE, SOUTH - place // 3 * SIDE
    east, north = west + SIDE, south + SIDE
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return {"type": "Polygon", "coordinates": [ring]}
