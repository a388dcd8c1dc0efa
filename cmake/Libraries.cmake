# The libraries we stand on.  All missing ones are named in one message, by
# their Debian packages.
find_package(PkgConfig QUIET)
if(NOT PKG_CONFIG_FOUND)
	message(FATAL_ERROR "pkg-config is missing: "
		"apt-get install pkg-config, or run ./dev install-deps")
endif()

# jyz_library(TARGET MODULE PACKAGE): imported target jyz::TARGET.
function(jyz_library target module package)
	pkg_check_modules(${target} QUIET IMPORTED_TARGET ${module})
	if(${target}_FOUND)
		add_library(jyz::${target} ALIAS PkgConfig::${target})
	else()
		set_property(GLOBAL APPEND PROPERTY JYZ_MISSING ${package})
	endif()
endfunction()

jyz_library(sqlite "sqlite3>=3.40" libsqlite3-dev)
jyz_library(utf8proc libutf8proc libutf8proc-dev)
jyz_library(sodium libsodium libsodium-dev)
jyz_library(zlib zlib zlib1g-dev)
jyz_library(expat expat libexpat1-dev)
jyz_library(minizip minizip libminizip-dev)
jyz_library(xlsxwriter xlsxwriter libxlsxwriter-dev)
if(BUILD_TESTING)
	# cmocka's own CMake files export variables, no target; and
	# pkg-config is enough.
	jyz_library(cmocka cmocka libcmocka-dev)
endif()

# jyz_plain_library(TARGET HEADER LIBRARY PACKAGE): the same for one whose
# pkg-config file names a folder that is not there (r-mathlib).
function(jyz_plain_library target header library package)
	string(TOUPPER JYZ_${target} name)
	find_path(${name}_INCLUDE ${header})
	find_library(${name}_LIBRARY ${library})
	mark_as_advanced(${name}_INCLUDE ${name}_LIBRARY)
	if(${name}_INCLUDE AND ${name}_LIBRARY)
		add_library(jyz::${target} UNKNOWN IMPORTED GLOBAL)
		set_target_properties(jyz::${target} PROPERTIES
			IMPORTED_LOCATION ${${name}_LIBRARY}
			INTERFACE_INCLUDE_DIRECTORIES ${${name}_INCLUDE})
	else()
		set_property(GLOBAL APPEND PROPERTY JYZ_MISSING ${package})
	endif()
endfunction()

jyz_plain_library(rmath Rmath.h Rmath r-mathlib)

find_program(JYZ_MSGFMT msgfmt)
mark_as_advanced(JYZ_MSGFMT)
if(NOT JYZ_MSGFMT)
	set_property(GLOBAL APPEND PROPERTY JYZ_MISSING gettext)
endif()

get_property(jyz_missing GLOBAL PROPERTY JYZ_MISSING)
if(jyz_missing)
	list(JOIN jyz_missing " " jyz_missing)
	message(FATAL_ERROR "libraries are missing: "
		"apt-get install ${jyz_missing}, or run ./dev install-deps")
endif()
