using Commissioning.Domain.Funds;

namespace Commissioning.Domain.DueDiligence;

/// <summary>What the history of an organisation means for its next application. The history is that of all records that are one
/// organisation, so a new record does not leave it behind. Tiers and levels are defaults, not OPCC policy.</summary>
public static class PastRules
{
    /// <summary>A figure of a return that fell by this many percent or more from one sending to the next is something to look at. Default,
    /// not OPCC policy.</summary>
    public const int NotableFall = 10;

    /// <summary>Characters of a note that a sentence quotes.</summary>
    private const int LongestQuote = 300;

    /// <summary>Null: the sources for the account find it.</summary>
    public static FindingKind? FindingOf(PastKind kind) =>
        kind switch
        {
            PastKind.Failed or PastKind.Terminated or PastKind.GivenUp or PastKind.OfferWithdrawn => FindingKind.EarlierFail,
            PastKind.Owes or PastKind.ConditionNotMet => FindingKind.OpenCondition,
            PastKind.SentBack or PastKind.CorrectedDown => FindingKind.LateReturns,
            PastKind.ConcernClosed => FindingKind.ClosedConcern,
            _ => null,
        };

    public static FindingLevel LevelOf(PastKind kind) =>
        kind is PastKind.Failed or PastKind.Terminated or PastKind.Owes ? FindingLevel.Against : FindingLevel.Review;

    /// <summary>The tiers that the history asks for, each with its reason, highest first.</summary>
    public static IReadOnlyList<(CheckTier Tier, string Reason)> TiersOf(IReadOnlyCollection<PastMatter> past) =>
        past.GroupBy(matter => matter.Kind)
            .OrderBy(group => group.Key)
            .Select(group =>
                (
                    LevelOf(group.Key) == FindingLevel.Against ? CheckTier.Enhanced : CheckTier.Standard,
                    ReasonOf(
                        group.Key,
                        string.Join(", ", group.Select(matter => matter.Reference).Distinct().Order(StringComparer.Ordinal))
                    )
                )
            )
            .OrderByDescending(ask => ask.Item1)
            .ToList();

    private static string ReasonOf(PastKind kind, string references) =>
        kind switch
        {
            PastKind.Failed => $"The organisation failed a check before: {references}",
            PastKind.Terminated => $"This office ended an earlier grant of the organisation: {references}",
            PastKind.Owes => $"The organisation has not paid back money of an earlier grant: {references}",
            PastKind.ConditionNotMet => $"A condition of an earlier application or grant was not met: {references}",
            PastKind.AccountRefused => "Finance refused an account that the organisation gave",
            PastKind.GivenUp => $"The organisation gave up an earlier grant: {references}",
            PastKind.OfferWithdrawn => $"The organisation let an earlier offer lapse: {references}",
            PastKind.SentBack => $"A return of the organisation was sent back more than once: {references}",
            PastKind.CorrectedDown => $"Figures in a return of the organisation fell when it was corrected: {references}",
            _ => "A concern about the organisation was closed",
        };

    /// <summary>Whether what an officer noted about an earlier check may be repeated wherever the finding is shown. Notes on safeguarding
    /// and on cross-checks may tell of a child, a flag or a name on a list, so they stay with their check.</summary>
    public static bool MayQuote(CheckKind kind) => kind != CheckKind.Safeguarding && !CleanRules.IsCompared(kind);

    public static string Failed(string reference, string check, CheckKind kind, DateOnly on, string? note) =>
        $"{reference} failed \"{check}\" on {LondonTime.Date(on)}, and a second person agreed{Quote(kind, note)}";

    public static string ConditionNotMet(string reference, string check, CheckKind kind, DateOnly on, string? note) =>
        $"{reference} passed \"{check}\" with a condition on {LondonTime.Date(on)}, and no later check shows that it was met{Quote(kind, note)}";

    private static string Quote(CheckKind kind, string? note)
    {
        if (note?.Trim() is not { Length: > 0 } said)
            return "";
        if (!MayQuote(kind))
            return ". The note stands with that check";
        return $": {(said.Length <= LongestQuote ? said : $"{said[..LongestQuote]}…")}";
    }

    /// <summary>What fell from one sending of a return to the next by <see cref="NotableFall"/> percent or more, such as "spending from
    /// £900.00 to £500.00". Null: nothing did.</summary>
    /// <param name="sendings">In the order of sending; a null figure was not said.</param>
    public static string? CorrectedDown(IReadOnlyList<(Money? Spent, int? People)> sendings)
    {
        foreach (var (before, after) in sendings.Zip(sendings.Skip(1)))
        {
            if (before.Spent is { } spent && after.Spent is { } less && Fell(spent.Pence, less.Pence))
                return $"spending from {spent} to {less}";
            if (before.People is { } people && after.People is { } fewer && Fell(people, fewer))
                return $"people reached from {people:N0} to {fewer:N0}";
        }
        return null;

        static bool Fell(long from, long to) => from > 0 && (from - to) * 100 >= from * NotableFall;
    }
}
