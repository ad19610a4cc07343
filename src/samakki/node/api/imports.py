"""How far imports are. A file comes in by its page, where an officer looks at the preview."""

from django.http import HttpRequest
from ninja import Router, Schema

from samakki.entities.queries import importing
from samakki.node.api.opening import code, moment, officer

router = Router(tags=["imports"])


class ImportOut(Schema):
    """An import of yours."""

    reference: str
    kind: str
    state: str
    entities: int
    created_at: str


@router.get("/imports", response=list[ImportOut], summary="Your imports")
def list_imports(request: HttpRequest) -> list[ImportOut]:
    """The newest imports that you made."""
    return [
        ImportOut(
            reference=row.reference,
            kind=code(row.kind),
            state=code(row.state),
            entities=row.entities,
            created_at=moment(row.created_at),
        )
        for row in importing.imports(officer(request))
    ]
