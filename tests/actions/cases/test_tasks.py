from datetime import date

import pytest

from samakki.access import actions as access
from samakki.access.domain.exclusion import ExclusionReason
from samakki.access.queries import Officer
from samakki.cases import actions, queries
from samakki.cases.domain.tasks import NewTask
from samakki.cases.domain.templates import DEFAULTS, MadeFor, Step
from samakki.cases.domain.vocabulary import Offence, Stage, TaskState
from samakki.cases.models import Task
from tests.support.casework import on_team
from tests.support.people import FIELD, POLICE, People
from tests.support.refusing import refused_attempt

REASON = "The house is in your district."
DUE = date(2026, 3, 4)


@pytest.fixture
def task(investigator: Officer, case: str) -> str:
    return actions.add_task(by=investigator, case=case, new=NewTask("Photograph the house", due_on=DUE))


@pytest.fixture
def field(people: People, supervisor: Officer, case: str) -> Officer:
    officer = people.officer("investigator", desk=FIELD)
    on_team(supervisor, case, officer)
    return officer


def row(case: str, task: str) -> queries.TaskRow:
    found = queries.task(case, task)
    assert found is not None
    return found.row


def test_a_task_is_written_and_waits_for_its_desk(investigator: Officer, case: str, task: str) -> None:
    found = row(case, task)
    assert (found.title, found.owner_desk, found.with_desk, found.due_on) == (
        "Photograph the house",
        POLICE,
        POLICE,
        DUE,
    )
    assert [one.task.reference for one in queries.tasks_to_do(investigator)] == [task]


def test_a_task_for_a_desk_without_anybody_on_the_team_is_refused(investigator: Officer, case: str) -> None:
    with refused_attempt("add_task", investigator.code, "desk-not-on-team", "task-title-length", about=case):
        actions.add_task(by=investigator, case=case, new=NewTask(" ", owner_desk=FIELD))


def test_a_task_is_given_to_an_officer_of_its_desk(
    people: People, supervisor: Officer, investigator: Officer, field: Officer, case: str, task: str
) -> None:
    with refused_attempt("assign_task", investigator.code, "officer-not-of-desk", about=case):
        actions.assign_task(by=investigator, case=case, task=task, officer=field.code)
    colleague = people.officer("investigator")
    on_team(supervisor, case, colleague)
    actions.assign_task(by=investigator, case=case, task=task, officer=colleague.code)
    assert queries.tasks_to_do(investigator) == ()
    assert [one.is_assigned for one in queries.tasks_to_do(colleague)] == [True]


def test_handing_a_task_over_keeps_owner_and_clock(investigator: Officer, field: Officer, case: str, task: str) -> None:
    actions.hand_over_task(by=investigator, case=case, task=task, to_desk=FIELD, reason=REASON)
    found = row(case, task)
    assert (found.owner_desk, found.with_desk, found.due_on) == (POLICE, FIELD, DUE)
    (waiting,) = queries.hand_overs_to_accept(field)
    assert queries.hand_overs_to_accept(investigator) == ()
    actions.accept_hand_over(by=field, case=case, hand_over=waiting.hand_over.hand_over)
    assert queries.hand_overs_to_accept(field) == ()
    with refused_attempt("accept_hand_over", field.code, "hand-over-not-open", about=case):
        actions.accept_hand_over(by=field, case=case, hand_over=waiting.hand_over.hand_over)
    with refused_attempt("hand_over_task", field.code, "desk-has-it", about=case):
        actions.hand_over_task(by=field, case=case, task=task, to_desk=FIELD, reason=REASON)


def test_a_case_goes_to_a_desk_that_has_somebody_on_the_team_and_stays_with_its_owner(
    investigator: Officer, field: Officer, case: str, task: str
) -> None:
    with refused_attempt("hand_over_case", investigator.code, "desk-not-on-team", about=case):
        actions.hand_over_case(by=investigator, case=case, to_desk="KH/PRO/PP/duty", reason=REASON)
    actions.hand_over_case(by=investigator, case=case, to_desk=FIELD, reason=REASON)
    seen = queries.case(field, case)
    assert seen is not None
    assert (seen.owner_desk, seen.with_desk) == (POLICE, FIELD)
    assert row(case, task).due_on == DUE
    assert [one.hand_over.task for one in queries.hand_overs_to_accept(field)] == [""]


