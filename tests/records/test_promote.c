/*
 * What follows on a grade, and what a class is called a year on.
 */
#include "rt.h"

#include "jyz/records/promote.h"

static void grades(void **state)
{
	static const struct {
		const char *grade, *next; /* NULL: none */
		bool beyond, last;
	} cases[] = {
		{ "高一", "高二", false, false },
		{ "高二", "高三", false, false },
		{ "高三", NULL, false, true },
		{ "高1", "高2", false, false },
		{ "初三", "初四", true, false },
		{ "初四", NULL, false, true },
		{ "七年级", "八年级", false, false },
		{ "7年级", "8年级", false, false },
		{ "六年级", "七年级", true, false },
		{ "九年级", "十年级", true, false },
		{ "十年级", "十一年级", false, false },
		{ "十一年级", "十二年级", false, false },
		{ "十二年级", NULL, false, true },
		{ "高中一年级", "高中二年级", false, false },
		{ "小六", NULL, false, true },
		{ "Grade 10", "Grade 11", false, false },
		{ "G9", "G10", true, false },
		{ "Senior 3", NULL, false, true },
		{ "预科", NULL, false, false },
		{ "高一实验部", NULL, false, false },
		{ "高五", NULL, false, false },
		{ "高0", NULL, false, false },
		{ "", NULL, false, false },
	};

	(void)state;
	for (size_t i = 0; i < JYZ_COUNT(cases); i++) {
		JYZ_AUTO(jyz_buf) next = JYZ_BUF_INIT;
		bool beyond, last;
		bool found = jyz_grade_next(&next, cases[i].grade, &beyond,
					    &last);

		if (found != (cases[i].next != NULL) ||
		    beyond != cases[i].beyond || last != cases[i].last)
			jt_fail("%s: %d %d %d", cases[i].grade, found, beyond,
				last);
		if (found)
			jt_str_eq(next.data, cases[i].next);
	}
}

static void names(void **state)
{
	static const char *const cases[][3] = {
		{ "高一(1)班", "高一", "高二(1)班" },
		{ "高一1班", "高一", "高二1班" },
		{ "七年级三班", "七年级", "八年级三班" },
		{ "七(3)班", "七年级", "八(3)班" },
		{ "七3班", "七年级", "八3班" },
		{ "7(3)班", "七年级", "8(3)班" },
		{ "7.3班", "7年级", "8.3班" },
		{ "701班", "七年级", "801班" },
		{ "1001", "十年级", "1101" },
		{ "初一(2)班", "七年级", "初二(2)班" },
		/* the number is that of the class */
		{ "一班", "一年级", "一班" },
		{ "1班", "高一", "1班" },
		{ "12班", "高一", "12班" },
		/* no grade in the name, another grade, no grade at all */
		{ "2024级1班", "高一", "2024级1班" },
		{ "实验班", "高二", "实验班" },
		{ "高三(1)班", "高二", "高三(1)班" },
		{ "高一(1)班", "预科", "高一(1)班" },
		{ "Grade 9 A", "Grade 9", "Grade 10 A" },
	};

	(void)state;
	for (size_t i = 0; i < JYZ_COUNT(cases); i++) {
		JYZ_AUTO(jyz_buf) next = JYZ_BUF_INIT;

		jyz_class_next(&next, cases[i][0], cases[i][1]);
		jt_str_eq(next.data, cases[i][2]);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(grades),
		cmocka_unit_test(names),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
