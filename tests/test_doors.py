"""The doors: Makefile, docker-compose.yml, Dockerfile, .env.example.

No container engine is needed. What the files promise is read from them, and each service's very
command runs with its very environment as an ordinary process that is not root; only the database's
address and the port are others.
"""

import http.client
import json
import os
import pwd
import re
import shutil
import socket
import subprocess
import sys
import time
from pathlib import Path

import psycopg
import pytest
import yaml

from claimtracker import embedded

ROOT = Path(__file__).parent.parent
COMPOSE = (ROOT / "docker-compose.yml").read_text()
DOCKERFILE = (ROOT / "Dockerfile").read_text()
EXAMPLE = (ROOT / ".env.example").read_text()

REQUIRED = {name: f"{name.lower()}-of-a-test" for name in re.findall(r"\{(\w+):\?", COMPOSE)}
REQUIRED["ALLOWED_HOSTS"] = "claims.example.org, other.example.org"
VARIABLE = re.compile(r"\$\{(\w+)(?::([-?])([^}]*))?\}")

needs_compose = pytest.mark.skipif(
    not shutil.which("docker-compose"), reason="docker-compose is not installed"
)


def docker_compose_config(**environment):
    return subprocess.run(
        ["docker-compose", "--env-file", ".env.example", "config"],
        cwd=ROOT, env={"PATH": os.environ["PATH"], **environment},
        text=True, capture_output=True, check=False,
    )  # fmt: skip


def interpolated(node):
    """Put values for variables as compose does: in the strings, after the YAML is read."""
    if isinstance(node, dict):
        return {key: interpolated(value) for key, value in node.items()}
    if isinstance(node, list):
        return [interpolated(value) for value in node]
    if not isinstance(node, str):
        return node
    return VARIABLE.sub(lambda found: REQUIRED.get(found[1], found[3] or ""), node)


@pytest.fixture(scope="module")
def services():
    """The services as compose sees them once the required variables are set."""
    return interpolated(yaml.safe_load(COMPOSE))["services"]


# --- What the files say ---


@needs_compose
def test_docker_compose_reads_the_file_as_we_do(services):
    done = docker_compose_config(**REQUIRED)
    assert done.returncode == 0, done.stderr
    theirs = yaml.safe_load(done.stdout)["services"]
    assert {name: each.get("environment") for name, each in theirs.items()} == {
        name: each.get("environment") for name, each in services.items()
    }


@needs_compose
@pytest.mark.parametrize("name", sorted(REQUIRED))
def test_compose_starts_nothing_without(name):
    done = docker_compose_config(**{**REQUIRED, name: ""})
    assert done.returncode != 0
    assert "set it in .env" in done.stderr


def test_every_secret_is_required_and_none_has_a_default():
    secrets = [each for each in VARIABLE.findall(COMPOSE) if re.search("SECRET|PASS", each[0])]
    assert {name for name, _, _ in secrets} <= set(REQUIRED)
    assert {kind for _, kind, _ in secrets} == {"?"}
    assert not re.search(r"^(ARG|ENV)\b.*(SECRET|PASS)", DOCKERFILE, re.M)


def test_the_example_holds_no_value_for_what_is_required():
    values = dict(re.findall(r"^(\w+)=(.*)$", EXAMPLE, re.M))
    assert values == dict.fromkeys(REQUIRED, "")


def test_the_example_names_every_variable_that_is_read():
    settings = (ROOT / "claimtracker" / "settings.py").read_text()
    read = set(re.findall(r"(?:env\.\w+|environ\.get|_required)\(\s*\"([A-Z_]+)\"", settings))
    read |= {name for name, _, _ in VARIABLE.findall(COMPOSE)}
    assert read <= set(re.findall(r"^#?([A-Z_]+)=", EXAMPLE, re.M))


def test_only_the_web_service_publishes_a_port_and_only_to_this_host(services):
    published = {name: each["ports"] for name, each in services.items() if "ports" in each}
    assert published == {"web": ["127.0.0.1:8000:8000"]}


