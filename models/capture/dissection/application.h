#pragma once

#include "models/capture/dissection/dissection.h"

namespace wirecase {

// What TCP and UDP carry. A dissector is asked only for payload that it recognised or that its conversation speaks. It
// masks the secrets of the payload first and shows only what it recognises as a field, so that the rest of a secret
// whose beginning is in another packet is never taken for something that may be shown.

void dissectDns(Dissection &d, const Part &part);
void dissectDnsOverTcp(Dissection &d, const Part &part);
void dissectDhcp(Dissection &d, const Part &part);
void dissectNtp(Dissection &d, const Part &part);
void dissectHttp(Dissection &d, const Part &part);
void dissectTls(Dissection &d, const Part &part);
void dissectSsh(Dissection &d, const Part &part);
void dissectFtp(Dissection &d, const Part &part);
void dissectSmtp(Dissection &d, const Part &part);
void dissectPop3(Dissection &d, const Part &part);
void dissectImap(Dissection &d, const Part &part);
void dissectLdap(Dissection &d, const Part &part);
void dissectKerberos(Dissection &d, const Part &part);
void dissectKerberosOverTcp(Dissection &d, const Part &part);
void dissectSmb(Dissection &d, const Part &part);
void dissectSnmp(Dissection &d, const Part &part);
void dissectTelnet(Dissection &d, const Part &part);
void dissectRdp(Dissection &d, const Part &part);
void dissectMysql(Dissection &d, const Part &part);
void dissectPostgresql(Dissection &d, const Part &part);
void dissectMssql(Dissection &d, const Part &part);
void dissectRedis(Dissection &d, const Part &part);
void dissectSip(Dissection &d, const Part &part);
void dissectIke(Dissection &d, const Part &part);
void dissectQuic(Dissection &d, const Part &part);
void dissectVxlan(Dissection &d, const Part &part);

// Whether a payload is this protocol by its looks alone.
[[nodiscard]] bool looksLikeHttp(const Part &part);
[[nodiscard]] bool looksLikeTls(const Part &part);
[[nodiscard]] bool looksLikeSsh(const Part &part);
[[nodiscard]] bool looksLikeKerberos(const Part &part);
[[nodiscard]] bool looksLikeKerberosOverTcp(const Part &part);
[[nodiscard]] bool looksLikeSmb(const Part &part);
[[nodiscard]] bool looksLikeSnmp(const Part &part);
[[nodiscard]] bool looksLikeTelnet(const Part &part);
[[nodiscard]] bool looksLikeRdp(const Part &part);
[[nodiscard]] bool looksLikePostgresql(const Part &part);
[[nodiscard]] bool looksLikeMssql(const Part &part);
[[nodiscard]] bool looksLikeRedis(const Part &part);
[[nodiscard]] bool looksLikeIke(const Part &part);
[[nodiscard]] bool looksLikeQuic(const Part &part);
[[nodiscard]] bool looksLikeVxlan(const Part &part);
[[nodiscard]] bool looksLikeSip(const Part &part);

/// A layer and an info line for a payload of `protocol` that goes on from another packet, or is not understood.
void summariseContinuation(Dissection &d, const QString &protocol, const char *filterName, const Part &part);

} // namespace wirecase
