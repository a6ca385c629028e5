"""What a command says of the letter that invites whoever will set a town up."""

from parvis.commands import serving
from parvis.commands.words import _


def origin_of(host: str) -> str:
    """The site's address under a host name: of this machine's own names, the one that `make run`
    answers under."""
    if host == "localhost" or host.endswith(".localhost"):
        return f"http://{host}:{serving.port()}"
    return f"https://{host}"


def tell_of_invitation(email: str) -> None:
    """Print where the letter goes: to its reader, or into a folder while no mail leaves."""
    from django.conf import settings

    print(
        _("{email} gets a letter with a link to choose a password and a second factor.").format(
            email=email
        )
    )
    if settings.PARVIS_MAIL.endswith(".FolderMail"):
        print(
            _(
                "No mail leaves this installation yet: the worker (it runs with make run) puts the "
                "letter into {folder}, as the newest file. Open it, and follow its link."
            ).format(folder=settings.PARVIS_MAIL_FOLDER)
        )
