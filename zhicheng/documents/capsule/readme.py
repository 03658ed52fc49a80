"""The page on top of the capsule: what is in it and how to check it, for a reader who knows nothing of the platform."""

from zhicheng.cases.models import Case
from zhicheng.documents.capsule.names import DECISIONS, EVENTS, FACTS, LOG, MANIFEST, NOTE, PAPERS, RULES, SCANS
from zhicheng.documents.log_prints import OnPaper, paper_words
from zhicheng.domain.eligibility.words import OUTCOME
from zhicheng.domain.given import given
from zhicheng.domain.issue_log import KIND_WORDS, LogKind
from zhicheng.domain.words import clause_words


def readme(case: Case, key: str, missing: list[str], shown: OnPaper) -> bytes:
    """The words, in UTF-8; `shown` says which papers show the case's certificates in the log."""
    lacking = "\n".join(f"  · {name}" for name in missing)
    outcomes = "，".join(f"{code} {word}" for code, word in OUTCOME.items())
    return f"""职称初定个案档案包

申报编号  {case.number}
申报人    {case.person.name}
申报      {case.title}（{case.speciality}）
单位      {given(case.employer).name}
审批部门  {given(case.authority).name}

这个压缩包是一件职称初定申报的全部电子档案，供存入人事档案。打开它不需要原来的办理平台：
PDF 和图片可以直接看，.ofd 用 OFD 阅读器看；其余（.json、.jsonl、.yaml、.csv）都是普通文字，
任何文字编辑器都能打开（编码 UTF-8）。

一、里面有什么

  {FACTS}/      每次提交时固定下来的内容：个人情况、学历、工作、考核、单位，以及当时按政策自动核对的结论和依据条款
  {SCANS}/        申报时上传的扫描件，一个字节都没有改
  {PAPERS}/          回执、告知书、公示、资格表、公布文件、证书等，与当时出具的完全相同；
                  证书不止一份的（加盖了时间戳的，更正、换发、恢复的），哪一份是哪个编号，见 {MANIFEST} 的 certificates
  {DECISIONS}   谁、代表哪个部门、什么时间、因为什么，作出了什么决定；退回、不予通过和撤销写明条款
  {EVENTS}   平台上办理这件申报的每一步；一行一步，一行的 SHA-256 就是这一步的摘要，previous 是平台上前一步的摘要
  {RULES}/          这件申报所依据的政策包：条款、数值、目录，原样一份
  {LOG}/        证书在公开登记簿里的登记证明，和印在公布文件、公示上的登记簿校验值
  {MANIFEST}  每个文件（清单和签名除外）的大小和 SHA-256 摘要
  {NOTE}  平台对 {MANIFEST} 的签名

身份证件号码只在原来就印有它的文书和扫描件里；JSON 文件里没有。异议人的身份不在这里。
同一张公示、公布文件上还有其他人的名字，那是当时公开的内容。

怎样读 JSON 文件
  · 时间都带时区：+08:00 是北京时间，+00:00 加八小时是北京时间；只写年月日的，是北京时间的那一天。
  · 通过与否、凭什么：{FACTS} 里最后一次提交的 answer 是自动核对的结果，人工决定在 {DECISIONS}。
    verdict 和 outcome：{outcomes}；
    because 是理由，rule 是 {RULES} 里的哪一条规则，facts 是据以核对的事实。
  · clause 是政策通知的条款号，如 2.3 是{clause_words("2.3")}；没有条款号（null）的，是{clause_words(None)}。
    通知的名称写在 {RULES} 里 pack.yaml 的 notice；通知全文不在包里，请查当年公布的文本。
  · copy、list、rules 和 sha256 都是所指内容的 SHA-256；actor 是经办人在平台内部的编号，姓名按时间对照 {DECISIONS}。
{
        f'''
以下文件在取出时已经找不到，包里没有：
{lacking}
'''
        if missing
        else ""
    }
二、怎样核对

用独立的核对脚本 check_log.py（一个文件，只需要 Python 3.8 或更新版本，不需要联网）：

  python3 check_log.py capsule 这个压缩包.zip --key "机关公布的公钥"

它逐个字节核对清单里的每一个文件：缺了哪个、改动了哪个，都会说出名字；多出来的文件也会说出名字，不要采信。
解开后重新打包的，文件没有变就核对得上，脚本会说明重新打包过；也可以不打包，直接核对解开的文件夹。
脚本（tools/check_log.py）可以向审批部门索取，或从平台公开的源代码取得。
公钥请从机关的网站、公报等别的途径取得。包里写的公钥是：

  {key}

三、凭什么相信

  1. {MANIFEST} 由审批部门的登记簿密钥签名（Ed25519，RFC 8032）：没有密钥的人改不了，也造不出另一份。
  2. 证书整个文件的 SHA-256 登记在公开登记簿里（默克尔树，RFC 9162）；登记簿的校验值印在每一份公布文件和公示上。
     手里只要有一份当时的纸质文件，对照印着的校验值，就能查明登记簿后来有没有被改写，连平台自己也瞒不过去。
     公布文件印出时，它所公布的证书还没有登记，所以要对照之后印出的一份：
{_on_paper(shown)}
     要对照别的一份纸质文件：
       python3 check_log.py capsule 这个压缩包.zip --key "机关公布的公钥" --printed 印着的条数 "印着的校验值" 印出的日期
     条数与脚本说出的不同时，还要一份“只增不改”的证明（--between），从平台的接口取得；平台停用前请一并存档。
  3. 存档的纸质资格表上印有“版本码”，就是最后一次提交内容的 SHA-256 的前 8 位。脚本会把它算出来，请与纸面对照。
     纸质表有签名和印章，因此电子内容与纸质表互相印证。

四、以后没有这个脚本怎么办

  压缩包是最普通的 ZIP，不压缩。{MANIFEST} 里写着每个文件的 SHA-256，用任何工具都能重算。
  {NOTE} 是三行文字、一个空行和一行签名：签名是对前三行（含每行末尾的换行）作的，
  第三行就是 {MANIFEST} 的 SHA-256；签名行是 Base64，前 4 个字节是密钥编号，后 64 个字节是 Ed25519 签名。
  登记证明里：叶 = SHA-256(00 + 盐 + 登记内容)，节点 = SHA-256(01 + 左 + 右)，从叶算到根，与签名的校验值相等即为在册。
""".encode()


def _on_paper(shown: OnPaper) -> str:
    """Which papers to fetch for the printed heads, and what to do about entries that none shows yet."""
    told = [f"       · {paper_words(one)}，印着 {one.head_id} 条" for one in shown.prints]
    if told:
        told.insert(0, "     请找出这份文件的纸质件，脚本会说出上面应当印着的校验值，和由此证明的登记：")
    if shown.none_yet:
        acts = "、".join(f"{KIND_WORDS[LogKind(one.kind)]} {one.certificate.number}" for one in shown.none_yet)
        told += [
            f"     取出时，还没有印出的文件能证明：{acts}。",
            "     请在本机关下一次公示名单或者公布文件之后，再取一次档案包：那时会写明是哪一份，并附上证明。",
            "     也可以自己找：平台“公钥与登记簿”页列出了印有校验值的文件，",
            f"     条数不少于 {shown.none_yet[-1].leaf_id + 1} 的任一份都可以。",
        ]
    return "\n".join(told or ["     这件申报还没有证书登记。"])
