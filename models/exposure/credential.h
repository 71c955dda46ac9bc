#pragma once

#include "models/capture/dissection/secretcoding.h"
#include "models/capture/dissection/textlines.h"

#include <vector>

namespace wirecase {

class Dialogue;

enum class LoginOutcome
{
    Unknown,
    Rejected,
    Accepted
};

/// A credential found in a dialogue. Lives only while its conversation is read.
struct Credential
{
    QString kind; ///< "basic", "password", "anonymous"
    QString user;
    QByteArray password;
    TextSpan span; ///< of the written secret, in the client's text
    SecretCoding coding = SecretCoding::Plain;
    LoginOutcome outcome = LoginOutcome::Unknown;
};

// One reader per protocol. Each knows where in its protocol a credential may stand, so that what only looks like one
// (in a body, in a mail, in another protocol) is not taken for one.
[[nodiscard]] std::vector<Credential> httpCredentials(const Dialogue &dialogue);
[[nodiscard]] std::vector<Credential> ftpCredentials(const Dialogue &dialogue);
[[nodiscard]] std::vector<Credential> smtpCredentials(const Dialogue &dialogue);
[[nodiscard]] std::vector<Credential> pop3Credentials(const Dialogue &dialogue);
[[nodiscard]] std::vector<Credential> imapCredentials(const Dialogue &dialogue);
[[nodiscard]] std::vector<Credential> ldapCredentials(const Dialogue &dialogue);

} // namespace wirecase
