"""Say in Chinese why a file or folder could not be written."""

import errno
from pathlib import Path

REASONS = {
    errno.EACCES: "没有写入权限",
    errno.EPERM: "没有写入权限",
    errno.EROFS: "所在的磁盘只能读取",
    errno.ENOSPC: "磁盘已满",
    errno.EDQUOT: "磁盘配额已用完",
    errno.ENOENT: "没有上级目录",
    errno.ENOTDIR: "路径中有一段不是目录",
    errno.EEXIST: "那里有一个同名的文件，不是目录",
    errno.ENAMETOOLONG: "名称太长",
    errno.ELOOP: "链接绕成了圈",
}


def why_unwritable(path: Path, error: OSError) -> str:
    """One sentence with the path and what to look at."""
    reason = REASONS.get(error.errno or 0, error.strerror or str(error))
    return f"不能写入 {path}：{reason}。请换一个可以写入的目录。"
