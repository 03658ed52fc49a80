"""The names of all events besides the acts on a case: each with its subject and its words."""

OTHER_EVENTS: dict[str, tuple[str, str]] = {
    "register": ("person:<handle>", "注册账户"),
    "change_password": ("person:<handle>", "修改密码"),
    "archive_add": ("archive:<handle>", "业绩档案：添加条目"),
    "archive_save": ("archive:<handle>", "业绩档案：保存条目"),
    "archive_remove": ("archive:<handle>", "业绩档案：移除条目"),
    "file_keep": ("file:<handle>", "上传文件"),
    "ask_registers": ("person:<id>", "向登记库提取"),
    "keep_answer": ("person:<id>", "登记库答复入档"),
    "keep_silence": ("person:<id>", "登记库暂时查不到"),
    "draft_document": ("document:<handle>", "起草公布文件"),
    "drop_document_draft": ("document:<handle>", "撤销公布文件草稿"),
}
