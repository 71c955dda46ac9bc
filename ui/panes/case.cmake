set(pane_case_sources
    evidencepane.cpp evidencepane.h
    journalpane.cpp journalpane.h
    reportpane.cpp reportpane.h)
