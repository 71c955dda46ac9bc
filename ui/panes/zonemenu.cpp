#include "ui/panes/zonemenu.h"

#include <QActionGroup>
#include <QCoreApplication>
#include <QDateTime>
#include <QMenu>

#include <array>

namespace wirecase {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(wirecase::ZoneMenu)
};

// Where Azure's customers are, from west to east.
constexpr std::array commonZones{
    "America/Los_Angeles", "America/Denver", "America/Chicago", "America/New_York",    "America/Sao_Paulo",
    "Europe/London",       "Europe/Berlin",  "Europe/Helsinki", "Africa/Johannesburg", "Asia/Dubai",
    "Asia/Kolkata",        "Asia/Singapore", "Asia/Tokyo",      "Australia/Sydney",
};

} // namespace

void fillZoneMenu(QMenu &menu, const TimeFormat &current, const std::function<void(const TimeFormat &)> &choose)
{
    auto *group = new QActionGroup(&menu);
    const qint64 now = QDateTime::currentMSecsSinceEpoch() * nsPerMs;
    QList<QTimeZone> offered;
    const auto add = [&](const QString &text, const QTimeZone &zone) {
        if (!zone.isValid() || offered.contains(zone))
            return;
        offered << zone;
        QAction *action = menu.addAction(text);
        action->setCheckable(true);
        action->setChecked(zone == current.zone());
        group->addAction(action);
        QObject::connect(action, &QAction::triggered, &menu, [choose, zone] { choose(TimeFormat(zone)); });
    };
    add(TimeFormat().zoneText(now), QTimeZone::utc());
    const QTimeZone here = QTimeZone::systemTimeZone();
    //: %1 is the zone of this computer
    add(Text::tr("This computer: %1").arg(TimeFormat(here).zoneText(now)), here);
    menu.addSeparator();
    for (const char *name : commonZones) {
        const QTimeZone zone(name);
        if (zone.isValid())
            add(TimeFormat(zone).zoneText(now), zone);
    }
    add(current.zoneText(now), current.zone());
}

} // namespace wirecase
