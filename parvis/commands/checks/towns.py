"""What real authorities lack: to be found on a map and by address, and by law. Django is ready."""

from django.conf import settings

from parvis.commands.checks.finding import Finding, note, ok
from parvis.commands.words import _

# A village has no quartiers; from here on, figures by district are missed.
_WITH_DISTRICTS = 5_000
# The layer that follows from the districts: alone it is no map that one finds one's way on.
_OUTLINES = "districts"


def look() -> list[Finding]:
    """Each real authority: what it lacks, or that it lacks nothing."""
    from parvis.authorities import queries as authorities
    from parvis.foundation.db.scope import acting_for

    found: list[Finding] = []
    for number in authorities.all_authority_ids():
        with acting_for(number):
            town = authorities.authority()
            if not town.is_demonstration:
                lacks = _lacks()
                found += lacks or [
                    ok(_("{name}: addresses, bounds, districts and map").format(name=town.name))
                ]
    return found


def _lacks() -> list[Finding]:
    """What the authority of this scope lacks."""
    from parvis.authorities import queries as authorities
    from parvis.authorities.models import Address, MapLayer

    town, districts = authorities.authority(), authorities.territory().districts
    found = []
    if not Address.objects.exists():
        found.append(_no_addresses(town.name))
    if not town.bounds and not districts:
        found.append(
            note(
                _("{name}: no bounds, so its map shows all of France").format(name=town.name),
                _("Draw its districts in the studio, or take in its addresses: both set them."),
            )
        )
    if not districts and town.population >= _WITH_DISTRICTS:
        found.append(
            note(
                _("{name}: no district is drawn, so no figure by district").format(name=town.name),
                _("Give a GeoJSON file to the studio (Districts)."),
            )
        )
    if not MapLayer.objects.exclude(name=_OUTLINES).exists():
        found.append(
            note(
                _("{name}: no base map, so no street is drawn").format(name=town.name),
                _("Places are chosen by address, by position or in words meanwhile."),
            )
        )
    mute = [row.name for row in authorities.without_contact()]
    if mute:
        found.append(_no_contact(town.name, mute))
    if not (town.publication_director and town.hosting):
        found.append(_no_legal_notice(town.name))
    return found


def _no_addresses(name: str) -> Finding:
    advice = _("Take them in: parvis addresses import FILE (README, A town of one's own)")
    if settings.PARVIS_GEOCODER:
        said = _("{name}: no address of its own, the geocoder alone knows some")
    else:
        said = _("{name}: no address can be found, neither here nor through a geocoder")
    return note(said.format(name=name), advice)


def _no_contact(name: str, departments: list[str]) -> Finding:
    said = _("{name}: receipts lack an address or a phone for {departments}")
    advice = _(
        "The law wants both: give the town hall's in the studio (Identity, /reglages/), or each "
        "department's own (Departments, /reglages/services-municipaux/)."
    )
    return note(said.format(name=name, departments=", ".join(departments)), advice)


def _no_legal_notice(name: str) -> Finding:
    said = _("{name}: the legal notice does not say who answers for it, or who hosts it")
    advice = _("Fill them in, in the studio (Identity): the law wants them.")
    return note(said.format(name=name), advice)
