#pragma once

#include "models/correlation/capturesession.h"

class QJsonObject;

namespace wirecase {

/// Fills what a session is to record from the body of its request (azure.md 2.1, 2.2); what the body lacks becomes the
/// default and is named in `assumed`. An empty body gives the defaults alone.
void readWatcherRequest(const QJsonObject &body, CaptureSession &session);
void readGatewayRequest(const QJsonObject &body, CaptureSession &session);
/// Where a gateway's capture was sent: the SAS URL of the stop, without its signature.
void readGatewayStop(const QJsonObject &body, CaptureSession &session);

} // namespace wirecase
