"""Sets of filters that agents keep."""

from parvis.act.cases.models import SavedView
from parvis.act.cases.rules import Refused
from parvis.foundation.db.operation import operation
from parvis.journal.operations import record
from parvis.journal.rules import Actor


@operation
def save_view(
    *, agent: int, name: str, query: str, by: Actor, team: int | None = None
) -> SavedView:
    """Keep filters under a name, alone or for a team. The same name replaces what it held."""
    name = " ".join(name.split())[:60]
    if not name:
        raise Refused("needs_words")
    own = SavedView.objects.filter(agent_id=agent, name=name)
    own = own.filter(team_id=team) if team is not None else own.filter(team__isnull=True)
    view = own.first() or SavedView(agent_id=agent, team_id=team, name=name)
    view.query = query[:500]
    view.save()
    record("view.saved", "view", view.pk, by=by, data={"team": team})
    return view


@operation
def drop_view(*, view: int, agent: int, by: Actor) -> None:
    """Forget one's own view."""
    gone, _ = SavedView.objects.filter(pk=view, agent_id=agent).delete()
    if not gone:
        raise Refused("not_yours")
    record("view.dropped", "view", view, by=by)
