"""The package as it is installed."""

import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

FOLDER = Path(__file__).parents[1]


def test_the_wheel_is_complete(tmp_path: Path) -> None:
    build = [sys.executable, "-m", "flit_core.wheel", "--outdir", str(tmp_path), str(FOLDER)]
    subprocess.run(build, check=True, capture_output=True)
    [wheel] = tmp_path.glob("connect_api-*-py3-none-any.whl")
    assert {"connect_api/models.py", "connect_api/py.typed"} <= set(ZipFile(wheel).namelist())
    imported = subprocess.run(
        [sys.executable, "-c", "import connect_api; print(connect_api.__file__)"],
        env={"PYTHONPATH": str(wheel)},
        capture_output=True,
        text=True,
    )
    assert imported.stdout.startswith(str(wheel)), imported.stderr
