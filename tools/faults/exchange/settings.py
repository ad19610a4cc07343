"""Settings under which the simulation runs outside of the tests."""

import logging
import os

import django


def begin() -> None:
    """Load the software with the tests' settings, and keep it from logging what is done to it on purpose."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    django.setup()
    logging.disable(logging.CRITICAL)
