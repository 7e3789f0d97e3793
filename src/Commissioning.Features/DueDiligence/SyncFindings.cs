using Commissioning.Domain.DueDiligence;
using Commissioning.Platform.Data;

namespace Commissioning.Features.DueDiligence;

/// <summary>Keeps the stored findings of an application as they are now. A verdict stays with its finding, unless the finding became
/// strong since.</summary>
public static class SyncFindings
{
    /// <summary>Part of a change, in whose audit entry the caller writes what is returned: each new, changed and gone finding.</summary>
    public static async Task<IReadOnlyList<string>> RunAsync(Work work, Guid application)
    {
        var decided = (await ApplicationChecks.ApplicationAsync(work, application)).DecidedAt is not null;
        var stored = await Findings.AllAsync(work, application);
        List<string> said = [];
        HashSet<Guid> still = [];
        foreach (var one in await FindFindings.OfAsync(work, application))
        {
            var found = one with { Key = Cut(one.Key, 200), Sentence = Cut(one.Sentence, 1000) };
            var before = stored.FirstOrDefault(row =>
                row.Kind == found.Kind && row.KeyText.Equals(found.Key, StringComparison.OrdinalIgnoreCase)
            );
            if (before is not null)
                still.Add(before.Id);
            var row = RowOf(application, found, before, work.Now);
            if (before is null)
            {
                await work.ExecuteAsync(InsertSql, row);
                said.Add($"Found: {found.Sentence}");
            }
            else if (
                before.GoneAt is not null
                || (before.Level, before.Sentence, before.Verdict, before.IsOpen, before.SubjectId)
                    != (row.Level, row.Sentence, row.Verdict, row.IsOpen, row.SubjectId)
            )
            {
                await work.ExecuteOneAsync(UpdateSql, row);
                said.Add(before.GoneAt is null ? $"Now: {found.Sentence}" : $"Found again: {found.Sentence}");
            }
        }
        foreach (
            var gone in stored.Where(row => row.GoneAt is null && !still.Contains(row.Id) && FindFindings.IsLookedFor(row.Kind, decided))
        )
        {
            await work.ExecuteOneAsync(
                "update Finding set GoneAt = @Now, IsOpen = 0, Version = Version + 1 where Id = @Id and Version = @Version",
                new
                {
                    gone.Id,
                    gone.Version,
                    work.Now,
                }
            );
            said.Add($"No longer so: {gone.Sentence}");
        }
        await work.ExecuteAsync("update CheckPlan set FoundAt = @Now where ApplicationId = @application", new { application, work.Now });
        if (said.Count > 0)
            await ApplicationChecks.RefreshAsync(work, application);
        return said;
    }

    /// <summary>For a change that a source of findings reads: the job finds anew for every application of the organisation, of the records
    /// that are one with it, and of those that share something with it.</summary>
    public static Task MarkStaleAsync(Work work, Guid organisation) =>
        work.ExecuteAsync(
            """
            update CheckPlan
            set    FoundAt = null
            where  ApplicationId in (
                       select a.Id
                       from   Application a
                       join   Organisation o on o.Id = a.OrganisationId
                       where  a.OrganisationId = @organisation
                              or coalesce(o.SameAs, o.Id) in (select coalesce(s.SameAs, s.Id) from Organisation s where s.Id = @organisation)
                              or a.OrganisationId in (
                                  select m.OrganisationId
                                  from   MatchKey k
                                  join   MatchKey m on m.Kind = k.Kind and m.KeyText = k.KeyText
                                  where  k.OrganisationId = @organisation
                              )
                   )
            """,
            new { organisation }
        );

    /// <summary>For a new register or list.</summary>
    internal static Task MarkAllStaleAsync(Work work) => work.ExecuteAsync("update CheckPlan set FoundAt = null where FoundAt is not null");

    private static FindingRow RowOf(Guid application, Found found, Findings.Finding? before, DateTime now)
    {
        // What became strong since its verdict is a new question.
        var keeps = before is { Verdict: not null } && found.Level <= before.Level;
        // A later verdict that waits for its second person is not undone by what was kept before.
        var isElsewhere = found.Verdict is not null && !(keeps && before is { WaitsForSecond: true } && before.DecidedAt > found.DecidedAt);
        var verdict =
            isElsewhere ? found.Verdict
            : keeps ? before!.Verdict
            : null;
        return new()
        {
            Id = before?.Id ?? Guid.CreateVersion7(),
            Application = application,
            Kind = found.Kind,
            KeyText = before?.KeyText ?? found.Key,
            SubjectId = found.SubjectId,
            Level = found.Level,
            Sentence = found.Sentence,
            Now = now,
            Verdict = verdict,
            Reason =
                isElsewhere ? found.Reason
                : keeps ? before!.Reason
                : null,
            DecidedBy =
                isElsewhere ? found.DecidedBy
                : keeps ? before!.DecidedById
                : null,
            DecidedAt =
                isElsewhere ? found.DecidedAt
                : keeps ? before!.DecidedAt
                : null,
            SecondBy = keeps ? before!.SecondById : null,
            SecondAt = keeps ? before!.SecondAt : null,
            SecondNote = keeps ? before!.SecondNote : null,
            IsOpen = !isElsewhere && !FindingRules.IsSettled(found.Kind, found.Level, verdict, keeps && before!.SecondById is not null),
            Version = before?.Version ?? 1,
        };
    }

    private sealed record FindingRow
    {
        public required Guid Id { get; init; }
        public required Guid Application { get; init; }
        public required FindingKind Kind { get; init; }
        public required string KeyText { get; init; }
        public Guid? SubjectId { get; init; }
        public required FindingLevel Level { get; init; }
        public required string Sentence { get; init; }
        public required DateTime Now { get; init; }
        public FindingVerdict? Verdict { get; init; }
        public string? Reason { get; init; }
        public Guid? DecidedBy { get; init; }
        public DateTime? DecidedAt { get; init; }
        public Guid? SecondBy { get; init; }
        public DateTime? SecondAt { get; init; }
        public string? SecondNote { get; init; }
        public required bool IsOpen { get; init; }
        public required int Version { get; init; }
    }

    private static string Cut(string text, int length) => text.Length <= length ? text : text[..length];

    private const string InsertSql = """
        insert into Finding (Id, ApplicationId, Kind, KeyText, SubjectId, Level, Sentence, FoundAt, Verdict, Reason, DecidedBy, DecidedAt, SecondBy, SecondAt, SecondNote, IsOpen, Version)
        values (@Id, @Application, @Kind, @KeyText, @SubjectId, @Level, @Sentence, @Now, @Verdict, @Reason, @DecidedBy, @DecidedAt, @SecondBy, @SecondAt, @SecondNote, @IsOpen, 1)
        """;
    private const string UpdateSql = """
        update Finding
        set    SubjectId = @SubjectId, Level = @Level, Sentence = @Sentence, GoneAt = null, Verdict = @Verdict, Reason = @Reason, DecidedBy = @DecidedBy, DecidedAt = @DecidedAt,
               SecondBy = @SecondBy, SecondAt = @SecondAt, SecondNote = @SecondNote, IsOpen = @IsOpen, Version = Version + 1
        where  Id = @Id and Version = @Version
        """;
}
