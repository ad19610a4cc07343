"""A node where numba is not installed: saving works as elsewhere, and possible matches come, only later."""

import json

from tools.trial.node import TrialNode

ACTS = """
import json
import sys

sys.modules["numba"] = None  # as where it was never installed

import django

django.setup()
from samakki.access.models import Officer
from samakki.demo.nations import CAMBODIA
from samakki.entities.domain.statements import NewEntity, NewStatement
from samakki.matching.actions import comparing
from samakki.matching.models import Candidate
from samakki.names.compiling import IS_COMPILED
from tools.trial.comparing_acts import write

(investigator, *_) = (one.username for _, _, one in CAMBODIA.officers() if "investigator" in one.roles)
by = Officer.objects.get(username=investigator)
saved = [
    write(by, NewEntity("Person", (NewStatement("name", name), NewStatement("phone", "+66812345678"))))
    for name in ("สมชาย แสวงการ", "Somchai Sawaengkarn")
]
comparing.PAUSE_SECONDS = 0
comparing.compare_waiting(lambda: True)
found = Candidate.objects.filter(first__reference__in=saved, second__reference__in=saved)
reasons = [code for row in found.values_list("reasons", flat=True) for code, *_ in row]
print(json.dumps([IS_COMPILED, len(saved), found.count(), reasons]))
"""


def test_without_a_compiler_saving_works_and_candidates_come_later(node: TrialNode) -> None:
    done = node.python("-c", ACTS, DJANGO_SETTINGS_MODULE="samakki.node.settings")
    is_compiled, saved, found, reasons = json.loads(done.stdout.splitlines()[-1])
    assert not is_compiled
    assert (saved, found) == (2, 1)
    assert {"name", "phone"} <= set(reasons)
