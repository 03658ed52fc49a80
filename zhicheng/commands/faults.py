"""What stands in a command's way, told in Chinese: what, where, what to do."""

from __future__ import annotations

from collections.abc import Iterable


def of_file(error: OSError) -> str:
    """One sentence on a file that cannot be read or written."""
    where = f"“{error.filename}”" if error.filename else "文件"
    match error:
        case FileNotFoundError():
            return f"找不到{where}。请核对路径和文件名，或用 - 从标准输入读。"
        case IsADirectoryError():
            return f"{where}是文件夹。请写出其中的一个文件。"
        case NotADirectoryError():
            return f"{where}的路径中有一段不是文件夹。请核对路径。"
        case PermissionError():
            return f"没有读写{where}的权限。请换一个有权限的账号，或修改文件的权限。"
    return f"不能读写{where}（系统错误 {error.errno}）。请换一个位置再试。"


def of_packs(wanted: Iterable[str], there: Iterable[str]) -> str:
    """One sentence on packs that are not there."""
    known = list(there)
    missing = "、".join(f"“{one}”" for one in wanted if one not in known)
    return f"没有政策包{missing}。现有的政策包：{'、'.join(known) or '无'}。"
