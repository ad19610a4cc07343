"""Addresses of pages that stand on every page: found once, not thirty times a page."""

from functools import lru_cache

from django.conf import settings
from django.urls import NoReverseMatch, get_script_prefix, reverse


def address_of(url_name: str) -> str:
    """Address of a page that needs nothing but its name; empty where there is none."""
    return _address_of(url_name, settings.ROOT_URLCONF, get_script_prefix())


@lru_cache(maxsize=256)
def _address_of(url_name: str, _urls: object, _prefix: str) -> str:
    try:
        return reverse(url_name)
    except NoReverseMatch:
        return ""
