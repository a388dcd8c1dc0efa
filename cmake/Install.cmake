# The program and its man pages; translations are installed by Messages.
if(TARGET jyz)
	install(TARGETS jyz RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
endif()

# docs/man/jyz-init.1 -> man1, docs/man/zh_CN/jyz.1 -> zh_CN/man1.
file(GLOB pages CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/docs/man/*.[1-8])
foreach(page IN LISTS pages)
	string(REGEX MATCH "[1-8]$" section ${page})
	install(FILES ${page} DESTINATION ${CMAKE_INSTALL_MANDIR}/man${section})
endforeach()
file(GLOB pages CONFIGURE_DEPENDS
	${PROJECT_SOURCE_DIR}/docs/man/zh_CN/*.[1-8])
foreach(page IN LISTS pages)
	string(REGEX MATCH "[1-8]$" section ${page})
	install(FILES ${page} DESTINATION
		${CMAKE_INSTALL_MANDIR}/zh_CN/man${section})
endforeach()
install(FILES ${PROJECT_SOURCE_DIR}/COPYING
	DESTINATION ${CMAKE_INSTALL_DOCDIR} OPTIONAL)
