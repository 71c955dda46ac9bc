#pragma once

#include "models/investigation/snapshot.h"
#include "ui/panes/pane.h"
#include "ui/panes/streamlines.h"

#include <array>

class QLineEdit;

namespace wirecase {

class ChipButton;

/// What the two sides of the conversation in focus said to each other, put together from its packets. Secrets are
/// masked; gaps are shown.
class StreamPane : public Pane
{
    Q_OBJECT

public:
    static constexpr quint64 mostShown = 64U << 20U; ///< bytes; a longer stream can be saved whole

    StreamPane(const PaneServices &services, QWidget *parent = nullptr);

    [[nodiscard]] LinesView *view() const { return m_view; }
    [[nodiscard]] const StreamLines *lines() const { return m_lines.get(); }
    [[nodiscard]] ChipButton *sidesChip(StreamSides sides) const { return m_sideChips[std::size_t(sides)]; }
    [[nodiscard]] ChipButton *formChip(StreamForm form) const { return m_formChips[std::size_t(form)]; }
    [[nodiscard]] QLineEdit *findLine() const { return m_findLine; }
    [[nodiscard]] QString findText() const; ///< what is said of the matches
    void saveTo(const QString &path);

signals:
    void saved(const QString &path);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void refresh() override;
    void revealFocus() override;

private:
    struct Question
    {
        SnapshotPtr snapshot;
        std::optional<ConversationId> conversation;
        StreamForm form = StreamForm::Ascii;
        TranscriptLayout layout;
        bool operator==(const Question &) const = default;
    };

    void setUpChips();
    void setUpActions();
    void setUpFind();
    [[nodiscard]] Question question() const;
    void ask(bool anew);
    void showStream(const Question &question, Result<std::shared_ptr<const ShownStream>> stream);
    void showCounts();
    void sayWhatIsMissing();
    void follow();
    void pointAt(int line);
    void find();
    void showMatch(int by);
    void askWhereToSave();
    [[nodiscard]] static Result<std::shared_ptr<const ShownStream>>
    read(const Question &question, std::shared_ptr<const Transcript> known, JobState &job);

    LinesView *m_view;
    ChipButton *m_secrets; ///< how many lie readable in it
    std::array<ChipButton *, 3> m_sideChips{};
    std::array<ChipButton *, 3> m_formChips{};
    QAction *m_headings;
    QAction *m_save;
    QAction *m_addEvidence;
    QLineEdit *m_findLine;
    ChipButton *m_findCount;
    Question m_asked;
    std::shared_ptr<const ShownStream> m_shown;
    std::shared_ptr<const StreamLines> m_lines;
    std::vector<TurnSpan> m_matches;
    int m_match = -1;
    Job m_readJob;
    Job m_findJob;
    Job m_saveJob;
};

} // namespace wirecase
