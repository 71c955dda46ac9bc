# Included by models/exposure/CMakeLists.txt, whose folder the paths are relative to.
set(object_sources
    objects/ftpobjects.cpp objects/ftpobjects.h
    objects/httpobjects.cpp
    objects/mailobjects.cpp
    objects/mimeheader.cpp objects/mimeheader.h
    objects/mimeparts.cpp objects/mimeparts.h
    objects/networkobject.h
    objects/objectfinder.cpp objects/objectfinder.h
    objects/objectreaders.h
    objects/objecttablemodel.cpp objects/objecttablemodel.h
    objects/safename.cpp objects/safename.h
    objects/smbfile.cpp objects/smbfile.h
    objects/smbobjects.cpp
    objects/smboneobjects.cpp)
