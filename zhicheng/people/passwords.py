"""What a password must be, said in plain Chinese (Django's own words for the length are English here)."""

from django.contrib.auth.password_validation import MinimumLengthValidator


class LongEnough(MinimumLengthValidator):
    """At least `min_length` characters."""

    def get_error_message(self) -> str:
        """The fault, for the person who chose the password."""
        return f"密码至少要有 {self.min_length} 个字符。"

    def get_help_text(self) -> str:
        """The rule, before anything is typed."""
        return f"至少 {self.min_length} 个字符。"
