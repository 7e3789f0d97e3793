namespace Commissioning.Domain.Accounts;

/// <summary>Passwords of people who work for the office. Length beats mixture (NCSC guidance: three random words).</summary>
public static class PasswordRules
{
    public const int Shortest = 12;

    /// <summary>Longer ones only cost time to hash.</summary>
    public const int Longest = 200;
    private const int LeastDistinct = 5;

    /// <summary>Characters that must be left when common words and the person's or office's own are taken out.</summary>
    private const int LeastOfItsOwn = 8;

    /// <summary>Null when this may be a password.</summary>
    /// <param name="isCommon">Whether a word in small letters is one of the commonest passwords.</param>
    /// <param name="own">Names and addresses of the person and the office.</param>
    public static Refusal? WhyNotAccepted(string? password, Func<string, bool> isCommon, IEnumerable<string> own, string field)
    {
        var text = password ?? "";
        if (text.Length is < Shortest or > Longest || text.Distinct().Count() < LeastDistinct)
            return new(
                $"Enter a password of {Shortest} to {Longest} characters, with at least {LeastDistinct} different ones. Three random words are easy to remember.",
                field
            );
        var small = text.ToLowerInvariant();
        var core = small.Trim("0123456789!?.,-_*#@$%& ".ToCharArray());
        if (core.Length < LeastOfItsOwn && (core.Length == 0 || isCommon(core)) || isCommon(small) || isCommon(core))
            return new("This password is one of the commonest, or one of them with digits added. Choose three random words.", field);
        var left = own.SelectMany(name =>
                name.ToLowerInvariant().Split([' ', '@', '.', '-', '\'', ','], StringSplitOptions.RemoveEmptyEntries)
            )
            .Where(word => word.Length >= 4)
            .OrderByDescending(word => word.Length)
            .Aggregate(core, (rest, word) => rest.Replace(word, "", StringComparison.Ordinal));
        return left.Length < core.Length && left.Length < LeastOfItsOwn
            ? new("This password is little more than your name, your address or the name of the office. Choose three random words.", field)
            : null;
    }
}
