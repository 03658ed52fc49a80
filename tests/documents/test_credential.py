"""The title as an SD-JWT VC, read by two libraries that are not ours: it holds, hides, and does not bear a change."""

import base64
import json
import zlib
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from jwcrypto.jwk import JWK
from jwcrypto.jws import InvalidJWSSignature
from sd_jwt.holder import SDJWTHolder
from sd_jwt.verifier import SDJWTVerifier

from tests.capsule_acts import Kept, a_kept_case
from tests.cast import SHANGHAI_MORNING, sign_in
from tests.log_acts import corrected, revoked
from tests.web.public_visitor import Visitor
from zhicheng.documents.credential.of_certificate import credential_of
from zhicheng.documents.credential.status_list import published_status
from zhicheng.domain.faults import Refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def kept() -> Kept:
    return a_kept_case()


def keys() -> dict[str, Any]:
    """As the checker fetches them, from the well-known address."""
    return dict(Visitor(SHANGHAI_MORNING).get("/.well-known/jwt-vc-issuer").json())


def checked(presented: str) -> dict[str, Any]:
    """What an independent checker makes of it, with the issuer's published keys; raises for a forgery."""

    def key_of(issuer: str, header: dict[str, str]) -> JWK:
        told = keys()
        assert issuer == told["issuer"]
        return JWK(**next(one for one in told["jwks"]["keys"] if one["kid"] == header["kid"]))

    return dict(SDJWTVerifier(presented, key_of).get_verified_payload())


def everything(kept: Kept) -> str:
    issued = credential_of(kept.certificate)
    return issued.shown(frozenset(issued.disclosures))


def test_an_independent_library_reads_all_that_was_shown(kept: Kept) -> None:
    told, stated = checked(everything(kept)), kept.certificate.stated
    for name in ("name", "number", "title", "level", "speciality", "employer", "obtained_on", "authority"):
        assert told[name] == stated[name], name
    assert told["vct"].endswith("/credentials/professional-title")
    header = json.loads(base64.urlsafe_b64decode(everything(kept).split(".")[0] + "=="))
    assert (header["typ"], header["alg"]) == ("dc+sd-jwt", "ES256")


def test_the_holder_keeps_back_what_he_likes_with_a_wallet_that_is_not_ours(kept: Kept) -> None:
    wallet = SDJWTHolder(everything(kept))
    wallet.create_presentation({"name": True})
    told = checked(wallet.sd_jwt_presentation)
    assert told["name"] == kept.certificate.stated["name"]
    assert not {"employer", "number", "birth_month"} & told.keys()
    assert kept.certificate.number not in wallet.sd_jwt_presentation


def test_what_is_kept_back_stands_nowhere_in_the_text(kept: Kept) -> None:
    alone = credential_of(kept.certificate).shown(frozenset())
    token = alone.split("~")[0].split(".")[1]
    body = base64.urlsafe_b64decode(token + "=" * (-len(token) % 4)).decode()
    for name in ("name", "employer", "number"):
        assert kept.certificate.stated[name] not in body
    assert checked(alone)["title"] == kept.certificate.stated["title"]


def test_a_changed_word_signature_or_disclosure_is_told(kept: Kept) -> None:
    whole = everything(kept)
    token, *disclosures = whole.split("~")
    head, body, signature = token.split(".")
    said = json.loads(base64.urlsafe_b64decode(body + "=" * (-len(body) % 4)))
    said["title"] = "高级工程师"
    forged = base64.urlsafe_b64encode(json.dumps(said).encode()).rstrip(b"=").decode()
    with pytest.raises(InvalidJWSSignature):
        checked("~".join([f"{head}.{forged}.{signature}", *disclosures]))
    changed = ("A" if signature[10] != "A" else "B").join([signature[:10], signature[11:]])
    with pytest.raises(InvalidJWSSignature):
        checked("~".join([f"{head}.{body}.{changed}", *disclosures]))
    other = base64.urlsafe_b64encode(json.dumps(["c2FsdA", "name", "别人"]).encode()).rstrip(b"=").decode()
    told = checked("~".join([token, other, ""]))
    assert "name" not in told  # a disclosure that nobody signed counts for nothing


def test_another_key_does_not_do(kept: Kept) -> None:
    with pytest.raises(InvalidJWSSignature):
        SDJWTVerifier(everything(kept), lambda issuer, header: JWK.generate(kty="EC", crv="P-256"))


def test_asked_again_it_is_the_same_file(kept: Kept) -> None:
    assert everything(kept) == everything(kept)


