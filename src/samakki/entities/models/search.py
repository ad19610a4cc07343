"""The search index: one row for everything that can be found, and the field that both engines keep its tokens in."""

from typing import Any, ClassVar

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper

from samakki.access.domain.classification import Class, Records
from samakki.access.domain.vocabulary import Compartment
from samakki.access.models import Resource
from samakki.entities.domain.search_tokens import Tokens


class TokensField(models.Field):  # type: ignore[type-arg]  # Django has no generics when it runs
    """Tokens of a row: a text that FTS5 cuts at its spaces, or a ``tsvector`` that is built here and only cast.

    PostgreSQL's own parser would break syllables at their marks. Read back, it is what the database holds of it, for
    nobody but the index itself.
    """

    description = "Tokens of the search index"

    def db_type(self, connection: BaseDatabaseWrapper) -> str:
        """Name of the column's type."""
        return "tsvector" if connection.vendor == "postgresql" else "text"

    def get_placeholder(self, _value: object, _compiler: object, connection: BaseDatabaseWrapper) -> str:
        """Have PostgreSQL take the text as a vector."""
        return "%s::tsvector" if connection.vendor == "postgresql" else "%s"

    def get_db_prep_value(self, value: Any, connection: BaseDatabaseWrapper, prepared: bool = False) -> str:  # noqa: ANN401  (Django's own signature)
        """The tokens as the database takes them."""
        del prepared
        if not isinstance(value, Tokens):
            return str(value)
        if connection.vendor != "postgresql":
            return " ".join((*value.placed, *value.loose))
        placed: dict[str, list[str]] = {}
        for place, token in enumerate(value.placed, start=1):
            placed.setdefault(token, []).append(str(place))
        words = [f"'{token}':{','.join(places)}" for token, places in placed.items()]
        return " ".join((*words, *(f"'{token}'" for token in value.loose)))


class SearchName(models.Model):
    """A part of a name that some row of the index holds, under one key that it shares with its other spellings.

    The list of all parts, so that a search compares what was typed with each spelling once, and not with each person.
    A part goes when the last row that holds it goes.
    """

    key = models.CharField(max_length=48)  # of ``samakki.names.keys``
    part = models.CharField(max_length=40)  # folded: "dara"
    latin = models.CharField(max_length=80)  # the same in Latin letters, roughly

    records: ClassVar[Records] = Records(
        Compartment.SUSPECTS,
        {"id": Class.OPERATIONAL, "key": Class.PERSONAL, "part": Class.PERSONAL, "latin": Class.PERSONAL},
        retention="as long as the index holds a name with this part",
    )

    class Meta:
        """By key; and all keys of a part."""

        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["key", "part"], name="search_name_of"),
        ]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["part"], name="search_name_part")]

    def __str__(self) -> str:
        return f"search name {self.pk}"


class SearchEntry(models.Model):
    """What can be found, who may find it (`resource`), what it is narrowed by, and its tokens.

    Written by ``actions.indexing`` in the transaction that changes what it stands for, and by nothing else. Its number
    is the order of results: what was indexed last comes first.
    """

    kind = models.CharField(max_length=16)  # "entity", "report", "case", "exhibit", "event"
    reference = models.CharField(max_length=40)  # of what was found
    resource = models.ForeignKey(Resource, on_delete=models.PROTECT, related_name="+")  # what the policy reads
    type = models.CharField(max_length=24)  # a ``domain.kinds.Kind``, or the kind again
    title = models.CharField(max_length=300)  # what a list of results shows
    lines = models.JSONField(default=list)  # what was indexed, as written: [[kind, text, language], …]
    case = models.CharField(max_length=40, blank=True)  # reference of the case it is part of
    first_day = models.CharField(max_length=10, blank=True)  # span of days it is dated, ISO 8601
    last_day = models.CharField(max_length=10, blank=True)
    country = models.CharField(max_length=2, blank=True)
    province = models.CharField(max_length=16, blank=True)
    source_grade = models.CharField(max_length=1, blank=True)
    information_grade = models.CharField(max_length=1, blank=True)
    tokens = TokensField()

    records: ClassVar[Records] = Records(
        Compartment.SUSPECTS,
        {
            "id": Class.OPERATIONAL,
            "kind": Class.OPERATIONAL,
            "reference": Class.OPERATIONAL,
            "resource": Class.OPERATIONAL,
            "type": Class.OPERATIONAL,
            "title": Class.PERSONAL,
            "lines": Class.SPECIAL,
            "case": Class.OPERATIONAL,
            "first_day": Class.OPERATIONAL,
            "last_day": Class.OPERATIONAL,
            "country": Class.PERSONAL,
            "province": Class.PERSONAL,
            "source_grade": Class.OPERATIONAL,
            "information_grade": Class.OPERATIONAL,
            "tokens": Class.SPECIAL,
        },
        retention="as long as what it stands for; written anew by `samakki search rebuild`",
    )

    class Meta:
        """One row for each thing; a resource's rows without reading them."""

        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["kind", "reference"], name="search_entry_of"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.reference}"


class SearchIndex(models.Model):
    """What the index was made with, and how far it has come where it is being written anew. One row."""

    tokens_version = models.PositiveIntegerField()  # domain.search_version.INDEX_VERSION; 0: nobody noted it
    keys_version = models.PositiveIntegerField()  # samakki.names.KEYS_VERSION
    # Of a rebuild that goes on, or was interrupted and goes on where it stopped.
    new_tokens_version = models.PositiveIntegerField(null=True, blank=True)
    new_keys_version = models.PositiveIntegerField(null=True, blank=True)
    step = models.CharField(max_length=12, blank=True)  # names, entities, others, forgotten
    last = models.BigIntegerField(default=0)  # number of the last row that was written anew in this step
    written = models.PositiveBigIntegerField(default=0)  # rows so far
    total = models.PositiveBigIntegerField(default=0)  # rows when it began
    started_at = models.DateTimeField(null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)

    records: ClassVar[Records] = Records(
        Compartment.SUSPECTS,
        {
            "id": Class.OPERATIONAL,
            "tokens_version": Class.OPERATIONAL,
            "keys_version": Class.OPERATIONAL,
            "new_tokens_version": Class.OPERATIONAL,
            "new_keys_version": Class.OPERATIONAL,
            "step": Class.OPERATIONAL,
            "last": Class.OPERATIONAL,
            "written": Class.OPERATIONAL,
            "total": Class.OPERATIONAL,
            "started_at": Class.OPERATIONAL,
            "done_at": Class.OPERATIONAL,
        },
        retention="as long as the node",
    )

    def __str__(self) -> str:
        return f"index {self.tokens_version}.{self.keys_version}"
