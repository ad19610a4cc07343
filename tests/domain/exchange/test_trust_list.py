import json
from collections.abc import Callable, Mapping
from datetime import timedelta

import pytest
import time_machine
from hypothesis import given, settings
from hypothesis import strategies as st
from tuf.api.metadata import DelegatedRole, Metadata, MetaFile, Snapshot, TargetFile, Targets, Timestamp

from samakki.exchange.domain.trust.errors import (
    CeremonyWrong,
    MetadataExpired,
    MetadataRefused,
    SourceSilent,
    TrustError,
)
from samakki.exchange.domain.trust.validity import dated
from samakki.exchange.trust import proposing, signing
from samakki.exchange.trust.following import Followed, Known, first_root, follow
from samakki.exchange.trust.names import target_of
from samakki.exchange.trust.sources import Files, Over
from samakki.sealing.ceremony import CeremonySigner
from tests.support.ceremony import Region, a_key
from tests.support.shared import NOW
from tests.support.trust import a_statement

LATER = NOW + timedelta(days=1)


def followed(region: Region, known: Known | None = None, files: Mapping[str, bytes] | None = None) -> Followed:
    return follow(Over(Files(files or {}), region.folder), known or Known(region.first_root()))


def test_a_node_that_was_given_the_first_root_reads_what_two_of_three_countries_signed(region: Region) -> None:
    found = followed(region)
    assert found.members == {"KH", "VN"}
    assert found.problems == {}
    assert [one.statement for one in found.told] == [region.statements["KH"], region.statements["VN"]]
    assert first_root(region.first_root())["needed"] == 2
    assert followed(region, found.known).known == found.known  # nothing newer changes nothing


def test_the_key_of_the_host_cannot_add_a_node(region: Region) -> None:
    """The secretariat publishes and decides nothing: a statement that only it signs reaches nobody."""
    more, _ = a_statement("KH", desks=("AHTJPD/duty", "FORGED/duty"))
    proposing.state(region.folder, more, at=LATER)
    with pytest.raises(CeremonyWrong):
        signing.sign(region.folder, region.host)
    assert signing.publish(region.folder, region.host, at=LATER) == ()
    forged = forge(region, {"KH": signed_role(region.folder.proposed("KH"), region.host)})
    forged |= {name: content for name, content in statement_files(region, "KH").items()}
    found = followed(region, files=forged)
    assert found.problems == {"KH": "refused"}
    assert [one.statement.country for one in found.told] == ["VN"]


def test_the_key_of_the_host_cannot_add_a_country(region: Region) -> None:
    proposing.add_country(region.folder, "LA", keys=[region.host.half], at=LATER)
    with pytest.raises(MetadataRefused):
        followed(region, files=forge(region, {"targets": signed_role(region.folder.proposed("targets"), region.host)}))
    assert signing.publish(region.folder, region.host, at=LATER) == ()
    assert followed(region).members == {"KH", "VN"}


def test_one_country_cannot_speak_for_another(region: Region) -> None:
    other, _ = a_statement("VN", desks=("FORGED/duty",))
    proposing.state(region.folder, other, at=LATER)
    with pytest.raises(CeremonyWrong, match="Nothing that waits here is for this key"):
        signing.sign(region.folder, region.role["KH"])
    by_kh = signed_role(region.folder.proposed("VN"), region.role["KH"])
    found = followed(region, files=forge(region, {"VN": by_kh}) | statement_files(region, "VN"))
    assert found.problems == {"VN": "refused"}


def test_what_a_country_says_of_another_in_its_own_role_is_not_read(region: Region) -> None:
    role = region.folder.role("KH")
    assert role
    statement = region.folder.read(f"targets/{target_of('VN')}") or b"{}"
    role.signed.version += 1
    role.signed.targets[target_of("VN")] = TargetFile.from_data(target_of("VN"), statement, ["sha256"])
    found = followed(region, files=forge(region, {"KH": signed_role(role, region.role["KH"])}))
    assert found.problems == {"KH": "refused"}
    assert [one.statement for one in found.told] == [region.statements["VN"]]


def test_a_statement_that_names_another_countrys_desk_is_not_taken(region: Region) -> None:
    raw = json.dumps({"format": "samakki-country-1", "country": "VN", "reach": "direct", "agencies": [], "nodes": [],
                      "desks": []}).encode()  # fmt: skip
    role = Targets(version=2, targets={target_of("KH"): TargetFile.from_data(target_of("KH"), raw, ["sha256"])})
    role.expires = NOW + timedelta(days=300)
    digest = role.targets[target_of("KH")].hashes["sha256"]
    files = forge(region, {"KH": signed_role(Metadata(role), region.role["KH"])})
    files[f"targets/countries/KH/{digest}.country.json"] = raw
    assert followed(region, files=files).problems == {"KH": "statement-wrong"}