def test_what_is_kept_from_an_officer_is_not_in_their_work(
    supervisor: Officer, investigator: Officer, field: Officer, case: str, task: str
) -> None:
    actions.hand_over_task(by=investigator, case=case, task=task, to_desk=FIELD, reason=REASON)
    actions.follow(by=field, reference=case)
    assert (len(queries.tasks_to_do(field)), len(queries.cases_watched(field))) == (1, 1)
    access.exclude(by=supervisor, reference=case, reason=ExclusionReason.RELATED, officer=field.code)
    assert queries.tasks_to_do(field) == ()
    assert queries.hand_overs_to_accept(field) == ()
    assert queries.cases_watched(field) == ()
    assert queries.cases(field, queries.CaseFilter()).count == 0


def test_a_supervisor_who_sees_a_summary_sees_no_task(supervisor: Officer, case: str, task: str) -> None:
    assert queries.tasks_to_do(supervisor) == ()


def test_a_task_waits_for_the_one_before_it(investigator: Officer, case: str, task: str) -> None:
    later = actions.add_task(by=investigator, case=case, new=NewTask("Search it", after=(task,)))
    with refused_attempt("finish_task", investigator.code, "task-before-open", about=case):
        actions.finish_task(by=investigator, case=case, task=later)
    with refused_attempt("order_tasks", investigator.code, "task-circle", about=case):
        actions.order_tasks(by=investigator, case=case, task=task, first=later)
    actions.finish_task(by=investigator, case=case, task=task, reason="Twelve pictures")
    actions.finish_task(by=investigator, case=case, task=later)
    assert row(case, later).state is TaskState.DONE


def test_tasks_are_put_in_order_later_too(investigator: Officer, case: str, task: str) -> None:
    other = actions.add_task(by=investigator, case=case, new=NewTask("Ask the neighbours"))
    actions.order_tasks(by=investigator, case=case, task=task, first=other)
    assert row(case, task).after == (other,)
    with refused_attempt("order_tasks", investigator.code, "task-before-unknown", about=case):
        actions.order_tasks(by=investigator, case=case, task=task, first="T-7K3QX")


def test_a_task_waits_for_an_answer_from_outside(investigator: Officer, case: str, task: str) -> None:
    actions.wait_on(by=investigator, case=case, task=task, reference="Q-7K3QX", reason="Asked on Monday")
    assert (row(case, task).state, row(case, task).waiting_on) == (TaskState.WAITING, "Q-7K3QX")
    actions.wait_on(by=investigator, case=case, task=task, reference="")
    assert row(case, task).state is TaskState.OPEN


def test_another_day_is_given_with_a_reason_and_the_first_is_kept(investigator: Officer, case: str, task: str) -> None:
    actions.put_off_task(by=investigator, case=case, task=task, due_on=date(2026, 4, 1), reason=REASON)
    detail = queries.task(case, task)
    assert detail is not None
    assert (detail.history[0].before, detail.history[0].after) == ("2026-03-04", "2026-04-01")
    with refused_attempt("put_off_task", investigator.code, "reason-length", about=case):
        actions.put_off_task(by=investigator, case=case, task=task, due_on=None, reason="")


def test_a_cancelled_task_is_taken_up_again(investigator: Officer, case: str, task: str) -> None:
    actions.cancel_task(by=investigator, case=case, task=task, reason=REASON)
    for verb in (actions.cancel_task, actions.reopen_task):
        if verb is actions.cancel_task:
            with refused_attempt("cancel_task", investigator.code, "task-ended", about=case):
                verb(by=investigator, case=case, task=task, reason=REASON)
        else:
            verb(by=investigator, case=case, task=task, reason=REASON)
    assert row(case, task).state is TaskState.OPEN
    with refused_attempt("reopen_task", investigator.code, "task-not-ended", about=case):
        actions.reopen_task(by=investigator, case=case, task=task, reason=REASON)


def test_a_task_that_protects_somebody_keeps_the_case_open(investigator: Officer, case: str) -> None:
    task = actions.add_task(by=investigator, case=case, new=NewTask("Find a safe place", protects=True))
    with refused_attempt("change_stage", investigator.code, "protection-task-open", about=case):
        actions.change_stage(by=investigator, case=case, to=Stage.CLOSED, reason="Nothing came of it.")
    actions.finish_task(by=investigator, case=case, task=task)
    actions.change_stage(by=investigator, case=case, to=Stage.CLOSED, reason="Nothing came of it.")
    assert queries.tasks_to_do(investigator) == ()


