namespace Commissioning.Domain.Applications;

/// <summary>Two contacts are two people (R22), so that somebody answers when the first is away.</summary>
public static class ContactRules
{
    /// <summary>What shows that the second contact is the first one again; fields name the second one's boxes. Empty: they are two
    /// people.</summary>
    public static IReadOnlyList<Refusal> WhySamePerson(string? first, string? second)
    {
        var (one, other) = (PartsOf(first), PartsOf(second));
        var refusals = new List<Refusal>();
        void Unless(bool different, string sentence, int part)
        {
            if (!different)
                refusals.Add(new(sentence, Refusal.At(nameof(AnswerBox.Parts), part)));
        }

        Unless(
            Plain(one[0]).Length == 0 || Plain(one[0]) != Plain(other[0]),
            "This is the first contact again. Name somebody else who knows the project, so that we reach someone when the first is away.",
            0
        );
        Unless(
            Plain(one[2]).Length == 0 || Plain(one[2]) != Plain(other[2]),
            "Both contacts have this e-mail address. Enter the second person's own, or leave it out and enter their phone number.",
            2
        );
        Unless(
            // Two people may share a telephone at home, if there is another way to reach the second.
            Phone(one[3]).Length == 0
                || Phone(one[3]) != Phone(other[3])
                || Plain(other[2]).Length > 0,
            "Both contacts have this phone number. Enter the second person's own, or their e-mail address.",
            3
        );
        return refusals;
    }

    private static IReadOnlyList<string> PartsOf(string? answer) => AnswerRules.Parts(answer, AnswerRules.PersonParts.Count);

    /// <summary>Without case and spacing.</summary>
    internal static string Plain(string text) =>
        string.Concat(text.Normalize(System.Text.NormalizationForm.FormKC).Where(one => !char.IsWhiteSpace(one))).ToUpperInvariant();

    private static string Phone(string text)
    {
        var digits = string.Concat(text.Where(char.IsAsciiDigit));
        return digits.StartsWith("0044", StringComparison.Ordinal) ? "0" + digits[4..]
            : digits.StartsWith("44", StringComparison.Ordinal) && digits.Length > 11 ? "0" + digits[2..].TrimStart('0')
            : digits;
    }
}