def test_a_role_that_could_speak_of_every_country_is_refused_even_if_all_signed_it(region: Region) -> None:
    members = region.folder.role("targets")
    assert members
    assert members.signed.delegations
    roles = dict(members.signed.delegations.roles or {})
    roles["KH"] = DelegatedRole("KH", roles["KH"].keyids, 1, terminating=True, paths=["countries/*/*"])
    members.signed.delegations.roles = roles
    members.signed.version += 1
    for one in region.national.values():
        signed_role(members, one)
    with pytest.raises(MetadataRefused, match="more than its own country"):
        followed(region, files=forge(region, {"targets": members}))


def test_too_few_countries_cannot_change_the_root(region: Region) -> None:
    stranger = a_key(region.folder.path, "stranger")
    proposing.change_root(region.folder, at=LATER, out=[region.national["VN"].half.id], new=[stranger.half])
    region.sign_all("KH")
    signing.sign(region.folder, stranger)
    wanted = {one.group: one for one in signing.progress(region.folder)[0].wanted}
    assert wanted["new"].is_complete
    assert not wanted["before"].is_complete
    assert (wanted["before"].signed, wanted["before"].missing) == (("KH",), ("TH", "VN"))
    assert "root" not in signing.publish(region.folder, region.host, at=LATER)
    raw = region.folder.read("waiting/root.json") or b""
    with pytest.raises(MetadataRefused):
        followed(region, files={"metadata/2.root.json": raw})


def test_a_root_is_rotated_by_the_threshold_of_the_old_and_of_the_new(region: Region) -> None:
    known = followed(region).known
    new = a_key(region.folder.path, "VN second key")
    proposing.change_root(region.folder, at=LATER, out=[region.national["VN"].half.id], new=[new.half])
    region.sign_all("KH", "TH")
    assert signing.publish(region.folder, region.host, at=LATER) == ("root", "targets")
    found = followed(region, known)
    assert found.root_version == 2
    assert found.members == {"KH", "VN"}
    proposing.add_country(region.folder, "LA", keys=[a_key(region.folder.path, "LA").half], at=LATER)
    with pytest.raises(CeremonyWrong):
        region.sign_all("VN")  # its old key signs no more
    signing.sign(region.folder, new)
    region.sign_all("TH")
    signing.publish(region.folder, region.host, at=LATER)
    assert followed(region, found.known).members == {"KH", "LA", "VN"}


def test_a_new_key_of_the_host_takes_the_place_of_a_stolen_one(region: Region) -> None:
    known, new = followed(region).known, a_key(region.folder.path, "new host")
    proposing.change_root(region.folder, at=LATER, host=new.half)
    region.sign_all("TH", "VN")
    with pytest.raises(CeremonyWrong, match="not the key"):
        signing.publish(region.folder, region.host, at=LATER)
    signing.publish(region.folder, new, at=LATER)
    assert followed(region, known).root_version == 2


def test_older_data_is_refused(region: Region) -> None:
    old = region.folder.files()
    proposing.state(region.folder, region.statements["KH"], at=LATER)
    signing.sign(region.folder, region.role["KH"])
    signing.publish(region.folder, region.host, at=LATER)
    known = followed(region).known
    with pytest.raises(MetadataRefused):
        follow(Files(old), known)


def test_data_of_different_days_is_not_mixed(region: Region) -> None:
    """The newest timestamp with an older snapshot behind it."""
    old = region.folder.files()
    proposing.state(region.folder, region.statements["KH"], at=LATER)
    signing.sign(region.folder, region.role["KH"])
    signing.publish(region.folder, region.host, at=LATER)
    mixed = {**old, "metadata/timestamp.json": region.folder.files()["metadata/timestamp.json"]}
    with pytest.raises((MetadataRefused, SourceSilent)):
        follow(Files(mixed), Known(region.first_root()))
    renamed = {**mixed, "metadata/2.snapshot.json": old["metadata/1.snapshot.json"]}
    with pytest.raises(MetadataRefused):
        follow(Files(renamed), Known(region.first_root()))


def test_frozen_data_ends_on_its_day(region: Region) -> None:
    with time_machine.travel(NOW + timedelta(days=31)), pytest.raises(MetadataExpired):
        followed(region)
    assert followed(region).expires == NOW.replace(microsecond=0) + timedelta(days=30)


def test_one_withheld_country_does_not_keep_the_others_news_back(region: Region) -> None:
    files = {name: raw for name, raw in region.folder.files().items() if "countries/KH/" not in name}
    found = follow(Files(files), Known(region.first_root()))
    assert found.problems == {"KH": "missing"}
    assert [one.statement.country for one in found.told] == ["VN"]


