"""Makes migrations quick: models that a step cannot have changed are not made again.

Django shows a migration its models as classes, and after each step makes every class anew that is related to the one
that changed. Here nearly all are related to an officer: a new node made five thousand classes for its hundred and
twenty tables, and waited nine seconds for that. A new model, and one more index or constraint, leave the classes of
other models as they are. Every other kind of step goes Django's own way. See ADR 0091.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db.migrations.state import ModelState, ProjectState
from django.db.models import Index
from django.db.models.constraints import BaseConstraint

CLASSES = "apps"  # among an object's own attributes once classes were made; merely asking for it makes them
STATE: Any = ProjectState  # methods are put in place of its own
ADD_MODEL, ADD_INDEX, ADD_CONSTRAINT = STATE.add_model, STATE.add_index, STATE.add_constraint


@contextmanager
def related_models_kept() -> Iterator[None]:
    """Run migrations in this block, in one thread."""
    STATE.add_model, STATE.add_index, STATE.add_constraint = _add_model, _add_index, _add_constraint
    try:
        yield
    finally:
        STATE.add_model, STATE.add_index, STATE.add_constraint = ADD_MODEL, ADD_INDEX, ADD_CONSTRAINT


def _add_model(state: ProjectState, model: ModelState) -> None:
    if _without_classes(state, ADD_MODEL, model):
        state.apps.render_multiple([model])


def _add_index(state: ProjectState, app_label: str, model_name: str, index: Index) -> None:
    if _without_classes(state, ADD_INDEX, app_label, model_name, index):
        shown = state.apps.get_model(app_label, model_name)._meta
        shown.indexes = [*shown.indexes, index]
        state.apps.clear_cache()


def _add_constraint(state: ProjectState, app_label: str, model_name: str, constraint: BaseConstraint) -> None:
    if _without_classes(state, ADD_CONSTRAINT, app_label, model_name, constraint):
        shown = state.apps.get_model(app_label, model_name)._meta
        shown.constraints = [*shown.constraints, constraint]
        state.apps.clear_cache()


def _without_classes(state: ProjectState, act: Callable[..., None], *given: object) -> bool:
    """Let Django note the step as if no classes were made; whether there are some, to which the step must be added."""
    classes = state.__dict__.pop(CLASSES, None)
    act(state, *given)
    if classes is not None:
        state.__dict__[CLASSES] = classes
    return classes is not None