def test_the_database_keeps_its_data_where_postgresql_18_looks_for_it(services):
    assert services["db"]["image"] == "postgres:18"
    assert services["db"]["volumes"] == ["postgres:/var/lib/postgresql"]


@pytest.mark.parametrize("name", ["roles", "migrate", "web"])
def test_a_container_of_ours_can_change_nothing_and_gain_nothing(services, name):
    assert services[name]["read_only"] is True
    assert services[name]["cap_drop"] == ["ALL"]
    assert services[name]["security_opt"] == ["no-new-privileges:true"]


def test_the_site_starts_after_the_migrations_and_they_after_a_healthy_database(services):
    conditions = {
        (name, before): how["condition"]
        for name, each in services.items()
        for before, how in each.get("depends_on", {}).items()
    }
    assert conditions == {
        ("roles", "db"): "service_healthy",
        ("migrate", "roles"): "service_completed_successfully",
        ("web", "db"): "service_healthy",
        ("web", "migrate"): "service_completed_successfully",
    }


def test_the_image_is_no_root_and_takes_only_hashed_packages():
    assert re.findall(r"^USER (.+)$", DOCKERFILE, re.M) == ["10001:10001"]
    installs = re.findall(r"pip install .*", DOCKERFILE)
    assert installs and all("--require-hashes" in install for install in installs)


# --- What make says ---


def make(*arguments):
    environment = {name: value for name, value in os.environ.items() if "MAKE" not in name}
    return subprocess.run(
        ["make", *arguments], cwd=ROOT, env=environment, text=True, capture_output=True, check=False
    )


def test_make_alone_lists_what_can_be_done():
    told = make().stdout
    assert all(f"\n  {target} " in told for target in ("demo", "setup", "test", "stop", "lint"))


def test_a_port_in_use_is_told_before_anything_is_done():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        done = make("demo", f"PORT={taken.getsockname()[1]}")
    assert done.returncode != 0
    assert "in use" in done.stderr
    assert done.stdout == ""


def test_a_missing_python_is_told_with_its_package():
    done = make("python", "PYTHON=no-such-python")
    assert done.returncode != 0
    assert "apt install python3" in done.stderr


# --- What the services do ---


def not_root(command):
    """The command as an ordinary user, who may read what root may: the tree can be root's own."""
    if os.geteuid() != 0:
        return command
    nobody = pwd.getpwnam("nobody")
    who = [f"--reuid={nobody.pw_uid}", f"--regid={nobody.pw_gid}", "--clear-groups"]
    reading = ["--inh-caps=+dac_read_search", "--ambient-caps=+dac_read_search"]
    allowed = subprocess.run(["setpriv", *reading, "true"], capture_output=True, check=False)
    return ["setpriv", *who, *(reading if allowed.returncode == 0 else []), "--", *command]


