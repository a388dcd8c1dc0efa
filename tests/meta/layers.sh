# Which room may include which.  The arrows are those of the design: what is
# not written here is not allowed.
. "$(dirname "$0")/proof.sh"

arrows() {
	cat <<-'END'
	base      base
	store     store base
	input     input base
	analysis  analysis base
	render    render base
	records   records analysis input store base
	archive   archive records render input store base
	cli       cli archive records render analysis input store base
	END
}

check() {
	(cd "$1" && find src include -type f -name '*.[ch]' 2>/dev/null |
		LC_ALL=C sort) | while read -r file; do
		room=${file#src/}
		room=${room#include/jyz/}
		room=${room%%/*}
		allowed=$(arrows | sed -n "s/^$room  *//p")
		if [ -z "$allowed" ]; then
			echo "$file: '$room' is not a room"
			continue
		fi
		sed -n 's/^[ 	]*#[ 	]*include[ 	]*//p' "$1/$file" |
		while read -r what; do
			one_include "$1" "$file" "$room" "$allowed" "$what"
		done
	done
}

one_include() {
	case $5 in
	'<sqlite3.h>'* | '"sqlite3.h"'* | *sqlite3ext.h*)
		case $2 in
		src/store/*) ;;
		*) echo "$2: only src/store includes sqlite3.h" ;;
		esac
		;;
	*..*)
		echo "$2: $5 reaches into another room"
		;;
	[\"\<]jyz/*)
		to=${5#?jyz/}
		to=${to%%/*}
		case " $4 " in
		*" $to "*) ;;
		*) echo "$2: $3 must not know $to ($5)" ;;
		esac
		;;
	\"*)
		name=${5#?}
		name=${name%%\"*}
		[ -e "$1/$(dirname "$2")/$name" ] ||
			echo "$2: $5 is neither public nor of this room"
		;;
	esac
}

plant src/base/a.c '#include "jyz/store/store.h"'
caught 'src/base/a.c: base must not know store'
plant src/store/a.c '#include "jyz/records/record.h"'
caught 'store must not know records'
plant src/records/a.c '# include <jyz/archive/seal.h>'
caught 'records must not know archive'
plant src/analysis/a.c '#include "jyz/store/stmt.h"'
caught 'analysis must not know store'
plant src/archive/a.c '#include "jyz/analysis/gap.h"'
caught 'archive must not know analysis'
plant include/jyz/render/a.h '#include "jyz/records/record.h"'
caught 'include/jyz/render/a.h: render must not know records'
plant include/jyz/store/a.h '#include <sqlite3.h>'
caught 'only src/store includes sqlite3.h'
plant src/cli/a.c '	#include <sqlite3.h>'
caught 'only src/store includes sqlite3.h'
plant src/cli/a.c '#include "../store/private.h"'
caught 'reaches into another room'
plant src/cli/a.c '#include "private.h"'
caught 'neither public nor of this room'
plant src/misc/a.c ''
caught "'misc' is not a room"

plant src/store/a.c '#include <sqlite3.h>
#include "a.h"
#include "jyz/base/mem.h"
#include "jyz/store/store.h"'
plant src/store/a.h '#include <stddef.h>'
plant src/cli/b.c '#include "jyz/archive/seal.h"
#include "jyz/analysis/gap.h"'
clean

real
