#include "translations/texts.h"

#include <QCoreApplication>
#include <QLocale>
#include <QTranslator>

namespace {

// Outside of the namespace: the macro declares a function of the global one.
void initResource()
{
    Q_INIT_RESOURCE(texts);
}

} // namespace

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
