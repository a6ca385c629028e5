"""`parvis erase`: erase what a person said and left in one authority, or one request alone."""

import argparse

from parvis.commands.words import _


def configure(parser: argparse.ArgumentParser) -> None:
    """Whose data, and where."""
    parser.add_argument("--host", required=True, help=_("host name of the authority"))
    parser.add_argument("--email", default="", help=_("the person's e-mail address"))
    parser.add_argument("--phone", default="", help=_("the person's phone number"))
    parser.add_argument(
        "--reference", default="", help=_("a request's reference: what was said under it alone")
    )


def run(arguments: argparse.Namespace) -> int:
    """Erase, and say what was."""
    from parvis.authorities.queries import authority_of_host
    from parvis.flows.forget import erase_person, erase_request
    from parvis.journal.rules import Actor

    authority = authority_of_host(arguments.host)
    if authority is None:
        print(_("No authority answers under {host}.").format(host=arguments.host))
        return 1
    by = Actor("system")
    if arguments.reference:
        done = erase_request(authority, reference=arguments.reference, by=by)
        if not done.reports:
            print(
                _("No request bears the reference {reference}.").format(
                    reference=arguments.reference
                )
            )
            return 1
    elif arguments.email or arguments.phone:
        done = erase_person(authority, by=by, email=arguments.email, phone=arguments.phone)
    else:
        print(_("Give --email, --phone or --reference."))
        return 1
    print(
        _(
            "Erased: {reports} reports, {followers} follow-ups, {accounts} accounts,"
            " {traces} drafts, links and messages."
        ).format(
            reports=len(done.reports),
            followers=len(done.followers),
            accounts=len(done.accounts),
            traces=done.traces,
        )
    )
    for one in done.passed_on:
        print(
            _(
                "{reference} was passed on to {name} ({address}) on {day}: tell them that it is"
                " erased here (GDPR, article 19)."
            ).format(
                reference=one.reference,
                name=one.name,
                address=one.address,
                day=f"{one.sent_at:%Y-%m-%d}",
            )
        )
    return 0
