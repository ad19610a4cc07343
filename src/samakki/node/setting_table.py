"""Every key of ``node.toml``: checks, ``samakki init`` and ``docs/reference/settings.md`` come from this one table."""

from zoneinfo import available_timezones

from samakki.node.setting import Setting
from samakki.ui.languages import BY_CODE

SETTINGS: tuple[Setting, ...] = (
    Setting(
        "name",
        str,
        "node.invalid",
        "This node's own name, a domain name. Signed into every audit checkpoint, so it "
        "never changes after `samakki init`.",
        pattern=r"[a-z0-9]([a-z0-9.-]{0,98}[a-z0-9])?",
        allowed="a domain name in small letters, such as kh.samakki.example",
    ),
    Setting(
        "title", str, "Samakki", "Shown at the top of every page.", pattern=r".{1,60}", allowed="1 to 60 characters"
    ),
    Setting(
        "country",
        str,
        "KH",
        "Country of the agencies on this node.",
        pattern=r"[A-Z]{2}",
        allowed="two capital letters of ISO 3166-1, such as KH",
    ),
    Setting(
        "time_zone",
        str,
        "UTC",
        "Times on pages are told in this zone.",
        choices=available_timezones,
        allowed="a name of the IANA time zone database, such as Asia/Phnom_Penh",
    ),
    Setting(
        "language",
        str,
        "en",
        "Language of pages before an officer chose one.",
        choices=lambda: BY_CODE,
        allowed=", ".join(BY_CODE),
    ),
    Setting(
        "exit_url",
        str,
        "https://www.wikipedia.org/",
        "Where the button that leaves a page at once goes: a harmless page that an officer could well be reading.",
        pattern=r"https://\S{3,200}",
        allowed="an address that starts with https://",
    ),
    Setting(
        "hosts",
        list,
        ("localhost", "127.0.0.1"),
        "Host names officers type in the browser. The first one is the "
        "node's address; requests for any other name are refused.",
        pattern=r"[a-z0-9:.\[\]-]{1,100}",
        allowed='a list of host names without port, such as ["kh.samakki.example"]',
    ),
    Setting(
        "listen",
        str,
        "127.0.0.1",
        "Network address the server listens on.",
        pattern=r"[0-9a-fA-F:.]{2,45}",
        allowed="an IP address: 127.0.0.1 behind a proxy on this machine, 0.0.0.0 for every network",
    ),
    Setting("port", int, 8001, "Port the server listens on.", least=1, most=65535),
    Setting(
        "database",
        str,
        "sqlite",
        "Where records are kept: a file in the home folder, or a PostgreSQL database. The same code serves both.",
        pattern=r"sqlite|postgresql://[^/\s]*/[^?/\s]+(\?\S*)?",
        allowed='"sqlite" or "postgresql://user:password@host:5432/name"',
    ),
    Setting(
        "demo",
        bool,
        False,
        "A demonstration with made-up people: known passwords, plain HTTP. Starts on "
        "*.localhost only and can never be turned into a real node.",
    ),
    Setting(
        "https.certificate",
        str,
        "",
        "Certificate chain (PEM) if this server speaks HTTPS itself.",
        allowed="path of a file, relative to the home folder",
    ),
    Setting(
        "https.key",
        str,
        "",
        "Private key (PEM) of the certificate; readable by the node's user only.",
        allowed="path of a file, relative to the home folder",
    ),
    Setting(
        "https.proxy",
        bool,
        False,
        "A proxy on this machine speaks HTTPS and sets X-Forwarded-Proto and "
        "X-Forwarded-For itself, whatever the client sent.",
    ),
    Setting(
        "sessions.idle_minutes", int, 10, "After so many minutes without a click the screen locks.", least=1, most=60
    ),
    Setting("sessions.hours", int, 12, "After so many hours everyone signs in again.", least=1, most=24),
    Setting(
        "sessions.at_once",
        int,
        10,
        "Browsers in which one officer is signed in at once; a further sign-in ends the session that was used longest "
        "ago.",
        least=1,
        most=100,
    ),
    Setting(
        "passwords.words",
        list,
        ("samakki",),
        "Words of this place that a password must not rest on: streets, nicknames of offices, names of operations. The "
        "node's own names are added by themselves.",
        pattern=r"\S.{1,59}",
        allowed="a list of words of 2 to 60 characters",
    ),
    Setting(
        "passwords.refused",
        str,
        "refused-passwords.txt",
        "List of leaked passwords, one a line, that nobody may choose. Without such a file only the 20,000 commonest "
        "are refused, few of which are 12 characters long.",
        allowed="path of a file, relative to the home folder",
    ),
    Setting("server.workers", int, 1, "Server processes. One serves some hundred officers.", least=1, most=32),
    Setting("server.threads", int, 4, "Requests one process works on at a time.", least=1, most=64),
    Setting("server.upload_megabytes", int, 50, "Largest request, files in it included.", least=2, most=2000),
    Setting(
        "files.megabytes",
        int,
        45,
        "Largest single file that is taken in: an exhibit, a photo, a sheet. Keep it below server.upload_megabytes.",
        least=1,
        most=1990,
    ),
    Setting(
        "server.static",
        str,
        "static",
        "Folder of style sheets, scripts and fonts, filled by `samakki init` and `samakki upgrade`.",
        allowed="path of a folder, relative to the home folder",
    ),
    Setting(
        "logs.to",
        str,
        "files",
        "Where log lines go: rotated files under logs/ in the home folder, or standard "
        "output for a service manager to keep.",
        choices=lambda: {"files", "stdout"},
        allowed='"files" or "stdout"',
    ),
    Setting(
        "logs.megabytes", int, 10, "Size at which a log file is put aside and a new one begun.", least=1, most=1000
    ),
    Setting("logs.files", int, 10, "How many old log files are kept.", least=1, most=1000),
    Setting(
        "keeper.checkpoint_seconds",
        int,
        60,
        "Longest time that new audit entries wait for a signed checkpoint.",
        least=5,
        most=3600,
    ),
    Setting(
        "keeper.checkpoint_entries",
        int,
        1000,
        "Number of new audit entries that calls for a checkpoint at once.",
        least=10,
        most=1_000_000,
    ),
    Setting(
        "matching.a_week",
        int,
        10,
        'Possible matches that "My work" asks an officer to look at in seven days: the likeliest, and never one that '
        "is more likely wrong than right. Pages of people and things show the others too.",
        least=0,
        most=1000,
    ),
    Setting(
        "disclosures.countries",
        int,
        1,
        "Countries that one officer may send a disclosure to. Above it a second person reads it first.",
        least=0,
        most=20,
    ),
    Setting(
        "disclosures.hold_minutes",
        int,
        5,
        "Minutes in which a disclosure waits before it leaves and can be undone altogether.",
        least=1,
        most=1440,
    ),
    Setting(
        "exchange.name",
        str,
        "",
        "Name of this node in the trust list, such as KH/POL; empty while it takes no part in the exchange. It stands "
        "in everything the node signs, so it never changes afterwards.",
        pattern=r"([A-Z]{2}/[A-Z][A-Z0-9]{1,15})?",
        allowed="country and name in capitals, such as KH/POL, or nothing",
    ),
    Setting(
        "exchange.trust",
        str,
        "",
        "Where the keeper fetches the trust list every hour: an https:// address or a folder. Empty: it comes by hand, "
        "with `samakki trust update`.",
        pattern=r"(https://\S{3,300}|http://(127\.0\.0\.1|localhost)\S{0,200}|/\S{1,300})?",
        allowed="an https:// address, the path of a folder from /, or nothing",
    ),
    Setting(
        "exchange.leaving",
        bool,
        False,
        "This node is about to leave the network: nothing new leaves it. Answers, recalls and life at risk go on, and "
        "what comes is taken.",
    ),
    Setting("retention.notice_days", int, 365, "Days that a notice is kept after it was read.", least=30, most=3650),
    Setting(
        "backups.folder",
        str,
        "backups",
        "Where `samakki backup` writes unless told otherwise.",
        allowed="path of a folder, relative to the home folder",
    ),
    Setting(
        "backups.warn_after_hours",
        int,
        26,
        "`samakki doctor` warns when the newest backup is older.",
        least=1,
        most=24 * 31,
    ),
)
