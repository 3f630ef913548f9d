"""django-oscar on loopback: installed once into .cache/shops/oscar, a fresh copy of its seeded data for each start."""

from __future__ import annotations

import hashlib
import os
import shutil
import socket
import sqlite3
import subprocess
import sys
import tempfile
from contextlib import AbstractContextManager, closing
from decimal import Decimal
from pathlib import Path
from types import TracebackType
from typing import Any

import httpx

from tests.shops.conftest import NotInstalled

PACKAGES = (
    "django-oscar[sorl-thumbnail]==4.2.1",
    "Django==5.2.*",
    "whoosh==2.7.4",
    "pycountry==26.2.16",
    "whitenoise==6.12.0",
    "gunicorn==27.0.1",
    "pillow==13.0.0",
)
SOFTWARE = Path(__file__).parent / "software" / "oscar"
CACHE = Path(__file__).parents[2] / ".cache" / "shops" / "oscar"
INSTALL_SECONDS, STEP_SECONDS, START_SECONDS, STOP_SECONDS = 600, 180, 60, 15

SEED_STEPS = (
    ("manage.py", "migrate", "--verbosity=0"),
    ("manage.py", "oscar_populate_countries", "--initial-only"),
    ("seed.py",),
    ("manage.py", "rebuild_index", "--noinput", "--verbosity=0"),
)


def prepare() -> Path:
    """Install and seed where that is not done yet; gives the Python of the shop. Raises NotInstalled."""
    python = CACHE / "venv" / "bin" / "python"
    if not _done("venv", "\n".join(PACKAGES)):
        shutil.rmtree(CACHE / "venv", ignore_errors=True)
        _run([sys.executable, "-m", "venv", str(CACHE / "venv")], STEP_SECONDS)
        _run([str(python), "-m", "pip", "install", "--quiet", "--no-input", *PACKAGES], INSTALL_SECONDS)
        _set_done("venv", "\n".join(PACKAGES))
    made_from = "\n".join((*PACKAGES, *(f"{p.name} {p.read_text()}" for p in sorted(SOFTWARE.rglob("*.py")))))
    if not _done("data", made_from):
        shutil.rmtree(CACHE / "data", ignore_errors=True)
        (CACHE / "data").mkdir(parents=True)
        for step in SEED_STEPS:
            _run([str(python), *step], STEP_SECONDS, _environment(CACHE / "data"))
        _set_done("data", made_from)
    return python


def _stamp(made_from: str) -> str:
    return hashlib.sha256(made_from.encode()).hexdigest()


def _done(what: str, made_from: str) -> bool:
    file = CACHE / f"{what}.done"
    return file.is_file() and file.read_text() == _stamp(made_from)


def _set_done(what: str, made_from: str) -> None:
    (CACHE / f"{what}.done").write_text(_stamp(made_from))


def _environment(data: Path, **extra: str) -> dict[str, str]:
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "TMPDIR") if name in os.environ}
    return {**kept, "LANG": "C.UTF-8", "PYTHONDONTWRITEBYTECODE": "1", "SHOP_DATA": str(data), **extra}


def _run(command: list[str], seconds: int, environment: dict[str, str] | None = None) -> None:
    try:
        CACHE.mkdir(parents=True, exist_ok=True)
        done = subprocess.run(
            command, cwd=SOFTWARE, env=environment, timeout=seconds, capture_output=True, text=True, check=False
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise NotInstalled(f"{' '.join(command[1:4])}: {error}") from error
    if done.returncode:
        raise NotInstalled(f"{' '.join(command[1:4])}: {(done.stderr or done.stdout)[-800:]}")


class OscarShop(AbstractContextManager["OscarShop"]):
    """The running shop at `url`. `profile` is honest or drip; without `guests` checkout asks for a login."""

    def __init__(self, profile: str = "honest", *, guests: bool = True) -> None:
        self.profile, self.guests = profile, guests
        self.url = ""
        self._folder: Path | None = None
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> OscarShop:
        python = prepare()
        self._folder = Path(tempfile.mkdtemp(prefix="oscar-"))
        shutil.copytree(CACHE / "data", self._folder, dirs_exist_ok=True)
        try:
            self._start(python, self._folder)
        except BaseException:
            self.close()
            raise
        return self

    def _start(self, python: Path, folder: Path) -> None:
        """Bind here and hand the socket on: no port is guessed, and the first request waits until the shop answers."""
        environment = _environment(folder, PROFILE=self.profile, ANON="1" if self.guests else "0")
        with socket.create_server(("127.0.0.1", 0)) as listening, (folder / "log").open("wb") as log:
            self.url = f"http://127.0.0.1:{listening.getsockname()[1]}/"
            self._process = subprocess.Popen(
                [str(python), "-m", "gunicorn", "--bind", f"fd://{listening.fileno()}", "--threads", "4",
                 "--log-level", "warning", "shop.wsgi"],
                cwd=SOFTWARE, env=environment, stdout=log, stderr=log, pass_fds=(listening.fileno(),),
            )  # fmt: skip
            try:
                answer = httpx.get(self.url, timeout=START_SECONDS, follow_redirects=True)
            except httpx.HTTPError as error:
                raise RuntimeError(f"the shop did not start: {error}\n{self.log()}") from error
        if answer.status_code != 200:
            raise RuntimeError(f"the shop answers {answer.status_code}\n{self.log()}")

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
        return (self._running / "log").read_text(errors="replace")[-2000:]

    def count(self, table: str) -> int:
        """Rows of a table of the shop's database, e.g. order_order."""
        return int(self._ask(f"SELECT count(*) FROM {table}")[0][0])

    def orders(self) -> int:
        """Orders placed since the start."""
        return self.count("order_order")

    def prices(self) -> dict[str, tuple[Decimal, bool]]:
        """Net price of each item, and whether it is posted, by its title."""
        found = self._ask(
            "SELECT p.title, s.price, c.requires_shipping FROM catalogue_product p"
            " JOIN partner_stockrecord s ON s.product_id = p.id"
            " JOIN catalogue_productclass c ON c.id = p.product_class_id"
        )
        return {title: (Decimal(str(price)).quantize(Decimal("0.01")), bool(posted)) for title, price, posted in found}

    def _ask(self, query: str) -> list[tuple[Any, ...]]:
        with closing(sqlite3.connect(f"file:{self._running / 'db.sqlite3'}?mode=ro", uri=True)) as database:
            return database.execute(query).fetchall()

    @property
    def _running(self) -> Path:
        if self._folder is None:
            raise RuntimeError("the shop is not running")
        return self._folder
