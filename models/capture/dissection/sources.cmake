# Included by models/capture/CMakeLists.txt, whose folder the paths are relative to.
set(dissection_sources
    dissection/application.cpp dissection/application.h
    dissection/binarymessages.cpp dissection/binarymessages.h
    dissection/databases.cpp dissection/domainservices.cpp
    dissection/arp.cpp
    dissection/berelement.h
    dissection/dhcp.cpp
    dissection/dissection.cpp dissection/dissection.h
    dissection/dns.cpp
    dissection/dnsname.cpp dissection/dnsname.h
    dissection/dnsrecord.cpp dissection/dnsrecord.h
    dissection/ethernet.cpp
    dissection/ftp.cpp
    dissection/http.cpp
    dissection/httpsecret.cpp dissection/httpsecret.h
    dissection/icmp.cpp
    dissection/icmp6.cpp
    dissection/iplayer.cpp dissection/iplayer.h
    dissection/ipv4.cpp
    dissection/ipv6.cpp
    dissection/layers.h
    dissection/ldap.cpp
    dissection/ldapmessage.cpp dissection/ldapmessage.h
    dissection/lineprotocol.cpp dissection/lineprotocol.h
    dissection/linesecret.cpp dissection/linesecret.h
    dissection/linklayer.cpp
    dissection/mail.cpp
    dissection/ntp.cpp
    dissection/otherlinks.cpp
    dissection/packetdissection.cpp dissection/packetdissection.h
    dissection/part.h
    dissection/ppp.cpp
    dissection/secretcoding.cpp dissection/secretcoding.h
    dissection/ssh.cpp
    dissection/tcp.cpp
    dissection/tcpoptions.cpp dissection/tcpoptions.h
    dissection/textlines.cpp dissection/textlines.h
    dissection/tls.cpp
    dissection/tlshello.cpp dissection/tlshello.h
    dissection/tlsnames.cpp dissection/tlsnames.h
    dissection/tunnels.cpp
    dissection/udp.cpp
)
