"""How files of the trust list are called, and how long what they say holds."""

import re
from datetime import timedelta

HOSTED = ("metadata", "targets")
ROOT, TARGETS, SNAPSHOT, TIMESTAMP = "root", "targets", "snapshot", "timestamp"
STATEMENT = "country.json"
YEARLY, MONTHLY, TWO_MONTHS = timedelta(days=365), timedelta(days=30), timedelta(days=60)
SAFE_NAME = re.compile(
    r"metadata/(timestamp|[1-9][0-9]{0,8}\.(root|targets|snapshot|[A-Z]{2}))\.json"
    r"|targets/countries/[A-Z]{2}/[0-9a-f]{64}\.country\.json"
    r"|waiting/(root|targets|[A-Z]{2}|[A-Z]{2}\.country)\.json"
)


def target_of(country: str) -> str:
    """Path of a country's statement among the targets."""
    return f"countries/{country}/{STATEMENT}"


def paths_of(country: str) -> list[str]:
    """All that a country's role may speak of."""
    return [f"countries/{country}/*"]


def metadata_file(role: str, version: int) -> str:
    """Name of a version of a role's metadata."""
    return f"metadata/{version}.{role}.json"


def target_file(country: str, digest: str) -> str:
    """Name of a statement by the SHA-256 of its content."""
    return f"targets/countries/{country}/{digest}.{STATEMENT}"
