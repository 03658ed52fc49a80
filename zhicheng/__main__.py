"""`python -m zhicheng`, the same as the `zhicheng` command."""

import sys

from zhicheng.cli import main

sys.exit(main())
