"""What the shops share: a cached install, seeded data, a server on a socket that is handed over, its database."""

from __future__ import annotations

import hashlib
import os
import shutil
import socket
import sqlite3
import subprocess
import sys
import tempfile
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, ClassVar, Self

import httpx

from tests.shops.conftest import NotInstalled

SOFTWARE = Path(__file__).parent / "software"
CACHE = Path(__file__).parents[2] / ".cache" / "shops"
START_SECONDS, STOP_SECONDS = 120, 15
SEED_ORIGIN = "http://origin.invalid"
"""Stands for the shop's origin while data is made, when no port is known yet."""


@dataclass(frozen=True)
class Software:
    """A shop's packages, the steps that fill its data, and how long either may take.

    Our own files for it stand in software/<name>: the package `shop`, with settings and wsgi, and what seeds it.
    """

    name: str
    packages: tuple[str, ...]
    seed_steps: tuple[tuple[str, ...], ...]
    install_seconds: int = 600
    step_seconds: int = 180
    python_below: tuple[int, int] = (4, 0)
    """The first version of Python that the packages do not run on."""

    @property
    def folder(self) -> Path:
        return SOFTWARE / self.name

    @property
    def cache(self) -> Path:
        return CACHE / self.name

    @property
    def data(self) -> Path:
        return self.cache / "data"

    @property
    def python(self) -> Path:
        return self.cache / "venv" / "bin" / "python"

    def prepare(self) -> Path:
        """Install and seed where that is not done yet; gives the Python of the shop. Raises NotInstalled."""
        if sys.version_info >= self.python_below:
            raise NotInstalled(f"{self.name} needs a Python older than {'.'.join(map(str, self.python_below))}")
        venv = "\n".join((sys.base_prefix, sys.version, *self.packages))
        if not self._done("venv", venv):
            shutil.rmtree(self.cache / "venv", ignore_errors=True)
            self._run([sys.executable, "-m", "venv", str(self.cache / "venv")], self.step_seconds)
            install = [str(self.python), "-m", "pip", "install", "--quiet", "--no-input", *self.packages]
            self._run(install, self.install_seconds)
            self._set_done("venv", venv)
        made_from = "\n".join((venv, repr(self.seed_steps), *self._sources()))
        if not self._done("data", made_from):
            shutil.rmtree(self.data, ignore_errors=True)
            self.data.mkdir(parents=True)
            for step in self.seed_steps:
                environment = self.environment(self.data, SHOP_ORIGIN=SEED_ORIGIN)
                self._run([str(self.python), *step], self.step_seconds, environment)
            self._set_done("data", made_from)
        return self.python

    def environment(self, data: Path, **extra: str) -> dict[str, str]:
        """What a shop's process may know: where its data is, and nothing of the tester's own settings."""
        kept = {name: os.environ[name] for name in ("PATH", "HOME", "TMPDIR") if name in os.environ}
        return {**kept, "LANG": "C.UTF-8", "PYTHONDONTWRITEBYTECODE": "1", "SHOP_DATA": str(data), **extra}

    def _sources(self) -> list[str]:
        files = sorted(p for p in self.folder.rglob("*") if p.is_file() and "__pycache__" not in p.parts)
        return [f"{p.relative_to(self.folder)} {p.read_text(encoding='utf-8')}" for p in files]

    def _done(self, what: str, made_from: str) -> bool:
        file = self.cache / f"{what}.done"
        return file.is_file() and file.read_text() == _stamp(made_from)

    def _set_done(self, what: str, made_from: str) -> None:
        (self.cache / f"{what}.done").write_text(_stamp(made_from))

    def _run(self, command: list[str], seconds: int, environment: dict[str, str] | None = None) -> None:
        try:
            self.cache.mkdir(parents=True, exist_ok=True)
            done = subprocess.run(
                command, cwd=self.folder, env=environment, timeout=seconds, capture_output=True, text=True, check=False
            )
        except (OSError, subprocess.TimeoutExpired) as error:
            raise NotInstalled(f"{' '.join(command[1:4])}: {error}") from error
        if done.returncode:
            raise NotInstalled(f"{' '.join(command[1:4])}: {(done.stderr or done.stdout)[-800:]}")


def _stamp(made_from: str) -> str:
    return hashlib.sha256(made_from.encode()).hexdigest()


class ServedShop:
    """A shop at `url` while the block runs, on a fresh copy of its seeded data."""

    software: ClassVar[Software]
    orders_table: ClassVar[str]
    at_start: ClassVar[tuple[str, ...]] = ()
    """Statements that put the true :origin or :host into the data, where a shop keeps it there."""

    def __init__(self) -> None:
        self.url = ""
        self._folder: Path | None = None
        self._process: subprocess.Popen[bytes] | None = None

    def variables(self) -> dict[str, str]:
        """Environment that only this shop reads."""
        return {}

    def __enter__(self) -> Self:
        python = self.software.prepare()
        self._folder = Path(tempfile.mkdtemp(prefix=f"{self.software.name}-"))
        try:
            shutil.copytree(self.software.data, self._folder, dirs_exist_ok=True)
            self._start(python, self._folder)
        except BaseException:
            self.close()
            raise
        return self

    def _start(self, python: Path, folder: Path) -> None:
        """Bind here and hand the socket on: no port is guessed, and the first request waits until the shop answers."""
        with socket.create_server(("127.0.0.1", 0)) as listening, (folder / "log").open("wb") as log:
            host = f"127.0.0.1:{listening.getsockname()[1]}"
            origin = f"http://{host}"
            self.url = f"{origin}/"
            self._tell_data(host=host, origin=origin)
            self._process = subprocess.Popen(
                [str(python), "-m", "gunicorn", "--bind", f"fd://{listening.fileno()}", "--threads", "4",
                 "--timeout", str(START_SECONDS), "--log-level", "warning", "shop.wsgi"],
                cwd=self.software.folder, stdout=log, stderr=log, pass_fds=(listening.fileno(),),
                env=self.software.environment(folder, SHOP_ORIGIN=origin, **self.variables()),
            )  # fmt: skip
            try:
                answer = httpx.get(self.url, timeout=START_SECONDS, follow_redirects=True)
            except httpx.HTTPError as error:
                raise RuntimeError(f"the shop did not start: {error}\n{self.log()}") from error
        if answer.status_code != 200:
            raise RuntimeError(f"the shop answers {answer.status_code}\n{self.log()}")

    def _tell_data(self, **known: str) -> None:
        with closing(sqlite3.connect(self.folder / "db.sqlite3")) as database, database:
            for statement in self.at_start:
                database.execute(statement, known)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the server by its own process and remove its data."""
        if self._process is not None:
            self._process.terminate()
            try:
                self._process.wait(STOP_SECONDS)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()
            self._process = None
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)
            self._folder = None

    def log(self) -> str:
        """What the server said, last 2000 characters."""
        return (self.folder / "log").read_text(errors="replace")[-2000:]

    def count(self, table: str) -> int:
        """Rows of a table of the shop's database."""
        return int(self.ask(f"SELECT count(*) FROM {table}")[0][0])

    def orders(self) -> int:
        """Orders placed since the start."""
        return self.count(self.orders_table)

    def ask(self, query: str) -> list[tuple[Any, ...]]:
        """What the shop's database answers; it cannot be written this way."""
        with closing(sqlite3.connect(f"file:{self.folder / 'db.sqlite3'}?mode=ro", uri=True)) as database:
            return database.execute(query).fetchall()

    @property
    def folder(self) -> Path:
        """Where the running shop keeps its data."""
        if self._folder is None:
            raise RuntimeError("the shop is not running")
        return self._folder
