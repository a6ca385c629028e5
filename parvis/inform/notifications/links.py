"""Addresses in messages. They open a page with the choice ready; only a POST there acts."""

from dataclasses import dataclass

from django.conf import settings

from parvis.authorities import queries as authorities
from parvis.capture.reports import links, operations
from parvis.capture.reports.models import Follower
from parvis.journal.rules import SYSTEM


def site() -> str:
    """How the authority's addresses begin: `https://ma-ville.fr`."""
    port = settings.PARVIS_SITE_PORT
    host = authorities.site_host() or "localhost"
    return f"{settings.PARVIS_SITE_SCHEME}://{host}" + (f":{port}" if port else "")


@dataclass(frozen=True, slots=True)
class Addresses:
    """The follow-up page of one person, and the choices that open from a message."""

    page: str
    proof: str

    def choice(self, name: str) -> str:
        return f"{self.page}{name}/"

    @property
    def box(self) -> str:
        """Where one replies: the box on the page itself."""
        return f"{self.page}#repondre"

    @property
    def confirm(self) -> str:
        return f"{self.page}confirmer/{self.proof}/"

    @property
    def not_me(self) -> str:
        return f"{self.page}pas-moi/{self.proof}/"

    @property
    def stop(self) -> str:
        return self.choice("arreter")


def addresses(follower: Follower) -> Addresses:
    """The links of one person; one that can't be made again, or has ended, is renewed."""
    token = links.token_of(follower) or operations.renew_link(follower=follower, by=SYSTEM)
    page = f"{site()}/suivi/{follower.report_id}/{token}/"
    return Addresses(page=page, proof=links.proof_of(follower))
