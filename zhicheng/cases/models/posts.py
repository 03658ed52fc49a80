"""A public institution's post table and, per level, how many of its free posts are promised or used."""

from django.db import models
from django.db.models import F, Q

from zhicheng.domain.posts import LEVELS, TableState
from zhicheng.people.handles import new_handle


class PostTable(models.Model):
    """One year's table of one institution; approved by its supervising department and by the bureau."""

    handle = models.CharField(max_length=16, unique=True, default=new_handle)
    organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="post_tables")
    year = models.PositiveIntegerField()
    state = models.CharField(max_length=20, choices=[(s.value, s.value) for s in TableState], default="draft")
    version = models.PositiveIntegerField(default=1)
    staffing_quota = models.PositiveIntegerField(default=0)
    posts = models.PositiveIntegerField(default=0)
    already_titled = models.PositiveIntegerField(default=0, help_text="chosen persons who hold the title already")
    created_at = models.DateTimeField()
    endorsed_by = models.ForeignKey("people.Person", models.PROTECT, null=True, blank=True, related_name="+")
    endorsed_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.ForeignKey("people.Person", models.PROTECT, null=True, blank=True, related_name="+")
    approved_at = models.DateTimeField(null=True, blank=True)
    opinion = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "year"], name="one_post_table_a_year"),
            models.CheckConstraint(
                name="approved_table_was_seen_twice",
                condition=~Q(state="approved")
                | (Q(approved_by__isnull=False) & Q(endorsed_by__isnull=False) & ~Q(approved_by=F("endorsed_by"))),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id} {self.year}"


class PostLine(models.Model):
    """One level. `taken` counts reservations and uses; the database never lets it pass the vacancies."""

    table = models.ForeignKey(PostTable, models.CASCADE, related_name="lines")
    level = models.CharField(max_length=20, choices=LEVELS)
    ratio = models.DecimalField(max_digits=5, decimal_places=2, default=0)
    approved = models.PositiveIntegerField(default=0)
    occupied = models.PositiveIntegerField(default=0)
    offered = models.PositiveIntegerField(default=0)
    taken = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["table", "level"], name="one_line_per_level"),
            models.CheckConstraint(name="no_post_taken_twice", condition=Q(taken__lte=F("offered"))),
        ]

    def __str__(self) -> str:
        return f"{self.table_id} {self.level}"


class PostCandidate(models.Model):
    """A person whom the competition chose, and the post that a recommendation reserves for the case."""

    NAMED, RESERVED, USED, RELEASED = "named", "reserved", "used", "released"
    STATES = ((NAMED, "竞聘入选"), (RESERVED, "已预留岗位"), (USED, "已聘用"), (RELEASED, "已释放"))

    table = models.ForeignKey(PostTable, models.CASCADE, related_name="candidates")
    line = models.ForeignKey(PostLine, models.CASCADE, related_name="candidates")
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="post_results")
    present_title = models.CharField(max_length=60, blank=True)
    post_title = models.CharField(max_length=60)
    engaged_from = models.DateField(null=True, blank=True)
    grade = models.PositiveSmallIntegerField(null=True, blank=True)
    applies_for = models.CharField(max_length=60)
    state = models.CharField(max_length=20, choices=STATES, default=NAMED)
    case = models.OneToOneField("cases.Case", models.PROTECT, null=True, blank=True, related_name="post")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["table", "person"], name="named_once"),
            models.CheckConstraint(name="reserved_post_names_case", condition=Q(state="named") | Q(case__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"{self.table_id} {self.person_id} {self.state}"
