# The panes of the Triage view.
add_library(triagecase STATIC triagecase.cpp triagecase.h)
target_link_libraries(triagecase PUBLIC wirecase_options wirecase::panes)
target_compile_definitions(triagecase PRIVATE WIRECASE_SOURCE_DIR="${PROJECT_SOURCE_DIR}")
foreach(name IN ITEMS triagescope triagepanes triageguide triagefacts jsonlayout)
    wirecase_add_test(tst_${name} LIBRARIES wirecase::panes triagecase)
endforeach()

# The Triage view on the sample case, to be looked at in both themes; not installed.
add_executable(triagegallery triagegallery/main.cpp)
target_link_libraries(triagegallery PRIVATE wirecase::panes triagecase)