def test_no_identity_number_and_no_guessing(kept: Kept) -> None:
    """Two certificates with the same words have other digests: the salts are secret and each its own."""
    other = a_kept_case()
    first, second = (credential_of(one.certificate).disclosures for one in (kept, other))
    assert first["series"] != second["series"]
    assert kept.story.person.id_number() not in everything(kept)


def test_the_status_list_tells_what_became_of_each(kept: Kept) -> None:
    other, third = a_kept_case(), a_kept_case()
    assert [state_of(checked(everything(one))) for one in (kept, other)] == [0, 0]
    credential, others = everything(kept), everything(other)
    corrected(kept.story)
    assert state_of(checked(credential)) == 3
    revoked(other.story)
    assert [state_of(checked(one)) for one in (credential, others)] == [3, 1]
    assert state_of(checked(everything(third))) == 0
    for gone in (kept, other):
        gone.certificate.refresh_from_db()
        with pytest.raises(Refused, match="不是有效状态"):
            credential_of(gone.certificate)


def test_the_list_is_made_once_as_long_as_the_register_stays_and_no_longer_than_an_hour(kept: Kept) -> None:
    first = published_status(now=kept.story.now)
    with CaptureQueriesContext(connection) as asked:
        assert published_status(now=kept.story.now + timedelta(minutes=59)) is first
    assert len(asked) == 1
    later = published_status(now=kept.story.now + timedelta(hours=1))
    assert later.made_at == kept.story.now + timedelta(hours=1)
    revoked(kept.story)
    assert published_status(now=later.made_at).token != later.token


def test_who_has_the_list_is_told_only_when_it_changed_and_a_flood_is_held_back(kept: Kept) -> None:
    visitor = Visitor(SHANGHAI_MORNING)
    has = {"If-None-Match": visitor.get("/credentials/status")["ETag"], **visitor._stamp()}
    again = visitor.client.get("/credentials/status", headers=has)
    assert (again.status_code, again.content) == (304, b"")
    revoked(kept.story)
    changed = visitor.client.get("/credentials/status", headers=has)
    assert (changed.status_code, changed.content.count(b".")) == (200, 2)
    assert changed["ETag"] != has["If-None-Match"]
    last = [visitor.client.get("/credentials/status", headers=has).status_code for _ in range(60)]
    assert last[-4:] == [200, 429, 429, 429]


def state_of(told: dict[str, Any]) -> int:
    """Read as the Token Status List draft says, by an independent JWS library."""
    from jwcrypto.jwt import JWT

    where = told["status"]["status_list"]
    answer = Visitor(SHANGHAI_MORNING).get("/credentials/status")
    assert answer["Content-Type"] == "application/statuslist+jwt"
    token = JWT(jwt=answer.content.decode(), key=JWK(**keys()["jwks"]["keys"][0]), algs=["ES256"])
    body = json.loads(token.claims)
    assert body["sub"] == where["uri"]
    packed = body["status_list"]["lst"]
    listed = zlib.decompress(base64.urlsafe_b64decode(packed + "=" * (-len(packed) % 4)))
    bits = body["status_list"]["bits"]
    return (listed[where["idx"] * bits // 8] >> (where["idx"] * bits % 8)) & ((1 << bits) - 1)


def test_the_status_list_names_nobody(kept: Kept) -> None:
    body = published_status(now=kept.story.now).token.split(".")[1]
    said = base64.urlsafe_b64decode(body + "=" * (-len(body) % 4)).decode()
    assert kept.certificate.number not in said
    assert kept.story.person.name not in said


def test_the_type_says_each_claim_in_words(kept: Kept) -> None:
    told = Visitor(SHANGHAI_MORNING).get("/credentials/professional-title").json()
    assert told["vct"] == checked(everything(kept))["vct"]
    by_path = {one["path"][0]: one for one in told["claims"]}
    assert (by_path["name"]["sd"], by_path["title"]["sd"]) == ("always", "never")
    assert by_path["employer"]["display"][0]["label"] == "工作单位"


def test_the_holder_picks_on_the_page_and_takes_the_file(kept: Kept, client: Any) -> None:
    sign_in(client, kept.story.person)
    address = f"/my/cases/{kept.story.case.handle}/credential"
    assert address in client.get(f"/my/cases/{kept.story.case.handle}/").content.decode()
    page = client.get(address).content.decode()
    assert "拿到这个文件的人都能出示它" in page
    answer = client.post(address, {"show": ["name", "title", "nonsense"]})
    assert answer["Content-Disposition"].startswith("attachment")
    told = checked(answer.content.decode())
    assert told["name"] == kept.story.person.name
    assert "employer" not in told


def test_nobody_else_takes_it(kept: Kept, client: Any) -> None:
    sign_in(client, a_kept_case().story.person)
    assert client.get(f"/my/cases/{kept.story.case.handle}/credential").status_code == 404
