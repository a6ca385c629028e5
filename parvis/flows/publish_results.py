"""Publishing what came of a survey: an agent wishes it, the worker makes sure that it tells of
nobody, which can take minutes, and then everybody sees it."""

from parvis.adapters import queue
from parvis.authorities import queries as authorities
from parvis.foundation.db.operation import operation
from parvis.foundation.db.scope import acting_for, current_authority
from parvis.inform.releases import operations as releases
from parvis.inform.releases import queries
from parvis.inform.releases.operations import Chosen
from parvis.journal.rules import Actor
from parvis.offer.surveys.models import Survey

PUBLISH = "surveys.publish"


@operation
def ask_to_publish(*, survey: Survey, chosen: Chosen, by: Actor, agent: int) -> None:
    """Have the worker publish these questions and crossings. Raises Refusal("nothing_chosen")."""
    releases.wish(survey=survey, chosen=chosen, by=by, agent=agent)
    authority = current_authority()
    lock = f"{PUBLISH} {authority} {survey.pk}"
    queue.defer(PUBLISH, lock=lock, authority=authority, survey=survey.pk)


def publish_wished(authority: int, survey: int) -> None:
    """Publish what is wished of a survey, or note why not; done twice, it changes nothing."""
    with acting_for(authority):
        closed = authorities.compartmented()
    with acting_for(authority, compartments=closed):
        wish = queries.wished(survey)
        if wish is not None and not wish.problem:
            releases.fulfil(wish=wish, by=Actor("agent", wish.by_id))
