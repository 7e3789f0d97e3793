using MimeKit;
using MimeKit.Cryptography;

namespace Commissioning.Platform.Email;

/// <summary>Whether the domain of an e-mail's sender sent it, as the mailbox's own server found (RFC 8601).</summary>
internal static class SenderCheck
{
    /// <param name="server">What the mailbox's server calls itself in its findings; empty: it says no name. Null: not known, and no
    /// finding is
    /// believed, because a sender can write some too.</param>
    public static bool IsConfirmed(MimeMessage message, string? server)
    {
        if (
            server is null
            || message.From is not [MailboxAddress { Address: { } address }]
            || message.Headers.Count(header => header.Id == HeaderId.From) != 1
        )
            return false;
        var domain = address[(address.LastIndexOf('@') + 1)..];
        // A server writes its findings above what is there, and takes out what bears its name.
        foreach (var header in message.Headers.Where(header => header.Id == HeaderId.AuthenticationResults))
            if (
                AuthenticationResults.TryParse(header.RawValue, out var found)
                && string.Equals(found.AuthenticationServiceIdentifier ?? "", server, StringComparison.OrdinalIgnoreCase)
            )
                return Passes(found.Results, domain);
        return false;
    }

    private static bool Passes(IEnumerable<AuthenticationMethodResult> results, string domain)
    {
        var found = results.ToList();
        bool Is(AuthenticationMethodResult one, string method, string result) =>
            one.Method.Equals(method, StringComparison.OrdinalIgnoreCase) && one.Result.Equals(result, StringComparison.OrdinalIgnoreCase);
        // The domain that passed is the sender's.
        bool IsOf(AuthenticationMethodResult one, string property, bool unlessSaid = false)
        {
            var said = one.Properties.FirstOrDefault(each => $"{each.PropertyType}.{each.Property}" == property)?.Value;
            return said is null ? unlessSaid : said[(said.LastIndexOf('@') + 1)..].Equals(domain, StringComparison.OrdinalIgnoreCase);
        }
        return !found.Any(one => Is(one, "dmarc", "fail"))
            && found.Any(one =>
                Is(one, "dmarc", "pass") && IsOf(one, "header.from", unlessSaid: true)
                || Is(one, "spf", "pass") && IsOf(one, "smtp.mailfrom")
                || Is(one, "dkim", "pass") && IsOf(one, "header.d")
            );
    }
}
