"""Nobody handles a case of his own: the database holds it too."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0001_initial"),
        ("people", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddConstraint(
            model_name="case",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("recommended_by", models.F("person")),
                    ("county_checked_by", models.F("person")),
                    ("proposed_by", models.F("person")),
                    ("approved_by", models.F("person")),
                    ("paper_received_by", models.F("person")),
                    ("revocation_proposed_by", models.F("person")),
                    ("revoked_by", models.F("person")),
                    _connector="OR",
                    _negated=True,
                ),
                name="nobody_handles_his_own_case",
            ),
        ),
    ]
