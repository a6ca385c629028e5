"""What whoever follows a report is told once it was passed on to the authority in charge."""

from zoneinfo import ZoneInfo

from django.utils.translation import gettext

from parvis.act.cases.rules import BY_MAIL
from parvis.authorities import queries as authorities
from parvis.foundation.contacts import spaced_phone
from parvis.inform.tracking import words
from parvis.inform.tracking.facts import Facts
from parvis.offer.catalogue import queries as offer


def lines(facts: Facts, zone: ZoneInfo) -> list[str]:
    """How to reach those who answer now, what they have, from when silence counts; empty when the
    report was not passed on."""
    if facts.state != "transmitted":
        return []
    found = [_reaching(facts.waiting_for), _given(facts), _delays(facts, zone)]
    return [line for line in found if line]


def _reaching(number: int | None) -> str:
    row = authorities.third_parties().get(number or 0)
    if row is None:
        return ""
    ways = [way for way in (spaced_phone(row.phone), row.email) if way]
    if not ways:
        return ""
    return gettext("To reach %(name)s: %(ways)s.") % {"name": row.name, "ways": ", ".join(ways)}


def _given(facts: Facts) -> str:
    """What went there is the author's, not theirs who only follow."""
    if not facts.for_author:
        return ""
    step = next((one for one in reversed(facts.steps) if one.to_state == "transmitted"), None)
    if step is None or step.data.get("way") != BY_MAIL:
        return ""
    return gettext("They get your words, your photos, and how to reach you if you told us.")


def _delays(facts: Facts, zone: ZoneInfo) -> str:
    """CRPA, L114-3: only where silence means something."""
    if offer.version(facts.version).silence.get("effect") not in {"acceptance", "rejection"}:
        return ""
    return gettext(
        "A refusal by silence counts from %(day)s, when we received your request; an agreement by"
        " silence, from the day on which they receive it (CRPA, L114-3)."
    ) % {"day": words.full_day(facts.occurred_at, zone)}
