#include "translations/texts.h"

#include <QCoreApplication>
#include <QLocale>
#include <QTranslator>

// Outside of every namespace: the macro declares a function of the global one.
static void initResource()
{
    Q_INIT_RESOURCE(texts);
}

namespace wirecase {

void installTexts(QCoreApplication &app)
{
    initResource();
    auto *translator = new QTranslator(&app);
    const bool loaded =
        translator->load(QLocale(), QStringLiteral("wirecase"), QStringLiteral("_"), QStringLiteral(":/i18n"))
        || translator->load(QStringLiteral(":/i18n/wirecase_en.qm"));
    if (loaded)
        QCoreApplication::installTranslator(translator);
}

} // namespace wirecase
