# What the Rules view shows: rules, one rule, interceptions, exceptions.
set(pane_rules_sources
# What the Rules view shows: rules, one rule, interceptions, exceptions.
    exceptiondialog.cpp exceptiondialog.h
    exceptiondraft.cpp exceptiondraft.h
    exceptionentriesedit.cpp exceptionentriesedit.h
    exceptionexport.cpp exceptionexport.h
    exceptionline.cpp exceptionline.h
    exceptionspane.cpp exceptionspane.h
    exceptiontablemodel.cpp exceptiontablemodel.h
    ruletext.cpp ruletext.h)
