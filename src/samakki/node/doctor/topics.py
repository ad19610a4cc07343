"""What the doctor looks into before it needs the database, in the order in which it is told."""

from samakki.node.doctor import clock, files, https, machine, owners, running, units, wishes
from samakki.node.doctor.finding import INSTALL, Topic

BACKUPS = "docs/how-to/back-up-and-restore.md"

WITHOUT_DATABASE: tuple[Topic, ...] = (
    Topic(
        "versions",
        machine.versions,
        "The software was tried with these versions and newer ones.",
        f"{INSTALL}#what-is-needed",
    ),
    Topic(
        "clock",
        clock.clock,
        "Times stand in the audit log, in receipts and in one-time codes; with a wrong clock codes are refused and "
        "deadlines are missed.",
        f"{INSTALL}#the-machine",
    ),
    Topic(
        "time-kept",
        clock.kept,
        "A clock that nothing keeps right drifts by seconds a day.",
        f"{INSTALL}#the-machine",
    ),
    Topic(
        "zones",
        clock.zones,
        "Opening hours of desks and deadlines are told in local time.",
        f"{INSTALL}#the-machine",
    ),
    Topic(
        "user",
        machine.user,
        "A fault in the software can do what its user can do.",
        f"{INSTALL}#the-software",
    ),
    Topic(
        "program",
        machine.program,
        "A fault in the node could change the program itself, and would still be there after a restart.",
        f"{INSTALL}#the-software",
    ),
    Topic(
        "disk",
        machine.disk_space,
        "A full disk stops every writer: nothing can be saved, sent or received.",
        f"{INSTALL}#what-is-needed",
    ),
    Topic(
        "network-folder",
        machine.network_folder,
        "Locks and flushes of a network folder are not those of a disk: SQLite may lose or damage what it had "
        "acknowledged.",
        f"{INSTALL}#the-database",
    ),
    Topic(
        "fit-to-run",
        files.safe_to_run,
        "The node does not start like this.",
        f"{INSTALL}#what-the-node-refuses-to-start-with",
    ),
    Topic(
        "settings",
        wishes.settings,
        "The setting is allowed, and takes away from what protects people.",
        "docs/reference/settings.md",
    ),
    Topic(
        "proxy",
        https.proxy,
        "The node believes its proxy about the address of an officer and about HTTPS; whoever can say it in the "
        "proxy's place escapes the count of wrong passwords.",
        f"{INSTALL}#https",
    ),
    Topic(
        "certificate",
        https.certificate,
        "Browsers and other nodes turn away from a certificate that has ended.",
        f"{INSTALL}#https",
    ),
    Topic(
        "keys",
        files.keys,
        "Sealed fields, the audit log and sign-in need these keys.",
        f"{INSTALL}#keys",
    ),
    Topic(
        "owners",
        owners.owners,
        "The node cannot read what belongs to somebody else, and it stops where it needs it.",
        f"{INSTALL}#keys",
    ),
    Topic(
        "restore",
        files.restore,
        "A folder that is half one state and half another must not be worked with.",
        f"{BACKUPS}#restore",
    ),
    Topic(
        "static",
        files.static_files,
        "Pages cannot be read without them, and prints lack the letters of a script.",
        f"{INSTALL}#updates",
    ),
    Topic(
        "demo",
        files.demo,
        "Anybody who has read the documentation can sign in.",
        "docs/tutorial.md",
    ),
    Topic(
        "node",
        running.node,
        "Without it officers reach nothing, and messages of other nodes wait.",
        f"{INSTALL}#start-it-with-the-machine",
    ),
    Topic(
        "units",
        units.units,
        "After the next restart of the machine somebody would have to remember it.",
        f"{INSTALL}#start-it-with-the-machine",
    ),
    Topic(
        "backups",
        files.backups,
        "What is written after the newest backup is lost with the disk.",
        f"{BACKUPS}#back-up",
    ),
)
