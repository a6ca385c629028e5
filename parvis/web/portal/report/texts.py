"""Sentences of the report form that depend on what was chosen."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from parvis.foundation.contacts import ContactProblem
from parvis.foundation.wording import worded
from parvis.offer.catalogue.models import ServiceVersion


def emergency(version: ServiceVersion) -> str:
    """The warning of a service type where danger is likely; empty elsewhere."""
    if not version.is_danger_likely:
        return ""
    return worded(version.emergency) or _(
        "If someone is in danger, call 112 (or 114 by text message) before you go on."
    )


def danger(kind: str) -> str:
    """Whom to call, for the danger that was heard in a search; empty for none."""
    return {
        "gas": _("You smell gas? Go out, touch no switch, and call 0 800 47 33 33 or 18."),
        "fire": _("Is something burning? Call 18 or 112 now."),
        "medical": _("Is someone hurt or unwell? Call 15 or 112 now."),
        "violence": _("Is someone threatened or attacked? Call 17 or 112 now."),
        "electricity": _("A fallen or bare cable? Stay away from it, and call 18 or 112 now."),
    }.get(kind, "")


def lost_photos(count: int) -> str:
    """That pictures were erased while the form was left open; empty when none was."""
    if not count:
        return ""
    return ngettext(
        "Your photo was erased, since this form was left for more than three days: add it again, "
        "or go on without it.",
        "Your %(n)d photos were erased, since this form was left for more than three days: add "
        "them again, or go on without them.",
        count,
    ) % {"n": count}


def contact_problem(problem: ContactProblem, channel: str) -> str:
    """Why an address or number can't be used, with an example."""
    if channel == "sms":
        return _("This is not a mobile number that we can write to, for example 06 12 34 56 78.")
    return {
        ContactProblem.EMPTY: _("Type your e-mail address, or choose to get no news."),
        ContactProblem.HAS_SPACE: _("An e-mail address has no space in it."),
        ContactProblem.NO_AT: _("The @ is missing, as in camille@exemple.fr."),
        ContactProblem.SEVERAL_AT: _("There is one @ too many."),
        ContactProblem.NO_DOT_IN_DOMAIN: _("The end is missing, as in camille@exemple.fr."),
    }.get(problem, _("We can't write to this address. Check it, as in camille@exemple.fr."))
