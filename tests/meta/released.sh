# What was released stays: migrations/MANIFEST holds the SHA-256 of each file
# that a release carried, and such a file never changes again.
. "$(dirname "$0")/proof.sh"

check() {
	(cd "$1/migrations" && sha256sum --quiet -c MANIFEST 2>&1) || :
	last=$(tail -n 1 "$1/migrations/MANIFEST" | awk '{ print $2 }')
	for file in "$1"/migrations/[0-9]*.sql; do
		name=${file##*/}
		# Only what comes after the last release may be unlisted.
		[ "$name" ">" "$last" ] || grep -qF "  $name" \
			"$1/migrations/MANIFEST" ||
			echo "$name: not in MANIFEST, but older than $last"
	done
}

plant migrations/0001_a.sql 'CREATE TABLE a (x TEXT) STRICT;'
plant migrations/MANIFEST "$(printf '%064d  0001_a.sql' 0)"
caught '0001_a.sql: FAILED'
plant migrations/0001_a.sql 'x'
plant migrations/0002_b.sql 'y'
(cd "$tmp/migrations" && sha256sum 0002_b.sql >MANIFEST)
caught '0001_a.sql: not in MANIFEST'

out=$(check "$root")
[ -z "$out" ] || {
	echo "a released migration was changed (write a new one instead):"
	printf '%s\n' "$out"
	exit 1
}
