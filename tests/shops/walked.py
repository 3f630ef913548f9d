"""What walking a real shop came to, and the table of all of them that the run prints at its end."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from casetrust_audit import pipeline
from casetrust_audit.collect import collector
from casetrust_audit.model.journey import Journey
from casetrust_audit.model.result import AuditResult, Trail
from casetrust_audit.settings import LOOPBACK_ONLY, Settings, apply
from casetrust_audit.text.charge_words import charge_name
from tests.shops.serving import ServedShop

PRINTED: list[tuple[str, str, str, str, int, float]] = []
"""Shop, scenario, end, steps, actions, seconds: a row a journey."""


@dataclass(frozen=True)
class Walked:
    result: AuditResult
    orders: int

    @property
    def trail(self) -> Trail:
        (only,) = self.result.trails
        return only

    @property
    def charges(self) -> dict[str, tuple[str, str, str]]:
        """Amount, step it was first seen at, and how well it was told before checkout, by the charge's name."""
        return {charge_name(c).strip("+ "): (str(c.money), c.first_step, c.level) for c in self.trail.charges}

    def total_at(self, step: str) -> str:
        """The sum a step states, or what its lines come to where it states none; the first capture of the step."""
        found = next(s for s in self.trail.steps if s.name == step)
        return str(found.total or found.computed)


def walk(name: str, shop: ServedShop, root: Path, start: str = "", **config: Any) -> Walked:
    """Collect and judge the running shop. `config` is what a configuration file may say."""
    settings = Settings(url=start or shop.url, own_site=True, resolver_rule=LOOPBACK_ONLY, screenshots=False)
    bundle = collector.collect(apply(settings, config, "test"), root / "bundle")
    result = pipeline.check(bundle, pipeline.rule_set()).result
    for journey in result.journeys:
        PRINTED.append((name, journey.scenario, journey.end, _steps(journey), journey.actions, journey.seconds))
    return Walked(result, shop.orders())


def _steps(journey: Journey) -> str:
    return " > ".join(dict.fromkeys(step.name for step in journey.steps))
