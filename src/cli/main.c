/*
 * The process: what must be so before anything else happens.
 */
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "inside.h"
#include "jyz/base/i18n.h"

/*
 * A database opened as descriptor 1 would take the output in.  Missing
 * descriptors are filled so that reading 0 and writing 1 fail, as they would
 * have.
 */
static void fill_descriptors(void)
{
	static const int modes[] = { O_WRONLY, O_RDONLY, O_RDWR };
	for (int fd = 0; fd < 3; fd++)
		if (fcntl(fd, F_GETFD) < 0 &&
		    open("/dev/null", modes[fd]) != fd)
			_exit(JYZ_EXIT_FAILED);
}

int main(int argc, char **argv)
{
	fill_descriptors();
	umask(077);
	/* A reader that goes away is no error; whoever started us may have
	 * set this to be ignored. */
	signal(SIGPIPE, SIG_DFL);
	char *localedir = jyz_config_localedir();
	jyz_i18n_init(localedir);
	free(localedir);
	return jyz_dispatch(argc, argv);
}