def test_a_country_whose_year_is_over_is_told_apart(region: Region) -> None:
    day = NOW + timedelta(days=364)
    proposing.change_root(region.folder, at=day)
    proposing.state(region.folder, region.statements["VN"], at=day)
    with time_machine.travel(day):
        region.sign_all("KH", "VN")
        signing.sign(region.folder, region.role["VN"])
        signing.publish(region.folder, region.host, at=day)
    with time_machine.travel(day + timedelta(days=2)):
        found = followed(region)
    assert found.problems == {"KH": "expired"}


def test_a_removed_country_is_no_member_and_comes_back_only_with_signatures(region: Region) -> None:
    known = followed(region).known
    proposing.remove_country(region.folder, "VN", at=LATER)
    region.sign_all("KH", "TH")
    signing.publish(region.folder, region.host, at=LATER)
    found = followed(region, known)
    assert found.members == {"KH"}


def test_a_key_of_the_host_that_was_stolen_cannot_make_data_count_for_years(region: Region) -> None:
    assert dated(expires=NOW + timedelta(days=3650), seen=NOW) == NOW
    assert dated(expires=NOW + timedelta(days=20), seen=NOW) == NOW - timedelta(days=10)


CUTS: Mapping[str, Callable[[bytes], bytes]] = {
    "cut": lambda raw: raw[: len(raw) // 2],
    "no JSON": lambda raw: b"{" * 2000,
    "other JSON": lambda raw: b"[]",
    "empty": lambda raw: b"",
    "huge": lambda raw: raw + b" " * 2_000_000,
    "signatures gone": lambda raw: json.dumps({**json.loads(raw), "signatures": []}).encode(),
    "a number too many": lambda raw: raw.replace(b'"version":1', b'"version":2'),
    "not UTF-8": lambda raw: raw.replace(b"signed", b"sig\xff\xfe"),
    "a fraction": lambda raw: raw.replace(b'"signed":{', b'"signed":{"x":1.5,'),
}


@pytest.mark.parametrize("what", CUTS)
@pytest.mark.parametrize("name", ["timestamp", "1.snapshot", "1.targets", "1.KH"])
def test_hostile_metadata_is_refused_with_words(region: Region, name: str, what: str) -> None:
    raw = region.folder.read(f"metadata/{name}.json") or b""
    files = {f"metadata/{name}.json": CUTS[what](raw)}
    if name == "1.KH":
        assert set(followed(region, files=files).problems) == {"KH"}
        return
    with pytest.raises(TrustError):
        followed(region, files=files)


@settings(max_examples=30)
@given(st.data())
def test_no_changed_byte_is_believed(made: Region, data: st.DataObject) -> None:
    files = dict(made.folder.files())
    name = data.draw(st.sampled_from(sorted(name for name in files if "root" not in name)))
    raw = files[name]
    place = data.draw(st.integers(0, len(raw) - 1))
    files[name] = raw[:place] + bytes([raw[place] ^ data.draw(st.integers(1, 255))]) + raw[place + 1 :]
    with time_machine.travel(NOW):
        try:
            found = follow(Files(files), Known(made.first_root()))
        except TrustError:
            return
    assert {one.statement.country: one.statement for one in found.told}.items() <= made.statements.items()


def forge(region: Region, roles: Mapping[str, Metadata[Targets]]) -> dict[str, bytes]:
    """What a thief with the key of the host can publish over signed roles: a snapshot and a timestamp that fit."""
    before, stamp = region.folder.snapshot(), region.folder.timestamp()
    assert before
    assert stamp
    files = {f"metadata/{role.signed.version}.{name}.json": role.to_bytes() for name, role in roles.items()}
    meta = {f"{name}.json": MetaFile(role.signed.version) for name, role in roles.items()}
    shot = Metadata(
        Snapshot(before.signed.version + 1, expires=LATER + timedelta(days=20), meta=before.signed.meta | meta)
    )
    shot.sign(region.host)
    raw = shot.to_bytes()
    newer = Metadata(
        Timestamp(
            stamp.signed.version + 1,
            expires=LATER + timedelta(days=20),
            snapshot_meta=MetaFile.from_data(shot.signed.version, raw, ["sha256"]),
        )
    )
    newer.sign(region.host)
    return files | {
        f"metadata/{shot.signed.version}.snapshot.json": raw,
        "metadata/timestamp.json": newer.to_bytes(),
    }


def signed_role(role: Metadata[Targets] | None, signer: CeremonySigner) -> Metadata[Targets]:
    assert role
    role.sign(signer, append=True)
    return role


def statement_files(region: Region, country: str) -> dict[str, bytes]:
    raw = region.folder.read(f"waiting/{country}.country.json") or b""
    digest = TargetFile.from_data("x", raw, ["sha256"]).hashes["sha256"]
    return {f"targets/countries/{country}/{digest}.country.json": raw}
