"""When something may be taken back."""

from samakki.kernel.refusals import Refusal

NOT_FOUND = Refusal("not-found")


def refusals_to_withdraw(*, is_there: bool, is_withdrawn: bool) -> tuple[Refusal, ...]:
    """Why a statement may not be withdrawn; empty means it may.

    Args:
        is_there: the entity has this statement.
        is_withdrawn: somebody has withdrawn it before.
    """
    if not is_there:
        return (NOT_FOUND,)
    if is_withdrawn:
        return (Refusal("statement-withdrawn-already"),)
    return ()
