# Included by models/capture/CMakeLists.txt, whose folder the paths are relative to.
set(deep_sources
    deep/deepdissection.cpp deep/deepdissection.h
    deep/deepslice.cpp deep/deepslice.h
    deep/deeptree.cpp deep/deeptree.h
    deep/sharkdprocess.cpp deep/sharkdprocess.h
)
