"""From the form of an answer to what the journey asks for."""

from parvis.flows.answer_demand import Came as Demand
from parvis.web.trust.forms import NEW, Came


def came_of(form: Came) -> Demand:
    """How the demand came."""
    given = form.cleaned_data
    chosen = given["demand"]
    return Demand(
        key=str(given["key"]),
        channel=given["channel"],
        received_on=given["received_on"],
        demand=None if chosen == NEW else int(chosen),
    )
