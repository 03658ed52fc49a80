"""Each file that an employer may get has one verdict in the same words: by a bundle, the register and the platform."""

import html
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.dropped_files import Row, rows
from tests.forgeries import put
from tests.log_acts import a_sealed_certificate, corrected, revoked
from tests.ofd_files import ofd_stage
from tests.web.public_visitor import Visitor
from zhicheng.cli import main
from zhicheng.commands.judged import judged_file
from zhicheng.commands.told import in_json
from zhicheng.documents.handed import Handed
from zhicheng.documents.models import Paper
from zhicheng.documents.words.of_files import FILES
from zhicheng.documents.words.of_verdicts import VERDICTS, Standing
from zhicheng.jobs.handlers import ofd

EXITS = {Standing.VALID: 0, Standing.REVOKED: 3, Standing.REPLACED: 4, Standing.ALTERED: 5, Standing.UNKNOWN: 6}
Told = dict[str, Any]


def expected(handed: Handed | None, standing: Standing) -> Told:
    """Exit status and words: of the kind of file, or of the original's standing."""
    said, at = (FILES[handed].words, FILES[handed].standing) if handed else (VERDICTS[standing], standing)
    return {"exit": EXITS[at], "verdict": said.word, "meaning": said.meaning, "advice": said.advice}


def told_in(answer: str) -> Told:
    said = json.loads(answer)
    return {"exit": said["exit"], **said["words"]}


def test_by_a_bundle_each_row_has_the_verdict_and_the_words_of_its_kind(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    stage = ofd_stage(tmp_path)
    bundle, file = put(tmp_path / "bundle", stage.files()), tmp_path / "证书.jpg"
    for standing, one, package in zip(
        (Standing.VALID, Standing.REVOKED, Standing.REPLACED), stage.world.made, stage.made, strict=True
    ):
        made = rows(one.pdf, package, one.number) if standing is Standing.VALID else [*originals(one.pdf, package)]
        for name, handed, content in made:
            file.write_bytes(content)
            status = main(["verify", str(file), "--bundle", str(bundle), "--json"])
            told, wanted = told_in(capsys.readouterr().out), expected(handed, standing)
            if handed is None:  # the day of the bundle, and what is to be said of the OFD file's seal, stand in it
                del told["meaning"], wanted["meaning"]
            assert (told, status) == (wanted, wanted["exit"]), name


def originals(pdf: bytes, package: bytes) -> list[Row]:
    return [("the original", None, pdf), ("the OFD original", None, package)]


@pytest.mark.django_db
def test_by_the_register_and_on_the_platform_each_row_has_the_same() -> None:
    story, certificate, pdf = a_sealed_certificate()
    ofd.make({"certificate": certificate.pk}, story.now)
    package = bytes(Paper.objects.get(key=f"certificate-ofd:{certificate.handle}").content)

    def heard(made: list[Row], standing: Standing) -> None:
        for name, handed, content in made:
            told, wanted = told_in(in_json(judged_file(content, now=story.now))), expected(handed, standing)
            assert handed is None or told == wanted, name
            assert (told["exit"], told["verdict"], told["advice"]) == (
                wanted["exit"],
                wanted["verdict"],
                wanted["advice"],
            )
            page = html.unescape(uploaded(content, story.now))
            assert all(f"<p>{wanted[part]}</p>" in page for part in ("meaning", "advice")), name
            assert f"<span>{wanted['verdict']}</span></h2>" in page, name
            assert ("真实有效" in page) == (wanted["exit"] == 0), name
            if wanted["exit"] == 6:
                assert "tone-stop" not in page, name

    heard(rows(pdf, package, certificate.number), Standing.VALID)
    corrected(story)
    heard(originals(pdf, package), Standing.REPLACED)
    revoked(story)
    heard(originals(pdf, package), Standing.REVOKED)


def uploaded(content: bytes, now: Any) -> str:
    file = SimpleUploadedFile("证书.pdf", content, "application/pdf")
    page: str = Visitor(now).post("/verify/file", file=file).content.decode()
    return page.split('<section class="finding')[1].split("</section>")[0]
