"""The same pack judged for many people at once, in columns: for rehearsals and statistics; it gives no reasons."""

from zhicheng.policy.bulk.answering import Verdicts, verdicts
from zhicheng.policy.bulk.filling import columns
from zhicheng.policy.bulk.ragged import Columns

__all__ = ["Columns", "Verdicts", "columns", "verdicts"]
