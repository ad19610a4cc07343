"""Tasks, their history, lists they come from, hand-overs between desks, and what an officer watches."""

from typing import ClassVar

from django.db import models

from samakki.access.domain.classification import Class, Records
from samakki.access.domain.vocabulary import Compartment
from samakki.access.models import Desk, Officer
from samakki.cases.models.cases import KEPT, Case

_O, _P, _S = Class.OPERATIONAL, Class.PERSONAL, Class.SPECIAL


class Task(models.Model):
    """Something to be done in a case. Its owner desk and its day stay when another desk takes it on."""

    reference = models.CharField(max_length=40, unique=True)  # "T-7K3QX"
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="tasks")
    title = models.CharField(max_length=200, blank=True)  # empty for a step whose words come with the software
    list_code = models.CharField(max_length=40, blank=True)  # TaskList code or a default's
    step = models.CharField(max_length=60, blank=True)  # key within the list
    owner_desk = models.ForeignKey(Desk, on_delete=models.PROTECT, related_name="+")  # answers for it
    with_desk = models.ForeignKey(Desk, on_delete=models.PROTECT, related_name="+")  # works on it now
    assigned = models.CharField(max_length=12, blank=True)  # officer code
    due_on = models.DateField(null=True, blank=True)
    waiting_on = models.CharField(max_length=40, blank=True)  # opaque reference of an outside answer
    protects = models.BooleanField(default=False)
    state = models.CharField(max_length=12)  # TaskState
    created_at = models.DateTimeField()
    created_by = models.CharField(max_length=12)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.CharField(max_length=12, blank=True)

    records: ClassVar[Records] = Records(
        Compartment.CASE_FILE,
        {
            "id": _O,
            "reference": _O,
            "case": _O,
            "title": _P,
            "list_code": _O,
            "step": _O,
            "owner_desk": _O,
            "with_desk": _O,
            "assigned": _O,
            "due_on": _O,
            "waiting_on": _O,
            "protects": _O,
            "state": _O,
            "created_at": _O,
            "created_by": _O,
            "ended_at": _O,
            "ended_by": _O,
        },
        retention=KEPT,
    )

    class Meta:
        """My work: open tasks of an officer, of a desk."""

        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["assigned", "state", "due_on"], name="task_of_officer"),
            models.Index(fields=["with_desk", "state", "due_on"], name="task_of_desk"),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["case", "list_code", "step"], condition=~models.Q(step=""), name="task_step_once"
            ),
        ]

    def __str__(self) -> str:
        return self.reference


class TaskOrder(models.Model):
    """One task has to be done before another of the same case."""

    task = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="orders")
    first = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="blocks")

    records: ClassVar[Records] = Records(Compartment.CASE_FILE, {"id": _O, "task": _O, "first": _O}, retention=KEPT)

    class Meta:
        """Said once."""

        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["task", "first"], name="task_order_once"),
        ]

    def __str__(self) -> str:
        return f"{self.first_id} before {self.task_id}"


class TaskEvent(models.Model):
    """What happened to a task: added, handed over, assigned, put off, done, cancelled, taken up again."""

    task = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="events")
    what = models.CharField(max_length=16)
    before = models.CharField(max_length=120, blank=True)  # desk, officer or day
    after = models.CharField(max_length=120, blank=True)
    reason = models.TextField(blank=True)
    at = models.DateTimeField()
    by = models.CharField(max_length=12)

    records: ClassVar[Records] = Records(
        Compartment.CASE_FILE,
        {"id": _O, "task": _O, "what": _O, "before": _O, "after": _O, "reason": _P, "at": _O, "by": _O},
        retention=KEPT,
    )

    def __str__(self) -> str:
        return self.what


class HandOver(models.Model):
    """A case or a task goes from one desk to another; it waits until somebody there takes it on."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="hand_overs")
    task = models.ForeignKey(Task, null=True, blank=True, on_delete=models.PROTECT, related_name="hand_overs")
    from_desk = models.ForeignKey(Desk, on_delete=models.PROTECT, related_name="+")
    to_desk = models.ForeignKey(Desk, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField(blank=True)
    at = models.DateTimeField()
    by = models.CharField(max_length=12)
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.CharField(max_length=12, blank=True)

    records: ClassVar[Records] = Records(
        Compartment.CASE_FILE,
        {
            "id": _O,
            "case": _O,
            "task": _O,
            "from_desk": _O,
            "to_desk": _O,
            "reason": _P,
            "at": _O,
            "by": _O,
            "accepted_at": _O,
            "accepted_by": _O,
        },
        retention=KEPT,
    )

    def __str__(self) -> str:
        return f"hand-over {self.pk}"


class TaskList(models.Model):
    """A list of tasks that an office wrote, or its own form of one that comes with the software."""

    code = models.CharField(max_length=40, unique=True)  # of the default it replaces, or "L-7K3QX"
    name = models.CharField(max_length=80)
    offence = models.CharField(max_length=12, blank=True)  # Offence it is written for; blank: any
    countries = models.CharField(max_length=120, blank=True)  # ISO 3166-1 alpha-2 with commas; blank: any
    steps = models.JSONField(default=list)  # key, title, days, after, protects of each step, in order
    is_retired = models.BooleanField(default=False)
    changed_at = models.DateTimeField()
    changed_by = models.CharField(max_length=12)

    records: ClassVar[Records] = Records(
        Compartment.CASE_FILE,
        {
            "id": _O,
            "code": _O,
            "name": _O,
            "offence": _O,
            "countries": _O,
            "steps": _O,
            "is_retired": _O,
            "changed_at": _O,
            "changed_by": _O,
        },
        retention="as long as the node; it names nobody",
    )

    def __str__(self) -> str:
        return self.code


class Followed(models.Model):
    """A record that an officer watches, by its reference. What it shows is decided anew each time."""

    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    reference = models.CharField(max_length=40)
    since = models.DateTimeField()

    records: ClassVar[Records] = Records(
        Compartment.CASE_FILE,
        {"id": _O, "officer": _O, "reference": _O, "since": _O},
        retention="until the officer stops, or their account is closed",
    )

    class Meta:
        """Once for each officer."""

        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["officer", "reference"], name="followed_once"),
        ]

    def __str__(self) -> str:
        return self.reference
