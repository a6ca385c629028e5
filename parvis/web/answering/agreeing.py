"""What people agree to who answer a survey that isn't anonymous (RGPD, article 7), said alike on
pages, at the desk and on paper."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from parvis.offer.surveys.models import Survey


def kept_for(survey: Survey) -> str:
    """How long answers are kept."""
    months = survey.retention_months
    return ngettext("%(n)d month", "%(n)d months", months) % {"n": months}


def agreement_to(survey: Survey) -> str:
    """What a person ticks."""
    return _(
        "I agree that my answers are kept for %(months)s together with what tells who I am. I can "
        "change my mind later."
    ) % {"months": kept_for(survey)}


def agreement_told(survey: Survey) -> str:
    """What an agent ticks for somebody."""
    return _(
        "The person was told that we keep these answers for %(months)s together with what tells "
        "who they are, and agrees (on paper: has ticked the box)."
    ) % {"months": kept_for(survey)}
