# The panes of the Traffic view; they share the case of the Triage tests.
foreach(name IN ITEMS traffichelpers traffictables trafficsecrets trafficuse trafficslices hostspane objectspane streampane packetcomments packetfind packetmap)
    wirecase_add_test(tst_${name} LIBRARIES wirecase::panes triagecase)
endforeach()

wirecase_add_test(tst_deepfields LIBRARIES wirecase::panes)

# The Traffic view on the sample case, to be looked at in both themes; not installed.
add_executable(trafficgallery trafficgallery/main.cpp)
target_link_libraries(trafficgallery PRIVATE wirecase::panes triagecase)
