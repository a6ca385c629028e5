"""Publishing what came of a survey: an agent wishes it, the worker makes sure that it tells of
nobody, which can take minutes, and then everybody sees it. What is seen at once is released the
same way, wished by nobody."""

from parvis.adapters import queue
from parvis.authorities import queries as authorities
from parvis.foundation.db.operation import operation
from parvis.foundation.db.scope import acting_for, current_authority
from parvis.inform.releases import at_once, queries
from parvis.inform.releases import operations as releases
from parvis.inform.releases.operations import Chosen
from parvis.journal.rules import SYSTEM, Actor
from parvis.offer.surveys.models import Survey

PUBLISH = "surveys.publish"
RELEASE = "surveys.release"


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


def ask_to_release(survey: Survey) -> None:
    """Have the worker release a survey whose results are seen at once, if it is due."""
    if at_once.is_due(survey):
        authority = current_authority()
        key = f"{RELEASE} {authority} {survey.pk}"
        queue.wake_at(RELEASE, key=key, lock=key, authority=authority, survey=survey.pk)


def release_due(authority: int, survey: int) -> None:
    """Release it, if it is due still; done twice, it changes nothing."""
    with acting_for(authority):
        closed = authorities.compartmented()
    with acting_for(authority, compartments=closed):
        found = Survey.objects.filter(pk=survey).first()
        if found is not None:
            at_once.release_if_due(survey=found, by=SYSTEM)
