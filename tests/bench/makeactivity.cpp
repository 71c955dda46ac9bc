// Writes an activity log as a diagnostic setting exports it, in JSON Lines: operations of many users on many resources,
// each with its start and its end, tokens with claims, requests and answers.
//
//     makeactivity FILE EVENTS

#include <array>
#include <charconv>
#include <cstdint>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <string>
#include <string_view>
#include <vector>

namespace {

/// The same numbers on every machine.
class Dice
{
public:
    std::uint64_t next()
    {
        std::uint64_t z = (m_state += 0x9e3779b97f4a7c15ULL);
        z = (z ^ (z >> 30U)) * 0xbf58476d1ce4e5b9ULL;
        z = (z ^ (z >> 27U)) * 0x94d049bb133111ebULL;
        return z ^ (z >> 31U);
    }
    std::size_t below(std::size_t count) { return next() % count; }
    std::string guid()
    {
        static constexpr std::string_view digits = "0123456789abcdef";
        std::string text = "00000000-0000-4000-8000-000000000000";
        std::uint64_t bits = next();
        for (std::size_t i = 0; i < text.size(); ++i) {
            if (text[i] == '-' || i == 14)
                continue;
            if (i == 18)
                bits = next();
            text[i] = digits[bits & 15U];
            bits >>= 4U;
        }
        return text;
    }

private:
    std::uint64_t m_state = 1;
};

struct Operation
{
    std::string_view provider;
    std::string_view type;
    std::string_view verb;
};

constexpr std::array operations{
    Operation{"Microsoft.Compute", "virtualMachines", "write"},
    Operation{"Microsoft.Compute", "virtualMachines", "start/action"},
    Operation{"Microsoft.Compute", "virtualMachines/extensions", "write"},
    Operation{"Microsoft.Compute", "disks", "write"},
    Operation{"Microsoft.Compute", "snapshots", "delete"},
    Operation{"Microsoft.Network", "networkSecurityGroups/securityRules", "write"},
    Operation{"Microsoft.Network", "networkInterfaces", "write"},
    Operation{"Microsoft.Network", "publicIPAddresses", "write"},
    Operation{"Microsoft.Network", "networkWatchers/packetCaptures", "write"},
    Operation{"Microsoft.Network", "networkWatchers", "queryFlowLogStatus/action"},
    Operation{"Microsoft.Storage", "storageAccounts", "listKeys/action"},
    Operation{"Microsoft.Storage", "storageAccounts", "write"},
    Operation{"Microsoft.KeyVault", "vaults", "write"},
    Operation{"Microsoft.Web", "sites", "restart/action"},
    Operation{"Microsoft.Web", "sites/config", "write"},
    Operation{"Microsoft.EventHub", "namespaces/authorizationRules", "listKeys/action"},
    Operation{"Microsoft.Authorization", "roleAssignments", "write"},
    Operation{"Microsoft.Authorization", "policies", "audit/action"},
    Operation{"Microsoft.Resources", "deployments", "write"},
    Operation{"Microsoft.Resources", "tags", "write"},
    Operation{"Microsoft.Insights", "diagnosticSettings", "write"},
    Operation{"Microsoft.ContainerService", "managedClusters", "listClusterAdminCredential/action"},
    Operation{"Microsoft.Sql", "servers/databases", "write"},
    Operation{"Microsoft.Automation", "automationAccounts/runbooks", "write"},
};

std::string upper(std::string text)
{
    for (char &c : text)
        c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    return text;
}

/// A token that somebody works with for an hour or so.
struct Token
{
    std::string identity; ///< JSON of the evidence and the claims
    std::string address;
};

class Writer
{
public:
    explicit Writer(std::ostream &out)
        : m_out(out)
    {
        for (int i = 0; i < 12; ++i)
            m_subscriptions.push_back(m_dice.guid());
        for (int i = 0; i < 400; ++i)
            m_people.push_back(m_dice.guid());
        for (int i = 0; i < 600; ++i)
            m_tokens.push_back(token());
    }

