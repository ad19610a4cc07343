"""Social accounts: which service, and which name on it, from an address, a handle or the words beside a QR code."""

import re
from dataclasses import dataclass
from types import MappingProxyType
from urllib.parse import parse_qs, unquote, urlsplit

from samakki.entities.domain.reading.writing_systems import tidy
from samakki.kernel.digits import ascii_digits
from samakki.kernel.refusals import InvalidValue

SERVICES = (
    *("facebook", "messenger", "line", "telegram", "whatsapp", "viber", "wechat", "tiktok", "instagram", "youtube"),
    *("zalo", "imo", "signal", "x", "bigo", "kakaotalk", "skype", "qq", "weibo", "douyin", "threads", "discord"),
    *("game", "dating", "other"),
)
"""Services that an officer picks from; "game" and "dating" stand for any, with the name in the handle or a note."""

# Host, and the parts of a path that come before the handle.
_HOSTS = MappingProxyType(
    {
        "facebook.com": "facebook",
        "fb.com": "facebook",
        "fb.me": "facebook",
        "m.me": "messenger",
        "messenger.com": "messenger",
        "line.me": "line",
        "lin.ee": "line",
        "t.me": "telegram",
        "telegram.me": "telegram",
        "wa.me": "whatsapp",
        "whatsapp.com": "whatsapp",
        "viber.com": "viber",
        "weixin.qq.com": "wechat",
        "wechat.com": "wechat",
        "tiktok.com": "tiktok",
        "instagram.com": "instagram",
        "youtube.com": "youtube",
        "zalo.me": "zalo",
        "x.com": "x",
        "twitter.com": "x",
        "weibo.com": "weibo",
        "douyin.com": "douyin",
        "threads.net": "threads",
        "threads.com": "threads",
        "open.kakao.com": "kakaotalk",
    }
)
_BEFORE_HANDLE = frozenset({"ti", "p", "r", "u", "profile", "channel", "c", "user", "people", "share", "t", "s", "add"})
_ID_IN_QUERY = ("id", "phone", "u")
_CASE_MATTERS = frozenset({"youtube", "game", "other", "line"})
_LONGEST_HANDLE = 200


@dataclass(frozen=True, slots=True)
class Account:
    """An account on a service.

    Attributes:
        service: one of `SERVICES`.
        username: as the service writes it, without "@"; a number where the service names people by number.
    """

    service: str
    username: str


def read_account(text: str, service: str = "") -> Account:
    """Read an account from its web address or its handle.

    Args:
        text: "https://www.facebook.com/sok.dara", "t.me/boss88", "@boss_88", "LINE: boss88".
        service: one of `SERVICES` where somebody picked one; an address that names another goes before it.

    Raises:
        InvalidValue: "value-empty", "account-form", "account-service-needed", "service-unknown", and as `tidy`.

    >>> read_account("https://www.facebook.com/Sok.Dara?ref=x")
    Account(service='facebook', username='sok.dara')
    >>> read_account("line.me/ti/p/~boss88").username
    'boss88'
    """
    if service and service not in SERVICES:
        raise InvalidValue("service-unknown")
    plain = tidy(text)
    found = _from_address(plain)
    if found is None:
        named, handle = _from_words(plain)
        found = Account(named or service, handle)
    if not found.service:
        raise InvalidValue("account-service-needed")
    username = unquote(found.username).strip().lstrip("@~").strip()
    if not username or len(username) > _LONGEST_HANDLE or "\0" in username:
        raise InvalidValue("account-form")
    if any("\ud800" <= letter <= "\udfff" for letter in username):
        raise InvalidValue("account-form")
    if found.service not in _CASE_MATTERS:
        username = username.casefold()
    return Account(found.service, username)


_ADDRESS = re.compile(r"(?:https?://)?(?:[a-z0-9-]+\.)+[a-z]{2,6}(?:[/?].*)?", re.IGNORECASE)


def _from_address(plain: str) -> Account | None:
    if not _ADDRESS.fullmatch(plain):
        return None
    try:
        parts = urlsplit(plain if "://" in plain else f"https://{plain}")
        host = parts.hostname or ""
    except ValueError:
        return None
    service = next((name for one, name in _HOSTS.items() if host == one or host.endswith(f".{one}")), "")
    if not service:
        return None
    query = parse_qs(parts.query)
    for name in _ID_IN_QUERY:
        if name in query and not parts.path.strip("/").isdigit():
            return Account(service, query[name][0])
    steps = [step for step in parts.path.split("/") if step]
    while len(steps) > 1 and steps[0].casefold() in _BEFORE_HANDLE:
        steps = steps[1:]
    return Account(service, steps[0]) if steps else None


_LABELLED = re.compile(r"([a-z]{1,12})(?: ?id)?\s*[::=]\s*(.+)", re.IGNORECASE)
_ALSO_CALLED = MappingProxyType({"fb": "facebook", "ig": "instagram", "tg": "telegram", "wa": "whatsapp"})


def _from_words(plain: str) -> tuple[str, str]:
    found = _LABELLED.fullmatch(plain)
    if found:
        named = _ALSO_CALLED.get(found[1].casefold(), found[1].casefold())
        if named in SERVICES:
            return named, found[2]
    digits = ascii_digits(plain)
    return "", digits if digits.isdecimal() else plain
