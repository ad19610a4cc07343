"""Migrations under ``related_models_kept`` send the database what they send without it, and end in the same state."""

from contextlib import nullcontext
from typing import TYPE_CHECKING

from django.db import connection, connections, migrations, models
from django.db.backends.sqlite3.base import DatabaseWrapper
from django.db.migrations.state import ProjectState
from django.test.utils import CaptureQueriesContext

from samakki.node.rendering import CLASSES, related_models_kept

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from pytest_django import DjangoDbBlocker

KEY = models.BigAutoField(primary_key=True)
WIDTHS: list[int] = []


def look(apps: object, _editor: object) -> None:
    """What a step in Python is shown: how many fields the first model has, those of others who point to it included."""
    WIDTHS.append(len(apps.get_model("trial", "Officer")._meta.get_fields()))  # type: ignore[attr-defined]  # a migration is given the registry of its moment


def to(model: str, **more: object) -> "models.ForeignKey[object, object]":
    return models.ForeignKey(model, models.CASCADE, **more)  # type: ignore[arg-type]  # passed on as they came


STEPS: list[migrations.operations.base.Operation] = [
    migrations.CreateModel("Officer", [("id", KEY), ("name", models.CharField(max_length=9))]),
    migrations.CreateModel(
        "Desk", [("id", KEY), ("head", to("trial.officer")), ("all", models.ManyToManyField("trial.officer"))]
    ),
    migrations.RunPython(look, look),
    migrations.AddIndex("Desk", models.Index(fields=["head"], name="desk_head")),
    migrations.CreateModel("Note", [("id", KEY), ("desk", to("trial.desk")), ("by", to("trial.officer", null=True))]),
    migrations.AddConstraint("Note", models.UniqueConstraint(fields=["desk", "by"], name="one_note")),
    migrations.AddField("Officer", "desk", to("trial.desk", null=True)),
    migrations.RunPython(look, look),
    migrations.AddConstraint("Officer", models.CheckConstraint(condition=~models.Q(name=""), name="named")),
    migrations.AlterField("Officer", "id", models.CharField(max_length=5, primary_key=True)),  # pointed to by all
    migrations.RenameField("Officer", "name", "called"),
    migrations.AddIndex("Officer", models.Index(fields=["called"], name="officer_called")),
    migrations.RemoveConstraint("Note", "one_note"),
    migrations.RenameModel("Note", "Remark"),
    migrations.RunPython(look, look),
    migrations.RemoveField("Desk", "all"),
    migrations.DeleteModel("Remark"),
    migrations.CreateModel("Remark", [("id", KEY), ("of", to("trial.officer"))]),
    migrations.RunPython(look, look),
]


def sent(block: "AbstractContextManager[None]") -> tuple[list[list[str]], ProjectState]:
    """What each step sends to an empty database (tables are remade in any order), and the last state."""
    WIDTHS.clear()
    database = DatabaseWrapper({**connection.settings_dict, "NAME": ":memory:", "OPTIONS": {}}, "trial")
    connections["trial"] = database
    state = ProjectState()
    told = []
    with block:
        for step in STEPS:
            migration = type("OneStep", (migrations.Migration,), {"operations": [step]})("one", "trial")
            assert state.apps is not None  # classes are made before the first step, as the executor does it
            with CaptureQueriesContext(database) as captured, database.schema_editor() as editor:
                state = migration.apply(state, editor)
            told.append(sorted(query["sql"] for query in captured))
    database.close()
    del connections["trial"]
    return told, state


def test_the_same_is_sent_and_the_same_state_is_reached(django_db_blocker: "DjangoDbBlocker") -> None:
    with django_db_blocker.unblock():
        plain, reached = sent(nullcontext())
        seen = list(WIDTHS)
        quick, reached_quickly = sent(related_models_kept())
    assert quick == plain
    assert seen == WIDTHS
    assert sum(map(len, plain)) > 5 * len(STEPS)
    assert reached_quickly == reached
    for name in ("officer", "desk", "remark"):
        was, now = (state.apps.get_model("trial", name)._meta for state in (reached, reached_quickly))
        assert {field.name for field in was.get_fields()} == {field.name for field in now.get_fields()}
        assert (was.indexes, was.constraints) == (now.indexes, now.constraints)


def test_django_has_its_own_way_back_afterwards() -> None:
    own = ProjectState.add_model
    with related_models_kept():
        assert ProjectState.add_model is not own
    assert ProjectState.add_model is own
    assert CLASSES not in ProjectState().__dict__
    assert hasattr(ProjectState(), CLASSES)
