using System.Text.RegularExpressions;

namespace Commissioning.Domain.Casework;

/// <summary>Account numbers that somebody wrote into a text. They stand in no answer.</summary>
public static partial class AccountNumbers
{
    public const string Hidden = "[account number left out]";

    /// <param name="companyNumber">Has eight figures as well, and stays; null: none.</param>
    public static string HiddenIn(string text, string? companyNumber) =>
        Numbers().Replace(text, found => found.Value == companyNumber ? found.Value : Hidden);

    // Eight figures that stand alone, or a sort code, with the account number that follows it.
    [GeneratedRegex(@"(?<![\w£.,/-])(?:[0-9]{2}-[0-9]{2}-[0-9]{2}(?:[ ,]{1,2}[0-9]{8})?|[0-9]{8})(?![\w-]|[.,][0-9])")]
    private static partial Regex Numbers();
}
