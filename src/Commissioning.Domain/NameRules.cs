using System.Text.RegularExpressions;

namespace Commissioning.Domain;

/// <summary>Names that the portal puts into e-mails and headings: of people, organisations, projects and devices. A line break or the
/// address of a page in a name would let a stranger write our e-mails.</summary>
public static partial class NameRules
{
    /// <summary>Null when this can be a name: 1 to <paramref name="most"/> characters of any script on one line, without the address of a
    /// page.</summary>
    /// <param name="what">As in "Enter your name": your name, the name of the organisation.</param>
    public static Refusal? WhyNotAName(string? name, string what, int most, string field)
    {
        var text = name?.Trim() ?? "";
        if (text.Length == 0)
            return new($"Enter {what}", field);
        if (TextLimit.WhyTooLong(text, most, field) is { } tooLong)
            return tooLong;
        if (text.Any(one => char.IsControl(one) || one is '\u2028' or '\u2029'))
            return new($"Enter {what} on one line", field);
        return WebAddress().IsMatch(text) ? new($"Enter {what} without the address of a website", field) : null;
    }

    /// <summary>Null when this is a full name to sign with: at least a first and a last name.</summary>
    public static Refusal? WhyNotFullName(string? name, int most, string field) =>
        WhyNotAName(name, "your full name", most, field)
        ?? (
            name!.Trim().Split(' ', StringSplitOptions.RemoveEmptyEntries).Length < 2
                ? new("Enter your first name and your last name", field)
                : null
        );

    [GeneratedRegex(@"://|\bwww\.|\b[\w-]+\.(com|net|org|info|biz|io|co|uk|example)(/|\b)", RegexOptions.IgnoreCase)]
    private static partial Regex WebAddress();
}
