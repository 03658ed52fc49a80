#!/usr/bin/env python3
"""Check a certificate against the public issue log, without the platform: Python 3.8 or newer, nothing else.

  check_log.py certificate FILE.pdf PROOF.json [--key KEY] [--printed SIZE ROOT [DAY]] [--between CONSISTENCY.json]
  check_log.py heads OLD NEW [--between CONSISTENCY.json] [--key KEY]

FILE to leaf, leaf to root, root to the one printed on a document of DAY (YYYY-MM-DD), two heads to each other, and
each head's Ed25519 signature. KEY is the bureau's published key; OLD and NEW are what /api/v1/log/checkpoint gave.
Exit: 0 all holds, 2 not readable or something is lacking, 3 another file, 4 not in the log as stated, 5 back-dated,
6 the log was rewritten, 7 not signed by the key, 8 all holds and the certificate was revoked.
"""

import argparse
import base64
import hashlib
import json
import sys
from pathlib import Path

LACKING, OTHER_FILE, NOT_IN_LOG, BACK_DATED, REWRITTEN, NOT_SIGNED, REVOKED = 2, 3, 4, 5, 6, 7, 8
WORDS = {"issue": "颁发", "revocation": "撤销"}


class Found(Exception):
    """What is wrong: exit status and words."""


def sha256(*parts):
    return hashlib.sha256(b"".join(parts)).digest()


def climb(index, size, proof, start, also=None):
    """The roots at the end of a path (RFC 9162, 2.1); `also` climbs in the old tree. None where it leads nowhere."""
    here, last, new, old = index, size - 1, start, also
    for beside in proof:
        if last == 0:
            return None, None
        if here & 1 or here == last:
            new, old = sha256(b"\1", beside, new), old and sha256(b"\1", beside, old)
            while here and not here & 1:
                here, last = here >> 1, last >> 1
        else:
            new = sha256(b"\1", new, beside)
        here, last = here >> 1, last >> 1
    return (new, old) if last == 0 else (None, None)


def grew(first, first_root, second, second_root, proof):
    """Whether the tree with the second root begins with the tree with the first."""
    if first in (0, second):
        return not proof and first_root == (second_root if first else sha256())
    path = list(proof) if first & (first - 1) else [first_root, *proof]
    if not path or first > second:
        return False
    shift = ((first - 1) ^ first).bit_length() - 1
    last = (second - 1) >> shift
    new, old = climb((first - 1) >> shift, last + 1, path[1:], path[0], path[0])
    return (old, new) == (first_root, second_root)


P, L = 2**255 - 19, 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, -1, P) % P


def add(one, two):
    (x1, y1), (x2, y2) = one, two
    t = D * x1 * x2 * y1 * y2
    return (x1 * y2 + x2 * y1) * pow(1 + t, -1, P) % P, (y1 * y2 + x1 * x2) * pow(1 - t, -1, P) % P


def times(number, point):
    result = (0, 1)
    while number:
        result = add(result, point) if number & 1 else result
        point, number = add(point, point), number >> 1
    return result