    void write(std::size_t events)
    {
        for (std::size_t written = 0; written < events;) {
            if (m_dice.below(8) == 0)
                m_tokens[m_dice.below(m_tokens.size())] = token();
            written += writeOperation(events - written);
        }
    }

private:
    Token token()
    {
        const std::size_t who = m_dice.below(m_people.size());
        const bool isPerson = who % 3 != 0;
        const std::string number = std::to_string(who);
        const std::string address = std::to_string(20 + m_dice.below(200)) + '.' + std::to_string(m_dice.below(256))
                                    + ".7." + std::to_string(m_dice.below(256));
        const std::string begin = std::to_string(1'760'000'000 + m_dice.below(9'000'000));
        std::string text = R"("evidence":{"role":")";
        text += std::array{"Contributor", "Owner", "Network Contributor", "Reader"}[who % 4];
        text += R"(","roleAssignmentScope":"/subscriptions/)" + m_subscriptions[who % m_subscriptions.size()]
                + R"(","roleAssignmentId":")" + m_people[(who + 7) % m_people.size()] + R"(","roleDefinitionId":")"
                + m_people[who % 40] + R"(","principalId":")" + m_people[who] + R"(","principalType":")"
                + (isPerson ? "User" : "ServicePrincipal") + R"("}},"claims":{"aud":"https://management.azure.com/",)"
                + R"("iss":"https://sts.windows.net/d2af6ef7-a00c-438f-903b-65592cfddc48/","iat":")" + begin
                + R"(","nbf":")" + begin + R"(","exp":")" + begin + R"(","aio":"E2ZgYAjI)" + m_dice.guid()
                + R"(","appid":"04b07795-8ddb-461a-bbee-02f9e1bf7b46","appidacr":"0",)"
                + R"("http://schemas.microsoft.com/identity/claims/objectidentifier":")" + m_people[who]
                + R"(","http://schemas.microsoft.com/identity/claims/tenantid":"d2af6ef7-a00c-438f-903b-65592cfddc48",)"
                + R"("uti":")" + m_dice.guid().substr(0, 22) + R"(","ver":"1.0","wids":")" + m_people[who % 9] + '"';
        if (isPerson)
            text += R"(,"name":"Person )" + number + R"(","ipaddr":")" + address
                    + R"(","http://schemas.xmlsoap.org/ws/2005/05/identity/claims/name":"person)" + number
                    + R"(@contoso.com","http://schemas.xmlsoap.org/ws/2005/05/identity/claims/upn":"person)" + number
                    + R"(@contoso.com","http://schemas.xmlsoap.org/ws/2005/05/identity/claims/givenname":"Person",)"
                    + R"("http://schemas.microsoft.com/identity/claims/scope":"user_impersonation","puid":"1003)"
                    + number + '"';
        return {text + "}}", address};
    }

    std::string stamp(std::uint64_t ms)
    {
        // Seconds of some days of October 2026; minutes and hours follow from them.
        const std::uint64_t second = ms / 1000;
        const std::uint64_t day = 1 + second / 86'400 % 28;
        std::array<char, 40> text{};
        std::snprintf(text.data(), text.size(), "2026-10-%02uT%02u:%02u:%02u.%03u%04uZ", static_cast<unsigned>(day),
                      static_cast<unsigned>(second / 3600 % 24), static_cast<unsigned>(second / 60 % 60),
                      static_cast<unsigned>(second % 60), static_cast<unsigned>(ms % 1000),
                      static_cast<unsigned>(m_dice.below(10'000)));
        return text.data();
    }

    std::size_t writeOperation(std::size_t most)
    {
        const Operation &operation = operations[m_dice.below(operations.size())];
        const Token &token = m_tokens[m_dice.below(m_tokens.size())];
        const std::string name =
            std::string(operation.provider) + '/' + std::string(operation.type) + '/' + std::string(operation.verb);
        const std::string place = "/subscriptions/" + m_subscriptions[m_dice.below(m_subscriptions.size())]
                                  + "/resourceGroups/rg-" + std::to_string(m_dice.below(500)) + "/providers/"
                                  + std::string(operation.provider) + '/' + std::string(operation.type) + "/resource-"
                                  + std::to_string(m_dice.below(2000));
        const std::string correlation = m_dice.guid();
        const bool isFailed = m_dice.below(12) == 0;
        const std::size_t parts = std::min<std::size_t>(2 + m_dice.below(2), most);
        m_ms += 1 + m_dice.below(2500);
        for (std::size_t part = 0; part < parts; ++part) {
            const bool isLast = part + 1 == parts && part > 0;
            const std::string_view type = part == 0 ? "Start" : !isLast ? "Accept" : isFailed ? "Failure" : "Success";
            writeRecord(name, place, correlation, token, type, part == 0);
            m_ms += 20 + m_dice.below(4000);
        }
        return parts;
    }

    void writeRecord(const std::string &name, const std::string &place, const std::string &correlation,
                     const Token &token, std::string_view type, bool isStart)
    {
        m_out << R"({"time":")" << stamp(m_ms) << R"(","resourceId":")" << upper(place) << R"(","operationName":")"
              << upper(name) << R"(","category":"Administrative","resultType":")" << type << R"(","resultSignature":")"
              << type << R"(ed.","durationMs":")" << m_dice.below(9000) << R"(","callerIpAddress":")" << token.address
              << R"(","correlationId":")" << correlation << R"(","identity":{"authorization":{"scope":")" << place
              << R"(","action":")" << name << R"(",)" << token.identity
              << R"(,"level":"Information","location":"global","tenantId":"d2af6ef7-a00c-438f-903b-65592cfddc48",)"
              << R"("properties":{)";
        if (isStart)
            m_out << R"("requestbody":"{\"location\":\"westeurope\",\"properties\":{\"size\":)" << m_dice.below(4096)
                  << R"(,\"sku\":{\"name\":\"Standard_D)" << m_dice.below(64) << R"(\"},\"tags\":{\"owner\":\"team-)"
                  << m_dice.below(90) << R"(\"}}}",)";
        else
            m_out << R"("statusCode":")" << (type == "Failure" ? "Conflict" : "OK") << R"(","serviceRequestId":")"
                  << m_dice.guid() << R"(",)";
        m_out << R"("eventCategory":"Administrative","entity":")" << place << R"(","message":")" << name
              << R"(","hierarchy":"d2af6ef7-a00c-438f-903b-65592cfddc48/contoso/platform"}})" << '\n';
    }

    std::ostream &m_out;
    Dice m_dice;
    std::vector<std::string> m_subscriptions;
    std::vector<std::string> m_people;
    std::vector<Token> m_tokens;
    std::uint64_t m_ms = 0;
};

} // namespace

int main(int argc, char **argv)
{
    std::size_t events = 0;
    const std::string_view count = argc == 3 ? argv[2] : "";
    if (std::from_chars(count.data(), count.data() + count.size(), events).ec != std::errc() || events == 0) {
        std::cerr << "usage: makeactivity FILE EVENTS\n";
        return 2;
    }
    std::ofstream out(argv[1], std::ios::binary);
    Writer(out).write(events);
    out.flush();
    return out ? 0 : 1;
}
