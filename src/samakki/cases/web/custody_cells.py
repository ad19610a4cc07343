"""Exhibits and their chain as pages and papers show them: every code in words."""

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from samakki.access import queries as access
from samakki.access.queries import Officer
from samakki.cases.domain.custody import Answer, Party
from samakki.cases.domain.exhibits import CHECKLISTS, FileRole, not_done
from samakki.cases.queries import team_of
from samakki.cases.queries.custody import Link
from samakki.cases.queries.exhibits import ExhibitRow
from samakki.cases.web.wording.custody import (
    CUSTODY_KINDS,
    PURPOSES,
    REPLIES,
    SEAL_STATES,
    gap_words,
    zoned_words,
)
from samakki.cases.web.wording.exhibits import CHECK_ANSWERS, CHECKS, EXHIBIT_KINDS, FILE_ROLES
from samakki.entities.domain.files import PREVIEWED
from samakki.ui.wording import Text


@dataclass(frozen=True, slots=True)
class FileCells:
    """A file of an exhibit."""

    reference: str
    role: Text
    name: str
    note: str
    sha256: str
    size: int
    media_type: str
    has_preview: bool
    is_photo: bool


@dataclass(frozen=True, slots=True)
class StepCells:
    """One custody event in words."""

    number: int
    what: Text
    at: str
    giver: str
    receiver: str
    purpose: Text
    seal: str
    reply: str
    words: tuple[str, ...]
    recorded: str
    paper: str
    digest: str
    waits_for: str  # officer code; "" where nothing waits


@dataclass(frozen=True, slots=True)
class ExhibitCells:
    """An exhibit in words."""

    row: ExhibitRow
    url: str
    kind: Text
    seized: str
    holder: str
    held_since: str
    seal: str
    gaps: tuple[str, ...]
    files: tuple[FileCells, ...]
    steps: tuple[StepCells, ...]
    checks: tuple[tuple[Text, Text, bool], ...]  # step, answer, whether it is settled
    waiting: StepCells | None


def exhibit_cells(row: ExhibitRow) -> ExhibitCells:
    """An exhibit with every code in words, in the reader's language."""
    steps = tuple(_step(row, link) for link in row.chain)
    open_steps = set(not_done(row.kind, row.checklist))
    words = {one.value: text for one, text in CHECK_ANSWERS.items()}
    waiting = row.held.waiting
    return ExhibitCells(
        row,
        reverse("cases:exhibit", args=[row.case, row.reference]),
        EXHIBIT_KINDS[row.kind],
        zoned_words(row.seized_at, row.zone, is_time_known=row.is_time_known),
        holder_words(row),
        zoned_words(row.held.since, row.zone, is_time_known=row.is_time_known or row.held.number > 1),
        row.held.seal,
        tuple(gap_words(gap, row.party, row.zone) for gap in row.gaps),
        tuple(_files(row)),
        steps,
        tuple(
            (CHECKS[step], words.get(row.checklist.get(step, ""), _("Nobody said")), step not in open_steps)
            for step in CHECKLISTS[row.kind]
        ),
        next((step for step in steps if waiting is not None and step.number == waiting.number), None),
    )


def holder_words(row: ExhibitRow) -> str:
    """Who holds an exhibit, with what is still open about it."""
    if row.held.ended is not None:
        return str(CUSTODY_KINDS[row.held.ended])
    holder = row.party(row.held.holder)
    if row.held.waiting is not None:
        return _("%(holder)s; handed to %(receiver)s, not confirmed yet") % {
            "holder": holder,
            "receiver": row.party(row.held.waiting.receiver),
        }
    return holder


def holders_to_choose(by: Officer, case: str) -> list[tuple[str, str]]:
    """Officers of the team but the reader, as code and words."""
    team = {code: desk for code, desk in team_of(case).items() if code != by.code}
    names = access.names_of(team)
    return [(code, f"{names.get(code, '')} – {code} – {desk}") for code, desk in team.items()]


def _step(row: ExhibitRow, link: Link) -> StepCells:
    step, words = link.step, link.words
    reply = step.reply
    said = (words.place, words.condition, words.remark, words.answer_condition, words.answer_remark)
    return (
        StepCells(
            step.number,
            CUSTODY_KINDS[step.kind],
            zoned_words(step.at, words.zone, is_time_known=row.is_time_known or step.number > 1),
            _party(row, step.giver),
            _party(row, step.receiver),
            PURPOSES[words.purpose] if words.purpose else "",
            _seal(link),
            _reply(row, link),
            tuple(text for text in said if text),
            _("recorded by %(officer)s, %(moment)s")
            % {
                "officer": row.party(Party(officer=words.recorded_by)),
                "moment": zoned_words(step.recorded_at, words.zone),
            },
            words.paper,
            words.digest,
            step.receiver.officer if step.is_waiting else "",
        )
        if reply is None or reply.answer is not Answer.TAKEN_BACK
        else _taken_back(row, link)
    )


def _taken_back(row: ExhibitRow, link: Link) -> StepCells:
    step, words = link.step, link.words
    return StepCells(
        step.number,
        REPLIES[Answer.TAKEN_BACK],
        zoned_words(step.at, words.zone),
        _party(row, step.giver),
        _party(row, step.receiver),
        "",
        "",
        "",
        tuple(text for text in (words.answer_remark,) if text),
        "",
        words.paper,
        words.digest,
        "",
    )


def _party(row: ExhibitRow, party: Party) -> str:
    return row.party(party) if party else ""


def _seal(link: Link) -> str:
    step = link.step
    if not (step.seal_before or step.seal_after):
        return _("no seal") if step.number == 1 else ""
    if step.number == 1:
        return _("sealed with %(number)s") % {"number": step.seal_after}
    state = str(SEAL_STATES[step.seal_state])
    if step.seal_after and step.seal_after != step.seal_before:
        return _("found %(before)s (%(state)s), left %(after)s") % {
            "before": step.seal_before or "–",
            "state": state,
            "after": step.seal_after,
        }
    return _("%(number)s (%(state)s)") % {"number": step.seal_before or step.seal_after, "state": state}


def _reply(row: ExhibitRow, link: Link) -> str:
    reply, step = link.step.reply, link.step
    if reply is None:
        return _("The receiver has not answered yet") if step.is_waiting else ""
    told = [str(REPLIES[reply.answer])]
    if reply.received_at is not None:
        told.append(_("received %(moment)s") % {"moment": _moment(reply.received_at, link)})
    if reply.seal_found:
        told.append(
            _("seal %(number)s (%(state)s)") % {"number": reply.seal_found, "state": SEAL_STATES[reply.seal_state]}
        )
    told.append(_("answered by %(officer)s") % {"officer": row.party(Party(officer=reply.by))})
    return "; ".join(told)


def _moment(at: datetime, link: Link) -> str:
    return zoned_words(at, link.words.zone)


def _files(row: ExhibitRow) -> list[FileCells]:
    return [
        FileCells(
            one.facts.file.reference,
            FILE_ROLES[one.role],
            one.facts.name,
            one.note,
            one.facts.file.sha256,
            one.facts.file.size,
            one.facts.file.media_type,
            one.facts.file.media_type in PREVIEWED,
            one.role is FileRole.PHOTO,
        )
        for one in row.files
    ]
