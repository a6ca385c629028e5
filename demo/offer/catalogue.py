"""The catalogue of each made-up authority."""

from demo.offer.model import Catalogue
from demo.offer.people import AGENTS, DECLINE_REASONS, DEPARTMENTS, GROUPS, TEAMS, THIRD_PARTIES
from demo.offer.replies import FOR_ALL, OF_BELLOIRE
from demo.offer.services_agents import AGENTS_ALONE
from demo.offer.services_life import LIFE
from demo.offer.services_street import STREET
from demo.offer.village import VILLAGE_CATALOGUE
from demo.town.model import Town

TOWN_CATALOGUE = Catalogue(
    departments=DEPARTMENTS,
    teams=TEAMS,
    agents=AGENTS,
    third_parties=THIRD_PARTIES,
    groups=GROUPS,
    services=STREET + LIFE,
    decline_reasons=DECLINE_REASONS,
    agents_alone=AGENTS_ALONE,
    replies=FOR_ALL + OF_BELLOIRE,
)


def catalogue(town: Town) -> Catalogue:
    """What this authority offers: the village has a smaller one."""
    return VILLAGE_CATALOGUE if town.kind == "village" else TOWN_CATALOGUE
