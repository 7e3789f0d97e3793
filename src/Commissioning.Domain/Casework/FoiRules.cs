using System.Globalization;

namespace Commissioning.Domain.Casework;

/// <summary>An answer under the Freedom of Information Act: one person makes the copy, a second approves it, and then it never
/// changes.</summary>
public static class FoiRules
{
    /// <summary>Characters of words that somebody wants taken out.</summary>
    public const int MostWords = 2000;

    /// <summary>Characters of the reason.</summary>
    public const int MostReason = 300;

    public static Refusal? WhyFixed(bool isApproved) =>
        isApproved ? new("This copy is approved, so nothing in it can change. Make a new copy to take out more.") : null;

    /// <summary>Null when the reason of a removal may stand.</summary>
    public static Refusal? WhyNotReason(string? reason) =>
        string.IsNullOrWhiteSpace(reason) ? new("Enter why the words are taken out", "Reason")
        : reason.Trim().Length > MostReason ? new($"The reason must be {MostReason} characters or fewer", "Reason")
        : null;

    public static Refusal? WhyNotWords(string? words) =>
        string.IsNullOrWhiteSpace(words) ? new("Enter the words to take out, as they stand in the file", "Words")
        : words.Trim().Length > MostWords ? new($"Enter {MostWords:N0} characters or fewer at once", "Words")
        : words.Split('\n').Any(line => line.Trim().Length == 1) ? new("Enter at least two characters on each line", "Words")
        : null;

    /// <summary>Null when what is held may be looked for by this name. A part of a name would find other people. The least length is our
    /// default, not OPCC policy.</summary>
    /// <param name="name">Without spaces around it.</param>
    public static Refusal? WhyNotWholeName(string name) =>
        name.Length is 0 or > 200 ? new("Enter the person's name", "PersonName")
        : name.Length < 5 || !name.Contains(' ') ? new("Enter the person's whole name, such as Jane Smith", "PersonName")
        : null;

    /// <summary>Null when the copy may be approved.</summary>
    /// <param name="proposed">Passages about which nobody has decided.</param>
    /// <param name="hasPart">The person made the copy, or ever decided about a passage of it.</param>
    public static Refusal? WhyNotApproved(bool isApproved, int proposed, bool hasPart) =>
        isApproved ? new("This copy is approved already")
        : hasPart ? new("You had a part in this copy, so a second person approves it")
        : proposed > 0
            ? new(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{proposed:N0} {(proposed == 1 ? "passage waits" : "passages wait")} for a decision. Take out or keep each before you approve the copy."
                )
            )
        : null;

    /// <summary>The letter by which an assessor is known in answers: A to Z, then AA.</summary>
    /// <param name="place">From 0, in an order that has nothing to do with the name.</param>
    public static string Assessor(int place) => $"Assessor {(place >= 26 ? Letter(place / 26 - 1) : "")}{Letter(place % 26)}";

    private static string Letter(int place) => ((char)('A' + place % 26)).ToString();
}
