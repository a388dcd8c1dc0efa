/*
 * Progress on a terminal, from the second on: what is over sooner needs none.
 */
#include "progress.h"

#include <stdint.h>
#include <unistd.h>

#include "jyz/base/i18n.h"
#include "jyz/base/text.h"

#define PATIENCE 1.0 /* seconds */
#define MB 1000000
#define WIDEST 60 /* cells of what is said, so that it stays one line */

void jyz_progress_begin(struct jyz_progress *progress,
			const struct jyz_cli *cli, const char *what,
			size_t all)
{
	*progress = (struct jyz_progress){
		.what = what,
		.all = all,
		.shown = SIZE_MAX,
		.on = !cli->quiet && isatty(STDERR_FILENO),
	};
	if (clock_gettime(CLOCK_MONOTONIC, &progress->begun) != 0)
		progress->on = false;
}

static double seconds_since(const struct timespec *begun)
{
	struct timespec now;

	if (clock_gettime(CLOCK_MONOTONIC, &now) != 0)
		return 0;
	return (double)(now.tv_sec - begun->tv_sec) +
	       (double)(now.tv_nsec - begun->tv_nsec) / 1e9;
}

void jyz_progress_step(size_t done, size_t all, void *payload)
{
	struct jyz_progress *progress = payload;
	JYZ_AUTO(jyz_buf) what = JYZ_BUF_INIT;
	JYZ_AUTO(jyz_buf) line = JYZ_BUF_INIT;
	size_t now = done / MB;

	if (!progress->on)
		return;
	all = all ? all : progress->all;
	if (all)
		now = (size_t)(100.0 * (double)(done % all) / (double)all);
	if (now == progress->shown ||
	    (progress->shown == SIZE_MAX &&
	     seconds_since(&progress->begun) < PATIENCE))
		return;
	progress->shown = now;
	jyz_text_cut(&what, progress->what, WIDEST);
	jyz_text_escape(&line, what.data, false);
	fprintf(stderr, "\r\033[K%s  %zu %s", line.data, now,
		all ? "%" : "MB");
	fflush(stderr);
}

void jyz_progress_end(struct jyz_progress *progress)
{
	if (progress->on && progress->shown != SIZE_MAX) {
		fputs("\r\033[K", stderr);
		fflush(stderr);
	}
	progress->on = false;
}
