"""Run the stand-in: python -m zhicheng.gateways.standin --port 8010 --people people.json."""

import argparse
import sys
from pathlib import Path

from zhicheng.gateways.standin.server import StandIn


def main() -> int:
    """Serve until interrupted; says on standard output where it listens (port 0 takes a free one)."""
    options = argparse.ArgumentParser(prog="python -m zhicheng.gateways.standin", description=__doc__)
    options.add_argument("--port", type=int, default=8010)
    options.add_argument("--people", type=Path, required=True)
    options.add_argument("--secret", default="stand-in")
    options.add_argument("--slow-seconds", type=float, default=30.0)
    options.add_argument("--seal", type=Path, help="folder of a test seal: stamps time, says what is revoked")
    chosen = options.parse_args()
    with StandIn(
        chosen.port, chosen.people, chosen.secret, slow_seconds=chosen.slow_seconds, seal=chosen.seal
    ) as server:
        sys.stdout.write(f"stand-in listens on http://127.0.0.1:{server.server_port}\n")
        sys.stdout.flush()
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            return 0
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
