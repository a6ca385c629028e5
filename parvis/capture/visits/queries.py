"""Reads of counted visits."""

from datetime import date

from django.db.models import Min, QuerySet, Sum

from parvis.capture.visits.models import CountedVisits


def places() -> list[str]:
    """Where visits were ever counted, by name."""
    return list(CountedVisits.objects.values_list("place", flat=True).distinct().order_by("place"))


def first_day() -> date | None:
    """The day of the first count; None where nobody counted."""
    found: date | None = CountedVisits.objects.aggregate(first=Min("day"))["first"]
    return found


def newest_days(many: int) -> list[tuple[date, str, int]]:
    """The last days that were counted, at each place: how many came."""
    counted = CountedVisits.objects.values_list("day", "place").annotate(came=Sum("many"))
    return list(counted.order_by("-day", "place")[:many])


def between(since: date, until: date) -> QuerySet[CountedVisits]:
    """What was counted on these days, both included."""
    return CountedVisits.objects.filter(day__range=(since, until))