def point_from(raw):
    y = int.from_bytes(raw, "little")
    odd, y = y >> 255, y & (2**255 - 1)
    square = (y * y - 1) * pow(D * y * y + 1, -1, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * pow(2, (P - 1) // 4, P) % P
    if y >= P or (x * x - square) % P or (x == 0 and odd):
        raise ValueError("no point of the curve")
    return P - x if x & 1 != odd else x, y


def signed(key, signature, text):
    """Whether this is the Ed25519 signature of the text by the key (RFC 8032, 5.1.7)."""
    if len(signature) != 64 or len(key) != 32:
        return False
    base, number = point_from((4 * pow(5, -1, P) % P).to_bytes(32, "little")), int.from_bytes(signature[32:], "little")
    challenge = int.from_bytes(hashlib.sha512(signature[:32] + key + text).digest(), "little") % L
    try:
        wanted = add(point_from(signature[:32]), times(challenge, point_from(key)))
    except ValueError:
        return False
    return number < L and times(number, base) == wanted


def head_of(note, key):
    """Size and root of a signed head (C2SP checkpoint), once its signature by the key (C2SP signed note) holds."""
    text, blank, lines = note.rpartition("\n\n")
    origin, size, root = (text + "\n").split("\n")[:3] if blank else ("", "", "")
    name, key_id, encoded = key.split("+", 2)
    public_key = base64.b64decode(encoded)[1:]
    for dash, signer, raw in (line.split(" ") for line in lines.splitlines()):
        raw = base64.b64decode(raw, validate=True)
        ours = dash == "—" and signer == name == origin and raw[:4].hex() == key_id
        if ours and signed(public_key, raw[4:], f"{text}\n".encode()):
            return int(size), base64.b64decode(root, validate=True)
    raise Found(NOT_SIGNED, "校验值没有所给公钥的有效签名：不是这个登记簿签发的，或被改动过。")


def read_head(path, key):
    text = Path(path).read_text("utf-8")
    told = json.loads(text) if text.startswith("{") else {"checkpoint": text}
    return head_of(told["checkpoint"], key or told["key"])


def compare(one, two, between, what):
    """Hold two heads, each size and root, against each other."""
    (first, first_root), (second, second_root) = sorted((one, two), key=lambda head: head[0])
    if first != second and not between:
        where = f"/api/v1/log/consistency?first={first}&second={second}"
        raise Found(LACKING, f"还要一份“只增不改”的证明，请从 {where} 取得，用 --between 给出。")
    told = (
        json.loads(Path(between).read_text("utf-8"))
        if first != second
        else {"first": first, "second": second, "hashes": []}
    )
    hashes = [bytes.fromhex(one) for one in told["hashes"]]
    if (told["first"], told["second"]) != (first, second):
        raise Found(LACKING, f"“只增不改”的证明不是前 {first} 条到前 {second} 条的。")
    if not grew(first, first_root, second, second_root, hashes):
        raise Found(REWRITTEN, f"{what}对不上：登记簿被改写过，有登记被删除、插入或改动。")
    print(f"{what}一致：前 {first} 条原样保留在后来的 {second} 条里。")


def check_certificate(args):
    told = json.loads(Path(args.proof).read_text("utf-8"))
    digest = sha256(Path(args.file).read_bytes()).hex()
    size, root = head_of(told["checkpoint"], args.key or told["key"])
    print(f"登记簿校验值的签名有效：共 {size} 条。")
    if not args.key:
        print(f"注意：公钥取自证明文件本身，请与机关公布的核对：{told['key']}")
    acts = [(json.loads(act["entry"]), act) for act in told["acts"]]
    if len({said["number"] for said, _ in acts}) != 1 or acts[0][0]["kind"] != "issue":
        raise Found(NOT_IN_LOG, "证明里不是同一份证书从颁发开始的登记。")
    for said, act in acts:
        if said["sha256"] != digest:
            raise Found(OTHER_FILE, "文件与登记的不是同一份：哪怕只改动一个字节，也会是这个结果。")
        salt, index, path = bytes.fromhex(act["salt"]), act["index"], [bytes.fromhex(one) for one in act["inclusion"]]
        leaf = sha256(b"\0", salt, act["entry"].encode())
        if len(salt) != 32 or not 0 <= index < size or climb(index, size, path, leaf)[0] != root:
            raise Found(NOT_IN_LOG, "登记簿里没有这样的登记：登记的内容或位置被改动过，或从未登记。")
        word = WORDS.get(said["kind"], said["kind"])
        print(f"{said['day']}：{word}，证书 {said['number']}，在登记簿第 {index + 1} 条。")
    if args.printed:
        printed, day = int(args.printed[0]), args.printed[2] if len(args.printed) > 2 else ""
        compare((printed, bytes.fromhex(args.printed[1])), (size, root), args.between, "与印在文件上的校验值")
        for said in (said for said, act in acts if act["index"] >= printed and said["day"] < day):
            raise Found(BACK_DATED, f"倒签：登记日写作 {said['day']}，而 {day} 印出的登记簿里还没有这一条。")
    if any(said["kind"] == "revocation" for said, _ in acts):
        raise Found(REVOKED, "以上都核对无误；这份证书已被撤销，不再有效。")
    print("核对无误。撤销与否以最新的登记为准：证明只说明所列的登记，不说明此后没有撤销。")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["certificate", "heads"])
    parser.add_argument("file", metavar="FILE|OLD")
    parser.add_argument("proof", metavar="PROOF|NEW")
    parser.add_argument("--key")
    parser.add_argument("--printed", nargs="+")
    parser.add_argument("--between")
    args = parser.parse_args()
    try:
        if args.what == "certificate":
            check_certificate(args)
        else:
            compare(read_head(args.file, args.key), read_head(args.proof, args.key), args.between, "两个校验值")
    except Found as found:
        print(found.args[1])
        return found.args[0]
    except (OSError, ValueError, KeyError, TypeError, AttributeError, IndexError) as error:
        print(f"不能读取：{type(error).__name__}: {error}")
        return LACKING
    return 0


if __name__ == "__main__":
    sys.exit(main())
