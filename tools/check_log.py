#!/usr/bin/env python3
"""Check a certificate, a case capsule or two heads by the public issue log: Python 3.8, without the platform.

  check_log.py certificate FILE.pdf PROOF.json | capsule FILE.zip or FOLDER | heads OLD NEW   with the options below
Exit: 0 all holds, 2 not readable or something is lacking, 3 another file, 4 not in the log as stated, 5 back-dated,
6 the log was rewritten, 7 not signed by KEY, 8 all holds but it was revoked, 9 all holds but it was replaced, 10 a file
in the capsule was altered. ROOT stands on a paper of DAY; OLD and NEW come from /api/v1/log/checkpoint."""

import argparse
import base64
import hashlib
import json
import zipfile
import zlib
from contextlib import suppress
from pathlib import Path

LACKING, OTHER_FILE, NOT_IN_LOG, BACK_DATED, REWRITTEN, NOT_SIGNED, REVOKED, REPLACED, ALTERED = range(2, 11)
ACT = {"issue": "颁发", "revocation": "撤销", "correction": "更正", "replacement": "换发", "reinstatement": "恢复"}
ACT["timestamping"] = "加盖时间戳"
P, L, D = 2**255 - 19, 2**252 + 27742317777372353535851937790883648493, -121665 * pow(121666, -1, 2**255 - 19)


def must(holds, status, words):
    if not holds:
        raise SystemExit(print(words) or status)


def sha256(*parts):
    return hashlib.sha256(b"".join(parts)).digest()


def climb(index, size, start, path, grown=False):
    """The old root and the new (RFC 9162): up from leaf `index` (2.1.3), or from where the tree has `grown` (2.1.4)."""
    if not path:
        return (start, start) if size == 1 or (grown and index + 1 == size) else (b"", b"")
    *rest, twin = path
    left = 1 << max(0, (size - 1).bit_length() - 1)
    below, half = (index - left, size - left) if index >= left else (index, left)
    old, new = climb(below, half, start, rest, grown)
    return (sha256(b"\1", twin, old), sha256(b"\1", twin, new)) if index >= left else (old, sha256(b"\1", new, twin))


def times(number, point, plus=(0, 1)):
    (x1, y1), (x2, y2) = point, plus
    t = D * x1 * x2 * y1 * y2
    both = (x1 * y2 + x2 * y1) * pow(1 + t, -1, P) % P, (y1 * y2 + x1 * x2) * pow(1 - t, -1, P) % P
    plus = both if number & 1 else plus
    return times(number >> 1, times(1, point, point), plus) if number > 1 else plus


