"""Projections made again from the cases: after an import, or when one is in doubt."""

from parvis.flows import project_public
from parvis.flows.project_figures import rebuild_figures


def rebuild_projections(authority: int) -> None:
    """The cockpit's figures and the public map of one authority."""
    rebuild_figures(authority)
    project_public.rebuild(authority)
