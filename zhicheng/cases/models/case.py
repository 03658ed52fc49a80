"""An application for a first title: one small legal state, moved only through the door, and its frozen copies."""

from django.db import models
from django.db.models import F, Q

from zhicheng.domain.states import LIVE, TWICE_SEEN, State
from zhicheng.people.handles import new_handle

# A change of the certificate waits for its second person; who proposed a revocation that was decided stays on record.
OPEN_CHANGE = Q(change_proposed_by__isnull=False) | Q(revocation_proposed_by__isnull=False, revoked_by__isnull=True)


class Case(models.Model):
    """One application. Instants are aware; days are legal days at the bureau."""

    handle = models.CharField(max_length=16, unique=True, default=new_handle)
    number = models.CharField(max_length=40, unique=True, null=True, blank=True)
    state = models.CharField(max_length=30, choices=[(s.value, s.value) for s in State], default=State.DRAFT.value)
    version = models.PositiveIntegerField(default=1)
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="cases")
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    # what is asked for
    series = models.CharField(max_length=40, blank=True)
    speciality = models.CharField(max_length=100, blank=True)
    level = models.CharField(max_length=20, blank=True)
    title = models.CharField(max_length=60, blank=True)
    employer = models.ForeignKey("people.Organisation", models.PROTECT, null=True, blank=True, related_name="cases")
    received_by = models.ForeignKey("people.Organisation", models.PROTECT, null=True, blank=True, related_name="+")
    authority = models.ForeignKey("people.Organisation", models.PROTECT, null=True, blank=True, related_name="+")
    answers = models.JSONField(default=dict, help_text="the draft's own fields, as typed")
    # fixed by the submission
    batch = models.CharField(max_length=40, blank=True)
    submitted_at = models.DateTimeField(null=True, blank=True, help_text="when the first submission was received")
    submission_key = models.CharField(
        max_length=64, blank=True, help_text="of the form that submitted: a repeat is no new act"
    )
    policy_pack = models.CharField(max_length=60, blank=True)
    policy_sha256 = models.CharField(max_length=64, blank=True)
    truth_statement = models.CharField(max_length=30, blank=True, help_text="version of the text the person agreed to")
    snapshot = models.ForeignKey("cases.Snapshot", models.PROTECT, null=True, blank=True, related_name="+")
    # the way through the desks
    returned_by = models.CharField(max_length=20, blank=True)
    arrived_at = models.DateTimeField(null=True, blank=True, help_text="when it came to the desk it lies at")
    employer_opinion = models.TextField(blank=True)
    recommended_at = models.DateTimeField(null=True, blank=True)
    recommended_by = models.ForeignKey("people.Person", models.PROTECT, null=True, blank=True, related_name="+")
    county_checked_by = models.ForeignKey("people.Person", models.PROTECT, null=True, blank=True, related_name="+")
    proposed_by = models.ForeignKey("people.Person", models.PROTECT, null=True, blank=True, related_name="+")
    proposed_at = models.DateTimeField(null=True, blank=True)
    proposal_note = models.TextField(blank=True)
    approved_by = models.ForeignKey("people.Person", models.PROTECT, null=True, blank=True, related_name="+")
    approved_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    end_reason = models.JSONField(
        default=dict, blank=True, help_text="code, clause and words of a refusal or revocation"
    )
    cleared_at = models.DateTimeField(null=True, blank=True)
    # paper
    paper_due = models.DateField(null=True, blank=True)
    paper_received_at = models.DateTimeField(null=True, blank=True)
    paper_copies = models.PositiveSmallIntegerField(default=0)
    paper_received_by = models.ForeignKey("people.Person", models.PROTECT, null=True, blank=True, related_name="+")
    change_proposed_by = models.ForeignKey(
        "people.Person",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="of the open correction, replacement or reinstatement of the certificate",
    )
    revocation_proposed_by = models.ForeignKey("people.Person", models.PROTECT, null=True, blank=True, related_name="+")
    revoked_by = models.ForeignKey("people.Person", models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=Q(state__in=sorted(s.value for s in LIVE)), name="one_live_case_per_person"
            ),
            models.CheckConstraint(name="case_state_known", condition=Q(state__in=sorted(s.value for s in State))),
            models.CheckConstraint(
                name="submitted_case_has_time_number_pack_snapshot",
                condition=Q(state__in=["draft", "withdrawn"])
                | (
                    Q(submitted_at__isnull=False)
                    & Q(number__isnull=False)
                    & ~Q(policy_sha256="")
                    & Q(snapshot__isnull=False)
                    & Q(employer__isnull=False)
                    & Q(authority__isnull=False)
                    & Q(received_by__isnull=False)
                ),
            ),
            models.CheckConstraint(
                name="approval_by_two_people",
                condition=Q(approved_by__isnull=True)
                | (Q(proposed_by__isnull=False) & ~Q(approved_by=F("proposed_by")) & ~Q(approved_by=F("person"))),
            ),
            models.CheckConstraint(
                name="nobody_handles_his_own_case",
                condition=~(
                    Q(recommended_by=F("person"))
                    | Q(county_checked_by=F("person"))
                    | Q(proposed_by=F("person"))
                    | Q(approved_by=F("person"))
                    | Q(paper_received_by=F("person"))
                    | Q(change_proposed_by=F("person"))
                    | Q(revocation_proposed_by=F("person"))
                    | Q(revoked_by=F("person"))
                ),
            ),
            models.CheckConstraint(
                name="approved_case_was_approved",
                condition=~Q(state__in=sorted(s.value for s in TWICE_SEEN)) | Q(approved_by__isnull=False),
            ),
            models.CheckConstraint(
                name="revocation_by_two_people",
                condition=Q(revoked_by__isnull=True)
                | (
                    Q(revocation_proposed_by__isnull=False)
                    & ~Q(revoked_by=F("revocation_proposed_by"))
                    & ~Q(revoked_by=F("person"))
                ),
            ),
            models.CheckConstraint(
                name="revoked_case_was_revoked", condition=~Q(state="revoked") | Q(revoked_by__isnull=False)
            ),
        ]
        indexes = [
            models.Index(fields=["authority", "state", "arrived_at", "id"], name="case_queue_of_bureau"),
            models.Index(fields=["employer", "state", "arrived_at", "id"], name="case_queue_of_employer"),
            models.Index(fields=["received_by", "state", "id"], name="case_received_by"),
            models.Index(
                fields=["authority", "arrived_at", "id"],
                condition=OPEN_CHANGE,
                name="case_change_to_decide",
            ),
        ]

    def __str__(self) -> str:
        return self.number or f"draft {self.handle}"


class Snapshot(models.Model):
    """The frozen copy of everything a (re)submission used; never changed afterwards."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="snapshots")
    ordinal = models.PositiveIntegerField()
    taken_at = models.DateTimeField()
    body = models.JSONField()
    sha256 = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "ordinal"], name="one_snapshot_per_submission")]

    def __str__(self) -> str:
        return f"{self.case_id} #{self.ordinal}"