def point_from(raw):
    odd, y = divmod(int.from_bytes(raw, "little"), 2**255)
    square = (y * y - 1) * pow(D * y * y + 1, -1, P) % P
    x = pow(square, (P + 3) // 8, P)
    x = x * pow(2, (P - 1) // 4, P) % P if (x * x - square) % P else x
    on_curve = len(raw) == 32 and y < P and not (x * x - square) % P and (x or not odd)
    return (P - x if x & 1 != odd else x, y) if on_curve else None


def signed(key, signature, text):
    """Whether this is the Ed25519 signature of the text by the key (RFC 8032, 5.1.7)."""
    public, start, number = point_from(key), point_from(signature[:32]), int.from_bytes(signature[32:], "little")
    challenge = int.from_bytes(hashlib.sha512(signature[:32] + key + text).digest(), "little") % L
    base, fits = point_from(b"\x58" + b"\x66" * 31), public and start and len(signature) == 64 and number < L
    return fits and times(number, base) == times(challenge, public, start)


def opened(args, key, note, subject=""):
    """The lines of a signed note (C2SP) of the log, or of its `subject`, once the signature by the key holds."""
    args.key = args.key or print(f"注意：公钥取自证明文件本身，请与机关公布的核对：{key}") or key
    must(args.key.count("+") > 1, LACKING, "公钥写得不对：它形如“名称+编号+一长串”，请整段照抄。")
    text, _, signatures = note.rpartition("\n\n")
    name, key_id, public = args.key.split("+", 2)
    line = next((one for one in signatures.split("\n") if one.startswith(f"— {name} ")), "")
    raw = base64.b64decode(line[len(name) + 3 :])
    ours = text.startswith(f"{name}{subject}\n") and line == f"— {name} {base64.b64encode(raw).decode()}"
    holds = ours and raw[:4].hex() == key_id and signed(base64.b64decode(public)[1:], raw[4:], f"{text}\n".encode())
    must(holds, NOT_SIGNED, "没有所给公钥的有效签名：不是这个登记簿签发的，或被改动过。")
    return text.split("\n")


def head_of(args, told):
    _, size, root, *_ = opened(args, told.get("key"), told["checkpoint"])
    return int(size), base64.b64decode(root, validate=True)


def read(path):
    text = Path(path).read_text("utf-8")
    return json.loads(text) if text.startswith("{") else {"checkpoint": text}


def compare(one, two, between, what):
    """Hold two heads, each size and root, against each other."""
    (first, root), (second, later) = sorted((one, two), key=lambda head: head[0])
    ours = first == second or (between and (between["first"], between["second"]) == (first, second))
    must(ours, LACKING, f"还要“只增不改”的证明（--between）：/api/v1/log/consistency?first={first}&second={second}")
    path = [bytes.fromhex(one) for one in between["hashes"]] if first != second else []
    start, *path = path if first & (first - 1) and first != second and path else [root, *path]
    grew = climb(first - 1, second, start, path, True) if first else (path or sha256(), later)
    must(grew == (root, later), REWRITTEN, f"{what}对不上：登记簿被改写过，有登记被删除、插入或改动。")
    print(what, f"一致：前 {first} 条原样保留在后来的 {second} 条里。" if first else "一致：那时还没有登记。", sep="")


def check_acts(args, told, files):
    """Each act on a certificate from its file to its leaf, the signed root and the printed one; gives head and acts."""
    size, root = head_of(args, told)
    acts = [(json.loads(act["entry"]), act) for act in told["acts"]]
    known = {said["sha256"] for said, _ in acts if said["kind"] in ("issue", "timestamping")}
    same = files <= known >= {said["sha256"] for said, _ in acts} and len({said["number"] for said, _ in acts}) == 1
    must(same, OTHER_FILE, "文件与登记的不是同一份：哪怕只改动一个字节，也会是这个结果。")
    for said, act in acts:
        salt, index, path = bytes.fromhex(act["salt"]), act["index"], [bytes.fromhex(one) for one in act["inclusion"]]
        leaf = sha256(b"\0", salt, act["entry"].encode())
        there = len(salt) == 32 and 0 <= index < size and climb(index, size, leaf, path)[1] == root
        must(there, NOT_IN_LOG, "登记簿里没有这样的登记：登记的内容或位置被改动过，或从未登记。")
        print(f"{said['day']}：{ACT[said['kind']]} {said['number']}，在登记簿第 {index + 1} 条（共 {size} 条）。")
    print(f"以上登记都在 {size} 条的登记簿里，它的校验值是 {root.hex(' ', 4)}。")
    if args.printed:
        printed, day = int(args.printed[0]), "".join(args.printed[2:])
        compare((printed, bytes.fromhex(args.printed[1])), (size, root), args.between, "与印在文件上的校验值")
        late = next((said["day"] for said, act in acts if act["index"] >= printed and said["day"] < day), "")
        must(not late, BACK_DATED, f"倒签：登记日写作 {late}，而 {day} 印出的登记簿里还没有这一条。")
    return (size, root), [(act["index"], f"{ACT[said['kind']]} {said['number']}", said) for said, act in acts]


def unpacked(file):
    """The files by name in a folder or a ZIP, whoever packed it; nothing is written, nor read further than is said."""
    if Path(file).is_dir():
        return {one.relative_to(file).as_posix(): one.read_bytes() for one in Path(file).rglob("*") if one.is_file()}
    archive, found = zipfile.ZipFile(file), {}
    size = sum(one.file_size if one.compress_type in (0, 8) else 2**31 for one in archive.infolist())
    must(size < 2**31, LACKING, "压缩方式少见，或超过 2 GB：请用可靠的解压软件解开，再核对解开的文件夹。")
    for one in archive.infolist():
        name, data = one.filename.replace("\\", "/"), b""
        must(name not in found, ALTERED, f"{name!r}：有两份同名的，无从知道哪一份是原来的。")
        with suppress(zipfile.BadZipFile, zlib.error, EOFError):
            data = archive.open(one).read(one.file_size)
        found.update({name: data} if data or not name.endswith("/") else {})
    return found


def check_capsule(args, file):
    lying, found, acts = unpacked(file), {}, []
    there = {sha256(data).hex(): data for data in lying.values()}
    top = min((name[:-13] for name in lying if f"/{name}".endswith("/manifest.json")), key=len, default="")
    manifest, note = (lying.pop(f"{top}manifest.{end}", b"") for end in ("json", "note"))
    told = json.loads(manifest or must(False, ALTERED, "manifest.json：包里没有，或被改动过。"))
    same = opened(args, told["key"], note.decode(), "/capsule")[1:] == [told["case"], sha256(manifest).hex()]
    must(same and note.count(b"\n") == 5, NOT_SIGNED, "manifest.note：签名的不是这份清单。")
    for one in told["members"]:
        found[one["name"]] = data = lying.pop(top + one["name"], there.get(one["sha256"], b""))
        must(sha256(data).hex() == one["sha256"], ALTERED, f"{one['name']}：被改动过，或包里没有。")
    as_issued = Path(file).is_dir() or Path(file).read_bytes().startswith(b"PK\3\4\x14\0\0\x08\0\0\0\0!\0")
    print("" if as_issued else "注意：压缩包重新打包过；以下核对里面的内容，文件名以清单为准。\n", end="")
    strange = [repr(name) for name, data in lying.items() if data not in found.values()]
    print(f"注意：多出清单里没有的文件，没有核对，不能采信：{'、'.join(strange)}。\n" if strange else "", end="")
    print(f"申报 {told['case']}：清单里的 {len(found)} 个文件一个字节不差，清单的签名有效。")
    rules, *tables = [found[name] for name in told["rules"]["digested"]]
    must(sha256(rules, *map(sha256, tables)).hex() == told["rules"]["sha256"], ALTERED, "规则：不是所依据的那一份。")
    for one in told["submissions"]:
        code = "不能重算（遮盖了证件号码）" if one["masked"] else sha256(found[one["name"]]).hex()[:8].upper()
        print(f"{one['name']}：版本码 {code}，请与存档纸质资格表上的版本码对照。")
    for one in told["certificates"]:
        head, more = check_acts(args, json.loads(found[one["proof"]]), {sha256(found[x]).hex() for x in one["files"]})
        acts += more
    for one in told["printed"] + told.get("printed_later", []):
        size, root = one.get("size", one["first"]), bytes.fromhex(one["root"])
        compare((size, root), head, one, f"{one['name']}上印的 {one['root'][:8]}…")
        inside = "、".join(words for index, words, _ in acts if index < size) or "本案的还没有"
        print(f"  请与纸面对照：{size} 条，校验值 {root.hex(' ', 4)}。印出时已登记：{inside}。")
        acts = [act for act in acts if act[0] >= size]
    print("".join(f"还没有印出的文件能证明已登记{words}：怎么办，见 读我.txt。\n" for _, words, _ in acts), end="")
    must(not told["missing"], LACKING, f"以上都核对无误；取出时已缺少：{'、'.join(told['missing'])}。")
    print("核对无误：清单里的文件与取出时相同。撤销、换发看上面列出的登记；此后的，以最新的登记为准。")


def check_certificate(args, file, proof):
    _, acts = check_acts(args, read(proof), {sha256(Path(file).read_bytes()).hex()})
    ends = sorted((index, said.get("by")) for index, _, said in acts if said["kind"] == "revocation" or "by" in said)
    must(not ends or ends[-1][1], REVOKED, "以上都核对无误；这份证书已被撤销，不再有效。")
    must(not ends, REPLACED, f"以上都核对无误；这份证书已由 {ends and ends[-1][1]} 取代。")
    print("核对无误。撤销、换发与否以最新的登记为准：证明只说明所列的登记，不说明此后没有。")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["certificate", "capsule", "heads"])
    parser.add_argument("files", nargs="+")
    parser.add_argument("--key", type=lambda key: key.strip(" '"))  # cmd.exe leaves the quotes
    parser.add_argument("--between", type=read, metavar="CONSISTENCY.json")
    parser.add_argument("--printed", nargs="+", metavar=("SIZE", "ROOT [DAY]"))
    try:
        args = parser.parse_args()
        must(len(args.files) == 1 + (args.what != "capsule"), LACKING, "capsule 要一个文件，另外两样要两个。")
        heads = [head_of(args, read(one)) for one in args.files] if args.what == "heads" else []
        compare(*heads, args.between, "两个校验值") if heads else globals()[f"check_{args.what}"](args, *args.files)
    except Exception as error:
        must(False, LACKING, f"不能读取：{type(error).__name__}: {error}")
