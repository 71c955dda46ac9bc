#pragma once

#include "models/base/timeformat.h"
#include "ui/widgets/customplot.h"

namespace wirecase {

/// Ticks at round times of a zone, for an axis that counts seconds from `originNs`.
class TimeAxisTicker : public QCPAxisTicker
{
public:
    TimeAxisTicker(const TimeFormat &format, qint64 originNs);

    void generate(const QCPRange &range, const QLocale &locale, QChar formatChar, int precision, QVector<double> &ticks,
                  QVector<double> *subTicks, QVector<QString> *tickLabels) override;

private:
    TimeFormat m_format;
    qint64 m_originNs;
};

} // namespace wirecase
