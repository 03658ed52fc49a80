"""Where things lie in a capsule: a person finds them by their names, the checking script by the manifest."""

MANIFEST, NOTE, README = "manifest.json", "manifest.note", "读我.txt"
FACTS, SCANS, PAPERS, RULES = "申报内容", "扫描件", "文书", "规则"
DECISIONS, EVENTS = "办理决定.json", "操作记录.jsonl"
LOG = "登记簿"
SUFFIX = {"application/pdf": "pdf", "image/jpeg": "jpg", "image/png": "png"}
