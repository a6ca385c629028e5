"""Small made-up towns, reports and agents, through the same operations as real ones."""

from tests.factories.agents import agent
from tests.factories.log_in import log_in, log_in_page
from tests.factories.reports import report, said
from tests.factories.towns import Town, small_town

__all__ = ["Town", "agent", "log_in", "log_in_page", "report", "said", "small_town"]
