# A tour of jyz on a database of its own.  ./dev demo runs it from the root of
# the tree, with the built program in PATH.
set -eu

tour=$(mktemp -d)
trap 'rm -rf "$tour"' EXIT
JYZ_DB=$tour/jyz.db
export JYZ_DB

jyz --version
