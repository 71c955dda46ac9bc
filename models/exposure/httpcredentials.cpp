#include "models/capture/dissection/linesecret.h"
#include "models/exposure/httpmessages.h"
#include "models/exposure/loginlines.h"

namespace wirecase {

namespace {

/// What a final status says of the credential that was sent: 401 and 407 refuse it, success and redirection take it.
LoginOutcome outcomeOf(int status)
{
    if (status == 401 || status == 407)
        return LoginOutcome::Rejected;
    return status >= 200 && status < 400 ? LoginOutcome::Accepted : LoginOutcome::Unknown;
}

/// Final responses with the turn in which each began.
struct Answer
{
    std::size_t turn = 0;
    int status = 0;
};

std::vector<Answer> answersOf(const Dialogue &dialogue)
{
    std::vector<Answer> answers;
    for (const HttpHead &head : httpHeads(dialogue.server(), false)) {
        if (head.status >= 200)
            answers.push_back({dialogue.turnAt(false, head.startLine.begin), head.status});
    }
    return answers;
}

std::size_t beginOf(const HttpHead &head)
{
    return head.startLine.length > 0 || head.headers.empty() ? head.startLine.begin : head.headers.front().begin;
}

} // namespace

std::vector<Credential> httpCredentials(const Dialogue &dialogue)
{
    const std::string_view text = dialogue.client().text();
    const std::vector<HttpHead> requests = httpHeads(dialogue.client(), true);
    const std::vector<Answer> answers = answersOf(dialogue);
    std::vector<Credential> found;
    std::size_t next = 0; // the first answer that no request has taken
    for (std::size_t i = 0; i < requests.size(); ++i) {
        const std::size_t turn = dialogue.turnAt(true, beginOf(requests[i]));
        while (next < answers.size() && answers[next].turn < turn)
            ++next;
        // An answer that comes after a later turn of the client's answers that one; this one's was lost.
        const std::size_t following = i + 1 < requests.size() ? dialogue.turnAt(true, beginOf(requests[i + 1])) : turn;
        const bool answered = next < answers.size() && (following == turn || answers[next].turn < following);
        const LoginOutcome outcome = answered ? outcomeOf(answers[next].status) : LoginOutcome::Unknown;
        if (answered)
            ++next;
        for (const TextSpan &line : requests[i].headers) {
            const auto secret = basicHeaderSecret(text, line);
            auto credential = secret ? credentialIn(text, secret->span, secret->coding) : std::nullopt;
            if (!credential)
                continue;
            credential->kind = QStringLiteral("basic");
            credential->outcome = outcome;
            found.push_back(*std::move(credential));
        }
    }
    return found;
}

} // namespace wirecase
