"""One entry of the archive, kept as it was typed: nothing a person wrote is lost, even when it is wrong."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Source = Literal["typed", "scan", "pulled", "confirmed"]


@dataclass(frozen=True, slots=True)
class ArchiveEntry:
    """Raw texts by field name, where they came from, and the uploads by the file field they belong to."""

    id: str
    section: str
    values: Mapping[str, str]
    source: str = "typed"
    files: Mapping[str, str] = field(default_factory=dict)

    @property
    def pulled(self) -> bool:
        """Given by a register, so that no upload is asked for."""
        return self.source == "pulled"
