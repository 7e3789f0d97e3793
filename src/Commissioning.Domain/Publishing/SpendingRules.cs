namespace Commissioning.Domain.Publishing;

/// <summary>The monthly file of other spending: each payment above £500, its recipient, its purpose and why it was value for money
/// (Specified Information Order 2011, SI 2011/3050, paragraph 3(g)). Crime and disorder reduction grants are in the file of paragraph 3(f)
/// instead.</summary>
public static class SpendingRules
{
    /// <summary>Only payments above this amount are published (paragraph 3(g)).</summary>
    public static readonly Money Above = Money.FromPounds(500);

    public const int LongestReference = 40;
    public const int LongestRecipient = 200;
    public const int LongestPurpose = 500;
    public const int LongestReason = 500;
    public const int LongestWhy = 500;

    /// <summary>The columns of the file, with what each means.</summary>
    public static readonly IReadOnlyList<(string Name, string Meaning)> Columns =
    [
        ("Reference", "Our number for the payment."),
        ("Date", "The day on which we paid."),
        ("Recipient", "Who was paid. If we cannot name them, this says so and why."),
        ("Purpose", "What the money was for."),
        ("Why it was value for money", "Why we think it was money well spent."),
        ("Amount (GBP)", "What we paid in pounds and pence."),
        ("Why the name is withheld", "Why we do not name who was paid. Empty if we name them."),
    ];

    /// <summary>What is missing before the payment can be in a file.</summary>
    public static IReadOnlyList<string> Missing(string? purpose, string? valueReason)
    {
        var missing = new List<string>();
        if (string.IsNullOrWhiteSpace(purpose))
            missing.Add("Its purpose is not said");
        if (string.IsNullOrWhiteSpace(valueReason))
            missing.Add("Why it was value for money is not said");
        return missing;
    }

    /// <param name="incomplete">Payments whose purpose or reason is missing, or that give a withheld name away.</param>
    /// <param name="unread">Rows of the extract that could not be read. A month without payments has a file without rows.</param>
    public static Refusal? WhyCannotPrepare(int payments, int incomplete, int unread) =>
        payments == 0 && unread > 0 ? new("No payment of the extract could be read. Correct its rows and load it again.")
        : incomplete == 1 ? new("One payment is not complete. Complete it first: the law asks for each.")
        : incomplete > 1 ? new($"{incomplete:N0} payments are not complete. Complete them first: the law asks for each.")
        : null;

    public static Refusal? WhyTooLong(string? purpose, string? valueReason) =>
        TextLimit.WhyTooLong(purpose, LongestPurpose, nameof(purpose), "the purpose")
        ?? TextLimit.WhyTooLong(valueReason, LongestReason, nameof(valueReason), "the reason");

    /// <summary>Everything that keeps these words of a payment from being saved. A withheld name may not stand in them.</summary>
    /// <param name="ground">Null: the recipient is named.</param>
    /// <param name="why">For the office alone; not needed for a person.</param>
    public static IReadOnlyList<Refusal> WhyNot(string recipient, string? purpose, string? valueReason, WithheldGround? ground, string? why)
    {
        var refusals = new List<Refusal?>
        {
            WhyTooLong(purpose, valueReason),
            TextLimit.WhyTooLong(why, LongestWhy, nameof(why)),
            WhyNotPublic(recipient, purpose, ground, nameof(purpose)),
            WhyNotPublic(recipient, valueReason, ground, nameof(valueReason)),
        };
        if (ground is not null and not WithheldGround.Section40 && string.IsNullOrWhiteSpace(why))
            refusals.Add(new("Say in a sentence why the name is withheld. Only the office reads it.", nameof(why)));
        return refusals.OfType<Refusal>().ToList();
    }

    /// <summary>True for a name that begins as a person's does, such as "Mrs J Smith". Default, not OPCC policy.</summary>
    public static bool StartsWithheld(string recipient) => Words(recipient).FirstOrDefault() is { } first && Titles.Contains(first);

    private static readonly HashSet<string> Titles = new(
        ["Mr", "Mrs", "Ms", "Miss", "Mx", "Dr", "Prof", "Professor", "Rev", "Revd", "Sir", "Dame", "Cllr"],
        StringComparer.OrdinalIgnoreCase
    );

    private static Refusal? WhyNotPublic(string recipient, string? text, WithheldGround? ground, string field) =>
        string.IsNullOrWhiteSpace(text) ? null
        : ground is not null && Told(recipient, text) is { } told ? new($"Take out \"{told}\": it gives the withheld name away", field)
        : PlainWords.WhyNot(text, field) ?? PublicWords.WhyContactDetails(text, field);

    /// <summary>A word of a withheld name that stands in a text.</summary>
    public static string? Told(string recipient, string text)
    {
        var words = Words(text).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return Words(recipient).FirstOrDefault(word => word.Length >= PublicationRules.TellingLetters && words.Contains(word));
    }

    private static IEnumerable<string> Words(string text) =>
        text.Split([' ', ',', '.', ';', ':', '(', ')', '"', '/', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries);
}
