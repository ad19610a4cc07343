"""How pages and cookies travel: the secret that signs them, names of cookies, HTTPS."""

import re

from samakki.node.config import NodeConfig

KEY_FILE = "django.key"  # under keys/
KEY_LENGTH = 50  # characters; Django makes keys of this length
TWO_YEARS = 2 * 365 * 24 * 3600


def secret_key(config: NodeConfig) -> str:
    """The key that signs sessions and forms, "" where there is none; Django refuses to work with an empty one."""
    try:
        return (config.keys / KEY_FILE).read_text("ascii").strip()
    except FileNotFoundError:
        return ""


def words_of_the_node(config: NodeConfig) -> tuple[str, ...]:
    """What is guessed first of a password on this node: the list of its settings, its names and its hosts."""
    own = (config.text("name"), config.text("title"), config.text("exchange.name"), *config.hosts)
    listed = config.values["passwords.words"]
    return (*(listed if isinstance(listed, tuple) else ()), *own)


def cookie_name(config: NodeConfig, purpose: str) -> str:
    """Name of one of this node's cookies.

    Cookies ignore ports, so two nodes on one machine need names of their own. ``__Host-`` makes a browser accept the
    cookie over HTTPS only, and from this very host name.
    """
    prefix = "" if config.is_demo else "__Host-"
    slug = re.sub(r"[^a-z0-9]+", "-", config.text("name"))
    return f"{prefix}{slug}-{purpose}"


def client_address(meta: dict[str, str], *, behind_proxy: bool) -> str | None:
    """Address a request came from, for counting wrong passwords.

    Behind a proxy it is the last entry of X-Forwarded-For: the one the proxy wrote. Entries before it are whatever the
    client sent.
    """
    if behind_proxy and (forwarded := meta.get("HTTP_X_FORWARDED_FOR", "")):
        return forwarded.rsplit(",", 1)[-1].strip()
    return meta.get("REMOTE_ADDR")
