"""Lists of My work that are not asked, because their sign says that nothing is there: would they have been empty?"""

from collections.abc import Iterable

from samakki.access.models import Officer
from samakki.cases import registries
from samakki.cases.web.my_work import lists_to_ask


def shown_lists(officers: Iterable[Officer]) -> set[str]:
    """Names of lists with a row for any of them.

    Raises:
        AssertionError: a list that is not asked has a row for somebody, who would not see it.
    """
    shown = set()
    for officer in officers:
        asked = {id(one) for one in lists_to_ask(officer)}
        for name, one in registries.work_lists.items():
            if one.rows(officer):
                assert id(one) in asked, (officer.username, name)
                shown.add(name)
    return shown
