"""Counts of what is about departments: answers, cards handed over. Days are both included."""

from collections.abc import Mapping
from datetime import date

from django.db.models import Count, Q, Sum

from parvis.capture.answers.models import Answer, CardsHanded, SealedAnswer
from parvis.offer.surveys.models import Survey


def given(
    survey: Survey, key: str, step: int, since: date, until: date
) -> dict[int | None, tuple[int, int]]:
    """By department (None: about none): how many answered the scale `key`, and how many of them
    chose `step` or a higher one."""
    rows = Answer.objects.filter(
        survey=survey, day__range=(since, until), answers__has_key=key, redacted_at__isnull=True
    )
    counted = rows.values("department").annotate(
        many=Count("pk"), high=Count("pk", filter=Q(**{f"answers__{key}__gte": step}))
    )
    found = counted.values_list("department", "many", "high")
    return {department: (many, high) for department, many, high in found}


def came(survey: Survey, since: date, until: date) -> Mapping[int | None, int]:
    """By department, how many answers came. Those that wait sealed have no day yet: they count in
    the days in which their quarter began."""
    rows = Answer.objects.filter(survey=survey, day__range=(since, until))
    written = rows.values("department").annotate(many=Count("pk"))
    sealed = SealedAnswer.objects.filter(survey=survey, quarter__range=(since, until))
    waiting = sealed.values("department").annotate(many=Count("pk"))
    found: dict[int | None, int] = {}
    for department, many in [
        *written.values_list("department", "many"),
        *waiting.values_list("department", "many"),
    ]:
        found[department] = found.get(department, 0) + many
    return found


def handed(survey: Survey, since: date, until: date) -> dict[int, int]:
    """By department, how many visitors were asked."""
    rows = CardsHanded.objects.filter(survey=survey, day__range=(since, until))
    counted = rows.values("department").annotate(cards=Sum("many"))
    return dict(counted.values_list("department", "cards"))
