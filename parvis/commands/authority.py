"""`parvis authority create`: a commune, an intercommunality or a département of one's own, from a
ready model, without made-up people."""

import argparse
import sys
from typing import TYPE_CHECKING

from parvis.commands import letters
from parvis.commands.words import _

if TYPE_CHECKING:
    from parvis.adapters.territories import Collectivity

MODELS = ("village", "town", "empty")


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the actions."""
    actions = parser.add_subparsers(dest="action", required=True, metavar=_("ACTION"))
    create = actions.add_parser("create", help=_("open an authority under a host name"))
    which = create.add_mutually_exclusive_group()
    which.add_argument("--insee", help=_("INSEE code of the commune"))
    which.add_argument("--siren", help=_("SIREN of the intercommunality"))
    which.add_argument("--department", help=_("code of the département"))
    create.add_argument("--name", help=_("its name, when it has no code, or to search by"))
    create.add_argument("--host", required=True, help=_("host name it answers under"))
    create.add_argument("--admin-email", required=True, help=_("who will set it up"))
    create.add_argument("--admin-name", default="", help=_("their name"))
    create.add_argument("--address", default="", help=_("its postal address, for receipts"))
    create.add_argument("--phone", default="", help=_("its phone number, for receipts"))
    create.add_argument("--model", choices=MODELS, default="village")
    _take_origin(create)
    free = actions.add_parser(
        "free", help=_("let an administrator who lost their second step choose a new one")
    )
    free.add_argument("--host", required=True, help=_("host name it answers under"))
    free.add_argument("--admin-email", required=True, help=_("whose second step is lost"))
    _take_origin(free)
    actions.add_parser("list", help=_("the authorities of this installation"))


def _take_origin(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--origin",
        default="",
        help=_("address of the site, https://HOST unless given (this machine's for *.localhost)"),
    )


def run(arguments: argparse.Namespace) -> int:
    """Do the chosen action; the exit code."""
    if arguments.action == "list":
        return _list()
    return _free(arguments) if arguments.action == "free" else _create(arguments)


def _free(arguments: argparse.Namespace) -> int:
    """For the last administrator, whom nobody inside can help; others ask an administrator."""
    from parvis.authorities.queries import authority_of_host
    from parvis.foundation.db.scope import acting_for
    from parvis.journal.rules import SYSTEM
    from parvis.people import operations, queries

    host = arguments.host.lower()
    authority = authority_of_host(host)
    if authority is None:
        return _wrong(_("No authority answers under {it}.").format(it=host))
    with acting_for(authority):
        account = queries.account_by_email(arguments.admin_email)
        agent = queries.agent_of(account) if account else None
        if agent is None or not agent.is_active or "admin" not in agent.roles:
            return _wrong(
                _("{it} is no administrator there: an administrator helps everybody else.").format(
                    it=arguments.admin_email
                )
            )
        origin = arguments.origin or letters.origin_of(host)
        operations.free_locked_out(agent=agent, origin=origin, by=SYSTEM)
    print(
        _("{email} chooses a new second step at the next log-in, and gets a letter.").format(
            email=arguments.admin_email
        )
    )
    return 0


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
    """Name, code, parent, members and population; None (and why, printed) when nothing fits, or
    several would."""
    from parvis.adapters.territories import collectivity

    code = arguments.insee or arguments.siren or arguments.department
    found: Collectivity | None = None
    if code:
        found = collectivity(code)
        if found is None or found.kind != _kind_asked(arguments):
            _wrong(_unknown(arguments).format(it=code))
            return None
    elif not arguments.name:
        _wrong(_("Give --insee, --siren, --department, or --name."))
        return None
    else:
        near = _named(arguments.name)
        if len(near) > 1:
            _wrong(_("Several bear this name: choose by the code."))
            for one in near:
                print(f"  {_option(one.kind)} {one.code}  {one.name} ({one.parent})")
            return None
        found = near[0] if near else None
    if found is None:
        return {"name": arguments.name, "kind": "other"}
    return {"name": found.name, **found.columns()}


def _named(name: str) -> "list[Collectivity]":
    """Communes, intercommunalities and départements of this very name."""
    from parvis.adapters.territories import collectivities_named, collectivity, search_communes

    near = [row for row in search_communes(name) if row.name.casefold() == name.casefold()]
    communes = [found for row in near if (found := collectivity(row.code)) is not None]
    return communes + collectivities_named(name)


def _kind_asked(arguments: argparse.Namespace) -> str:
    if arguments.siren:
        return "intercommunality"
    return "department" if arguments.department else "commune"


def _option(kind: str) -> str:
    return {"intercommunality": "--siren", "department": "--department"}.get(kind, "--insee")


def _unknown(arguments: argparse.Namespace) -> str:
    if arguments.siren:
        return _("No intercommunality has the SIREN {it}.")
    if arguments.department:
        return _("No département has the code {it}.")
    return _("No commune has the INSEE code {it}.")


def _open(arguments: argparse.Namespace, identity: dict[str, object]) -> int:
    from demo.load.ready import furnish_from_model
    from parvis.flows.open_authority import open_authority

    origin = arguments.origin or letters.origin_of(arguments.host.lower())
    told = {"postal_address": arguments.address, "phone": arguments.phone}
    open_authority(
        host=arguments.host.lower(),
        identity={**identity, **told},
        admin_email=arguments.admin_email,
        admin_name=arguments.admin_name or arguments.admin_email,
        origin=origin,
        furnish=lambda: furnish_from_model(arguments.model),
    )
    print(_("{name} is open: {origin}").format(name=identity["name"], origin=origin))
    letters.tell_of_invitation(arguments.admin_email)
    if not (arguments.address and arguments.phone):
        print(
            _(
                "Receipts must give the address and the phone of whoever is in charge: fill them "
                "in, in the studio (/reglages/)."
            )
        )
    return 0


def _wrong(sentence: str) -> int:
    print(sentence, file=sys.stderr)
    return 1
