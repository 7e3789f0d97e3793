using System.Net.Mail;

namespace Commissioning.Domain;

public static class EmailAddress
{
    /// <summary>The address in lower case; null when it could not be delivered to. Accents are not accepted, because two addresses that
    /// look alike could belong to two people.</summary>
    public static string? Parse(string? typed)
    {
        var text = typed?.Trim() ?? "";
        if (
            text.Length is 0 or > 320
            || text.Any(one => char.IsWhiteSpace(one) || !char.IsAscii(one))
            || !MailAddress.TryCreate(text, out var address)
        )
            return null;
        return address.Address == text && address.Host.Contains('.') ? text.ToLowerInvariant() : null;
    }
}
