#include "ui/theme/fontrole.h"

#include "ui/theme/metrics.h"

#include <QApplication>
#include <QEvent>
#include <QWidget>

namespace wirecase {

namespace {

QFont fontOf(FontRole role)
{
    const QFont text = QApplication::font();
    switch (role) {
    case FontRole::Small:
        return smallFont(text);
    case FontRole::Strong:
        return strongFont(text);
    case FontRole::SmallStrong:
        return strongFont(smallFont(text));
    case FontRole::Fixed:
        return fixedFont(text);
    }
    return text;
}

class FontKeeper : public QObject
{
public:
    FontKeeper(QWidget *widget, FontRole role)
        : QObject(widget)
        , m_role(role)
    {
        widget->installEventFilter(this);
        widget->setFont(fontOf(role));
    }

    bool eventFilter(QObject *watched, QEvent *event) override
    {
        if (event->type() == QEvent::ApplicationFontChange)
            static_cast<QWidget *>(watched)->setFont(fontOf(m_role));
        return false;
    }

private:
    FontRole m_role;
};

} // namespace

void setFontRole(QWidget *widget, FontRole role)
{
    new FontKeeper(widget, role);
}

} // namespace wirecase
