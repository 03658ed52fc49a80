import io

import pikepdf
import pytest
from PIL import Image

from zhicheng.gateways.files.examine import Examined, RefusedFile, examine


def image(kind: str = "PNG", size: tuple[int, int] = (400, 300)) -> bytes:
    kept = io.BytesIO()
    Image.effect_noise(size, 40).convert("RGB").save(kept, kind)
    return kept.getvalue()


def pdf(pages: int = 1, **saving: object) -> bytes:
    made = pikepdf.new()
    for _ in range(pages):
        made.add_blank_page()
    return saved(made, **saving)


def saved(made: pikepdf.Pdf, **saving: object) -> bytes:
    kept = io.BytesIO()
    made.save(kept, **saving)  # type: ignore[arg-type]
    return kept.getvalue()


def pdf_with(catalogue: dict[str, object]) -> bytes:
    made = pikepdf.new()
    made.add_blank_page()
    for key, value in catalogue.items():
        made.Root[key] = value
    return saved(made)


def refusal(name: str, data: bytes) -> str:
    with pytest.raises(RefusedFile) as caught:
        examine(name, data)
    return str(caught.value)


def test_scans_are_measured():
    assert examine("考核表.PDF", pdf(3)) == Examined("application/pdf", 3)
    assert examine("证书.png", image()) == Examined("image/png", 1, 400, 300)
    assert examine("证书.jpeg", image("JPEG")) == Examined("image/jpeg", 1, 400, 300)


def test_fifty_pages_are_enough_and_one_more_is_too_many():
    assert examine("a.pdf", pdf(50)).pages == 50
    assert "51 页" in refusal("a.pdf", pdf(51))


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"MZ\x90\x00" + b"\x00" * 200, "Windows 程序"),
        (b"PK\x03\x04" + b"\x00" * 200, "压缩包或 Office 文档"),
        (b"GIF89a" + b"\x00" * 200, "GIF"),
        (b"<html><script>alert(1)</script>", "网页或文本"),
        (b"\x00\x00\x00\x18ftypheic", "HEIC"),
        (b"hello", "无法识别的格式"),
    ],
)
def test_a_stranger_named_pdf_is_refused_and_named(data: bytes, says: str):
    assert says in refusal("考核表.pdf", data)


def test_an_extension_of_another_kind_is_refused():
    assert "以“.png”结尾，内容却是 PDF" in refusal("a.png", pdf())
    assert "以“.exe”结尾" in refusal("a.pdf.exe", pdf())
    assert "没有后缀" in refusal("考核表", pdf())


def test_an_empty_file_is_refused():
    assert "空的" in refusal("a.pdf", b"")


def test_ten_megabytes_are_the_limit():
    assert "40.0 MB，超过了 10 MB" in refusal("a.pdf", b"%PDF-1.7" + b"\x00" * (40 * 1024 * 1024 - 8))


@pytest.mark.parametrize("user", ["secret", ""])
def test_an_encrypted_pdf_is_refused(user: str):
    data = pdf(encryption=pikepdf.Encryption(owner="owner", user=user))
    assert ("有密码" if user else "有加密") in refusal("a.pdf", data)


def test_half_a_pdf_is_refused():
    assert "不完整或已损坏" in refusal("a.pdf", pdf(20)[:-200])


def test_rubbish_after_a_pdf_beginning_is_refused():
    assert "不完整或已损坏" in refusal("a.pdf", b"%PDF-1.7\n" + b"rubbish " * 50 + b"%%EOF")


@pytest.mark.parametrize(
    ("action", "says"),
    [
        (pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)"), "程序脚本"),
        (pikepdf.Dictionary(S=pikepdf.Name.Launch, F="calc.exe"), "启动程序"),
    ],
)
def test_a_pdf_that_would_act_is_refused(action: pikepdf.Dictionary, says: str):
    assert says in refusal("a.pdf", pdf_with({"/OpenAction": action}))


def test_an_action_hidden_deep_in_direct_objects_is_found():
    nested: object = pikepdf.Dictionary(S=pikepdf.Name.JavaScript)
    for _ in range(10):
        nested = pikepdf.Array([nested])
    assert "程序脚本" in refusal("a.pdf", pdf_with({"/Odd": nested}))


def test_a_pdf_with_a_file_inside_is_refused():
    made = pikepdf.new()
    made.add_blank_page()
    made.attachments["virus.exe"] = b"MZ"
    assert "附带的文件" in refusal("a.pdf", saved(made))


def test_a_pdf_that_unpacks_to_a_bomb_does_no_harm():
    made = pikepdf.new()
    made.add_blank_page()
    made.Root["/Odd"] = made.make_stream(b"\x00" * 50_000_000)
    data = saved(made, compress_streams=True)
    assert len(data) < 1_000_000
    assert examine("a.pdf", data).pages == 1


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_half_an_image_is_refused(kind: str):
    data = image(kind)
    assert "不完整或已损坏" in refusal("a.png" if kind == "PNG" else "a.jpg", data[: len(data) // 2])


def test_a_tiny_image_cannot_be_read_by_anyone():
    assert "199×400" in refusal("a.png", image(size=(199, 400)))
    assert examine("a.png", image(size=(200, 400))).width == 200


def test_an_image_bomb_is_refused_before_it_is_opened():
    kept = io.BytesIO()
    Image.new("1", (7_100, 7_100)).save(kept, "PNG")
    assert "5000 万像素" in refusal("a.png", kept.getvalue())
    kept = io.BytesIO()
    Image.new("1", (14_000, 14_000)).save(kept, "PNG")
    assert "5000 万像素" in refusal("a.png", kept.getvalue())
