#pragma once
#include <map>
#include <string>
#include <vector>

namespace sandbox {

/// A request as the CRMs see it: free of any HTTP library.
struct Request {
    std::string method;                                     ///< upper case
    std::string path;                                       ///< percent-decoded, without the query
    std::map<std::string, std::vector<std::string>> query;  ///< decoded; a name may be repeated
    std::map<std::string, std::string> headers;             ///< names in lower case
    std::string body;

    /// The header's value, or "" when it is absent. `name` in lower case.
    std::string header(const std::string& name) const {
        const auto found = headers.find(name);
        return found == headers.end() ? std::string() : found->second;
    }

    /// The first value of a query parameter, or `otherwise`.
    std::string parameter(const std::string& name, const std::string& otherwise = "") const {
        const auto found = query.find(name);
        return found == query.end() || found->second.empty() ? otherwise : found->second.front();
    }
};

/// An answer; `Date`, `Content-Length` and the connection's headers are added by the server.
struct Response {
    int status = 200;
    std::map<std::string, std::string> headers;
    std::string body;
};

}  // namespace sandbox
