"""The words of each verdict, the same on the platform, on the page without network and on the command line."""

from dataclasses import dataclass

from zhicheng.documents.verification import Check, Standing


@dataclass(frozen=True, slots=True)
class Words:
    """The head of a verdict: its word, what it means, what to do."""

    word: str
    icon: str
    meaning: str
    advice: str


VERDICTS = {
    Standing.VALID: Words(
        "真实有效",
        "circle-check",
        "这本证书由发证机关颁发，现在有效。",
        "请再核对下面的内容与您手里的证书是否一致；有一处不一致，就不要采信，请致电发证机关。",
    ),
    Standing.REVOKED: Words(
        "已撤销",
        "ban",
        "这本证书确由发证机关颁发，但已被撤销，不再有效。",
        "请不要再使用，也不要据此聘任。对撤销有疑问的，请致电发证机关。",
    ),
    Standing.REPLACED: Words(
        "已换发新证",
        "refresh",
        "这本证书确由发证机关颁发，但已由新的证书替换，不再使用。",
        "请向持证人索取新的证书，再核验新的证书：新证书的编号列在下面。",
    ),
    Standing.ALTERED: Words(
        "被篡改或非本平台签发",
        "alert-triangle",
        "您提供的内容带有本平台的编号、签章或二维码，但与登记的原件不一致："
        "改过内容（哪怕一个字节），或者另存、打印成 PDF，都是这个结果。",
        "请不要采信这一份，也不要只凭这一点认定有人造假：请持证人登录平台重新下载原件，或用编号和姓名核验。",
    ),
    Standing.UNKNOWN: Words(
        "查无此证",
        "help",
        "登记簿里没有与您提供的内容相符的证书。",
        "请核对编号、姓名或网址是否抄错；打印件、扫描件、截图和另存过的文件不能按文件核验，请用编号和姓名核验。"
        "没有抄错仍查不到的，请致电证书上写的发证机关。",
    ),
    Standing.UNAVAILABLE: Words(
        "暂时无法核验",
        "hourglass",
        "核验所需的信息此刻取不到，这不说明证书有问题，也不说明没有问题。",
        "请过几分钟再试，或致电发证机关。",
    ),
    Standing.DOCUMENT: Words(
        "是公文，不是证书",
        "file-text",
        "这是本平台印发的原件：职称初定公布文件，或更正、换发、撤销、恢复的通知。它不是证书。",
        "要核验某个人的证书，请使用他的证书文件，或证书编号和姓名。",
    ),
}
OFFLINE_ADVICE = "请取得较新的核验包后再核，或联网到平台核验，或致电发证机关。"
OTHER_CODE = "文件里的二维码与文件不是同一份证书。"
NO_OFD_LISTED = "这个核验包不认 OFD 文件，真假都不能由它判断。请用 PDF 原件核验，或取得较新的核验包。"
OFD_SEAL_APART = "文件与签发的原件逐字节相同；它的国密签章没有在这里核对，可用 OFD 阅读器查看。"

WHOLE_FILE = {
    Check.HOLDS: ("完整", "文件的每一个字节都与签发时相同。"),
    Check.FAILS: ("不是原件", "文件的指纹不在登记簿里。"),
    Check.NOT_MADE: ("没有核对文件", "只核对了内容，没有核对文件本身有没有被改动。"),
}
SEAL = {
    Check.HOLDS: ("签章有效", "由发证机关的签章密钥签署，签署之后没有改动。"),
    Check.FAILS: ("签章无效", "没有发证机关对这份内容的有效签章。"),
    Check.NOT_MADE: ("没有核对签章", "没有可以核对的文件，或签章在这里不能确认。"),
}
PROOF = {
    Check.HOLDS: ("二维码签名有效", "二维码里的内容由发证机关签名，没有改动。"),
    Check.FAILS: ("二维码不可信", "二维码里的内容没有发证机关的有效签名，或者网址、所在的文件与它不符。"),
    Check.NOT_MADE: ("没有核对二维码", "没有取得二维码里的签名内容。"),
}
STATUS = {
    Check.HOLDS: ("没有撤销或换发", "状态清单里没有这本证书的撤销或换发。"),
    Check.FAILS: ("已撤销或换发", "状态清单里有这本证书的撤销或换发。"),
    Check.NOT_MADE: ("没有查状态", "没有确定是哪一本证书，状态无从查起。"),
}
LOG = {
    Check.HOLDS: ("已公开登记", "颁发已记入公开登记簿，记录不能删改。"),
    Check.FAILS: ("没有公开登记", "公开登记簿里没有这一条。"),
    Check.NOT_MADE: ("没有查登记簿", "登记簿的校验值还没有覆盖这一条，或不知道是哪一条。"),
}
