"""Measurements on labelled pages; not part of the package."""
