# What the Traffic view shows below the timeline: conversations, packets, one packet.
set(pane_traffic_sources
    conversationspane.cpp conversationspane.h
    deepfields.cpp deepfields.h
    fielditems.cpp fielditems.h
    filteractions.cpp filteractions.h
    gotopacketdialog.cpp gotopacketdialog.h
    packetdetailsdeep.cpp
    evidencepaths.cpp evidencepaths.h
    hostspane.cpp hostspane.h
    iographpane.cpp iographpane.h
    iolanes.cpp iolanes.h
    objectspane.cpp objectspane.h
    packetdetailspane.cpp packetdetailspane.h
    packetcommentdialog.cpp packetcommentdialog.h
    packetfindbar.cpp packetfindbar.h
    packetfinder.cpp packetfinder.h
    packetmap.cpp packetmap.h
    packetremarks.cpp packetremarks.h
    packetquestion.cpp packetquestion.h
    packetreading.cpp packetreading.h
    packetspane.cpp packetspane.h
    packetspanegoto.cpp
    packetspanemarks.cpp
    packetspanecomments.cpp
    packetspanefind.cpp
    packetspanesetup.cpp
    packetsigns.cpp packetsigns.h
    packettable.cpp packettable.h
    packetsteps.cpp packetsteps.h
    secretreveal.cpp secretreveal.h
    sliceactions.cpp sliceactions.h
    sliceexport.cpp sliceexport.h
    streamlines.cpp streamlines.h
    streampane.cpp streampane.h
    tablecolumns.cpp tablecolumns.h
    tableexport.cpp tableexport.h
    tableexporter.cpp tableexporter.h
    trafficquestion.cpp trafficquestion.h
    traffictable.cpp traffictable.h)
