# Included by models/capture/CMakeLists.txt, whose folder the paths are relative to.
set(stream_sources
    streams/datagramfragments.cpp streams/datagramfragments.h
    streams/streamassembly.cpp streams/streamassembly.h
    streams/streamcollector.cpp streams/streamcollector.h
    streams/streamfile.cpp streams/streamfile.h
    streams/streampackets.cpp streams/streampackets.h
    streams/transcript.cpp streams/transcript.h
    streams/transcriptlines.cpp streams/transcriptlines.h)
