using Commissioning.Domain.DueDiligence;
using Commissioning.Platform.Data;

namespace Commissioning.Features.DueDiligence;

/// <summary>The findings of an application as they are stored, with their verdicts.</summary>
public static class Findings
{
    public sealed record Finding
    {
        public required Guid Id { get; init; }
        public required Guid ApplicationId { get; init; }
        public required FindingKind Kind { get; init; }
        public required string KeyText { get; init; }
        public Guid? SubjectId { get; init; }
        public required FindingLevel Level { get; init; }
        public required string Sentence { get; init; }
        public required DateTime FoundAt { get; init; }
        public DateTime? GoneAt { get; init; }
        public FindingVerdict? Verdict { get; init; }
        public string? Reason { get; init; }
        public Guid? DecidedById { get; init; }
        public string? DecidedBy { get; init; }
        public DateTime? DecidedAt { get; init; }
        public Guid? SecondById { get; init; }
        public string? SecondBy { get; init; }
        public DateTime? SecondAt { get; init; }
        public string? SecondNote { get; init; }
        public required bool IsOpen { get; init; }
        public required int Version { get; init; }

        public bool WaitsForSecond => IsOpen && Verdict is not null;
        public FindingState State => new(Kind, Level, Sentence, Verdict, !IsOpen);
    }

    /// <summary>Those that are so today, strong and open ones first.</summary>
    public static async Task<IReadOnlyList<Finding>> OfAsync(Work work, Guid application) =>
        Sorted((await AllAsync(work, application)).Where(finding => finding.GoneAt is null));

    /// <summary>Of every sent application of a round.</summary>
    internal static async Task<IReadOnlyList<Finding>> OfRoundAsync(Work work, Guid round) =>
        Sorted(
            await work.QueryAsync<Finding>(
                Sql
                    + " join Application a on a.Id = f.ApplicationId where a.RoundId = @round and a.Status = 'Submitted' and f.GoneAt is null",
                new { round }
            )
        );

    /// <summary>Those of every check of the same kind.</summary>
    internal static List<FindingState> StatesFor(ApplicationChecks.Check check, IEnumerable<ApplicationChecks.Check> all) =>
        all.Where(one => one.Id == check.Id || (one.Kind == check.Kind && !CleanRules.NeedsEyes(check.Kind)))
            .SelectMany(one => one.Findings)
            .Select(finding => finding.State)
            .ToList();

    private static List<Finding> Sorted(IEnumerable<Finding> findings) =>
        findings
            .OrderByDescending(finding => finding.IsOpen)
            .ThenByDescending(finding => finding.Level)
            .ThenBy(finding => finding.Kind)
            .ThenBy(finding => finding.Sentence, StringComparer.Ordinal)
            .ToList();

    /// <summary>Also those that are no longer so.</summary>
    internal static Task<IReadOnlyList<Finding>> AllAsync(Work work, Guid application) =>
        work.QueryAsync<Finding>(Sql + " where f.ApplicationId = @application", new { application });

    public static Task<Finding> GetAsync(Work work, Guid finding) =>
        work.FindAsync<Finding>(Sql + " where f.Id = @finding", new { finding });

    private const string Sql = """
        select    f.Id, f.ApplicationId, f.Kind, f.KeyText, f.SubjectId, f.Level, f.Sentence, f.FoundAt, f.GoneAt, f.Verdict, f.Reason, f.DecidedBy as DecidedById, d.DisplayName as DecidedBy, f.DecidedAt,
                  f.SecondBy as SecondById, s.DisplayName as SecondBy, f.SecondAt, f.SecondNote, f.IsOpen, f.Version
        from      Finding f
        left join Person d on d.Id = f.DecidedBy
        left join Person s on s.Id = f.SecondBy
        """;
}
