"""`parvis authority create`: a town of one's own, from a ready model, without made-up people."""

import argparse
import sys

from parvis.commands.words import _

MODELS = ("village", "town", "empty")


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the actions."""
    actions = parser.add_subparsers(dest="action", required=True, metavar=_("ACTION"))
    create = actions.add_parser("create", help=_("open an authority under a host name"))
    create.add_argument("--insee", help=_("INSEE code of the commune"))
    create.add_argument("--name", help=_("its name, when it is no commune, or to search by"))
    create.add_argument("--host", required=True, help=_("host name it answers under"))
    create.add_argument("--admin-email", required=True, help=_("who will set it up"))
    create.add_argument("--admin-name", default="", help=_("their name"))
    create.add_argument("--model", choices=MODELS, default="village")
    create.add_argument(
        "--origin", default="", help=_("address of the site, https://HOST unless given")
    )
    actions.add_parser("list", help=_("the authorities of this installation"))


def run(arguments: argparse.Namespace) -> int:
    """Do the chosen action; the exit code."""
    return _list() if arguments.action == "list" else _create(arguments)


def _list() -> int:
    from parvis.authorities.models import Authority, Host
    from parvis.foundation.db.scope import acting_for

    for host in Host.objects.order_by("authority_id", "name"):
        with acting_for(host.authority_id):
            print(f"{host.name:40} {Authority.objects.get(pk=host.authority_id).name}")
    return 0


def _create(arguments: argparse.Namespace) -> int:
    from demo.load.installation import is_demonstration_here
    from parvis.adapters.territories import NoTerritories
    from parvis.authorities.queries import authority_of_host
    from parvis.foundation.contacts import InvalidContact, normalise_email

    try:
        normalise_email(arguments.admin_email)
    except InvalidContact:
        return _wrong(_("This e-mail address can't be used: {it}").format(it=arguments.admin_email))
    if authority_of_host(arguments.host.lower()) is not None:
        return _wrong(_("Another authority answers under {it}.").format(it=arguments.host))
    if is_demonstration_here():
        return _wrong(
            _("The demonstration lives in this database: give the real authority one of its own.")
        )
    try:
        identity = _identity(arguments)
    except NoTerritories as missing:
        return _wrong(str(missing))
    return 1 if identity is None else _open(arguments, identity)


def _identity(arguments: argparse.Namespace) -> dict[str, object] | None:
    """Name, code, parent and population; None (and why, printed) when several would fit."""
    from parvis.adapters.territories import commune, search_communes

    found = commune(arguments.insee) if arguments.insee else None
    if arguments.insee and found is None:
        _wrong(_("No commune has the INSEE code {it}.").format(it=arguments.insee))
        return None
    if found is None and arguments.name:
        near = search_communes(arguments.name)
        same = [row for row in near if row.name.casefold() == arguments.name.casefold()]
        if len(same) > 1:
            _wrong(_("Several communes have this name: choose with --insee."))
            for row in same:
                print(f"  {row.code}  {row.name} ({row.department}), {row.population}")
            return None
        found = same[0] if same else None
    if found is None and not arguments.name:
        _wrong(_("Give --insee, or --name."))
        return None
    if found is None:
        return {"name": arguments.name, "kind": "other"}
    return {
        "name": found.name,
        "insee_code": found.code,
        "population": found.population,
        "parent_name": found.parent,
        "parent_code": found.parent_code,
    }


def _open(arguments: argparse.Namespace, identity: dict[str, object]) -> int:
    from demo.load.ready import furnish_from_model
    from parvis.flows.open_authority import open_authority

    origin = arguments.origin or f"https://{arguments.host}"
    open_authority(
        host=arguments.host.lower(),
        identity=identity,
        admin_email=arguments.admin_email,
        admin_name=arguments.admin_name or arguments.admin_email,
        origin=origin,
        furnish=lambda: furnish_from_model(arguments.model),
    )
    print(_("{name} is open: {origin}").format(name=identity["name"], origin=origin))
    print(
        _("{email} gets a letter with a link to choose a password and a second factor.").format(
            email=arguments.admin_email
        )
    )
    return 0


def _wrong(sentence: str) -> int:
    print(sentence, file=sys.stderr)
    return 1
