#pragma once

#include "models/guide/guideaction.h"

#include <QString>
#include <QStringList>

#include <vector>

namespace wirecase {

/// One point of an investigation guide, with the points nested below it. Nothing is filled in here.
struct GuideStep
{
    QString key;        ///< hash of rule id, section and text: what answers are stored under
    QString text;       ///< the whole point as plain text, code spans kept as `x`
    QString title;      ///< short, for the checklist: the bold lead-in, else the first clause
    QString question;   ///< the rest of the text, or all of it when the title was cut from a sentence
    QStringList fields; ///< field names in back-ticks, in order, each once
    QString intent;     ///< who, when, addresses, authorised, exposure, or empty: what facts can fill it
    std::vector<GuideAction> actions;
    bool isTeams = false; ///< a step of the team's own, which no rule gave
    std::vector<GuideStep> children;

    bool operator==(const GuideStep &) const = default;
};

/// Points of a section that is none of the known ones, kept so that nothing of a guide is lost.
struct GuideSection
{
    QString title;
    QString text; ///< its paragraphs
    std::vector<GuideStep> points;

    bool operator==(const GuideSection &) const = default;
};

/// An investigation guide as a tree: what to look at, what may be harmless, what to do.
struct Guide
{
    QString ruleId;
    QString title;        ///< of the "Investigating ..." heading, without that word
    QString introduction; ///< prose that explains; paragraphs beside lists too, one line each
    std::vector<GuideStep> steps;
    std::vector<GuideStep> falsePositives;
    std::vector<GuideStep> responses;
    std::vector<GuideStep> setup; ///< points and paragraphs
    std::vector<GuideSection> others;

    bool operator==(const Guide &) const = default;
};

/// Reads the Markdown of a rule's `note`. `falsePositives` and `setup` are what the rule gives apart from it: the
/// former stand in when the note has no such section, the latter goes before the note's own setup section. A note
/// without any known heading has its points, or else its paragraphs, as steps.
[[nodiscard]] Guide parseGuide(const QString &markdown, const QString &ruleId, const QStringList &falsePositives = {},
                               const QString &setup = {});

/// Whether the Markdown holds a team's own steps: its first heading says "team steps", "our steps", "playbook" ...
[[nodiscard]] bool isTeamSteps(const QString &markdown);
/// Puts a team's own steps on top of those of the guide. Points below a heading that names another rule, by id or name,
/// are not for this one.
void addTeamSteps(Guide &guide, const QString &markdown, const QString &ruleName);

/// All points of a list with those below them, in reading order.
[[nodiscard]] std::vector<const GuideStep *> flattened(const std::vector<GuideStep> &steps);

} // namespace wirecase
