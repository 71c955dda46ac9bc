# What the Rules view shows: rules, one rule, interceptions, exceptions.
set(pane_rules_sources
    coveragepane.cpp coveragepane.h
    exceptiondialog.cpp exceptiondialog.h
    exceptiondraft.cpp exceptiondraft.h
    exceptionentriesedit.cpp exceptionentriesedit.h
    exceptionexport.cpp exceptionexport.h
    exceptionline.cpp exceptionline.h
    exceptionspane.cpp exceptionspane.h
    exceptiontablemodel.cpp exceptiontablemodel.h
    findinglist.cpp findinglist.h
    interceptiontablemodel.cpp interceptiontablemodel.h
    rulefacts.cpp rulefacts.h
    rulefiltermodel.cpp rulefiltermodel.h
    rulepane.cpp rulepane.h
    rulespane.cpp rulespane.h
    ruletext.cpp ruletext.h
    schedulebox.cpp schedulebox.h)
