"""Why an agent looked at who somebody is, in words."""

from django.utils.translation import gettext as _


def why(purpose: str) -> str:
    """The reason that was given."""
    reasons = {
        "casework": _("to deal with the case"),
        "counter": _("at the counter or on the phone"),
        "transmission": _("to pass a request on to the authority in charge"),
        "survey": _("to read the answers to a survey"),
        "attention": _("to see which requests wait for somebody"),
        "oversight": _("to oversee the signals"),
        "trust": _("for a request about personal data"),
        "access": _("to give a copy of their data"),
        "erasure": _("to erase at their request"),
    }
    return reasons.get(purpose, purpose)
