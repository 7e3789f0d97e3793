namespace Commissioning.Domain.DueDiligence;

/// <summary>When text that is also in another application is a finding (R34). Nobody is refused by it: an officer reads both.</summary>
public static class CopiedTextRules
{
    /// <summary>Per cent of the text, and words of one passage, from which it is a finding. Default, not OPCC policy.</summary>
    public const int FromPercent = 15,
        FromWords = 40;

    /// <summary>Per cent of the text from which the finding is strong. Default, not OPCC policy.</summary>
    public const int StrongPercent = 50;

    /// <summary>Per cent from which an officer sees it as a fact.</summary>
    public const int ShownPercent = 5;

    /// <summary>Up to this many words in the applications of at least four organisations are a common text, such as a policy, and are left
    /// out. Default, not OPCC policy.</summary>
    public const int LongestCommon = 120,
        CommonFrom = 4;

    /// <summary>True when the question asks for a policy, where honest answers are alike.</summary>
    public static bool IsPolicy(string question) => PolicyWords.Any(word => question.Contains(word, StringComparison.OrdinalIgnoreCase));

    private static readonly string[] PolicyWords =
    [
        "safeguard",
        "policy",
        "policies",
        "equalit",
        "equal opportunit",
        "data protection",
        "health and safety",
        "insurance",
    ];

    /// <param name="longest">Words of the longest passage.</param>
    public static bool IsFinding(int percent, int longest) => percent >= FromPercent || longest >= FromWords;

    /// <summary>An organisation may repeat itself, which is never strong.</summary>
    public static FindingLevel LevelOf(int percent, bool isOwn) =>
        percent >= StrongPercent && !isOwn ? FindingLevel.Against : FindingLevel.Review;

    /// <summary>Words beside a common text that make a passage more than that text.</summary>
    private const int FewestOwn = 15;

    /// <summary>The passages that two applications share, without common text. Who shares much with another has more than a policy in
    /// common, however many have it: one writer of many applications is not hidden by writing often.</summary>
    /// <param name="shared">What the text shares with one other application.</param>
    /// <param name="words">Words of the whole text.</param>
    /// <param name="all">The passages of the text in applications of other organisations.</param>
    public static IReadOnlyList<SharedPassage> Telling(
        IReadOnlyList<SharedPassage> shared,
        int words,
        IReadOnlyCollection<(SharedPassage Passage, Guid Organisation)> all
    )
    {
        var total = shared.Sum(passage => passage.Words);
        if (total > LongestCommon || 100 * total >= StrongPercent * words)
            return shared;
        var common = all.SelectMany(one => Enumerable.Range(one.Passage.From, one.Passage.Words).Select(word => (word, one.Organisation)))
            .Distinct()
            .GroupBy(one => one.word)
            .Where(group => group.Count() >= CommonFrom - 1)
            .Select(group => group.Key)
            .ToHashSet();
        return
        [
            .. shared.Where(passage =>
                Enumerable.Range(passage.From, passage.Words).Count(common.Contains) is var known
                && (known == 0 || passage.Words - known >= FewestOwn)
            ),
        ];
    }

    /// <summary>The neutral line for assessors and the paper, which name no other applicant; null: nothing to say.</summary>
    /// <param name="verdicts">Of the findings on copied text; null where an officer has not concluded yet.</param>
    public static string? PanelLine(IReadOnlyCollection<FindingVerdict?> verdicts) =>
        verdicts.Contains(null) ? "Part of this text is also in another application. An officer has not concluded on it yet."
        : verdicts.Contains(FindingVerdict.Copied)
            ? "Part of this text is also in another application. An officer concluded that it was copied."
        : verdicts.Contains(FindingVerdict.SameWriter)
            ? "Part of this text is also in another application by the same writer. An officer read both."
        : verdicts.Contains(FindingVerdict.OwnText) ? "Part of this text is also in another application by the same organisation."
        : null;
}
