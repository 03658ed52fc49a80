from pathlib import Path
from typing import Any

from zhicheng.gateways.education import education_records
from zhicheng.gateways.education.http import HttpEducationRecords
from zhicheng.gateways.files import file_store
from zhicheng.gateways.insurance import insurance_records
from zhicheng.gateways.insurance.http import HttpInsuranceRecords


def test_the_settings_name_the_adapters(settings: Any, tmp_path: Path):
    settings.ZHICHENG_FILES_DIR = tmp_path
    assert isinstance(education_records(), HttpEducationRecords)
    assert isinstance(insurance_records(), HttpInsuranceRecords)
    store = file_store()
    assert store.exists(store.put(b"scan"))
