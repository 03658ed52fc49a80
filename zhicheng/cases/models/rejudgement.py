"""What a new pack said to a case in flight when it went over to that pack."""

from django.db import models

from zhicheng.domain.eligibility.words import OUTCOME


class Rejudgement(models.Model):
    """One going over of one case: from which pack to which, on which frozen copy, and the new answer."""

    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="rejudgements")
    edition = models.ForeignKey("policy.Edition", models.PROTECT, related_name="rejudgements")
    snapshot = models.ForeignKey("cases.Snapshot", models.PROTECT, related_name="rejudgements")
    from_pack = models.CharField(max_length=60)
    from_sha256 = models.CharField(max_length=64)
    at = models.DateTimeField()
    answer = models.JSONField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "edition"], name="case_goes_over_once")]

    def __str__(self) -> str:
        return f"{self.case_id}: {self.from_pack} → {self.edition_id}"

    @property
    def words(self) -> str:
        """What happened, for the applicant, the unit and the bureau."""
        pack = f"“{self.edition.title}”（{self.edition.pack_id} 第{self.edition.version}版）"
        return f"按{pack}的衔接规定重新核对：{OUTCOME[self.answer['verdict']]}"
