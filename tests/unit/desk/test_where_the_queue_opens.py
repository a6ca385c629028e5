"""Where the queue opens for whom."""

from typing import Any

import pytest
from django.http import QueryDict

from parvis.people.models import Agent
from parvis.web.desk import asked


@pytest.mark.parametrize(
    ("roles", "teams", "query", "tab"),
    [
        (["handler"], [3], "", "team"),
        (["handler"], [], "", "all"),
        (["lead"], [3], "", "team"),
        (["director"], [3], "", "all"),
        (["director"], [3], "vue=team", "team"),
        (["handler"], [3], "vue=late", "late"),
        (["handler"], [3], "etat=planned", "all"),
    ],
)
def test_where_the_queue_opens(roles: list[str], teams: list[int], query: str, tab: str) -> None:
    agent: Any = Agent(pk=1, roles=roles, teams=teams)
    assert asked.filters(QueryDict(query), agent).tab == tab
