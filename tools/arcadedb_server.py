"""Run ArcadeDB with its Bolt listener on loopback until the process is ended: what `tools/engines.sh start arcadedb` starts.

    python tools/arcadedb_server.py FOLDER BOLT_PORT HTTP_PORT PASSWORD

The database is called `graph`, the user `root`. "ready" is printed when clients can come.
"""

from __future__ import annotations

import signal
import sys

import arcadedb_embedded


def main(folder: str, bolt_port: str, http_port: str, password: str) -> None:
    """Serve until SIGTERM or SIGINT."""
    config = {
        "host": "127.0.0.1",
        "http_port": int(http_port),
        "server_plugins": "Bolt:com.arcadedb.bolt.BoltProtocolPlugin",
        "bolt_port": int(bolt_port),
    }
    server = arcadedb_embedded.create_server(folder, password, config=config)
    server.start()
    server.create_database("graph")
    print("\nready", flush=True)  # noqa: T201  # for the script that waits; the log of the engine has an open line
    signal.sigwait({signal.SIGTERM, signal.SIGINT})
    server.stop()


if __name__ == "__main__":
    main(*sys.argv[1:])