class Stack:
    """The services as processes on a throw-away database that has no roles of ours yet."""

    def __init__(self, services):
        self.services = services
        self.cluster = embedded.throwaway()
        self.cluster.start()
        self.cluster.stop()
        with (self.cluster.data / "pg_ident.conf").open("a") as people:
            people.write("claimtracker nobody all\n")
        self.cluster.start()
        with self.connect(embedded.SUPERUSER, "postgres") as connection:
            connection.execute("DROP DATABASE claimtracker")
            connection.execute("DROP ROLE claimtracker, claimtracker_owner")

    def connect(self, role, dbname=embedded.DATABASE):
        to = self.cluster.parameters(role, dbname)
        return psycopg.connect(
            host=to["HOST"], port=to["PORT"], user=role, dbname=dbname, autocommit=True
        )

    def start(self, name, command, output=subprocess.PIPE, **changed):
        """Start a service's command with its own environment, but for the database's address."""
        declared = self.services[name].get("environment", {})
        environment = {key: str(value) for key, value in declared.items()} | changed
        if "DATABASE_URL" in environment:
            address = r"postgres://(\w+):.+@db:5432/claimtracker"
            role = re.fullmatch(address, environment["DATABASE_URL"])[1]
            environment["DATABASE_URL"] = self.cluster.url(role)
        programs = [Path(sys.executable).parent, Path(embedded.executable("psql")).parent]
        environment["PATH"] = os.pathsep.join([*map(str, programs), os.environ["PATH"]])
        return subprocess.Popen(
            not_root(command), cwd=ROOT, env={"PYTHONDONTWRITEBYTECODE": "1", **environment},
            text=True, stdout=output, stderr=subprocess.STDOUT,
        )  # fmt: skip

    def run(self, name):
        """Run a one-shot service to its end and return what it printed."""
        here = {"PGHOST": self.cluster.parameters("")["HOST"]} if name == "roles" else {}
        process = self.start(name, self.services[name]["command"], **here)
        output, _ = process.communicate(timeout=120)
        assert process.returncode == 0, output
        return output


@pytest.fixture(scope="module")
def stack(services):
    """Roles made and migrations run, as compose would."""
    made = Stack(services)
    try:
        made.run("roles")
        made.run("migrate")
        yield made
    finally:
        made.cluster.destroy()


@pytest.fixture(scope="module")
def web(stack, tmp_path_factory):
    """The site, served by the image's own command on a free port; its port and process."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = json.loads(re.search(r"^CMD (.+)$", DOCKERFILE, re.M)[1])
    command = [each.replace("0.0.0.0:8000", f"127.0.0.1:{port}") for each in command]
    log = tmp_path_factory.mktemp("web") / "log"
    with log.open("w") as output, stack.start("web", command, output) as process:
        yield port, process
        process.terminate()
    print(log.read_text())  # pytest shows it when a test failed


def healthy(stack, port, seconds=30):
    """Ask as docker would, with the service's own healthcheck, until it says yes."""
    check = stack.services["web"]["healthcheck"]["test"]
    assert check[0] == "CMD"
    command = [each.replace(":8000", f":{port}") for each in check[1:]]
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        process = stack.start("web", command)
        output, _ = process.communicate()
        if process.returncode == 0:
            return True
    raise AssertionError(output)


def test_the_roles_get_the_passwords_of_the_environment_and_may_be_made_twice(stack):
    stack.run("roles")
    question = (
        "SELECT rolname, rolsuper, rolpassword FROM pg_authid WHERE rolname ~ '^claimtracker'"
    )
    with stack.connect(embedded.SUPERUSER) as connection:
        found = connection.execute(question).fetchall()
    assert {(name, superuser) for name, superuser, _ in found} == {
        ("claimtracker", False), ("claimtracker_owner", False),
    }  # fmt: skip
    assert all(password.startswith("SCRAM-SHA-256$") for _, _, password in found)


def test_migrations_may_be_run_twice(stack):
    assert "No migrations to apply" in stack.run("migrate")


def test_the_tables_are_the_owners_and_the_site_may_read_them(stack):
    with stack.connect("claimtracker") as connection:
        owners = "SELECT DISTINCT tableowner FROM pg_tables WHERE schemaname = 'public'"
        assert connection.execute(owners).fetchall() == [("claimtracker_owner",)]
        assert connection.execute("SELECT count(*) FROM claimtracker_article").fetchone() == (0,)


def test_the_site_answers_its_healthcheck_and_is_not_root(stack, web):
    port, process = web
    assert healthy(stack, port)
    assert Path(f"/proc/{process.pid}").stat().st_uid != 0


def test_the_site_sends_people_to_https(stack, web):
    port, _ = web
    healthy(stack, port)
    site = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    site.request("GET", "/", headers={"Host": "claims.example.org"})
    answer = site.getresponse()
    site.close()
    assert (answer.status, answer.headers["Location"]) == (301, "https://claims.example.org/")
