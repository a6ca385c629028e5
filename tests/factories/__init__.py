"""Small made-up towns, reports and agents, through the same operations as real ones."""

from tests.factories.agents import agent
from tests.factories.reports import report
from tests.factories.towns import Town, small_town

__all__ = ["Town", "agent", "report", "small_town"]
