#pragma once

#include "models/activity/activityindex.h"
#include "models/correlation/correlation.h"

#include <QJsonObject>

/// The committed sample case, read through every room, and tests/lab/truth.json, which says what is in it.
struct SampleEvidence
{
    wirecase::ActivityIndexPtr activity;
    wirecase::CaptureSnapshot capture;
    wirecase::FlowIndexPtr flows;
    wirecase::TrafficIndexPtr traffic;
    wirecase::CorrelationPtr correlation;
    QStringList names; ///< relative path of EvidenceId 1, 2 …
    QJsonObject truth;
    QString problem; ///< why it could not be read, empty when it was
};

SampleEvidence readSample();
