/*
 * Progress on a terminal, from the second on: what is over sooner needs none.
 */
#include "progress.h"

#include <unistd.h>

#include "jyz/base/i18n.h"
#include "jyz/base/text.h"

#define PATIENCE 1.0 /* seconds */
#define WIDEST 60    /* cells of what is said, so that it stays one line */

void jyz_progress_begin(struct jyz_progress *progress,
			const struct jyz_cli *cli, const char *what)
{
	*progress = (struct jyz_progress){
		.what = what,
		.percent = -1,
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

	if (!progress->on || !all)
		return;
	int percent =
		(int)(done >= all ? 100 : 100.0 * (double)done / (double)all);

	if (percent == progress->percent ||
	    (progress->percent < 0 &&
	     seconds_since(&progress->begun) < PATIENCE))
		return;
	progress->percent = percent;
	jyz_text_cut(&what, progress->what, WIDEST);
	jyz_text_escape(&line, what.data, false);
	fprintf(stderr, "\r\033[K%s  %d %%", line.data, percent);
	fflush(stderr);
}

void jyz_progress_end(struct jyz_progress *progress)
{
	if (progress->on && progress->percent >= 0) {
		fputs("\r\033[K", stderr);
		fflush(stderr);
	}
	progress->on = false;
}
