# Included by models/capture/CMakeLists.txt, whose folder the paths are relative to.
set(dissection_sources
    dissection/application.cpp dissection/application.h
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
    dissection/ike.cpp
    dissection/iplayer.cpp dissection/iplayer.h
    dissection/ipsec.cpp
    dissection/ipv4.cpp
    dissection/ipv6.cpp
    dissection/kerberos.cpp
    dissection/layers.h
    dissection/ldap.cpp
    dissection/ldapmessage.cpp dissection/ldapmessage.h
    dissection/lineprotocol.cpp dissection/lineprotocol.h
    dissection/linesecret.cpp dissection/linesecret.h
    dissection/linklayer.cpp
    dissection/mail.cpp
    dissection/mpls.cpp
    dissection/mssql.cpp
    dissection/mysql.cpp
    dissection/ntlm.cpp dissection/ntlm.h
    dissection/ntp.cpp
    dissection/otherlinks.cpp
    dissection/packetdissection.cpp dissection/packetdissection.h
    dissection/part.h
    dissection/postgresql.cpp
    dissection/ppp.cpp
    dissection/quic.cpp
    dissection/quicinitial.cpp dissection/quicinitial.h
    dissection/quickeys.cpp dissection/quickeys.h
    dissection/rdp.cpp
    dissection/redis.cpp
    dissection/secretcoding.cpp dissection/secretcoding.h
    dissection/sip.cpp
    dissection/smb.cpp
    dissection/smbmessage.h
    dissection/smbone.cpp
    dissection/smbtwo.cpp
    dissection/snmp.cpp
    dissection/sqltext.cpp dissection/sqltext.h
    dissection/ssh.cpp
    dissection/tcp.cpp
    dissection/tcpnumbering.h
    dissection/tcpoptions.cpp dissection/tcpoptions.h
    dissection/telnet.cpp
    dissection/textlines.cpp dissection/textlines.h
    dissection/tls.cpp
    dissection/tlscertificate.cpp dissection/tlscertificate.h
    dissection/tlshello.cpp dissection/tlshello.h
    dissection/tlsnames.cpp dissection/tlsnames.h
    dissection/tunnel.cpp dissection/tunnel.h
    dissection/udp.cpp
    dissection/vxlan.cpp
)
