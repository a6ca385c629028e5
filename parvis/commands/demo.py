"""`parvis demo`: load the made-up town, show its log-ins, or make a benchmark's volume."""

import argparse
from pathlib import Path

from config.environment import secrets_folder
from parvis.commands import serving
from parvis.commands.words import _

DEFAULT_REPORTS = 20_000


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the actions."""
    parser.add_argument(
        "action", nargs="?", choices=("load", "login"), default="load", help=_("load or login")
    )
    parser.add_argument(
        "--reports", type=int, default=DEFAULT_REPORTS, help=_("how many reports to make up")
    )


def run(arguments: argparse.Namespace) -> int:
    """Do the chosen action; the exit code."""
    if arguments.action == "login":
        return show_logins()
    return load_once(arguments.reports)


def logins_file() -> Path:
    """Where this installation's demonstration log-ins are kept."""
    return secrets_folder() / "demo-logins.json"


def load_once(reports: int = DEFAULT_REPORTS) -> int:
    """Load the demonstration unless it is there already; its log-ins are shown as soon as they
    are good, long before the whole history is in."""
    from rich.progress import Progress as Bar
    from rich.progress import TimeElapsedColumn

    from demo.load.installation import BesideRealOnes, Progress, is_loaded, load_all
    from demo.load.volume import FROM, load_volume

    if is_loaded(reports):
        return show_logins()
    labels = {
        "town": _("Drawing the town"),
        "recent": _("The last twelve weeks"),
        "older": _("The two years before"),
    }
    try:
        with Bar(*Bar.get_default_columns(), TimeElapsedColumn()) as bar:
            task = bar.add_task(labels["town"], total=reports)

            def told(progress: Progress) -> None:
                if progress.phase == "settled":
                    say_where()
                    show_logins()
                    return
                bar.update(task, completed=progress.done, description=labels[progress.phase])

            load = load_volume if reports > FROM else load_all
            load(reports, logins=logins_file(), told=told)
    except BesideRealOnes:
        print(_("A real authority lives in this database: the demonstration is not loaded."))
        return 1
    # Once more, with the village's, and codes that are good now.
    show_logins()
    return 0


def say_where() -> None:
    """Print the town's address once it truly answers; nothing while no site is up here."""
    from demo.load.installation import TOWN_HOSTS

    address, port, town = serving.host(), serving.port(), TOWN_HOSTS[0]
    if serving.wait_until_it_answers(
        address, port, still_alive=lambda: not serving.is_free(address, port), town=town
    ):
        print(_("The site answers: {address}").format(address=f"http://{town}:{port}/"))


def show_logins() -> int:
    """Print each log-in with the code that its second factor asks for now."""
    from demo.load.people import kept
    from parvis.foundation.clock import now
    from parvis.people import totp

    logins = kept(logins_file())
    if not logins:
        print(_("No demonstration is loaded here."))
        return 1
    period = int(now().timestamp()) // totp.PERIOD_SECONDS
    left = totp.PERIOD_SECONDS - int(now().timestamp()) % totp.PERIOD_SECONDS
    print(_row(_("Address"), _("Role"), _("E-mail"), _("Password"), _("Code")))
    for login in logins:
        code = totp.code_at(login.secret, period)
        address = f"http://{login.host}:{serving.port()}/"
        print(_row(address, login.role, login.email, login.password, code))
    print(
        _("The last column is the code of the second factor, good for {left} more seconds;").format(
            left=left
        )
    )
    print(_("run this again for the next one: parvis demo login"))
    return 0


def _row(address: str, role: str, email: str, password: str, code: str) -> str:
    return f"{address:36} {role:9} {email:44} {password:40} {code}"
