"""A case's state in a resident's words."""

from django import template
from django.utils.translation import gettext as _

from parvis.offer.workflows import words as states

register = template.Library()


@register.filter
def state_word(state: str) -> str:
    """The word that stands beside a state's tint and icon."""
    own = states.own_word(state)
    if own:
        return own
    words = {
        "received": _("Received"),
        "acknowledged": _("Received"),
        "assigned": _("Being looked at"),
        "in_progress": _("In progress"),
        "planned": _("Planned"),
        "resolved": _("Done"),
        "declined": _("Declined"),
        "withdrawn": _("Withdrawn"),
        "duplicate": _("Already reported"),
        "reopened": _("Reopened"),
    }
    if state.startswith("waiting"):
        return _("Waiting")
    return words.get(state, _("In progress"))


@register.filter
def state_look(state: str) -> str:
    """The state whose look this one takes: waiting is one look, whoever is waited for."""
    return "waiting" if state.startswith("waiting") else state
