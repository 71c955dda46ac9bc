# Parts of captures as files of their own.
set(slice_sources
    datagrams.cpp datagrams.h
    displayfilter.cpp displayfilter.h
    iograph.cpp iograph.h
    packetranges.cpp packetranges.h
    pcapngwriter.cpp pcapngwriter.h
    slice.h
    slicemanifest.cpp slicemanifest.h
    slicewriter.cpp slicewriter.h)
