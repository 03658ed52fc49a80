"""The public issue log: what the world sees of it (leaves, nodes, heads), and apart from that what each leaf hides."""

from django.db import models

from zhicheng.domain.issue_log import KIND_WORDS, Entry, LogKind

HASH = 32


class LogLeaf(models.Model):
    """The hash of one entry, at its place for good: 0, 1, 2 without a gap. Never updated, never deleted."""

    index = models.BigIntegerField(primary_key=True)
    hash = models.BinaryField(max_length=HASH, unique=True)

    def __str__(self) -> str:
        return f"leaf {self.index}"


class LogNode(models.Model):
    """The hash over a whole subtree of two leaves or more, kept once it is whole. Never updated, never deleted.

    `place` numbers the nodes of the tree from left to right: leaf i would be 2 i, the node over 0 and 1 is 1.
    """

    place = models.BigIntegerField(primary_key=True)
    hash = models.BinaryField(max_length=HASH)

    def __str__(self) -> str:
        return f"node {self.place}"


class LogEntry(models.Model):
    """What a leaf hides, with the salt that hides it: for the platform and for the certificate's holder."""

    leaf = models.OneToOneField(LogLeaf, models.PROTECT, primary_key=True, related_name="entry")
    certificate = models.ForeignKey("documents.Certificate", models.PROTECT, related_name="log_entries")
    kind = models.CharField(max_length=20, choices=[(kind.value, KIND_WORDS[kind]) for kind in LogKind])
    file_sha256 = models.CharField(max_length=64)
    day = models.DateField(help_text="of entry; never earlier than that of an entry or head before it")
    salt = models.BinaryField(max_length=32)
    by = models.CharField(max_length=40, blank=True, help_text="the number that took the place of this one")
    turn = models.PositiveSmallIntegerField(
        default=0,
        help_text="of a revocation: how many reinstatements were before it; of a reinstatement: how many revocations",
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["certificate", "kind", "file_sha256", "turn"], name="each_act_is_logged_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} at {self.leaf_id}"

    def said(self) -> Entry:
        """What the leaf commits to."""
        return Entry(LogKind(self.kind), self.certificate.number, self.file_sha256, self.day, self.by)


class LogHead(models.Model):
    """A signed head (C2SP checkpoint): one a size, kept. Never updated, never deleted."""

    size = models.BigIntegerField(primary_key=True)
    root = models.BinaryField(max_length=HASH)
    note = models.TextField()
    signed_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"head of {self.size}"


class LogPrint(models.Model):
    """On which paper a head stands: entered before the paper is drawn. Never updated, never deleted.

    `key` is the paper's own; title, number, day and authority are those that it bears, by which a reader finds it.
    """

    head = models.ForeignKey(LogHead, models.PROTECT, related_name="prints")
    key = models.CharField(max_length=120, unique=True)
    kind = models.CharField(max_length=40)
    authority = models.CharField(max_length=200)
    title = models.CharField(max_length=200)
    number = models.CharField(max_length=60, blank=True)
    day = models.DateField()

    def __str__(self) -> str:
        return f"head of {self.head_id} on {self.key}"


class LogEnd(models.Model):
    """Where the log grows; its row is locked by whoever enters an act or signs a head."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    size = models.BigIntegerField(default=0)
    peaks = models.BinaryField(default=bytes, help_text="roots of the largest whole subtrees, left to right")
    day = models.DateField(null=True, help_text="the latest day of an entry or head")

    def __str__(self) -> str:
        return f"end at {self.size}"
