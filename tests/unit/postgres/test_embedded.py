"""The embedded server's folder, socket and passwords, without starting it."""

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from parvis.adapters.postgres import EmbeddedServer
from parvis.adapters.postgres.account import Account, give, let_through, service_account
from parvis.adapters.postgres.embedded import kept_secret
from parvis.adapters.postgres.sockets import LONGEST_ADDRESS, open_folder, socket_folder


def test_the_socket_lies_beside_the_data_when_its_path_is_short(tmp_path: Path) -> None:
    assert socket_folder(Path("/srv/parvis")) == Path("/srv/parvis/socket")


def test_a_long_path_has_a_short_socket_of_its_own() -> None:
    long, other = Path("/srv") / ("x" * 90), Path("/srv") / ("y" * 90)
    found = socket_folder(long)
    assert len(str(found / ".s.PGSQL.5432")) <= LONGEST_ADDRESS
    assert found == socket_folder(long)
    assert found != socket_folder(other)


def test_a_socket_folder_that_leads_elsewhere_is_refused(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "socket").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(PermissionError, match="belongs to another account"):
        open_folder(tmp_path / "socket", service_account())


def test_a_socket_folder_of_somebody_else_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "socket"
    folder.mkdir()
    mine = folder.stat().st_uid
    stranger = Account(mine + 1, mine + 1, switch=False)
    with pytest.MonkeyPatch.context() as patch, pytest.raises(PermissionError):
        patch.setattr("os.geteuid", lambda: mine + 1)
        open_folder(folder, stranger)


def test_the_folder_is_closed_to_all_others(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    give(service_account(), folder)
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_the_way_is_opened_for_passing_only(tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o700)
    (closed / "data").mkdir()
    stranger = Account(closed.stat().st_uid + 1, closed.stat().st_gid + 1, switch=True)
    let_through(stranger, closed / "data")
    assert stat.S_IMODE(closed.stat().st_mode) == 0o701


def test_an_ordinary_account_opens_nothing(tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o700)
    let_through(Account(1, 1, switch=False), closed / "data")
    assert stat.S_IMODE(closed.stat().st_mode) == 0o700


def test_a_secret_is_made_once_however_many_ask_at_the_same_time(tmp_path: Path) -> None:
    path = tmp_path / "secrets" / "one"
    with ThreadPoolExecutor(8) as pool:
        given = set(pool.map(lambda _: kept_secret(path), range(32)))
    assert given == {path.read_text()}
    assert len(path.read_text()) >= 40
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [entry.name for entry in path.parent.iterdir()] == ["one"]


def test_each_role_has_its_own_password_in_its_address(tmp_path: Path) -> None:
    server = EmbeddedServer(tmp_path, secrets_folder=tmp_path / "secrets")
    app, owner = (urlsplit(server.url(role)) for role in ("parvis_app", "parvis_owner"))
    assert app.username == "parvis_app"
    assert app.password != owner.password
    assert parse_qs(app.query)["host"] == [str(server.socket)]


def test_nothing_runs_before_the_first_start(tmp_path: Path) -> None:
    server = EmbeddedServer(tmp_path, secrets_folder=tmp_path / "secrets")
    assert not server.running()
    server.stop()


def test_the_number_of_another_process_does_not_pass_for_the_server(tmp_path: Path) -> None:
    server = EmbeddedServer(tmp_path, secrets_folder=tmp_path / "secrets")
    server.data.mkdir()
    (server.data / "postmaster.pid").write_text("1\n/elsewhere\n")
    assert not server.running()
