"""Is the QR code true? Decided from a bundle alone: no register, no network, no clock."""

from zhicheng.documents.bundle.answer import Answer, Checks, answer, in_term, on_list
from zhicheng.documents.bundle.read import Bundle
from zhicheng.documents.proof_code import ForgedProof, NoProof, StrangeKey, read_proof
from zhicheng.documents.verification import Check, Standing

NEWER = "签名有效，但核验包里没有这份证书：它可能在核验包之后才颁发。请取得较新的核验包，或联网核验。"
KEY_OVER = "签名所用的密钥已经停用，而这一份是停用之后的：不是发证机关签发的。"
OTHER_SITE = "二维码里的网址不是发证机关的网址，扫码会被带到别处。"
ONLY_ADDRESS = "二维码里只有网址，没有可以离线核对的内容。请联网打开这个网址，并看清网址是不是发证机关的。"
NO_CODE = "这不是本平台证书的二维码。请重新扫证书上的二维码，或用证书文件核验。"
STRANGE_KEY = "二维码里的签名不是用核验包所列的密钥签的。证书晚于核验包的，请取得较新的核验包再核。"
FORGED_CODE = "二维码里的内容与签名不符，被改动过或残缺。"
CODE_ONLY = "只核对了二维码里的内容，没有核对文件：请把下面的内容与手里的证书逐项比对。"


def judge_code(text: str, bundle: Bundle) -> Answer:
    """The answer on the text of a QR code. It proves the facts and the standing, but no file."""
    try:
        proof = read_proof(text, bundle.proof_keys)
    except NoProof:
        ours = text.strip().startswith(tuple(f"{site}/v/" for site in bundle.sites))
        return answer(bundle, *((Standing.UNAVAILABLE, ONLY_ADDRESS) if ours else (Standing.UNKNOWN, NO_CODE)))
    except StrangeKey:
        return answer(bundle, Standing.UNKNOWN, STRANGE_KEY, Checks(proof=Check.FAILS))
    except ForgedProof:
        return answer(bundle, Standing.ALTERED, FORGED_CODE, Checks(proof=Check.FAILS))
    if "#" in text and not text.strip().startswith(tuple(f"{site}/v/" for site in bundle.sites)):
        return answer(bundle, Standing.ALTERED, OTHER_SITE, Checks(proof=Check.FAILS))
    listed = bundle.issued.find(proof.sha256)
    if listed is None:
        return answer(bundle, Standing.UNAVAILABLE, NEWER, Checks(proof=Check.HOLDS))
    if not in_term(proof, listed, bundle):
        return answer(bundle, Standing.ALTERED, KEY_OVER, Checks(proof=Check.FAILS))
    return on_list(bundle, listed, proof, Checks(proof=Check.HOLDS), CODE_ONLY)
