"""The schema of what the issue log answers."""

from zhicheng.api.shapes import TEXT, Shape, a_list, exactly

MOST_ENTRIES = 1000
MOST_LEAVES = 10**12
HASH: Shape = {"type": "string", "pattern": "^[0-9a-f]{64}$", "description": "SHA-256，十六进制"}
COUNT: Shape = {"type": "integer", "minimum": 0, "maximum": MOST_LEAVES}
PATH = a_list(HASH, "RFC 9162 的证明，依次由近到远")


def log_shapes() -> dict[str, Shape]:
    """Every answer by name."""
    return {
        "Checkpoint": exactly(
            {
                "origin": TEXT,
                "size": COUNT,
                "root": HASH,
                "signed_at": {"type": "string", "format": "date-time"},
                "checkpoint": {**TEXT, "description": "C2SP tlog-checkpoint 格式的签名文本"},
                "key": {**TEXT, "description": "验证签名的公钥（C2SP signed-note 格式）"},
            }
        ),
        "Inclusion": exactly({"index": COUNT, "leaf": HASH, "size": COUNT, "hashes": PATH}),
        "Consistency": exactly({"first": COUNT, "second": COUNT, "hashes": PATH}),
        "Leaves": exactly({"start": COUNT, "hashes": a_list(HASH, "从 start 起，依次每条一个")}),
    }
