"""What is said of surveys, in words."""

from django.utils.translation import npgettext, pgettext, pgettext_lazy

from parvis.capture.answers.queries import Response
from parvis.inform.dashboards.wording import count, percent
from parvis.offer.surveys.models import Survey

KINDS = {
    "survey": pgettext_lazy("survey results", "Survey"),
    "poll": pgettext_lazy("survey results", "Poll"),
    "quiz": pgettext_lazy("survey results", "Quiz"),
    "barometer": pgettext_lazy("survey results", "Barometer"),
    "satisfaction": pgettext_lazy("survey results", "Satisfaction"),
}
STATES = {
    "written": pgettext_lazy("survey results", "Being written"),
    "planned": pgettext_lazy("survey results", "Planned"),
    "open": pgettext_lazy("survey results", "Open"),
    "closed": pgettext_lazy("survey results", "Closed"),
}
CHANNELS = {
    "web": pgettext_lazy("survey results", "On the site"),
    "counter": pgettext_lazy("survey results", "At the counter"),
    "phone": pgettext_lazy("survey results", "By phone"),
    "paper": pgettext_lazy("survey results", "On paper"),
    "kiosk": pgettext_lazy("survey results", "At the kiosk"),
    "api": pgettext_lazy("survey results", "From a partner"),
    "import": pgettext_lazy("survey results", "Imported"),
}


def kind(survey: Survey) -> str:
    """ "Enquête"; of a barometer in waves, which one it is."""
    said = str(KINDS[survey.kind])
    if survey.kind != "barometer":
        return said
    return pgettext("survey results", "%(kind)s, wave %(n)s") % {"kind": said, "n": survey.wave}


def answers(number: int) -> str:
    """ "412 réponses"."""
    return npgettext("survey results", "%(count)s answer", "%(count)s answers", number) % {
        "count": count(number)
    }


def rate(heard: Response) -> str:
    """Which share of those invited answered; "" where nobody was."""
    if heard.rate is None:
        return ""
    return pgettext("survey results", "%(share)s of %(invited)s people invited") % {
        "share": percent(heard.rate),
        "invited": count(heard.invited),
    }


def waiting(number: int) -> str:
    """That sealed answers wait for others; "" for none."""
    if not number:
        return ""
    return npgettext(
        "survey results",
        "%(count)s anonymous answer waits for others before it is opened",
        "%(count)s anonymous answers wait for others before they are opened",
        number,
    ) % {"count": count(number)}


def left(number: int) -> str:
    """How many answers of a long list aren't drawn; "" for none."""
    if not number:
        return ""
    return npgettext(
        "survey results", "%(count)s other in the table", "%(count)s others in the table", number
    ) % {"count": count(number)}
