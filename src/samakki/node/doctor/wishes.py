"""Settings that are allowed and take away from what protects people."""

from collections.abc import Iterator

from samakki.node.config import NodeConfig
from samakki.node.doctor.finding import Finding, fail, ok, warn

LONG_IDLE_MINUTES = 30
MANY_COUNTRIES = 5
SHORT_NOTICE_HOURS = 24 * 7


def settings(config: NodeConfig) -> Iterator[Finding]:
    """Nothing was chosen that undoes a protection, or that cannot work together."""
    found = list(_unwise(config))
    yield from found
    if not found and not config.is_demo:
        yield ok("No setting takes away from what protects people")


def _unwise(config: NodeConfig) -> Iterator[Finding]:
    if config.number("files.megabytes") >= config.number("server.upload_megabytes"):
        yield fail(
            f"files.megabytes ({config.number('files.megabytes')}) is not below server.upload_megabytes "
            f"({config.number('server.upload_megabytes')}).",
            "Set server.upload_megabytes at least 5 higher, and the proxy's limit to the same.",
            why="A file of the size that pages offer is turned away on its way in, without a page that says so.",
        )
    if config.is_demo:
        return
    if (minutes := config.number("sessions.idle_minutes")) > LONG_IDLE_MINUTES:
        yield warn(
            f"A screen that nobody touches stays open for {minutes} minutes (sessions.idle_minutes).",
            "Set 10 to 15 minutes.",
        )
    if (countries := config.number("disclosures.countries")) >= MANY_COUNTRIES:
        yield warn(
            f"One officer alone may send to {countries} countries at once (disclosures.countries).",
            "Set 1, or agree in writing why more.",
            why="A second person's look is what finds the wrong desk before it reads.",
        )
    if (hours := config.number("backups.warn_after_hours")) > SHORT_NOTICE_HOURS:
        yield warn(
            f"A backup may be {hours // 24} days old before this command says so (backups.warn_after_hours).",
            "Set 26, and look why backups are not made every day.",
        )
    if config.text("exchange.trust").startswith("http://"):
        yield warn(
            "The trust list is fetched without HTTPS (exchange.trust).",
            "Give an https:// address.",
            why="The list proves itself, but anybody on the line could hold it back or see who asks.",
        )
