# Included by CMakeLists.txt, whose folder the paths are relative to: what is told of capture files as wholes.
set(reading_sources
    captureorder.cpp captureorder.h
    captureremarks.cpp captureremarks.h
    capturesequence.cpp capturesequence.h
)
