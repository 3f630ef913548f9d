"""Collects demo shops in processes of their own, two at a time: what tests judge is what they wrote."""

from __future__ import annotations

import time
from collections.abc import Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from casetrust_audit.collect.collector import collect
from casetrust_audit.demo.company import ACCREDITED
from casetrust_audit.demo.server import DemoShop
from casetrust_audit.errors import AuditError
from casetrust_audit.settings import LOOPBACK_ONLY, Settings

WORKERS = 2
LONGEST = 3600.0
"""Seconds until a shop must be collected, counted from when it is asked after: those before it take their time."""
PAGES = 24
"""Enough for every role of the demo shop and for several of its products; absences count from 20 on."""
MORE_PAGES = 32
NEED_MORE = frozenset({"refused-in-stock", "no-stock-status"})
"""Switches that show on few products, so that more of them must be looked at."""


@dataclass(frozen=True)
class Collected:
    """What came of collecting one demo shop."""

    name: str
    bundle: Path
    received: dict[str, int]
    error: str
    exit_code: int
    seconds: float


def collect_demo(
    name: str, defects: tuple[str, ...], root: Path, screenshots: bool, coats: tuple[str, ...] = ()
) -> Collected:
    """Collect the demo shop with the defects, in the coats, over loopback only."""
    bundle, began = root / (name or "honest"), time.monotonic()
    error, code = "", 0
    with DemoShop(defects, coats=coats) as shop:
        settings = Settings(
            url=shop.url, plain_url=shop.plain_url, ca_file=shop.ca_file, resolver_rule=LOOPBACK_ONLY,
            price_log=shop.price_log, dns_server=shop.dns, accredited_names=ACCREDITED,
            max_pages=MORE_PAGES if NEED_MORE & set(defects) else PAGES, screenshots=screenshots,
        )  # fmt: skip
        try:
            collect(settings, bundle)
        except AuditError as failure:
            error, code = str(failure), failure.exit_code
        assert not shop.errors, shop.errors
        received = dict(shop.received.counts())
    return Collected(name or "honest", bundle, received, error, code, time.monotonic() - began)


def collect_all(
    shops: Mapping[str, tuple[str, ...]], root: Path, *, screenshots: bool = False,
    coats: Mapping[str, tuple[str, ...]] | None = None,
) -> dict[str, Collected]:  # fmt: skip
    """Collect several demo shops, two at a time; `coats` says in which coats. A fork would share the parent's browser:
    processes are spawned."""
    from multiprocessing import get_context

    worn = coats or {}
    with ProcessPoolExecutor(WORKERS, mp_context=get_context("spawn")) as pool:
        jobs = {
            name: pool.submit(collect_demo, name, defects, root, screenshots, worn.get(name, ()))
            for name, defects in shops.items()
        }
        return {name: job.result(LONGEST) for name, job in jobs.items()}
