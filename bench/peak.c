/* Runs a command and prints the most memory it held at once, in MiB; its
 * output goes nowhere.  /usr/bin/time is not on every machine. */
#include <fcntl.h>
#include <stdio.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

int main(int argc, char **argv)
{
	struct rusage use;
	int status;
	pid_t pid = argc > 1 ? fork() : -1;

	if (pid < 0)
		return 64;
	if (pid == 0) {
		dup2(open("/dev/null", O_WRONLY), 1);
		execvp(argv[1], argv + 1);
		_exit(127);
	}
	if (wait4(pid, &status, 0, &use) != pid || status != 0)
		return 70;
	/* Of the children of the command, too, once it has waited for them. */
	printf("%.1f\n", (double)use.ru_maxrss / 1024);
	return 0;
}
