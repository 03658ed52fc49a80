"""A key that was given up still proves what it signed, and nothing that came after."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from tests.log_acts import an_issued_certificate
from zhicheng.cli import main
from zhicheng.documents.bundle.gather import register_contents, sign_bundle
from zhicheng.documents.bundle.judge_code import KEY_OVER, judge_code
from zhicheng.documents.bundle.keys import certificates_for
from zhicheng.documents.bundle.read import read_bundle
from zhicheng.documents.bundle.write import bundle_files
from zhicheng.documents.code_verification import OTHER_ADDRESS, verify_code
from zhicheng.documents.credential.of_certificate import issuer_metadata
from zhicheng.documents.proof_key import BadFormerKeys, proof_keys, proof_url_of, seal_certificates
from zhicheng.documents.verification import Standing
from zhicheng.gateways.eseal import seal

pytestmark = pytest.mark.django_db


def keep_before(settings: Any, folder: Path, **kept: Any) -> None:
    settings.KEYS_BEFORE = folder / "keys-before.json"
    settings.KEYS_BEFORE.write_text(json.dumps(kept))


def renewed(settings: Any, folder: Path, **end: Any) -> None:
    """Another key signs from now on; the one before it is kept with its end."""
    old = proof_keys()[0].written()
    settings.PROOF_KEY = bytes(reversed(settings.PROOF_KEY))
    keep_before(settings, folder, proof=[{**old, **end}])


def standings(code: str, now: Any) -> list[Standing]:
    """What the register and its bundle say of a code."""
    contents = register_contents(now=now, seal_pem=seal().certificate_pem)
    bundle = read_bundle(bundle_files(contents, sign=sign_bundle))
    return [verify_code(code).verdict.standing, judge_code(code, bundle).standing]


def test_codes_of_the_key_before_are_true_and_new_ones_bear_the_new_key(settings: Any, tmp_path: Path) -> None:
    story, certificate = an_issued_certificate()
    code = certificate.stated["proof_url"]
    renewed(settings, tmp_path, until="2030-01-01", last_position=1)
    assert standings(code, story.now) == [Standing.VALID, Standing.VALID]
    assert proof_url_of(certificate.stated) != code
    assert len({key.kid for key in proof_keys()}) == 2


def test_what_entered_the_log_after_a_stolen_keys_end_is_not_accepted(settings: Any, tmp_path: Path) -> None:
    story, certificate = an_issued_certificate()
    code = certificate.stated["proof_url"]
    renewed(settings, tmp_path, last_position=0)
    assert standings(code, story.now) == [Standing.ALTERED, Standing.ALTERED]
    assert verify_code(code).because == KEY_OVER


def test_a_day_after_the_keys_end_is_not_accepted_either(settings: Any, tmp_path: Path) -> None:
    story, certificate = an_issued_certificate()
    code = certificate.stated["proof_url"]
    renewed(settings, tmp_path, until="2020-01-01")
    assert standings(code, story.now) == [Standing.ALTERED, Standing.ALTERED]


def test_a_stolen_key_is_no_longer_named_to_wallets(settings: Any, tmp_path: Path) -> None:
    renewed(settings, tmp_path, until="2030-01-01")
    assert len(issuer_metadata()["jwks"]["keys"]) == 2
    settings.PROOF_KEY = bytes(reversed(settings.PROOF_KEY))
    renewed(settings, tmp_path, last_position=1)
    assert len(issuer_metadata()["jwks"]["keys"]) == 1


def test_a_proof_behind_another_certificates_address_is_not_accepted() -> None:
    _, one = an_issued_certificate()
    proof = one.stated["proof_url"].partition("#")[2]
    other = f"{one.stated['verify_url'].rpartition('/')[0]}/nobodys#{proof}"
    assert verify_code(one.stated["proof_url"]).verdict.standing is Standing.VALID
    assert verify_code(other).verdict.standing is Standing.ALTERED
    assert verify_code(other).because == OTHER_ADDRESS


def test_a_key_that_was_not_kept_is_a_strangers(settings: Any, tmp_path: Path) -> None:
    story, certificate = an_issued_certificate()
    renewed(settings, tmp_path)
    settings.KEYS_BEFORE.unlink()
    assert standings(certificate.stated["proof_url"], story.now) == [Standing.UNKNOWN, Standing.UNKNOWN]


def test_a_seal_given_up_counts_for_what_it_sealed_and_no_longer(settings: Any, tmp_path: Path) -> None:
    pem = seal().certificate_pem.decode()
    keep_before(settings, tmp_path, seals=[{"certificate": pem, "until": None, "last_position": 7}])
    seals = seal_certificates(b"" + pem.encode())
    assert len(seals) == 2
    assert certificates_for(7, seals[1:]) == pem.encode()
    assert certificates_for(8, seals[1:]) == b""


@pytest.mark.parametrize(
    "said", ["[]", "{", '{"more": []}', '{"proof": [{}]}', '{"proof": [{"kid": "00", "public": "AA=="}]}']
)
def test_a_list_of_former_keys_that_cannot_be_read_is_never_passed_over(
    said: str, settings: Any, tmp_path: Path
) -> None:
    settings.KEYS_BEFORE = tmp_path / "keys-before.json"
    settings.KEYS_BEFORE.write_text(said)
    with pytest.raises(BadFormerKeys):
        proof_keys()


def test_while_it_cannot_be_read_nothing_is_verified_and_nothing_handed_out(
    settings: Any, tmp_path: Path, client: Client
) -> None:
    _, certificate = an_issued_certificate()
    settings.KEYS_BEFORE = tmp_path / "keys-before.json"
    settings.KEYS_BEFORE.write_text("{")
    for address in ("/verify/bundle.zip", "/verify/offline.html"):
        response = client.get(address)
        assert response.status_code == 503
        assert "暂时无法核验" in response.content.decode()
    assert main(["verify", certificate.stated["proof_url"]]) == 7
    assert main(["bundle", str(tmp_path / "bundle")]) == 2
    assert not (tmp_path / "bundle").exists()
