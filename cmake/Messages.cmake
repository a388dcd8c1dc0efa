# po/LANG.po -> BUILD/locale/LANG/LC_MESSAGES/jyz.mo, checked on the way.
function(jyz_messages)
	foreach(lang zh_CN)
		set(po ${PROJECT_SOURCE_DIR}/po/${lang}.po)
		set(dir ${PROJECT_BINARY_DIR}/locale/${lang}/LC_MESSAGES)
		set(mo ${dir}/jyz.mo)
		add_custom_command(OUTPUT ${mo}
			COMMAND ${CMAKE_COMMAND} -E make_directory ${dir}
			COMMAND ${JYZ_MSGFMT} --check -o ${mo} ${po}
			DEPENDS ${po}
			COMMENT "Translations of ${lang}"
			VERBATIM)
		list(APPEND all ${mo})
		install(FILES ${mo} DESTINATION
			${CMAKE_INSTALL_LOCALEDIR}/${lang}/LC_MESSAGES)
	endforeach()
	add_custom_target(messages ALL DEPENDS ${all})
endfunction()
