# JYZ_SANITIZE: address and undefined behaviour sanitizers, the first finding
# ends the program.
option(JYZ_SANITIZE "Build with address and undefined sanitizers" OFF)

if(JYZ_SANITIZE)
	add_compile_options(-fsanitize=address,undefined
		-fno-sanitize-recover=all -fno-omit-frame-pointer)
	add_link_options(-fsanitize=address,undefined)
endif()
