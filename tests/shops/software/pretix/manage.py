# mypy: ignore-errors
"""pretix's command line for the test shop."""

import sys

import shop.configuration  # noqa: F401
from django.core.management import execute_from_command_line

execute_from_command_line(sys.argv)
