"""The statement of truth that every submission agrees to, with its version."""

TRUTH_VERSION = "2024-1"
TRUTH_TEXT = (
    "本人承诺：所填写的内容和上传的材料均真实、完整，扫描件与原件一致，没有隐瞒应当说明的情况。"
    "本人知道，提供虚假材料的，申报作废；已经取得的资格将被撤销，并在规定期限内不得再次申报。"
)
