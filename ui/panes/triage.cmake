# What the Triage view shows: timeline, alerts, activity, details of an alert, guide.
set(pane_triage_sources
    activitypane.cpp activitypane.h
    activityscope.cpp activityscope.h
    alertdetailspane.cpp alertdetailspane.h
    alertfiltermodel.cpp alertfiltermodel.h
    alertspane.cpp alertspane.h
    answerabletable.cpp answerabletable.h
    disclosure.cpp disclosure.h
    ecsfieldmodel.cpp ecsfieldmodel.h
    eventdetails.cpp eventdetails.h
    factcards.cpp factcards.h
    guidepane.cpp guidepane.h
    guidepoint.cpp guidepoint.h
    guidestepview.cpp guidestepview.h
    jsonlayout.cpp jsonlayout.h
    noteedit.cpp noteedit.h
    pinlist.cpp pinlist.h
    pivotactions.cpp pivotactions.h
    runlabel.cpp runlabel.h
    stepeditor.cpp stepeditor.h
    stepfactsbox.cpp stepfactsbox.h
    stepheader.cpp stepheader.h
    timelinelanes.cpp timelinelanes.h
    timelinepane.cpp timelinepane.h
    verdictview.cpp verdictview.h
    zonemenu.cpp zonemenu.h)
