/*
 * Running the built program with an environment of its own, so that neither
 * the database nor the language of whoever runs the tests has a say.
 */
#include "jt.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/pidfd.h>
#include <sys/wait.h>
#include <unistd.h>

#define SANITIZER_EXIT 99 /* cmake/Tests.cmake sets it */
#define SECONDS_MAX 60
#define ENV_MAX 64

const char *jt_home(void)
{
	static const char *home;

	if (!home)
		home = jt_tmpdir();
	return home;
}

struct environment {
	const char *items[ENV_MAX + 1];
	size_t count;
};

static bool same_name(const char *item, const char *name, size_t len)
{
	return strncmp(item, name, len) == 0 && item[len] == '=';
}

/* "NAME=value" replaces or adds, "NAME" removes. */
static void env_put(struct environment *env, const char *entry)
{
	size_t len = strcspn(entry, "=");
	size_t i = 0;

	while (i < env->count && !same_name(env->items[i], entry, len))
		i++;
	if (entry[len] == '=') {
		if (i == ENV_MAX)
			jt_fail("too many environment variables");
		env->items[i] = entry;
		if (i == env->count)
			env->count++;
	} else if (i < env->count) {
		env->items[i] = env->items[--env->count];
	}
	env->items[env->count] = NULL;
}

static void env_set(struct environment *env, const char *name,
		    const char *value)
{
	char *entry = NULL;

	if (asprintf(&entry, "%s=%s", name, value) < 0)
		abort();
	env_put(env, jt_keep(entry));
}

static void env_make(struct environment *env, const char *const *changes)
{
	/* Those that are the machine's or the test run's, not the user's. */
	static const char *const passed[] = {
		"PATH", "TMPDIR", "LOCPATH", "ASAN_OPTIONS", "UBSAN_OPTIONS",
		"LSAN_OPTIONS", "JYZ_LOCALEDIR", "LLVM_PROFILE_FILE",
	};

	env->count = 0;
	for (size_t i = 0; i < JT_COUNT(passed); i++) {
		const char *value = getenv(passed[i]);

		if (value)
			env_set(env, passed[i], value);
	}
	env_set(env, "HOME", jt_home());
	env_set(env, "LC_ALL", "C.UTF-8");
	env_set(env, "TZ", "Asia/Shanghai");
	env_set(env, "TERM", "dumb");
	while (changes && *changes)
		env_put(env, *changes++);
}

static FILE *scratch(void)
{
	FILE *f = tmpfile();

	if (!f)
		jt_fail("tmpfile: %s", strerror(errno));
	return f;
}

static char *slurp(FILE *f, size_t *len)
{
	if (fseek(f, 0, SEEK_END) != 0)
		jt_fail("seek: %s", strerror(errno));
	long size = ftell(f);
	char *data = malloc((size_t)size + 1);

	if (!data)
		abort();
	rewind(f);
	*len = fread(data, 1, (size_t)size, f);
	data[*len] = '\0';
	fclose(f);
	return jt_keep(data);
}

static _Noreturn void child(const char *program, char **argv,
			    const struct environment *env, const char *cwd,
			    FILE *const files[3])
{
	char *const *envp = (char *const *)(uintptr_t)env->items;

	for (int fd = 0; fd < 3; fd++)
		if (dup2(fileno(files[fd]), fd) < 0)
			_exit(126);
	/* Counts real time and survives execve: nothing hangs for ever. */
	alarm(SECONDS_MAX);
	signal(SIGPIPE, SIG_DFL);
	if (chdir(cwd) == 0)
		execvpe(program, argv, envp);
	dprintf(2, "jt_run: '%s' in '%s': %s\n", program, cwd,
		strerror(errno));
	_exit(127);
}

static char **full_argv(const char *program, const char *const *args)
{
	size_t n = 0;

	while (args && args[n])
		n++;
	char **argv = calloc(n + 2, sizeof(*argv));
	if (!argv)
		abort();
	argv[0] = (char *)(uintptr_t)program;
	for (size_t i = 0; i < n; i++)
		argv[i + 1] = (char *)(uintptr_t)args[i];
	return argv;
}

/* Waits so long for its end, then ends it. */
static void kill_after(pid_t pid, long us)
{
	struct timespec time = { us / 1000000, us % 1000000 * 1000 };
	struct pollfd end = { pidfd_open(pid, 0), POLLIN, 0 };

	if (end.fd < 0)
		jt_fail("pidfd_open: %s", strerror(errno));
	if (ppoll(&end, 1, &time, NULL) == 0)
		kill(pid, SIGKILL);
	close(end.fd);
}

struct jt_result jt_run(const struct jt_command *command)
{
	const char *program = command->program;
	struct environment env;
	struct jt_result result = { 0 };
	int status = 0;

	if (!program)
		program = getenv("JYZ_PROGRAM");
	if (!program)
		jt_fail("JYZ_PROGRAM is not set: run the test through ctest");
	env_make(&env, command->env);

	FILE *files[3] = { scratch(), scratch(), scratch() };
	if (command->input) {
		size_t len = command->input_len ? command->input_len :
						  strlen(command->input);
		if (fwrite(command->input, 1, len, files[0]) != len ||
		    fflush(files[0]) != 0)
			jt_fail("input: %s", strerror(errno));
		rewind(files[0]);
	}

	char **argv = full_argv(program, command->argv);
	const char *cwd = command->cwd ? command->cwd : jt_home();
	fflush(NULL);
	pid_t pid = fork();
	if (pid == 0)
		child(program, argv, &env, cwd, files);
	free(argv);
	if (pid > 0 && command->kill_us)
		kill_after(pid, command->kill_us);
	if (pid < 0 || waitpid(pid, &status, 0) != pid)
		jt_fail("fork: %s", strerror(errno));

	fclose(files[0]);
	result.out = slurp(files[1], &result.out_len);
	result.err = slurp(files[2], &result.err_len);
	result.status = WIFSIGNALED(status) ? 128 + WTERMSIG(status) :
					      WEXITSTATUS(status);
	if (result.status == SANITIZER_EXIT || result.status == 127) {
		jt_say("%s\n", result.err);
		jt_fail("'%s' could not run or has a sanitizer's report",
			program);
	}
	return result;
}

void jt_exit_at(const struct jt_result *result, int code, const char *file,
		int line)
{
	if (result->status == code)
		return;
	jt_say("stdout:\n%s\nstderr:\n%s\n", result->out, result->err);
	jt_fail_at(file, line, "exit code %d, not %d", result->status, code);
}
