#!/usr/bin/env bash
# The graph databases that the tests marked `engine` load into, all on loopback only.
#
#   tools/engines.sh install            what is missing: from PyPI into $VENV, Virtuoso with apt-get (only as root)
#   tools/engines.sh has ENGINE         whether it is installed
#   tools/engines.sh start ENGINE DIR   start it with its data in DIR; prints the target for `treatykg load`
#   tools/engines.sh stop DIR           stop it
#
# ENGINE is oxigraph, virtuoso or arcadedb; LadybugDB needs no server. Ports are free ones, unless PORT gives one.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
VENV=$(cd "${VENV:-.venv}" && pwd)
TOOLS=$PWD/tools
PASSWORD=${TREATYKG_PASSWORD:-treatykg-test}
WAIT=${WAIT:-60} # seconds

fail() { echo "engines.sh: $*" >&2; exit 2; }

free_port() { "$VENV/bin/python" -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'; }

has() {
  case $1 in
    oxigraph) test -x "$VENV/bin/oxigraph" ;;
    virtuoso) command -v virtuoso-t >/dev/null ;;
    arcadedb) "$VENV/bin/python" -c 'import importlib.util, sys; sys.exit(importlib.util.find_spec("arcadedb_embedded") is None)' ;;
    *) fail "$1: no such engine: choose from oxigraph, virtuoso, arcadedb" ;;
  esac
}

install() {
  "$VENV/bin/python" -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --group engines
  if ! has virtuoso; then
    if [[ $(id -u) == 0 ]] && command -v apt-get >/dev/null; then
      apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq virtuoso-opensource >/dev/null
    else
      echo "engines.sh: virtuoso is not installed (needs root and apt-get): its tests are skipped" >&2
    fi
  fi
}

# Wait until a command succeeds; the server must still run.
await() {
  local dir=$1; shift
  for ((i = 0; i < WAIT * 5; i++)); do
    if "$@" >/dev/null 2>&1; then return; fi
    kill -0 "$(cat "$dir/pid")" 2>/dev/null || { tail -n 20 "$dir/log" >&2; fail "it ended; see $dir/log"; }
    sleep 0.2
  done
  fail "no answer after $WAIT s; see $dir/log"
}

opens() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

launch() { # DIR COMMAND...; in DIR, because some leave files where they stand
  local dir=$1; shift
  cd "$dir"
  setsid "$@" >log 2>&1 </dev/null &
  echo $! >pid
}

start_oxigraph() {
  local dir=$1 port=${PORT:-$(free_port)}
  launch "$dir" "$VENV/bin/oxigraph" serve --location "$dir/store" --bind "127.0.0.1:$port"
  await "$dir" opens "$port"
  echo "oxigraph+http://127.0.0.1:$port"
}

start_virtuoso() {
  local dir=$1 port=${PORT:-$(free_port)} sql
  sql=$(free_port)
  cat >"$dir/virtuoso.ini" <<INI
[Database]
DatabaseFile = $dir/virtuoso.db
LockFile = $dir/virtuoso.lck
TransactionFile = $dir/virtuoso.trx
xa_persistent_file = $dir/virtuoso.pxa
[TempDatabase]
DatabaseFile = $dir/virtuoso-temp.db
TransactionFile = $dir/virtuoso-temp.trx
[Parameters]
ServerPort = 127.0.0.1:$sql
DirsAllowed = $dir
NumberOfBuffers = 20000
MaxDirtyBuffers = 15000
[HTTPServer]
ServerPort = 127.0.0.1:$port
ServerRoot = $dir
[SPARQL]
ResultSetMaxRows = 100000
INI
  launch "$dir" virtuoso-t +foreground +configfile "$dir/virtuoso.ini"
  await "$dir" grep -q "Server online" "$dir/log"
  # The user dba comes with a password that everybody knows.
  isql-vt "127.0.0.1:$sql" dba dba "exec=user_set_password('dba', '$PASSWORD');" >>"$dir/log" 2>&1
  echo "virtuoso+http://127.0.0.1:$port"
}

start_arcadedb() {
  local dir=$1 port=${PORT:-$(free_port)}
  launch "$dir" "$VENV/bin/python" "$TOOLS/arcadedb_server.py" "$dir/root" "$port" "$(free_port)" "$PASSWORD"
  await "$dir" grep -q "^ready" "$dir/log"
  echo "bolt://127.0.0.1:$port"
}

start() {
  local dir
  has "$1" || fail "$1 is not installed: tools/engines.sh install"
  mkdir -p "$2"
  dir=$(cd "$2" && pwd)
  "start_$1" "$dir"
}

stop() {
  local pid
  pid=$(cat "$1/pid")
  kill "$pid" 2>/dev/null || return 0
  for ((i = 0; i < 50; i++)); do
    kill -0 "$pid" 2>/dev/null || return 0
    sleep 0.2
  done
  kill -9 "$pid"
}

case ${1:-} in
  install) install ;;
  has) has "${2:?engine}" ;;
  start) start "${2:?engine}" "${3:?folder}" ;;
  stop) stop "${2:?folder}" ;;
  *) sed -n '2,10p' "$0"; exit 2 ;;
esac
