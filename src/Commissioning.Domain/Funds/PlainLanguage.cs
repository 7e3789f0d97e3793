namespace Commissioning.Domain.Funds;

/// <summary>Whether questions and guidance are easy to read. A hint to the officer; it prevents nothing.</summary>
public static class PlainLanguage
{
    /// <summary>Texts with a reading age (in years) above this are flagged. GOV.UK writes for age 9; 13 leaves room for words a grant
    /// cannot avoid. Default, not OPCC policy.</summary>
    public const int MostReadingAge = 13;

    private const int FewestWords = 8;

    /// <summary>The reading age in years: the Flesch-Kincaid grade, an American school grade (Kincaid et al. 1975: 0.39 x words per
    /// sentence + 11.8 x syllables per word - 15.59), plus 5. Null below eight words, where it means little. Syllables are counted as
    /// groups of vowels.</summary>
    public static int? ReadingAge(string? text)
    {
        var (words, sentences, syllables) = Count(text);
        if (words < FewestWords)
            return null;
        var grade = 0.39 * words / sentences + 11.8 * syllables / words - 15.59;
        return Math.Max(5, (int)Math.Round(grade + 5, MidpointRounding.AwayFromZero));
    }

    /// <summary>Flesch's reading ease (1948: 206.835 - 1.015 x words per sentence - 84.6 x syllables per word), at most 100: 60 and above
    /// is plain English. Null below eight words. A line ends a sentence.</summary>
    public static int? ReadingEase(string? text)
    {
        var (words, sentences, syllables) = Count(text);
        return words < FewestWords
            ? null
            : Math.Min(100, (int)Math.Round(206.835 - 1.015 * words / sentences - 84.6 * syllables / words, MidpointRounding.AwayFromZero));
    }

    private static (int Words, int Sentences, int Syllables) Count(string? text)
    {
        var words = (text ?? "")
            .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
            .Where(word => word.Any(char.IsLetter))
            .ToList();
        var sentences = (text ?? "")
            .Split(['.', '?', '!', '\n'], StringSplitOptions.RemoveEmptyEntries)
            .Count(part => part.Any(char.IsLetter));
        return (words.Count, Math.Max(1, sentences), words.Sum(Syllables));
    }

    /// <summary>A sentence for each question that may be hard to read, or that lacks guidance.</summary>
    public static IReadOnlyList<(Question Question, string Sentence)> Remarks(IReadOnlyList<Question> questions)
    {
        var remarks = new List<(Question, string)>();
        foreach (var question in questions)
        {
            if (ReadingAge(question.Wording) is > MostReadingAge and var age)
                remarks.Add((question, $"The question needs a reading age of about {age}. Shorter words or two sentences would help."));
            if (ReadingAge(question.Hint) is > MostReadingAge and var hintAge)
                remarks.Add((question, $"The guidance needs a reading age of about {hintAge}."));
            if (question is { Kind: QuestionKind.LongText, WordLimit: >= 150 } && string.IsNullOrWhiteSpace(question.Hint))
                remarks.Add((question, "The question asks for a long answer but gives no guidance on what to say."));
            if (question.Settings.Rules.Any(rule => rule.Kind == RuleKind.Matches) && string.IsNullOrWhiteSpace(question.Hint))
                remarks.Add((question, "The answer must match a pattern, but we do not tell the applicant what it is."));
        }
        return remarks;
    }

    private static int Syllables(string word)
    {
        var (count, inside) = (0, false);
        foreach (var letter in word.ToLowerInvariant())
        {
            var vowel = "aeiouy".Contains(letter);
            if (vowel && !inside)
                count++;
            inside = vowel;
        }
        if (word.EndsWith('e') && count > 1)
            count--;
        return Math.Max(1, count);
    }
}