def test_a_list_is_applied_again_without_doubling(investigator: Officer, case: str) -> None:
    assert actions.apply_list(by=investigator, case=case, code="smuggling") == len(DEFAULTS["smuggling"])
    assert actions.apply_list(by=investigator, case=case, code="smuggling") == 0
    with refused_attempt("apply_list", investigator.code, "list-unknown", about=case):
        actions.apply_list(by=investigator, case=case, code="nothing")


def test_an_office_writes_its_own_form_of_a_list_and_goes_back(
    supervisor: Officer, investigator: Officer, case: str
) -> None:
    actions.apply_list(by=investigator, case=case, code="smuggling")
    own = [*(Step(step.key, step.days, title="x") for step in DEFAULTS["smuggling"]), Step("s1", 5, title="Ask Vann")]
    actions.save_list(by=supervisor, code="smuggling", name="Smuggling here", steps=own)
    assert actions.apply_list(by=investigator, case=case, code="smuggling") == 1
    assert Task.objects.get(step="s1").title == "Ask Vann"
    actions.retire_list(by=supervisor, code="smuggling")
    assert [one.is_own for one in queries.lists()] == [False] * len(DEFAULTS)
    with refused_attempt("retire_list", supervisor.code, "list-unknown"):
        actions.retire_list(by=supervisor, code="smuggling")


def test_a_new_list_is_offered_and_one_that_nobody_wrote_is_not(supervisor: Officer, investigator: Officer) -> None:
    code = actions.save_list(by=supervisor, code="", name="Fishing boats", steps=[Step("s1", 3, title="Count them")])
    assert [one.name for one in queries.lists() if one.code == code] == ["Fishing boats"]
    with refused_attempt("save_list", supervisor.code, "list-unknown", "list-empty"):
        actions.save_list(by=supervisor, code="L-7K3QX", name="x", steps=[])
    with refused_attempt("save_list", investigator.code, "duty-not-held"):
        actions.save_list(by=investigator, code="", name="x", steps=[Step("s1", 3, title="y")])


def test_a_list_is_suggested_to_cases_it_is_written_for_until_they_have_it(
    supervisor: Officer, investigator: Officer, case: str
) -> None:
    def suggested() -> dict[str, int]:
        found = queries.case(investigator, case)
        assert found is not None
        return {one.row.code: one.missing for one in queries.suggestions(found)}

    before = suggested()
    assert "trafficking_adult" in before
    steps = [Step("s1", 3, title="Ask for the order"), Step("s2", 5, title="Write the record")]

    def written(*countries: str, offence: Offence | None = None) -> str:
        made_for = MadeFor(offence, frozenset(countries))
        return actions.save_list(by=supervisor, code="", name="Seizure", steps=steps, made_for=made_for)

    here, elsewhere, other = written("KH"), written("PH"), written("KH", offence=Offence.SMUGGLING)
    assert suggested() == before | {here: 2}
    assert not {elsewhere, other} & set(suggested())
    actions.apply_list(by=investigator, case=case, code=here)
    assert suggested() == before
    actions.save_list(
        by=supervisor,
        code=here,
        name="Seizure",
        steps=[*steps, Step("s3", 1, title="Photograph it")],
        made_for=MadeFor(None, frozenset({"KH"})),
    )
    assert suggested() == before | {here: 1}


def test_a_stranger_finds_no_task(people: People, case: str, task: str) -> None:
    stranger = people.officer("investigator", desk=FIELD)
    with refused_attempt("finish_task", stranger.code, "not-found", about=case):
        actions.finish_task(by=stranger, case=case, task=task)
    with refused_attempt("follow", stranger.code, "not-found", about=case):
        actions.follow(by=stranger, reference=case)


def test_a_task_of_another_case_is_not_in_this_one(investigator: Officer, case: str) -> None:
    with refused_attempt("finish_task", investigator.code, "task-not-in-case", about=case):
        actions.finish_task(by=investigator, case=case, task="T-7K3QX")
    with refused_attempt("hand_over_task", investigator.code, "task-not-in-case", about=case):
        actions.hand_over_task(by=investigator, case=case, task="T-7K3QX", to_desk=FIELD, reason=REASON)
