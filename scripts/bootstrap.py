"""Makes a checkout ready to run: a virtual environment in .venv, the package in it, and a browser.

    python3 scripts/bootstrap.py

Needs nothing but Python with venv, and does nothing where all is in place. It must start on an old Python too,
to be able to say that a newer one is needed.
"""

import hashlib
import json
import os
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
STAMP = VENV / "bootstrap.json"
PIP_SECONDS = 1200


def say(text: str) -> None:
    """Talk to the person; stdout stays free for data."""
    sys.stderr.write(text + "\n")
    sys.stderr.flush()


def stop(text: str) -> None:
    """End with one line that says what to do."""
    say("bootstrap: " + text)
    sys.exit(1)


def wanted() -> "dict[str, str]":
    """What the environment must have been made from to be used as it is."""
    return {
        "project": hashlib.sha256((ROOT / "pyproject.toml").read_bytes()).hexdigest(),
        "place": str(VENV),
        "chosen_browser": os.environ.get("CASETRUST_BROWSER", ""),
    }


def stamped() -> "dict[str, str]":
    """What the environment was made from; empty where that is not known."""
    try:
        stamp = json.loads(STAMP.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return stamp if isinstance(stamp, dict) else {}


def stamp_as(stamp: "dict[str, str]") -> None:
    """Remember what the environment was made from."""
    STAMP.write_text(json.dumps(stamp, indent=1) + "\n", encoding="utf-8")


def works() -> bool:
    """True where .venv holds a Python that runs from there and is new enough."""
    script = "import pip, sys; assert sys.version_info >= (3, 11) and sys.prefix != sys.base_prefix; print(sys.prefix)"
    try:
        done = subprocess.run(
            [str(PYTHON), "-c", script],
            capture_output=True,
            text=True,
            timeout=60,
            stdin=subprocess.DEVNULL,
            check=True,
        )
    except (OSError, subprocess.SubprocessError):
        return False
    return Path(done.stdout.strip()).resolve() == VENV.resolve()


def make_environment() -> None:
    """A fresh .venv."""
    say("Creating the virtual environment .venv ...")
    done = subprocess.run(
        [sys.executable, "-m", "venv", "--clear", str(VENV)], capture_output=True, text=True, check=False
    )
    if done.returncode != 0 or not works():
        version = f"{sys.version_info[0]}.{sys.version_info[1]}"
        say((done.stdout + done.stderr).strip()[-500:])
        stop(
            f"Python {version} cannot make virtual environments. On Debian or Ubuntu: sudo apt-get install python3-venv"
        )


def install_package() -> None:
    """The package, editable, with the tools its tests need."""
    say("Installing the package and its tools into .venv (about 250 MB, one to three minutes) ...")
    command = [str(PYTHON), "-m", "pip", "install", "-qq", "--disable-pip-version-check", "--no-input"]
    command += ["--editable", f"{ROOT}[dev]"]
    try:
        done = subprocess.run(command, cwd=ROOT, stdin=subprocess.DEVNULL, timeout=PIP_SECONDS, check=False)
    except subprocess.TimeoutExpired:
        stop(f"pip was not done after {PIP_SECONDS} s. Check the network, then run the same command again.")
    if done.returncode != 0:
        stop("pip could not install the package (its message is above). Check the network and run again.")


def ensure_browser() -> str:
    """Path of the browser, "" for Playwright's own."""
    say("Looking for a Chromium ...")
    done = subprocess.run(
        [str(PYTHON), "-m", "casetrust_audit.collect.browser_install"],
        cwd=ROOT, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True, check=False,
    )  # fmt: skip
    if done.returncode != 0:
        stop("no browser, and the tool needs one (see above).")
    return done.stdout.strip()


def main() -> None:
    """Do what is missing, and nothing where all is in place."""
    if sys.version_info < (3, 11):  # noqa: UP036 - this is where the message for an older Python comes from
        stop(
            f"Python 3.11 or later is needed, this is {sys.version.split()[0]}. Choose one: make PYTHON=python3.12 ..."
        )
    started = time.monotonic()
    goal, stamp = wanted(), stamped()
    project_ready = all(stamp.get(key) == goal[key] for key in ("project", "place")) and PYTHON.exists()
    browser_ready = stamp.get("chosen_browser") == goal["chosen_browser"] and Path(stamp.get("browser", "")).is_file()
    if project_ready and browser_ready:
        return
    if not project_ready:
        if not works():
            make_environment()
        install_package()
        stamp_as(dict(goal, chosen_browser=""))
    browser = ensure_browser()
    stamp_as(dict(goal, browser=browser))
    if not project_ready:
        say(f"Ready after {time.monotonic() - started:.0f} s.")


if __name__ == "__main__":
    main()
