"""What is left on the disk after a person was protected, on SQLite."""

from pathlib import Path

from samakki.node.config import load
from tools.trial.node import TrialNode

MARK, NUMBER = "Zvezdana Markovic-Sentinel", "+85599887711"
START = """
import django
django.setup()
from samakki.access.models import Officer
from samakki.entities import actions
from samakki.entities.domain.statements import NewStatement
from samakki.entities.models import Entity
found = Entity.objects.filter(schema="Person", is_protected=False, source__kind="report").order_by("pk").first()
by = Officer.objects.get(code=found.created_by)
"""
NAME = f"""
said = [NewStatement("name", "{MARK}"), NewStatement("notes", "{MARK} " * 400), NewStatement("phone", "{NUMBER}")]
actions.add_statements(by=by, entity=found.reference, statements=said)
"""
PROTECT = """
actions.protect_person(by=by, entity=found.reference)
"""
DJANGO = "samakki.node.settings"


def database_bytes(home: Path) -> bytes:
    """The database with its log, as a thief of the disk reads them."""
    file = load(home).database_file
    return b"".join(path.read_bytes() for path in sorted(file.parent.glob(f"{file.name}*")))


def left(home: Path) -> set[str]:
    """Marks, or parts of them as the index keeps them, that stand in the clear."""
    content = database_bytes(home).lower()
    return {mark for mark in (MARK, "zvezdana", "markovic", NUMBER, NUMBER[1:]) if mark.lower().encode() in content}


def test_after_a_protection_no_byte_of_the_database_or_its_log_holds_the_name(node: TrialNode) -> None:
    node.python("-c", START + NAME, DJANGO_SETTINGS_MODULE=DJANGO)
    assert left(node.home) == {MARK, "zvezdana", "markovic", NUMBER, NUMBER[1:]}
    node.python("-c", START + PROTECT, DJANGO_SETTINGS_MODULE=DJANGO)
    assert left(node.home) == set()
